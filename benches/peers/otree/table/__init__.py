"""A table of eight: in each round everybody says a word that the others see at once, and sends a form that leads to the next round."""

from otree.api import BaseConstants, BaseGroup, BasePlayer, BaseSubsession, Page, models


class C(BaseConstants):
    NAME_IN_URL = "table"
    PLAYERS_PER_GROUP = 8
    NUM_ROUNDS = 10


class Subsession(BaseSubsession):
    pass


class Group(BaseGroup):
    words = models.IntegerField(initial=0)


class Player(BasePlayer):
    offer = models.IntegerField(min=0, max=100)


class Act(Page):
    form_model = "player"
    form_fields = ["offer"]

    @staticmethod
    def live_method(player, data):
        player.group.words += 1
        return {0: dict(by=player.id_in_group, mark=data["mark"], words=player.group.words)}


page_sequence = [Act]

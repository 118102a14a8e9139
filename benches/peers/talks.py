"""The talks of steel-safeguard in Mesa, in NegMAS and in Summitry, side by side: games a second on one core. Called by talks.sh.

A game of talks is two meetings over the same five issues, ministers first. The importer gives late (Boulware), the exporter early
(Conceder); who is offered at least what it would ask for itself accepts. Mesa has no negotiation, so the model writes out what its
agents do; NegMAS has the protocol and the tactics. Neither has measures, threats, news, an economy or votes at home: the whole game
of Summitry, which has them, is timed as well. Times are processor times of one process; starting and reading files are left out.
"""

import resource
import subprocess
import sys
import time
from bisect import bisect_left
from importlib.metadata import version
from pathlib import Path

import mesa
from negmas.inout import load_genius_domain
from negmas.sao import SAOMechanism
from negmas.sao.negotiators import BoulwareTBNegotiator, ConcederTBNegotiator

DOMAIN = Path("examples/domains/SteelSafeguard")
MEETINGS = [10, 16]
# Exponents of the aspiration 1 - t^e: late and early.
EXPONENTS = [4.0, 0.25]
SECONDS = 5.0


def read_domain():
    profiles = sorted(path for path in DOMAIN.glob("*.xml") if not path.name.endswith("_domain.xml"))
    space = DOMAIN / f"{DOMAIN.name}_domain.xml"
    return space, profiles, load_genius_domain(space, profiles, ignore_discount=True)


class Delegation(mesa.Agent):
    """Offers the package that is worth just what it aims at, and takes what is worth as much."""

    def __init__(self, model, worth, exponent):
        super().__init__(model)
        self.worth = worth
        self.order = sorted(range(len(worth)), key=worth.__getitem__)
        self.values = [worth[package] for package in self.order]
        self.exponent = exponent

    def speak(self):
        talks = self.model
        if talks.agreed is not None:
            return
        time_used = talks.round / talks.rounds
        target = self.values[-1] * (1.0 - time_used**self.exponent)
        offer = self.order[min(bisect_left(self.values, target), len(self.order) - 1)]
        if talks.standing is not None and self.worth[talks.standing] >= self.worth[offer]:
            talks.agreed = talks.standing
        else:
            talks.standing = offer


class Talks(mesa.Model):
    """A meeting: the parties speak in turn until they agree or its rounds are over."""

    def __init__(self, worths, rounds):
        super().__init__()
        self.rounds, self.round = rounds, 0
        self.standing = self.agreed = None
        for worth, exponent in zip(worths, EXPONENTS):
            Delegation(self, worth, exponent)

    def step(self):
        self.agents.do("speak")
        self.round += 1
        self.running = self.agreed is None and self.round < self.rounds


def mesa_game(worths):
    for rounds in MEETINGS:
        talks = Talks(worths, rounds)
        while talks.running:
            talks.step()


def negmas_game(scenario):
    for rounds in MEETINGS:
        mechanism = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=rounds)
        for kind, utility in zip([BoulwareTBNegotiator, ConcederTBNegotiator], scenario.ufuns):
            mechanism.add(kind(), preferences=utility)
        mechanism.run()


def speed(game):
    """Games a second of processor time."""
    game()
    played, began = 0, time.process_time()
    while time.process_time() - began < SECONDS:
        game()
        played += 1
    return played / (time.process_time() - began)


def program_speed(command, count, games):
    """Games a second of a command that is told how many to play."""

    def seconds(number):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([*map(str, command), count, str(number)], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    few = games // 10
    return (games - few) / (seconds(games) - seconds(few))


def main(program):
    space, profiles, scenario = read_domain()
    outcomes = list(scenario.outcome_space.enumerate())
    worths = [[float(utility(outcome)) for outcome in outcomes] for utility in scenario.ufuns]
    talks = [program, "negotiate", space, *profiles, "--agents", "boulware,conceder", "--rounds"]
    meetings = [program_speed([*talks, rounds], "--repeat", 400_000) for rounds in MEETINGS]
    figures = [
        (f"Mesa {version('mesa')}, talks", speed(lambda: mesa_game(worths))),
        (f"NegMAS {version('negmas')}, talks", speed(lambda: negmas_game(scenario))),
        ("Summitry, talks", 1.0 / sum(1.0 / meeting for meeting in meetings)),
        (
            "Summitry, the whole game",
            program_speed([program, "batch", "steel-safeguard", "--threads", "1"], "--games", 20_000),
        ),
    ]
    for name, rate in figures:
        print(f"{name}: {rate:,.0f} games/s per core")


main(sys.argv[1])

"""An oTree project with one app: groups of eight, ten rounds, a form and a live page in each."""

SESSION_CONFIGS = [dict(name="table", app_sequence=["table"], num_demo_participants=8)]
SESSION_CONFIG_DEFAULTS = dict(real_world_currency_per_point=1.0, participation_fee=0.0)
LANGUAGE_CODE = "en"
SECRET_KEY = "measured-on-one-computer"

"""The same sessions in NegMAS and in Summitry: are they the same, and how fast is each? Called by negmas.sh."""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from negmas.inout import load_genius_domain
from negmas.sao import SAOMechanism
from negmas.sao.negotiators import (
    BoulwareTBNegotiator,
    ConcederTBNegotiator,
    LinearTBNegotiator,
    MiCRONegotiator,
)

ROUNDS = 100
AGENTS = {
    "boulware": BoulwareTBNegotiator,
    "linear": LinearTBNegotiator,
    "conceder": ConcederTBNegotiator,
    "micro": MiCRONegotiator,
}
PAIRS = [("boulware", "conceder"), ("boulware", "linear"), ("micro", "micro")]
DOMAINS = Path("examples/domains")
# Sessions that are timed here; the other side plays its own number, and both are divided by their time.
PEER_SESSIONS = 20
OWN_SESSIONS = 200_000

# NegMAS sorts by an order that is not stable, so that ties fall as the machine has it. Here they keep the order of enumeration.
unstable = np.argsort


def stable(a, axis=-1, kind=None, order=None, **more):
    return unstable(a, axis=axis, kind="stable", order=order, **more)


np.argsort = stable


def files(domain):
    folder = DOMAINS / domain
    profiles = sorted(path for path in folder.glob("*.xml") if not path.name.endswith("_domain.xml"))
    return folder / f"{domain}_domain.xml", profiles


def peer(domain, pair):
    """One session of NegMAS: its trace as [round, party, outcome index]."""
    space, profiles = files(domain)
    scenario = load_genius_domain(space, profiles, ignore_discount=True)
    outcomes = {outcome: at for at, outcome in enumerate(scenario.outcome_space.enumerate())}
    mechanism = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=ROUNDS)
    for name, utility in zip(pair, scenario.ufuns):
        mechanism.add(AGENTS[name](), preferences=utility)
    mechanism.run()
    places = {negotiator.id: at for at, negotiator in enumerate(mechanism.negotiators)}
    trace = [[step, places[negotiator], outcomes[offer]] for step, negotiator, offer in mechanism.extended_trace]
    return scenario, trace


def peer_speed(scenario, pair):
    began = time.process_time()
    for _ in range(PEER_SESSIONS):
        mechanism = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=ROUNDS)
        for name, utility in zip(pair, scenario.ufuns):
            mechanism.add(AGENTS[name](), preferences=utility)
        mechanism.run()
    return PEER_SESSIONS / (time.process_time() - began)


def own(program, domain, pair, *flags):
    space, profiles = files(domain)
    command = [program, "negotiate", space, *profiles, "--agents", ",".join(pair), "--rounds", ROUNDS, *flags]
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def own_speed(program, domain, pair):
    def seconds(sessions):
        """Processor time of the program, whatever else the machine does."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        own(program, domain, pair, "--repeat", sessions)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    few = OWN_SESSIONS // 100
    # What the program needs to start and to read its files cancels out.
    return (OWN_SESSIONS - few) / (seconds(OWN_SESSIONS) - seconds(few))


def main(program):
    same = True
    for domain in sorted(path.name for path in DOMAINS.iterdir() if path.is_dir()):
        for pair in PAIRS:
            scenario, theirs = peer(domain, pair)
            mine = json.loads(own(program, domain, pair, "--json"))["trace"]
            agree = theirs == mine
            same &= agree
            fast, slow = own_speed(program, domain, pair), peer_speed(scenario, pair)
            print(
                f"{domain}, {' and '.join(pair)}: {len(mine)} offers, traces {'the same' if agree else 'DIFFER'}; "
                f"NegMAS {slow:.1f} sessions/s, Summitry {fast:,.0f}, ratio {fast / slow:,.0f}",
                flush=True,
            )
    return 0 if same else 1


sys.exit(main(sys.argv[1]))

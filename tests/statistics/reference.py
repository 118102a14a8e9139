"""Writes reference.json: what SciPy, SALib, lifelines, nashpy, OpenSpiel and EMA Workbench make of small data sets.

    python -m venv venv && venv/bin/pip install scipy SALib lifelines nashpy open_spiel ema_workbench
    venv/bin/python tests/statistics/reference.py

The versions that wrote the figures stand in the file.
"""

import importlib.metadata
import json
import pathlib
import warnings

import nashpy
import numpy as np
import pandas as pd
from ema_workbench.analysis import prim
from lifelines import KaplanMeierFitter
from open_spiel.python.egt import alpharank
from SALib.analyze import delta, sobol
from SALib.sample import sobol as sobol_sample
from scipy import stats

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1)
out = {
    "versions": {
        name: importlib.metadata.version(name)
        for name in ["scipy", "SALib", "lifelines", "nashpy", "open_spiel", "ema_workbench", "numpy"]
    }
}


def numbers(values):
    return [float(value) for value in np.ravel(values)]


# Intervals of shares: SciPy's Wilson.
out["wilson"] = [
    {"hits": hits, "trials": trials, "interval": numbers(stats.binomtest(hits, trials).proportion_ci(method="wilson"))}
    for hits, trials in [(0, 10), (8, 10), (1, 3), (631, 1000), (10, 10), (3, 100000)]
]

# Intervals of a mean, and the paired comparison: SciPy's t intervals and tests.
first = rng.normal(60, 8, 40)
second = first + rng.normal(1.2, 3, 40)
second[5] = first[5]
paired = stats.ttest_rel(second, first)
interval = paired.confidence_interval()
single = stats.ttest_1samp(first, 0).confidence_interval()
differences = second - first
greater, less = int((differences > 0).sum()), int((differences < 0).sum())
out["paired"] = {
    "first": numbers(first),
    "second": numbers(second),
    "mean_interval": [single.low, single.high],
    "interval": [interval.low, interval.high],
    "p_value": float(paired.pvalue),
    "greater": greater,
    "less": less,
    "sign_p_value": float(stats.binomtest(greater, greater + less).pvalue),
}

# Bootstrap: SciPy's percentile and BCa intervals of the mean of a skewed sample, with the replicates behind them.
skewed = rng.exponential(10, 30)
percentile = stats.bootstrap((skewed,), np.mean, n_resamples=999, method="percentile", rng=np.random.default_rng(7))
corrected = stats.bootstrap((skewed,), np.mean, n_resamples=999, method="BCa", rng=np.random.default_rng(7))
out["bootstrap"] = {
    "values": numbers(skewed),
    "replicates": numbers(corrected.bootstrap_distribution),
    "percentile": numbers(percentile.confidence_interval),
    "bias_corrected": numbers(corrected.confidence_interval),
}

# Survival: remission of leukaemia under 6-mercaptopurine (Freireich et al. 1963), the textbook example, by lifelines.
weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
relapsed = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]
curve = KaplanMeierFitter().fit(weeks, relapsed)
band = curve.confidence_interval_
out["survival"] = {
    "times": weeks,
    "events": relapsed,
    "steps": [
        {"time": float(time), "survival": float(curve.survival_function_.loc[time].iloc[0]), "band": numbers(band.loc[time])}
        for time in sorted(set(weeks))
    ],
    "median": float(curve.median_survival_time_),
}

# Sensitivity: the Ishigami function with a = 7, b = 0.1; SALib's estimates on its Saltelli design, and from given data.
problem = {"num_vars": 3, "names": ["x1", "x2", "x3"], "bounds": [[-np.pi, np.pi]] * 3}


def ishigami(x):
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


design = sobol_sample.sample(problem, 512, calc_second_order=False, seed=3)
results = ishigami(design)
found = sobol.analyze(problem, results, calc_second_order=False, seed=3)
step = 5
out["saltelli"] = {
    "a": numbers(results[0::step]),
    "b": numbers(results[4::step]),
    "crossed": [numbers(results[1 + parameter :: step]) for parameter in range(3)],
    "first": numbers(found["S1"]),
    "total": numbers(found["ST"]),
}
plain = rng.uniform(-np.pi, np.pi, (600, 3))
plain_results = ishigami(plain)
size = len(plain_results)
classes = min(int(np.ceil(size ** (2 / (7 + np.tanh((1500 - size) / 500))))), 48)
edges = np.linspace(0, size, classes + 1)
out["given_data"] = {
    "columns": [numbers(column) for column in plain.T],
    "results": numbers(plain_results),
    "first": [float(delta.sobol_first(plain_results, column, edges)) for column in plain.T],
}
analytic_v = 7**2 / 8 + 0.1 * np.pi**4 / 5 + 0.1**2 * np.pi**8 / 18 + 0.5
v1 = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2
v13 = 0.1**2 * np.pi**8 * (1 / 18 - 1 / 50)
out["ishigami"] = {
    "first": [v1 / analytic_v, 49 / 8 / analytic_v, 0.0],
    "total": [(v1 + v13) / analytic_v, 49 / 8 / analytic_v, v13 / analytic_v],
}

# Scenario discovery: a planted box, by EMA Workbench.
cases = rng.uniform(0, 1, (600, 3)).round(6)
planted = (cases[:, 0] > 0.6) & (cases[:, 1] < 0.5)
interest = np.where(planted, rng.uniform(size=600) < 0.9, rng.uniform(size=600) < 0.05)
algorithm = prim.Prim(pd.DataFrame(cases, columns=["a", "b", "c"]), interest.astype(bool), threshold=0.5, peel_alpha=0.05)
box = algorithm.find_box()
trajectory = box.peeling_trajectory
harmonic = 2 * trajectory.coverage * trajectory.density / (trajectory.coverage + trajectory.density)
best = trajectory.iloc[harmonic.idxmax()]
limits = box.box_lims[int(best["id"])]
out["discovery"] = {
    "columns": [numbers(column) for column in cases.T],
    "interest": [bool(value) for value in interest],
    "coverage": float(best.coverage),
    "density": float(best.density),
    "limits": {name: numbers(limits[name]) for name in ["a", "b", "c"]},
}

# Equilibria: nashpy's support enumeration, of textbook games and of a game of chance; α-Rank by OpenSpiel.
games = {
    "prisoners": ([[3, 0], [5, 1]], [[3, 5], [0, 1]]),
    "battle of the sexes": ([[3, 0], [0, 2]], [[2, 0], [0, 3]]),
    "matching pennies": ([[1, -1], [-1, 1]], [[-1, 1], [1, -1]]),
    "rock, paper, scissors": ([[0, -1, 1], [1, 0, -1], [-1, 1, 0]], [[0, 1, -1], [-1, 0, 1], [1, -1, 0]]),
    "of chance": (rng.normal(0, 1, (4, 4)).round(3).tolist(), rng.normal(0, 1, (4, 4)).round(3).tolist()),
    "oblong": (rng.normal(0, 1, (2, 4)).round(3).tolist(), rng.normal(0, 1, (2, 4)).round(3).tolist()),
}
out["games"] = []
for name, (row, column) in games.items():
    found = nashpy.Game(np.array(row), np.array(column)).support_enumeration(non_degenerate=True)
    tables = [np.array(row, dtype=float), np.array(column, dtype=float)]
    _, _, masses, _, _ = alpharank.compute(tables, m=50, alpha=0.1)
    _, _, weak, _, _ = alpharank.compute(tables, m=50, alpha=0.02)
    out["games"].append(
        {
            "name": name,
            "row": row,
            "column": column,
            "equilibria": [[numbers(strategy) for strategy in equilibrium] for equilibrium in found],
            "masses": {"0.1": numbers(masses), "0.02": numbers(weak)},
        }
    )

path = pathlib.Path(__file__).with_name("reference.json")
lines = [f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in out.items()]
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")

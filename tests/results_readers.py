"""Runs the example queries of docs/BATCH.md on a results folder with DuckDB, Polars and pandas, and compares counts with the manifest.

    python tests/results_readers.py RESULTS docs/BATCH.md
"""

import contextlib
import io
import json
import os
import re
import sys

import duckdb
import pandas
import polars


def ask(query):
    """The rows that DuckDB answers with."""
    return duckdb.execute(query).fetchall()


def main(folder, document):
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as file:
        manifest = json.load(file)
    with open(document, encoding="utf-8") as file:
        text = file.read()

    for name, seal in manifest["files"].items():
        path = os.path.join(folder, name)
        counted = ask(f"select count(*) from '{path}'")[0][0]
        scanned = polars.scan_parquet(path).select(polars.len()).collect().item()
        framed = len(pandas.read_parquet(path))
        assert counted == scanned == framed == seal["rows"], f"{name}: {counted}, {scanned}, {framed}, {seal['rows']}"

    games = os.path.join(folder, "games.parquet")
    classes = dict(ask(f"select outcome, count(*) from '{games}' group by outcome"))
    assert classes == {name: count for name, count in manifest["outcomes"].items() if count > 0}, classes
    for code, figure in manifest["payoffs"].items():
        means = [
            ask(f"select avg(payoff_{code}) from '{games}'")[0][0],
            polars.read_parquet(games)[f"payoff_{code}"].mean(),
            pandas.read_parquet(games)[f"payoff_{code}"].mean(),
        ]
        assert all(abs(mean - figure["mean"]) < 1e-6 for mean in means), (code, means, figure)
    unpaired = f"select replicate from '{games}' group by replicate having count(distinct seed) > 1"
    assert not ask(unpaired), "cells are not paired"

    # The examples read a folder "results" where they are run.
    os.chdir(os.path.dirname(os.path.abspath(folder)))
    if not os.path.exists("results"):
        os.symlink(os.path.basename(os.path.abspath(folder)), "results")
    scripts = re.findall(r"```python\n(.*?)```", text, re.S)
    queries = re.findall(r"```sql\n(.*?)```", text, re.S)
    assert len(scripts) >= 3 and queries, f"{document} has lost its examples"
    for script in scripts:
        with contextlib.redirect_stdout(io.StringIO()) as told:
            exec(script, {})
        assert told.getvalue().strip(), f"an example prints nothing:\n{script}"
    for query in queries:
        assert ask(query), f"an example finds nothing:\n{query}"
    versions = f"duckdb {duckdb.__version__}, polars {polars.__version__}, pandas {pandas.__version__}"
    print(f"{manifest['games']} games read by {versions}; {len(scripts) + len(queries)} examples of {document} run")


if __name__ == "__main__":
    main(*sys.argv[1:])

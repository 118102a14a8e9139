#!/usr/bin/env bash
# Plays Boulware against Conceder and Linear, and MiCRO against itself, on the reference domains in NegMAS 0.16 and here, on one core
# each, compares the traces offer by offer, and prints sessions a second of both and their ratio.
#
# Optional: needs Python 3.11 or later and leave to install NegMAS into a folder of its own, the first argument (a temporary one
# otherwise). An environment that has NegMAS already is used as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

environment="${1:-$(mktemp -d)/negmas}"
if [ ! -x "$environment/bin/python" ]; then
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet 'negmas==0.16.*'
fi

cargo build --release --quiet
program="${CARGO_TARGET_DIR:-$PWD/target}/release/summitry"
exec "$environment/bin/python" benches/peers/compare.py "$program"

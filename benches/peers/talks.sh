#!/usr/bin/env bash
# The talks of the steel-safeguard tutorial (a ministers' meeting of 10 rounds, a leaders' meeting of 16, over its five issues) as Mesa
# and NegMAS can express them, and as Summitry plays them: alone, and as part of its whole game. Prints games a second on one core.
#
# Optional: needs Python 3.11 or later and leave to install Mesa and NegMAS into a folder of its own, the first argument (a temporary
# one otherwise). An environment that has both already is used as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

environment="${1:-$(mktemp -d)/peers}"
if [ ! -x "$environment/bin/python" ]; then
    python3 -m venv "$environment"
fi
"$environment/bin/python" -c 'import mesa, negmas' 2>/dev/null ||
    "$environment/bin/pip" install --quiet 'mesa==3.*' 'negmas==0.16.*'

program="${SUMMITRY:-}"
if [ -z "$program" ]; then
    cargo build --release --quiet
    program="${CARGO_TARGET_DIR:-$PWD/target}/release/summitry"
fi
exec "$environment/bin/python" benches/peers/talks.py "$program"

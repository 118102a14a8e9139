#!/bin/sh
# The same policies of world-2024 through the reference reader (check.py, needs numpy) and through the command and library, in one run.
# SUMMITRY_REFERENCE names the folder that holds economy/check.py; without it the folder ../shared/reference is tried.
# PYTHON may name the interpreter. Prints how long a solve takes in each, and the ratio.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
reference=${SUMMITRY_REFERENCE:-$here/../shared/reference}
if [ ! -f "$reference/economy/check.py" ]; then
    echo "skipped: there is no $reference/economy/check.py; SUMMITRY_REFERENCE names the folder that holds economy/"
    exit 0
fi
python=${PYTHON:-python3}
if ! "$python" -c 'import numpy' 2>/dev/null; then
    echo "skipped: $python has no numpy"
    exit 0
fi
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
"$python" - "$reference/economy" "$here/assets/economies/world-2024" <<'PYTHON'
import sys, time
sys.path.insert(0, sys.argv[1])
import check
data = check.Data(sys.argv[2])
for label, over in [("long run", {}), ("short run", {"mobility": 1.0, "elasticities": "short"})]:
    model = check.Model(data, **over)
    for name in ("status-quo-2025-10", "both-plus-100"):
        policy = data.policy("policies/%s.csv" % name)
        best = min(timed for timed in (lambda: [(lambda t: (model.solve(policy), time.perf_counter() - t)[1])(time.perf_counter()) for _ in range(5)])())
        print("reference, %s, %s: %.0f µs" % (label, name, 1e6 * best))
PYTHON
cd "$here"
cargo bench --quiet --bench economy -- 'shipped policies' 2>/dev/null | grep '^summitry,'

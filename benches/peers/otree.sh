#!/usr/bin/env bash
# A class in oTree under the load of our rehearsal: 200 participants in groups of eight, 60 pages and 20 actions each, spread over as
# many seconds as the rehearsal took. Prints times in milliseconds and the memory of the server's processes.
#
#   benches/peers/otree.sh [FOLDER] [PARTICIPANTS] [SECONDS]
#
# Optional: needs Python 3.11 and leave to install oTree into FOLDER (a temporary one otherwise). oTree keeps its database in memory and
# writes it to the disk when it ends, so its acknowledgements promise less than ours, which come after a commit.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
folder="${1:-$(mktemp -d)}"
participants="${2:-200}"
seconds="${3:-120}"
port=8765

if [ ! -x "$folder/environment/bin/otree" ]; then
    python3 -m venv "$folder/environment"
    "$folder/environment/bin/pip" install --quiet 'otree==6.0.15' 'websockets==10.1'
fi
rm -rf "$folder/project"
cp -r "$here/otree" "$folder/project"
mkdir "$folder/project/_static"
cd "$folder/project"
export OTREE_PRODUCTION=1 PATH="$folder/environment/bin:$PATH"
setsid "$folder/environment/bin/otree" prodserver1of2 "$port" >"$folder/server.log" 2>&1 &
server=$!
trap 'kill -- -"$server" 2>/dev/null || true' EXIT
for _ in $(seq 60); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
    sleep 0.5
done
"$folder/environment/bin/python" "$here/otree_load.py" "$port" "$participants" "$seconds"
ps -o rss= --pid "$(pgrep -d, -g "$server")" | awk '{ sum += $1 } END { printf "Memory    %.0f MB of the server\n", sum / 1024 }'

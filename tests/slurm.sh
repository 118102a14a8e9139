#!/usr/bin/env bash
# A sweep as a job array on a real Slurm, on this machine alone: shards are played by Slurm's tasks, one of them is killed and requeued,
# the merge waits for all, and its result is byte for byte that of an unsharded batch.
#
#   tests/slurm.sh PROGRAM
#
# Installs Debian's slurmctld, slurmd and munge where it is root and they are missing; says SKIPPED (and succeeds) where that cannot be.
set -euo pipefail

program="$(realpath "${1:?usage: tests/slurm.sh PROGRAM}")"
shards=4

skip() {
    echo "SKIPPED: $1"
    exit 0
}

[ "$(id -u)" -eq 0 ] || skip "a Slurm of one's own needs root"
if ! command -v slurmctld >/dev/null || ! command -v slurmd >/dev/null || ! command -v munged >/dev/null; then
    command -v apt-get >/dev/null || skip "there is no Slurm and no apt-get"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends slurmctld slurmd slurm-client munge; } \
        >/dev/null 2>&1 || skip "Slurm cannot be installed"
fi
! pgrep -x slurmctld >/dev/null || skip "a Slurm is at work on this machine"

work="$(mktemp -d /tmp/summitry-slurm.XXXXXX)"
daemons=()
finish() {
    code=$?
    if [ "$code" -ne 0 ]; then
        tail -n 20 "$work"/*.log "$work"/out/logs/* 2>/dev/null || true
    fi
    for daemon in "${daemons[@]}"; do
        kill "$daemon" 2>/dev/null || true
    done
    for daemon in "${daemons[@]}"; do
        wait "$daemon" 2>/dev/null || true
    done
    rm -rf "$work"
    exit "$code"
}
trap finish EXIT

# Munge, by which the daemons trust each other, with a key and a socket of this test's own.
chmod 755 "$work"
dd if=/dev/urandom of="$work/munge.key" bs=1024 count=1 status=none
chown munge:munge "$work/munge.key"
chmod 400 "$work/munge.key"
install -d -o munge -g munge -m 755 "$work/munge"
setpriv --reuid=munge --regid=munge --clear-groups munged --foreground --force --key-file="$work/munge.key" \
    --socket="$work/munge/socket" --pid-file="$work/munge/pid" --log-file="$work/munge/log" --seed-file="$work/munge/seed" >"$work/munge.out.log" 2>&1 &
daemons+=($!)

host="$(hostname -s)"
cores="$(nproc)"
install -d -m 755 "$work/state" "$work/spool"
cat >"$work/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge/socket
CredType=cred/munge
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SchedulerType=sched/backfill
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobCompType=jobcomp/none
AccountingStorageType=accounting_storage/none
SchedulerParameters=batch_sched_delay=0,sched_interval=5
JobRequeue=1
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cores State=UNKNOWN
PartitionName=test Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$work/slurm.conf"
for _ in $(seq 50); do
    [ ! -S "$work/munge/socket" ] || break
    sleep 0.2
done
slurmctld -D -f "$SLURM_CONF" >"$work/slurmctld.out.log" 2>&1 &
daemons+=($!)
slurmd -D -f "$SLURM_CONF" >"$work/slurmd.out.log" 2>&1 &
daemons+=($!)
ready=no
for _ in $(seq 120); do
    if sinfo -h -o %T 2>/dev/null | grep -q idle; then
        ready=yes
        break
    fi
    sleep 0.5
done
[ "$ready" = yes ] || skip "Slurm does not start here: $(tail -n 1 "$work/slurmd.log" 2>/dev/null)"

# Long enough that a task can be struck while it plays.
cat >"$work/sweep.toml" <<'SWEEP'
scenario = "steel-safeguard"
replicates = 6000
chunk = 100
[[block]]
[block.vary]
nation.EU.resolve = [0.2, 0.8]
SWEEP
"$program" batch "$work/sweep.toml" --out "$work/whole" >/dev/null
"$program" batch slurm "$work/sweep.toml" --shards "$shards" --out "$work/out" --script "$work/array.sh"
submitted="$(bash "$work/array.sh")"
echo "$submitted"
array="$(sed -n 's/^array \([0-9]*\),.*/\1/p' <<<"$submitted")"
merge="$(sed -n 's/.*merge \([0-9]*\);.*/\1/p' <<<"$submitted")"

# Strike the first task as soon as it has finished a few chunks, and have it requeued.
struck=no
for _ in $(seq 600); do
    if [ "$(find "$work/out/shard-0/chunks" -name '*.json' 2>/dev/null | wc -l)" -ge 3 ]; then
        scancel --signal=KILL --full "${array}_0" 2>/dev/null || true
        scontrol requeue "${array}_0"
        struck=yes
        break
    fi
    sleep 0.05
done
[ "$struck" = yes ] || { echo "the first task never began" >&2; exit 1; }
! grep -q '"complete": true' "$work/out/shard-0/manifest.json" || { echo "the first task was done before it was struck" >&2; exit 1; }
echo "task ${array}_0 killed with $(find "$work/out/shard-0/chunks" -name '*.json' | wc -l) of its chunks finished, and requeued"

# A requeued job waits two minutes by default; this test does not.
for _ in $(seq 360); do
    scontrol update JobId="${array}_0" StartTime=now >/dev/null 2>&1 || true
    [ -n "$(squeue -h -j "$merge" 2>/dev/null)" ] || break
    sleep 0.5
done
[ -d "$work/out/merged" ] || { squeue; echo "there is no merged result" >&2; exit 1; }
diff -r "$work/whole" "$work/out/merged"
echo "$shards shards on Slurm $(sinfo --version | cut -d' ' -f2), one killed and requeued: merged, and the same bytes"

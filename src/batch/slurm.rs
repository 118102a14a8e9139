//! The script of a Slurm job array: a task a shard, retried and requeued, and a merge that waits for all of them.

use std::path::Path;

/// What a job array is to play.
pub struct Array<'a> {
    /// The program.
    pub program: &'a Path,
    /// The sweep file.
    pub sweep: &'a Path,
    /// Folder under which shards, logs and the merged result go.
    pub out: &'a Path,
    /// Number of shards.
    pub shards: u64,
    /// Cores a task.
    pub cores: u64,
    /// Time limit of a task as Slurm takes it (`04:00:00`); none for the partition's own.
    pub time: Option<&'a str>,
    /// Partition; none for the cluster's own.
    pub partition: Option<&'a str>,
}

/// A path as a word for the shell.
fn word(path: &Path) -> String {
    format!("'{}'", path.display().to_string().replace('\'', r"'\''"))
}

/// The script. `bash SCRIPT` submits the array and the merge; Slurm runs it again for each task.
pub fn script(array: &Array) -> String {
    let options = |name: &str, value: Option<&str>| value.map_or(String::new(), |value| format!(" --{name}={value}"));
    let extra = format!("{}{}", options("time", array.time), options("partition", array.partition));
    let last = array.shards.saturating_sub(1);
    let (program, sweep, out) = (word(array.program), word(array.sweep), word(array.out));
    let (shards, cores) = (array.shards, array.cores);
    format!(
        r#"#!/usr/bin/env bash
# Plays a sweep in {shards} shards as a Slurm job array and merges them. Submit with: bash SCRIPT
# A task continues where an earlier one of its shard was stopped, so it can be killed and requeued at any moment.
set -euo pipefail

own={program}
program="${{SUMMITRY:-$own}}"
sweep={sweep}
out={out}

case "${{1:-submit}}" in
submit)
    mkdir -p "$out/logs"
    array="$(sbatch --parsable --job-name=summitry --array=0-{last} --requeue --open-mode=append \
        --ntasks=1 --cpus-per-task={cores} --output="$out/logs/shard-%a.txt"{extra} "$0" shard)"
    merge="$(sbatch --parsable --job-name=summitry-merge --dependency="afterany:$array" --requeue --open-mode=append \
        --ntasks=1 --cpus-per-task=1 --output="$out/logs/merge.txt"{extra} "$0" merge "$array")"
    echo "array $array, merge $merge; the result will be in $out/merged"
    ;;
shard)
    shard="$SLURM_ARRAY_TASK_ID"
    for attempt in 1 2 3; do
        code=0
        "$program" batch "$sweep" --shard "$shard/{shards}" --out "$out/shard-$shard" --resume \
            --threads "${{SLURM_CPUS_PER_TASK:-{cores}}}" || code=$?
        [ "$code" -ne 0 ] || exit 0
        echo "shard $shard, attempt $attempt: exit code $code"
        # Bad input does not get better.
        [ "$code" -ne 2 ] || exit 2
        sleep "$((10 * attempt))"
    done
    # Another node may fare better, twice.
    if [ "${{SLURM_RESTART_COUNT:-0}}" -lt 2 ]; then
        scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_$shard"
    fi
    exit 1
    ;;
merge)
    # A task that failed and was requeued counts as ended for a while; a merge too early would only say what is missing.
    while [ -n "${{2:-}}" ] && [ -n "$(squeue --noheader --jobs="$2" 2>/dev/null)" ]; do
        sleep 5
    done
    shards=()
    for ((shard = 0; shard < {shards}; shard++)); do
        shards+=("$out/shard-$shard")
    done
    "$program" batch merge "${{shards[@]}}" --out "$out/merged" --overwrite
    ;;
*)
    echo "usage: bash SCRIPT" >&2
    exit 2
    ;;
esac
"#
    )
}

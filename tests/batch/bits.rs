//! The same sweep gives the same bytes: on any number of threads, in any number of lanes, in shards, stopped and continued.

use crate::support::{SMALL, assert_same, files, folder, plan, play, summitry, text, written};
use proptest::prelude::*;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use summitry::batch::folder::Opening;
use summitry::batch::manifest::{Manifest, Shard};
use summitry::batch::merge::merge;
use summitry::batch::plan::Plan;
use summitry::batch::run::{Progress, Run};

/// Plays a sweep, is stopped after some chunks, and continues on other threads and lanes.
fn stopped_and_continued(plan: &Plan, out: &std::path::Path, after: u64, threads: usize, lanes: usize) {
    let stop = AtomicBool::new(false);
    let finished = std::sync::atomic::AtomicU64::new(0);
    let mut run = Run::new(plan, out, Opening::New, &stop);
    (run.threads, run.lanes) = (threads, lanes);
    run.play(&|progress| {
        if let Progress::Chunk(..) = progress
            && finished.fetch_add(1, Ordering::Relaxed) + 1 >= after
        {
            stop.store(true, Ordering::Relaxed);
        }
    })
    .expect("it plays");
    play(plan, out, None, 1 + threads % 2, 1 + lanes % 7);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn threads_lanes_shards_and_interruptions_do_not_matter(
        threads in 1usize..4,
        lanes in 1usize..40,
        shards in 1u64..5,
        after in 1u64..4,
    ) {
        let plan = plan(SMALL).expect("a sound sweep");
        let home = folder();
        let [whole, broken, merged] = ["whole", "broken", "merged"].map(|name| home.path().join(name));
        play(&plan, &whole, None, 1, 32);
        stopped_and_continued(&plan, &broken, after, threads, lanes);
        assert_same(&whole, &broken);
        let parts: Vec<PathBuf> = (0..shards).map(|index| home.path().join(format!("shard-{index}"))).collect();
        for (index, part) in parts.iter().enumerate() {
            play(&plan, part, Some(Shard { index: index as u64, of: shards }), threads, lanes);
        }
        merge(&parts, &merged, Opening::New).expect("they merge");
        assert_same(&whole, &merged);
    }
}

/// Other chunks mean other row groups, and the same games.
#[test]
fn chunks_do_not_change_a_game() {
    let home = folder();
    let digests = [16, 5, 64].map(|chunk| {
        let plan = plan(&SMALL.replace("chunk = 16", &format!("chunk = {chunk}"))).expect("a sound sweep");
        let out = home.path().join(chunk.to_string());
        play(&plan, &out, None, 2, 8);
        let manifest = Manifest::load(&out).expect("a manifest");
        assert_eq!(manifest.games, 64);
        (manifest.digest, serde_json::to_string(&manifest.payoffs).expect("JSON"), manifest.outcomes)
    });
    assert_eq!(digests[0], digests[1]);
    assert_eq!(digests[0], digests[2]);
}

#[test]
fn flags_and_a_file_that_say_the_same_play_the_same_games() {
    let home = folder();
    let [by_file, by_flags] = ["file", "flags"].map(|name| home.path().join(name));
    let sweep = written(
        &home,
        r#"
scenario = "steel-safeguard"
replicates = 10
[set]
parameters.incident_base = -3
[policy]
EU = "dove:caution=2"
[[block]]
name = "every combination"
[block.vary]
nation.EU.resolve = [0.25, 0.75]
policy.IND = ["hawk", "tit-for-tat"]
"#,
    );
    let (_, err, code) = summitry(&["batch", text(&sweep), "--out", text(&by_file)]);
    assert_eq!(code, Some(0), "{err}");
    let (_, err, code) = summitry(&[
        "batch",
        "steel-safeguard",
        "--games",
        "10",
        "--set",
        "parameters.incident_base=-3",
        "--policy",
        "EU=dove:caution=2",
        "--sweep",
        "nations.EU.resolve=0.25,0.75",
        "--sweep",
        "policy.IND=hawk,tit-for-tat",
        "--out",
        text(&by_flags),
    ]);
    assert_eq!(code, Some(0), "{err}");
    assert_same(&by_file, &by_flags);
    assert_eq!(files(&by_file).keys().collect::<Vec<_>>(), ["games.parquet", "manifest.json"]);
}

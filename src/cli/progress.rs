//! Long work at the terminal: the bar, the threads, and how it ends early.

use indicatif::{ProgressBar, ProgressStyle};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Exit code after Ctrl-C.
pub(super) const INTERRUPTED: u8 = 130;

/// A flag that the first Ctrl-C sets; the second ends the program.
pub(super) fn stop_on_interrupt() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let interrupt = stop.clone();
    // Without a handler Ctrl-C ends the program at once, which loses the report and what is unfinished, and nothing else.
    ctrlc::set_handler(move || {
        if interrupt.swap(true, Ordering::Relaxed) {
            std::process::exit(i32::from(INTERRUPTED));
        }
    })
    .ok();
    stop
}

/// A bar over so many `units` ("games") with rate and time left; it shows on terminals only.
pub(super) fn bar(count: u64, units: &str, hidden: bool) -> ProgressBar {
    let bar = if hidden { ProgressBar::hidden() } else { ProgressBar::new(count) };
    let template = format!("{{wide_bar}} {{pos}}/{{len}} {units} {{per_sec}} {{eta}} left {{msg}}");
    if let Ok(style) = ProgressStyle::with_template(&template) {
        bar.set_style(style);
    }
    bar
}

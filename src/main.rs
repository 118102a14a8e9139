//! The command line.

fn main() -> std::process::ExitCode {
    summitry::cli::main()
}

//! Rebuilds the program when a file that it carries is added or removed.
fn main() {
    println!("cargo::rerun-if-changed=scenarios");
    println!("cargo::rerun-if-changed=assets");
}

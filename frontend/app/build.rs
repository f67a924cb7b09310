//! The messages are read by a macro, which the compiler does not see.

fn main() {
    println!("cargo::rerun-if-changed=messages");
}

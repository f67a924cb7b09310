//! sunlot
fn main() {}

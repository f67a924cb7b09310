//! The release build holds the site; a file that is new in it is seen only by being watched for.

use std::path::Path;

#[expect(clippy::disallowed_methods, reason = "cargo's own variable, not a setting of the product")]
fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // Debug builds read the site when it is asked for.
    if std::env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        let places = ["../../frontend/web/dist", "../../frontend/web"];
        if let Some(place) = places.iter().find(|place| Path::new(place).exists()) {
            println!("cargo::rerun-if-changed={place}");
        }
    }
}

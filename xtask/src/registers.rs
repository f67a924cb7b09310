//! `cargo xtask synth`.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use clap::Args;
use synth::{MAX_OBJECTS, REGISTERS, World};

use crate::process::{Outcome, today};

#[derive(Args)]
pub(crate) struct Options {
    /// How many objects
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..=i64::from(MAX_OBJECTS)))]
    objects: u32,
    /// The folder to write into; made when it does not exist
    #[arg(long)]
    out: PathBuf,
    /// The same seed gives the same registers
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day around which certificates expire; today when not given
    #[arg(long)]
    day: Option<NaiveDate>,
}

/// Writes every register.
///
/// # Errors
/// When a file cannot be written.
pub(crate) fn run(options: &Options) -> Outcome {
    let world = World::new(options.seed, options.objects, options.day.unwrap_or_else(today));
    let start = Instant::now();
    for register in REGISTERS {
        let file = write(&world, register.name, &options.out)?;
        println!("{:>12} bytes  {}", fs::metadata(&file)?.len(), file.display());
    }
    println!("{} objects, {:.1} s", world.objects(), start.elapsed().as_secs_f64());
    Ok(())
}

/// Writes one register into a folder and says where.
///
/// # Errors
/// When there is no such register, or the file cannot be written.
pub(crate) fn write(world: &World, name: &str, folder: &Path) -> Outcome<PathBuf> {
    let register = REGISTERS.iter().find(|register| register.name == name);
    let register = register.ok_or_else(|| format!("there is no register {name}"))?;
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{name}.csv"));
    (register.write)(world, &mut File::create(&path)?)?;
    Ok(path)
}

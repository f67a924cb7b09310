//! Prints the URL of a fresh PostgreSQL database and keeps it until its standard input ends: for tests in other languages.
#![allow(clippy::print_stdout, reason = "the URL is what it is started for")]

use std::io;

use test_support::TestDb;

fn main() -> io::Result<()> {
    let database = TestDb::postgres();
    println!("{}", database.url());
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}

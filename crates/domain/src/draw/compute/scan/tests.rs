use std::io::{self, Read};

use super::scan;
use crate::draw::Fixed;
use crate::draw::bundle::File;
use crate::draw::compute::Event;
use crate::draw::freeze::{Freeze, Stratum};
use crate::draw::hash::frame;
use crate::draw::merkle::Root;
use crate::draw::roster::{Did, RosterError, RosterFault, Row, Status};
use crate::draw::seed::Keys;
use crate::draw::selection::{Selection, Selector};
use crate::draw::tests::vector;

/// Some blocks and a bit.
const ROWS: u32 = 30_000;

fn row(number: u32) -> Row {
    // Ids of many lengths, so that rows end anywhere in what is read at a time.
    let more = "X".repeat(usize::try_from(number % 29).unwrap());
    let weight = [1, 0, 1, 7, 8, 9, 1, 1024, 3][usize::try_from(number % 9).unwrap()];
    Row {
        did: Did::open(&format!("{number:08}{more}")).unwrap(),
        stratum: u16::try_from(number % 3).unwrap(),
        weight,
        status: if weight > 0 { Status::Eligible } else { Status::QuietPeriod },
        attr: Fixed([u8::try_from(number % 251).unwrap(); 24]),
    }
}

fn freeze() -> Freeze {
    let mut freeze: Freeze = serde_json::from_slice(&vector("open-small").0[&File::Freeze]).unwrap();
    let stratum = |id, take, reserve| Stratum { id, eligible: 0, weight: 0, take, reserve };
    freeze.strata = vec![stratum(0, 500, 20), stratum(1, 1, 0), stratum(2, 9_000, 900)];
    freeze.roster.size = u64::from(ROWS);
    freeze
}

fn keys() -> Keys {
    Keys::new(&frame("test", &[b"scan"]), 1)
}

fn bytes(rows: impl IntoIterator<Item = Row>) -> Vec<u8> {
    let mut bytes = Vec::new();
    rows.into_iter().for_each(|row| row.encode(&mut bytes));
    bytes
}

fn scanned(mut reader: impl Read, threads: usize) -> Result<(Root, Selection), RosterError> {
    scan(&mut reader, &freeze(), &keys(), threads, &mut |_| {})
}

/// Gives a few bytes at a time, never the same number.
struct Dribble<'a>(&'a [u8], usize);

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = (self.1 * 31 + 7) % 4_999;
        let count = self.1.max(1).min(buffer.len());
        self.0.read(&mut buffer[..count])
    }
}

#[test]
fn any_number_of_threads_gives_what_one_row_after_another_gives() {
    let (mut root, mut selector) = (Root::new(), Selector::new(&freeze().strata, &keys()));
    for row in (0..ROWS).map(row) {
        root.push(&bytes([row]));
        selector.push(&row).unwrap();
    }
    let selection = selector.finish();
    let roster = bytes((0..ROWS).map(row));
    for threads in [1, 2, 3, 8] {
        let readers: [&mut dyn Read; 2] = [&mut roster.as_slice(), &mut Dribble(&roster, 1)];
        for reader in readers {
            let (found, selected) = scanned(reader, threads).unwrap();
            assert_eq!((found.size(), found.value()), (root.size(), root.value()), "{threads}");
            assert_eq!(selected, selection, "{threads}");
        }
    }
}

#[test]
fn of_several_faults_the_first_row_is_named() {
    let wrong = |number: u32| move |at: u32| if at == number { row(at - 1) } else { row(at) };
    for fault in [1, 8_191, 8_192, 8_193, 16_384, 29_999] {
        let rows = (0..ROWS).map(wrong(fault)).map(|mut row| {
            // Behind it, and before it by time if blocks are looked at side by side, there is more that is wrong.
            row.stratum += u16::from(row.did > wrong(fault)(fault).did) * 7;
            row
        });
        let roster = bytes(rows);
        for threads in [1, 2, 8] {
            let error = scanned(roster.as_slice(), threads).unwrap_err();
            assert!(matches!(error.kind, RosterFault::Duplicate), "{error}");
            assert_eq!(error.row, u64::from(fault) + 1, "{threads}");
        }
    }
}

#[test]
fn an_end_within_a_row_is_named_wherever_it_is() {
    let roster = bytes((0..ROWS).map(row));
    let ends: Vec<_> = (0..ROWS)
        .scan(0, |end, number| {
            *end += bytes([row(number)]).len();
            Some(*end)
        })
        .collect();
    for whole in [0, 1, 8_191, 8_192, 8_193, 20_000] {
        for threads in [1, 3] {
            let (root, _) = scanned(&roster[..ends[whole]], threads).unwrap();
            assert_eq!(root.size(), u64::try_from(whole).unwrap() + 1);
            for more in [1, 2, 20] {
                let error = scanned(&roster[..ends[whole] + more], threads).unwrap_err();
                assert!(matches!(error.kind, RosterFault::Truncated), "{error}");
                assert_eq!(error.row, u64::try_from(whole).unwrap() + 2);
            }
        }
    }
}

/// Fails after some bytes.
struct Failing<'a>(&'a [u8]);

impl Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(io::Error::other("gone")),
            count => Ok(count),
        }
    }
}

#[test]
fn a_reader_that_fails_is_unreadable_after_the_rows_it_gave() {
    let roster = bytes((0..ROWS).map(row));
    for threads in [1, 2] {
        for (length, row) in [(0, 1), (10, 1), (roster.len(), u64::from(ROWS) + 1)] {
            let error = scanned(Failing(&roster[..length]), threads).unwrap_err();
            assert!(matches!(error.kind, RosterFault::Io(_)), "{error}");
            assert_eq!(error.row, row);
        }
        // What is wrong in a row before it comes first.
        let mut wrong = roster.clone();
        wrong[1] = 0;
        let error = scanned(Failing(&wrong), threads).unwrap_err();
        assert!(matches!(error.kind, RosterFault::Did) && error.row == 1, "{error}");
    }
}

#[test]
fn an_endless_roster_is_given_up() {
    let mut number = 0;
    let mut rest = Vec::new();
    let endless = std::iter::from_fn(|| {
        number += 1;
        Some(row(number))
    });
    struct Endless<'a, I>(I, &'a mut Vec<u8>);
    impl<I: Iterator<Item = Row>> Read for Endless<'_, I> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            if self.1.is_empty() {
                self.0.by_ref().take(100).for_each(|row| row.encode(self.1));
            }
            let count = buffer.len().min(self.1.len());
            buffer[..count].copy_from_slice(&self.1[..count]);
            self.1.drain(..count);
            Ok(count)
        }
    }
    let error = scanned(Endless(endless, &mut rest), 2).unwrap_err();
    assert!(matches!(error.kind, RosterFault::Surplus), "{error}");
    assert_eq!(error.row, u64::from(ROWS) + 1);
}

#[test]
fn progress_is_told_in_order() {
    let roster = bytes((0..ROWS).map(row));
    for threads in [1, 4] {
        let mut told = Vec::new();
        let mut hear = |event| {
            let Event::Rows { file: File::Roster, done, total } = event else { panic!("{event:?}") };
            told.push((done, total));
        };
        scan(&mut roster.as_slice(), &freeze(), &keys(), threads, &mut hear).unwrap();
        let total = u64::from(ROWS);
        assert_eq!(told, [8_192, 16_384, 24_576, 30_000].map(|done| (done, total)), "{threads}");
    }
}

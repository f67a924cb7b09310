//! A check allocates nothing per row: what it takes does not grow with the roster.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]
#![allow(unsafe_code, reason = "an allocator that counts can be had in no other way")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

use domain::draw::bundle::{File, Memory};
use domain::draw::freeze::{Entropy, Freeze, Mode, OPERATOR, Party, Roster, Slot, Stratum, Tree};
use domain::draw::hash::frame;
use domain::draw::inspectors::{Exclusion, Inspector};
use domain::draw::merkle::Root;
use domain::draw::openings::{Attributes, Opening};
use domain::draw::reveals::{Reveal, Reveals};
use domain::draw::roster::{Did, Row, Status};
use domain::draw::{Fixed, PROTOCOL, canonical, compute, seed, verify};
use domain::task::plan::DivisionRule;

struct Counting;

static TAKEN: AtomicU64 = AtomicU64::new(0);

// SAFETY: every call goes to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TAKEN.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: it was allocated by `System`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// An open bundle, of which ten rows are drawn.
fn bundle(size: u32) -> Memory {
    let (mut roster, mut root) = (Vec::new(), Root::new());
    let mut openings = Vec::new();
    for number in 0..size {
        let code = format!("9132080{number:011}");
        let (did, salt) = (Did::open(&code).unwrap(), Fixed([7; 16]));
        let attributes = Attributes::new("320803", "F5211", &format!("淮安市示例{number}号商贸有限公司"));
        let attr = attributes.bind(&salt).unwrap();
        let start = roster.len();
        Row { did, stratum: 1, weight: 1, status: Status::Eligible, attr }.encode(&mut roster);
        root.push(&roster[start..]);
        openings.push(Opening { attributes, code, did, salt });
    }
    let inspector = |number: u32| Inspector {
        cap: 100,
        code: format!("HA{number:05}"),
        department: "SC02".to_owned(),
        division: "320803".to_owned(),
        qualifications: Vec::new(),
    };
    let (inspectors, tree) = canonical::array((0..5).map(inspector)).unwrap();
    let (exclusions, none): (_, Tree) = canonical::array::<Exclusion>([]).unwrap();
    let (task, secret, rows) = ("示例〔2026〕1号", frame("secret", &[]), u64::from(size));
    let commitment = seed::commit(task, 1, OPERATOR, &secret);
    let freeze = Freeze {
        protocol: PROTOCOL.to_owned(),
        task: task.to_owned(),
        round: 1,
        mode: Mode::Open,
        roster: Roster { blinded: false, root: root.value(), size: rows },
        strata: vec![Stratum { id: 1, eligible: rows, weight: rows, take: 10, reserve: 2 }],
        inspectors: tree,
        exclusions: none,
        team: vec![Slot { department: None, division: DivisionRule::Any, qualifications: Vec::new() }],
        entropy: Entropy::None {},
        parties: vec![Party { commitment, id: OPERATOR.to_owned() }],
        software: "test".to_owned(),
    };
    let reveals =
        Reveals { entropy: String::new(), parties: vec![Reveal { id: OPERATOR.to_owned(), value: secret }] };
    let mut bundle = Memory(
        [
            (File::Freeze, canonical::write(&freeze).unwrap()),
            (File::Roster, roster),
            (File::Inspectors, inspectors),
            (File::Exclusions, exclusions),
            (File::Reveals, canonical::write(&reveals).unwrap()),
            (File::Openings, canonical::array(openings).unwrap().0),
        ]
        .into(),
    );
    let result = compute(&bundle, &mut |_| {}).unwrap().result;
    bundle.0.insert(File::Result, result.to_json().unwrap());
    bundle
}

fn taken_by_check(bundle: &Memory) -> u64 {
    let before = TAKEN.load(Ordering::Relaxed);
    let verification = verify(bundle, &mut |_| {});
    let taken = TAKEN.load(Ordering::Relaxed) - before;
    assert!(verification.is_verified(), "{:?}", verification.failure);
    taken
}

#[test]
fn a_check_allocates_nothing_per_row() {
    let (small, large) = (bundle(2_000), bundle(42_000));
    let (few, many) = (taken_by_check(&small), taken_by_check(&large));
    // Forty thousand rows more are five blocks more, a piece and its nodes for each, and the tree's own.
    assert!(many < few + 400, "{few} of 2,000 rows, {many} of 42,000");
}

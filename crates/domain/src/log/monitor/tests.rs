use serde_json::{Value, json};

use super::*;
use crate::log::leaf::Audited;
use crate::log::note::Signer;

/// A log that does as it is told, also what no log may do.
struct Log {
    signer: Signer,
    entries: Vec<Vec<u8>>,
}

fn signer(seed: u8) -> Signer {
    Signer::new("sunlot.example/log", Algorithm::Ed25519, &[seed; 32]).unwrap()
}

fn at(day: i64) -> DateTime<Utc> {
    "2026-09-21T02:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::days(day)
}

impl Log {
    fn new() -> Self {
        Self { signer: signer(1), entries: Vec::new() }
    }

    fn add(&mut self, action: &str, key: &str, payload: &Value) -> &mut Self {
        let payload = payload.to_string();
        let (user, actor, resource) = (Some(1), "经办", "task");
        let audited = Audited { at: at(0), user, actor, action, resource, key, payload: &payload };
        self.entries.push(Leaf::new(&audited, &[5; 32]).unwrap().to_json().unwrap());
        self
    }

    /// A whole round of the task with this key.
    fn round(&mut self, key: &str, actions: &[&str]) -> &mut Self {
        for action in actions {
            self.add(action, key, &json!({"round": 1, "result": 5}));
        }
        self
    }

    fn task(&mut self, number: &str) -> &mut Self {
        self.add(CREATE, "1", &json!([number, {}]))
    }

    fn checkpoint(&self) -> Vec<u8> {
        let mut root = Root::new();
        self.entries.iter().for_each(|entry| root.push(entry));
        let origin = self.signer.public().name().to_owned();
        let checkpoint = Checkpoint { origin, size: root.size(), root: root.value() };
        checkpoint.sign(std::slice::from_ref(&self.signer)).into_bytes()
    }
}

fn follow(monitor: &mut Monitor, log: &Log) -> Result<Vec<Finding>, Finding> {
    match monitor.look(&log.checkpoint(), &[])? {
        News::Grown(checkpoint) => {
            let from = usize::try_from(monitor.size()).unwrap();
            let entries = log.entries[from..].iter().cloned().map(Ok::<_, ()>);
            monitor.read(&checkpoint, entries).unwrap()
        }
        News::Same => Ok(Vec::new()),
        News::Unsigned => Err(Finding::Stranger),
    }
}

fn found(log: &Log) -> Vec<Finding> {
    follow(&mut Monitor::new(signer(1).public()), log).unwrap()
}

const HONEST: [&str; 5] = ["draw.announce", "draw.commit", "draw.freeze", "draw.reveal", "draw.result"];

#[test]
fn an_honest_log_is_followed_without_a_word() {
    let (mut log, mut monitor) = (Log::new(), Monitor::new(signer(1).public()));
    assert_eq!(follow(&mut monitor, &log), Ok(vec![]));
    for number in 1..=40_u32 {
        log.task(&format!("淮市监双随机〔2026〕{number}号")).round(&number.to_string(), &HONEST);
        log.add("user.sign_in", "1", &json!({}));
        assert_eq!(follow(&mut monitor, &log), Ok(vec![]));
        // What is remembered survives a restart.
        monitor = serde_json::from_str(&serde_json::to_string(&monitor).unwrap()).unwrap();
    }
    assert_eq!(monitor.size(), u64::try_from(log.entries.len()).unwrap());
    assert_eq!(monitor.overdue(at(999), TimeDelta::days(1)), []);
    let due = monitor.due();
    assert_eq!(due.len(), 40);
    monitor.checked(&due[0]);
    assert_eq!(monitor.due(), due[1..]);
}

#[test]
fn a_draw_that_was_withdrawn_with_its_task_is_told() {
    let (mut log, mut monitor) = (Log::new(), Monitor::new(signer(1).public()));
    log.task("A1").round("7", &HONEST);
    let void = json!({"task": "A1", "round": 1, "code": "withdrawn", "reason": "名录有误", "approved_by": "leader:2"});
    log.add("draw.void", "7", &void).add("task.withdraw", "7", &json!({"task": "A1", "reason": "名录有误"}));
    assert_eq!(follow(&mut monitor, &log), Ok(vec![]), "it is allowed");
    assert_eq!(monitor.withdrawn().collect::<Vec<_>>(), [("7/1", "名录有误")]);
    // It does not make room for another draw.
    log.add("draw.announce", "7", &json!({"round": 2}));
    let again = Finding::DrawnAgain { round: "7/2".to_owned(), first: 1, index: 8 };
    assert_eq!(follow(&mut monitor, &log), Ok(vec![again]));
}

#[test]
fn rollbacks_and_forks_are_found_and_nothing_is_learned_from_them() {
    let (mut log, mut monitor) = (Log::new(), Monitor::new(signer(1).public()));
    log.task("A1").task("A2").task("A3");
    follow(&mut monitor, &log).unwrap();
    let remembered = monitor.clone();
    log.entries.pop();
    assert_eq!(follow(&mut monitor, &log), Err(Finding::Rollback { seen: 3, now: 2 }));
    log.task("A9");
    assert_eq!(follow(&mut monitor, &log), Err(Finding::Fork { size: 3 }));
    log.task("A4");
    assert_eq!(follow(&mut monitor, &log), Err(Finding::Fork { size: 4 }));
    assert_eq!(monitor, remembered);
}

#[test]
fn numbers_left_out_or_given_twice_are_found() {
    let gap = |number: &str, after| Finding::Gap { number: number.to_owned(), after };
    let repeated = |number: &str| Finding::Repeated { number: number.to_owned() };
    assert_eq!(found(Log::new().task("局〔2026〕1号").task("局〔2026〕3号")), [gap("局〔2026〕3号", 1)]);
    assert_eq!(found(Log::new().task("局〔2026〕2号")), [gap("局〔2026〕2号", 0)]);
    assert_eq!(found(Log::new().task("局〔2026〕1号").task("局〔2026〕1号")), [repeated("局〔2026〕1号")]);
    let series = ["局〔2026〕1号", "院〔2026〕1号", "局〔2027〕1号", "局〔2026〕2号"];
    let mut log = Log::new();
    for number in series {
        log.task(number);
    }
    assert_eq!(found(&log), []);
    assert_eq!(found(Log::new().task("无号")), [Finding::Entry { index: 0 }]);
}

#[test]
fn a_freeze_out_of_turn_is_found() {
    let round = || "7/1".to_owned();
    let late = Finding::FreezeAfterReveal { round: round(), index: 2 };
    assert_eq!(found(Log::new().round("7", &["draw.announce", "draw.reveal", "draw.freeze"])), [late]);
    let second = Finding::SecondFreeze { round: round(), first: 0, second: 2 };
    assert_eq!(found(Log::new().round("7", &["draw.freeze", "draw.reveal", "draw.freeze"])), [second]);
    let unfrozen = Finding::Unfrozen { round: round(), index: 0 };
    assert_eq!(found(Log::new().round("7", &["draw.result"])), [unfrozen]);
    assert_eq!(found(Log::new().round("7", &["draw.freeze"]).round("8", &["draw.freeze"])), []);
}

#[test]
fn a_round_without_an_end_is_found_after_the_limit() {
    for (actions, ends) in [
        (&["draw.announce"][..], false),
        (&["draw.freeze", "draw.reveal"], false),
        (&["draw.announce", "draw.void"], true),
        (&HONEST, true),
    ] {
        let mut monitor = Monitor::new(signer(1).public());
        follow(&mut monitor, Log::new().round("7", actions)).unwrap();
        assert_eq!(monitor.overdue(at(30), TimeDelta::days(30)), [], "{actions:?}");
        let late = monitor.overdue(at(31), TimeDelta::days(30));
        assert_eq!(late.len(), usize::from(!ends), "{actions:?}");
    }
}

/// An event of a round of task 7, with how many the strata 1 and 4 give.
fn of_round(log: &mut Log, action: &str, round: u32, takes: [u64; 2]) {
    let strata = json!([{"id": 1, "take": takes[0]}, {"id": 2, "take": 0}, {"id": 4, "take": takes[1]}]);
    let content = match action {
        "draw.announce" | "draw.strike" => json!({"round": round, "strata": strata}),
        "draw.freeze" => json!({"round": round, "freeze_hash": "f0", "freeze": {"strata": strata}}),
        _ => json!({"round": round, "result": 5, "void": null}),
    };
    log.add(action, "7", &content);
}

/// Findings of a log in which rounds follow one another, and what is overdue of it after a month.
fn found_of(rounds: &[(u32, &[&str], [u64; 2])]) -> (Vec<Finding>, usize) {
    let (mut log, mut monitor) = (Log::new(), Monitor::new(signer(1).public()));
    for (round, actions, takes) in rounds {
        for action in *actions {
            of_round(&mut log, action, *round, *takes);
        }
    }
    let found = follow(&mut monitor, &log).unwrap();
    // What is remembered survives a restart.
    monitor = serde_json::from_str(&serde_json::to_string(&monitor).unwrap()).unwrap();
    (found, monitor.overdue(at(31), TimeDelta::days(30)).len())
}

#[test]
fn what_was_struck_is_made_up_for() {
    let first = (1, &HONEST[..], [5, 2]);
    let strike = (1, &["draw.strike"][..], [2, 1]);
    let second = (2, &HONEST[..], [2, 1]);
    assert_eq!(found_of(&[first, strike, second]), (vec![], 0));
    // A supplementary round that is void is followed by another one; and what that drew may be struck, too.
    let void = (2, &["draw.announce", "draw.freeze", "draw.void"][..], [2, 1]);
    let third = (3, &HONEST[..], [2, 1]);
    let (again, fourth) = ((3, &["draw.strike"][..], [0, 1]), (4, &HONEST[..], [0, 1]));
    assert_eq!(found_of(&[first, strike, void, third, again, fourth]), (vec![], 0));
    // Until it begins it is waited for; a task that is voided has an end, too.
    assert_eq!(found_of(&[first, strike]), (vec![], 1));
    assert_eq!(found_of(&[first, strike, (2, &["draw.void"], [0, 0])]), (vec![], 0));
}

#[test]
fn a_draw_that_is_run_again_is_found() {
    let first = (1, &HONEST[..], [5, 2]);
    let again = |index| Finding::DrawnAgain { round: "7/2".to_owned(), first: 1, index };
    assert_eq!(found_of(&[first, (2, &["draw.announce"], [5, 2])]).0, [again(5)]);
    // Not even after it was declared void: whoever knows a result cannot give it up.
    let late = (1, &["draw.void"][..], [5, 2]);
    assert_eq!(found_of(&[first, late, (2, &["draw.freeze", "draw.void"], [5, 2])]).0, [again(6)]);
    // A result that nobody can carry out is void with its result: the next round is in order.
    let mut log = Log::new();
    log.round("7", &["draw.announce", "draw.freeze"]);
    log.add("draw.result", "7", &json!({"round": 1, "result": 5, "void": "无法组成检查组"}));
    log.round("7", &["draw.void"]).add("draw.announce", "7", &json!({"round": 2}));
    assert_eq!(found(&log), []);
}

#[test]
fn a_strike_that_is_none_is_found() {
    let first = (1, &HONEST[..], [5, 2]);
    let strike = (1, &["draw.strike"][..], [2, 1]);
    let other = |index| Finding::OtherQuota { round: "7/2".to_owned(), index };
    let more = (2, &["draw.announce", "draw.freeze", "draw.void"][..], [3, 1]);
    assert_eq!(found_of(&[first, strike, more]).0, [other(6), other(7)]);
    let elsewhere = (2, &["draw.announce", "draw.void"][..], [1, 2]);
    assert_eq!(found_of(&[first, strike, elsewhere]).0, [other(6)]);
    let early = Finding::StruckUndrawn { round: "7/1".to_owned(), index: 1 };
    let announced = (1, &["draw.announce"][..], [5, 2]);
    assert_eq!(found_of(&[announced, strike, (1, &["draw.void"], [0, 0])]).0, [early]);
}

/// A sealed round, with what its release says; the announcement names 2026-09-30 as the last day.
fn sealed(log: &mut Log, last_day: bool, released: Option<&str>) {
    let announced =
        if last_day { json!({"round": 1, "period_end": "2026-09-30"}) } else { json!({"round": 1}) };
    log.add("draw.announce", "7", &announced).add("draw.freeze", "7", &json!({"round": 1}));
    log.add("draw.result", "7", &json!({"round": 1, "mode": "sealed", "result_hash": "ab"}));
    if let Some(hash) = released {
        log.add("draw.release", "7", &json!({"round": 1, "result_hash": hash}));
    }
}

#[test]
fn a_sealed_result_that_is_never_released_is_found() {
    let round = || "7/1".to_owned();
    for (last_day, on_time, late) in [(true, 11, 12), (false, 90, 91)] {
        let (mut log, mut monitor) = (Log::new(), Monitor::new(signer(1).public()));
        sealed(&mut log, last_day, None);
        assert_eq!(follow(&mut monitor, &log), Ok(vec![]));
        let limit = TimeDelta::days(90);
        assert_eq!(monitor.overdue(at(on_time), limit), [], "{last_day}");
        let until = last_day.then(|| "2026-09-30".parse().unwrap());
        assert_eq!(monitor.overdue(at(late), limit), [Finding::Unreleased { round: round(), until }]);
        log.add("draw.release", "7", &json!({"round": 1, "result_hash": "ab"}));
        assert_eq!(follow(&mut monitor, &log), Ok(vec![]));
        assert_eq!(monitor.overdue(at(999), limit), []);
    }
}

#[test]
fn a_release_of_another_result_is_found() {
    let mut log = Log::new();
    sealed(&mut log, true, Some("cd"));
    assert_eq!(found(&log), [Finding::OtherReleased { round: "7/1".to_owned(), index: 3 }]);
    // What was never sealed cannot be released.
    let open = &["draw.announce", "draw.freeze", "draw.result", "draw.release"];
    let of_open = Finding::OtherReleased { round: "8/1".to_owned(), index: 3 };
    assert_eq!(found(Log::new().round("8", open)), [of_open]);
}

#[test]
fn signatures_are_asked_for() {
    let (mut log, mut monitor) = (Log::new(), Monitor::new(signer(1).public()));
    log.task("A1").signer = signer(2);
    assert_eq!(follow(&mut monitor, &log), Err(Finding::Stranger));
    log.signer = signer(1);
    let changed = String::from_utf8(log.checkpoint()).unwrap().replace("\n1\n", "\n2\n");
    assert!(matches!(monitor.look(changed.as_bytes(), &[]), Err(Finding::Checkpoint(_))));
    let witness = Signer::new("witness.example", Algorithm::Cosignature, &[9; 32]).unwrap();
    let witnesses = [witness.public().clone()];
    let note = String::from_utf8(log.checkpoint()).unwrap();
    let text = note.split_once("\n\n").unwrap().0.to_owned() + "\n";
    let cosigned = format!("{note}{}", witness.line(&text, 1_790_000_000));
    assert!(matches!(monitor.look(cosigned.as_bytes(), &witnesses), Ok(News::Grown(_))));
    let forged = format!("{note}{}", witness.line("another text\n", 1_790_000_000));
    assert!(matches!(monitor.look(forged.as_bytes(), &witnesses), Err(Finding::Checkpoint(_))));
}

#[test]
fn a_key_is_followed_to_its_successor() {
    let (mut log, mut monitor) = (Log::new(), Monitor::new(signer(1).public()));
    let (old, new) = (signer(1).public().to_string(), signer(2).public().to_string());
    log.add(ROTATE, "sunlot.example/log", &json!({"retired": old, "key": new}));
    assert_eq!(follow(&mut monitor, &log), Ok(vec![]));
    assert_eq!(monitor.key(), new);
    assert_eq!(follow(&mut monitor, &log), Err(Finding::Stranger));
    log.signer = signer(2);
    assert_eq!(follow(&mut monitor, &log), Ok(vec![]));
    // A change that names another key than the one in force changes nothing.
    log.add(ROTATE, "sunlot.example/log", &json!({"retired": old, "key": signer(3).public().to_string()}));
    assert_eq!(follow(&mut monitor, &log), Ok(vec![Finding::Entry { index: 1 }]));
    assert_eq!(monitor.key(), new);
}

#[test]
fn an_entry_of_no_form_is_found() {
    let mut log = Log::new();
    log.entries.push(b"{}".to_vec());
    assert_eq!(found(&log), [Finding::Entry { index: 0 }]);
}

#[test]
fn a_series_is_what_stands_around_the_last_number() {
    let series = |text: &str| split(text);
    assert_eq!(series("淮市监双随机〔2026〕12号"), Some(("淮市监双随机〔2026〕号".to_owned(), 12)));
    assert_eq!(series("12"), Some((String::new(), 12)));
    assert_eq!(series("号"), None);
    assert_eq!(series("99999999999999999999999"), None);
}

#[test]
fn a_freeze_without_a_witness_that_committed_is_found() {
    let commit = |party: &str| json!({"round": 1, "party": party, "commitment": "aa"});
    let party = |id: &str| json!({"id": id, "commitment": "aa"});
    let frozen = |parties: &[&str]| {
        let parties: Vec<_> = parties.iter().map(|id| party(id)).collect();
        json!({"round": 1, "freeze_hash": "f0", "freeze": {"parties": parties}})
    };
    let of = |parties: &[&str]| {
        let mut log = Log::new();
        log.add("draw.commit", "7", &commit("supervisor:1")).add("draw.commit", "7", &commit("supervisor:2"));
        found(log.add("draw.freeze", "7", &frozen(parties)))
    };
    assert_eq!(of(&["operator", "supervisor:1", "supervisor:2"]), []);
    let other = Finding::OtherParties { round: "7/1".to_owned(), index: 2 };
    assert_eq!(of(&["operator", "supervisor:1"]), std::slice::from_ref(&other));
    assert_eq!(of(&["operator", "supervisor:1", "supervisor:2", "supervisor:3"]), [other]);
}

#[test]
fn an_entry_too_long_to_be_watched_is_found_and_one_that_keeps_its_quotas_is_not() {
    let strata = |count: u32| -> Value {
        (0..count).map(|id| json!({"id": id, "eligible": 100_000, "reserve": 10, "take": 1})).collect()
    };
    let announced = |count| json!({"round": 1, "period_end": "2026-12-01", "strata": strata(count)});
    assert_eq!(found(Log::new().add("draw.announce", "7", &announced(1000))), []);
    let lacks = |members: &[&str]| Finding::Shortened {
        round: "7/1".to_owned(),
        index: 0,
        members: members.iter().map(ToString::to_string).collect(),
    };
    assert_eq!(found(Log::new().add("draw.announce", "7", &announced(10_000))), [lacks(&["strata"])]);
    let frozen = |count| json!({"round": 1, "freeze_hash": "f0", "freeze": {"strata": strata(count)}});
    assert_eq!(found(Log::new().add("draw.freeze", "7", &frozen(1000))), []);
    assert_eq!(found(Log::new().add("draw.freeze", "7", &frozen(10_000))), [lacks(&["freeze", "strata"])]);
}

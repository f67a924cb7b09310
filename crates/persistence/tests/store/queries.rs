//! Every query of the lists and rosters is served by an index, on both databases.
//!
//! The queries are those that the repositories really send: diesel's instrumentation writes them down, and the database
//! explains each. PostgreSQL is told to avoid sequential scans: one that remains has no index to use.

use std::cell::RefCell;

use diesel::connection::{InstrumentationEvent, SimpleConnection, set_default_instrumentation};
use diesel::prelude::*;
use diesel::row::NamedRow;
use diesel::sql_types::Text;
use domain::draw::roster::Did;
use domain::draw::strike::State as StrikeState;
use domain::draw::substitution::State as SubstitutionState;
use domain::inspection::{Disposition, ResultCode, State};
use domain::object::Status;
use domain::policy::{Role, Scope};
use domain::task::plan::Filters;
use persistence::{Database, Error, Options, Reader};
use persistence::{
    audit, draw, inspection, log, object, portal, roster, strike, substitution, task, transfer,
};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

/// Tables that stay small, and the counted page: reading them whole is right.
const SMALL: [&str; 7] =
    ["bodies", "departments", "matters", "check_items", "matter_lists", "matter_list_entries", "counted"];

/// Indexes that hold nothing but the few rows asked for: reading them whole is right, too.
const PARTIAL: [&str; 1] = ["draws_sealed"];

thread_local! {
    static SENT: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// The statements that some reading sends.
fn sent(db: &TestDb, work: impl FnOnce(&mut Reader) -> Result<(), Error>) -> Vec<String> {
    set_default_instrumentation(|| {
        Some(Box::new(|event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                SENT.with_borrow_mut(|sent| sent.push(query.to_string()));
            }
        }))
    })
    .unwrap();
    let watched = Database::open(&Options { url: db.url().to_owned(), pool_size: 1 }).unwrap();
    SENT.take();
    watched.read(work).unwrap();
    let statement = |query: String| query.split(" -- binds:").next().unwrap_or_default().trim().to_owned();
    let asks = |query: &String| query.contains(" FROM ") && !query.starts_with("FETCH ");
    SENT.take().into_iter().map(statement).map(of_cursor).filter(asks).collect()
}

/// The query of a cursor; of no cursor, as it is.
fn of_cursor(statement: String) -> String {
    match statement.split_once(" CURSOR FOR ") {
        Some(("DECLARE pieces NO SCROLL", query)) => query.to_owned(),
        Some(_) | None => statement,
    }
}

/// A line of a plan: its only text column, whatever the database calls it.
struct Line(String);

impl<DB: diesel::backend::Backend> QueryableByName<DB> for Line
where
    String: diesel::deserialize::FromSql<Text, DB>,
{
    fn build<'a>(row: &impl NamedRow<'a, DB>) -> diesel::deserialize::Result<Self> {
        let line = |name| NamedRow::get::<Text, String>(row, name);
        line("detail").or_else(|_| line("QUERY PLAN")).map(Self)
    }
}

/// What the database would do, line by line.
fn explained(db: &TestDb, statement: &str) -> Vec<String> {
    let lines: Vec<Line> = if db.is_postgres() {
        let mut connection = PgConnection::establish(db.url()).unwrap();
        let binds = (1..).take_while(|n| statement.contains(&format!("${n}"))).count();
        let nulls = if binds == 0 { String::new() } else { format!("({})", vec!["NULL"; binds].join(", ")) };
        let settings = "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan";
        connection.batch_execute(&format!("{settings}; PREPARE asked AS {statement}")).unwrap();
        diesel::sql_query(format!("EXPLAIN EXECUTE asked{nulls}")).load(&mut connection).unwrap()
    } else {
        let mut connection = SqliteConnection::establish(db.url().trim_start_matches("sqlite://")).unwrap();
        diesel::sql_query(format!("EXPLAIN QUERY PLAN {statement}")).load(&mut connection).unwrap()
    };
    lines.into_iter().map(|line| line.0.trim().to_owned()).collect()
}

/// Lines that read a whole table though the query asks for a part, or that sort a whole list to show one page.
fn faults(statement: &str, plan: &[String]) -> Vec<String> {
    let narrows = statement.contains(" WHERE ");
    let is_fault = |line: &&String| {
        let words: Vec<_> = line.split_whitespace().collect();
        match words.as_slice() {
            ["SCAN", .., index] if PARTIAL.contains(index) => false,
            ["SCAN", table, ..] => narrows && !SMALL.contains(table) && !line.contains("VIRTUAL TABLE"),
            [.., "Seq", "Scan", "on", table, _, _, _] => narrows && !SMALL.contains(table),
            _ => false,
        }
    };
    plan.iter().filter(is_fault).cloned().collect()
}

fn assert_served(db: &TestDb, what: &str, work: impl FnOnce(&mut Reader) -> Result<(), Error>) {
    let statements = sent(db, work);
    assert!(!statements.is_empty(), "{what}: no query was seen");
    for statement in statements {
        let plan = explained(db, &statement);
        let faults = faults(&statement, &plan);
        assert!(faults.is_empty(), "{what}:\n{statement}\n{}", plan.join("\n"));
    }
}

fn year() -> (chrono::NaiveDate, chrono::NaiveDate) {
    (day("2026-01-01"), day("2026-12-31"))
}

#[db_test]
fn lists_are_served_by_indexes(db: TestDb) {
    world(&db);
    object(&db, 1, "企业");
    object(&db, 2, "企业二");
    let task = drawn_task(&db, "甲", &[drawn(1), drawn(2)]);
    record_visit(&db, task, 2, found("2026-09-03", ResultCode::NoProblem, Disposition::None));
    let named = |name: &str| object::Filter { name: Some(name.into()), ..object::Filter::default() };
    let by_name = named("健康路企业");
    let by_code = object::Filter { code: Some("X".into()), ..object::Filter::default() };
    let by_class = object::Filter { risk_class: Some("A".into()), ..object::Filter::default() };
    let by_division = object::Filter { division: Some("320803".into()), ..object::Filter::default() };
    for filter in [by_name, by_code, by_class, by_division] {
        assert_served(&db, "objects", |r| object::list(r, &filter, all()).map(drop));
    }
    for scope in [Scope::Body(1), Scope::Department(1)] {
        let filter = task::Filter::within(scope);
        assert_served(&db, "tasks", |r| task::list(r, &filter, all()).map(drop));
        let filter = transfer::Filter { scope, inspection: None, state: None, text: None };
        assert_served(&db, "transfers", |r| transfer::list(r, &filter, all()).map(drop));
        for (task, inspection, state) in
            [(None, None, Some(SubstitutionState::Filed)), (Some(1), None, None), (None, Some(1), None)]
        {
            let filter = substitution::Filter { scope, task, inspection, state };
            assert_served(&db, "substitutions", |r| substitution::list(r, &filter, all()).map(drop));
        }
        for (task, inspection, state) in
            [(None, None, Some(StrikeState::Filed)), (Some(1), None, None), (None, Some(1), None)]
        {
            let filter = strike::Filter { scope, task, inspection, state };
            assert_served(&db, "strikes", |r| strike::list(r, &filter, all()).map(drop));
        }
        let drawn = inspection::Filter { task: Some(1), round: Some(1), ..inspection::Filter::within(scope) };
        assert_served(&db, "inspections of a round", |r| inspection::list(r, &drawn, all()).map(drop));
        let filter = inspection::Filter::within(scope);
        assert_served(&db, "inspections", |r| inspection::list(r, &filter, all()).map(drop));
        assert_served(&db, "results", |r| inspection::count_by_result(r, scope, year()).map(drop));
        assert_served(&db, "states", |r| task::count_by_state(r, scope).map(drop));
    }
    assert_served(&db, "results", |r| inspection::count_by_result(r, Scope::Everything, year()).map(drop));
    let witness = task::Witness { user: 1, role: Role::Supervisor };
    let pending =
        task::Filter { witness_pending: Some((witness, true)), ..task::Filter::within(Scope::Everything) };
    assert_served(&db, "witness", |r| task::list(r, &pending, all()).map(drop));
    let recorded = task::Filter { all_recorded: Some(true), ..task::Filter::within(Scope::Body(1)) };
    assert_served(&db, "recorded", |r| task::list(r, &recorded, all()).map(drop));
    for scope in [Scope::Everything, Scope::Department(1), Scope::Own(1)] {
        assert_served(&db, "deadlines", |r| inspection::due(r, scope, 10).map(drop));
        let within = || inspection::Filter::within(scope);
        let (undisclosed, due_before) = (Some(true), Some(day("2026-12-31")));
        let filter = inspection::Filter { undisclosed, due_before, ..within() };
        assert_served(&db, "overdue", |r| inspection::list(r, &filter, all()).map(drop));
        let filter = inspection::Filter { text: Some("被查企业".into()), ..within() };
        assert_served(&db, "inspections by name", |r| inspection::list(r, &filter, all()).map(drop));
    }
    let gone = object::Filter { status: Some(Status::Closed), ..object::Filter::default() };
    assert_served(&db, "gone objects", |r| object::list(r, &gone, all()).map(drop));
    assert_served(&db, "history", |r| inspection::history(r, 1, all()).map(drop));
    for task in [None, Some(1)] {
        let filter = inspection::Filter {
            task,
            state: Some(State::Assigned),
            ..inspection::Filter::within(Scope::Own(1))
        };
        assert_served(&db, "own inspections", |r| inspection::list(r, &filter, all()).map(drop));
    }
    let filter =
        audit::Filter { resource: Some("task".into()), key: Some("1".into()), ..audit::Filter::default() };
    assert_served(&db, "audit", |r| audit::list(r, &filter, all()).map(drop));
    let filter = audit::Filter { action: Some("task.freeze".into()), ..audit::Filter::default() };
    assert_served(&db, "audit", |r| audit::list(r, &filter, all()).map(drop));
}

#[db_test]
fn the_roster_and_the_draw_are_served_by_indexes(db: TestDb) {
    world(&db);
    object(&db, 1, "企业");
    execute(&db, "INSERT INTO object_matters (matter_id, object_id) VALUES (1, 1)");
    let task = drawn_task(&db, "甲", &[drawn(1)]);
    let filters = Filters::default();
    let scope = roster::Scope { matters: &[1, 2], filters: &filters, year: 2026 };
    assert_served(&db, "roster", |r| {
        let mut roster = roster::open(r, scope)?;
        roster.next_page(r, 100)?;
        roster.next_page(r, 100).map(drop)
    });
    assert_served(&db, "matters of objects", |r| roster::matters_of(r, &[1], &[1]).map(drop));
    assert_served(&db, "commitments", |r| draw::commitments(r, task, 1).map(drop));
    assert_served(&db, "rounds", |r| draw::rounds(r, task).map(drop));
    let of_one = draw::SkipFilter { did: Did::from_bytes(b"HA"), inspector: Some("HA00001".into()) };
    for filter in [draw::SkipFilter::default(), of_one] {
        assert_served(&db, "skips", |r| draw::skips(r, 1, &filter, all()).map(drop));
    }
    assert_served(&db, "drawn by draw id", |r| inspection::by_dids(r, 1, &["ab".into()]).map(drop));
    assert_served(&db, "announcements", |r| draw::announcements(r, task).map(drop));
    let now = "2026-09-21T02:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    assert_served(&db, "overdue rounds", |r| draw::overdue(r, now.into(), 10).map(drop));
    assert_served(&db, "visits", |r| inspection::visits_of_object(r, 1, 2026).map(drop));
    assert_served(&db, "visits", |r| inspection::visits_of_task(r, task, 2026).map(drop));
    assert_served(&db, "pairs", |r| inspection::recent_pairs(r, day("2026-01-01")).map(drop));
    assert_served(&db, "progress", |r| inspection::progress(r, task).map(drop));
    assert_served(&db, "summary", |r| inspection::summary(r, task).map(drop));
}

#[db_test]
fn the_portal_is_served_by_indexes(db: TestDb) {
    world(&db);
    object(&db, 1, "企业");
    let task = drawn_task(&db, "甲", &[drawn(1)]);
    set_state(&db, task, "issued");
    record_visit(&db, task, 1, found("2026-09-03", ResultCode::NoProblem, Disposition::None));
    change(&db, |w| inspection::disclose(w, task)).unwrap();
    // Not `portal::tasks`: it leaves out only drafts and rightly walks down the keys.
    assert_served(&db, "matter list", |r| portal::matter_list(r).map(drop));
    assert_served(&db, "task", |r| portal::task(r, task).map(drop));
    let text = portal::Filter { text: Some("被查企业".into()), ..portal::Filter::default() };
    let of_task = portal::Filter { task: Some(task), ..portal::Filter::default() };
    let result = portal::Filter { result: Some(ResultCode::NoProblem), ..portal::Filter::default() };
    for year in [None, Some(2026)] {
        // Not `tasks`, which are walked as in their list.
        let statements = sent(&db, |r| portal::statistics(r, year).map(drop));
        let of_results: Vec<_> = statements.iter().filter(|one| one.contains("disclosed_at")).collect();
        assert_eq!(of_results.len(), 3, "{statements:?}");
        for statement in of_results {
            let plan = explained(&db, statement);
            assert_eq!(faults(statement, &plan), Vec::<String>::new(), "{statement}");
            assert!(plan.iter().any(|line| line.contains("inspections_statistics")), "{plan:?}");
        }
    }
    for filter in [portal::Filter::default(), text, of_task, result] {
        assert_served(&db, "results", |r| portal::results(r, &filter, all()).map(drop));
    }
}

#[db_test]
fn the_log_is_served_by_indexes(db: TestDb) {
    world(&db);
    let task = drawn_task(&db, "甲", &[]);
    assert_served(&db, "pending", |r| log::is_pending(r).map(drop));
    assert_served(&db, "pending entries", |r| log::pending(r, 1000).map(drop));
    let placed = change(&db, |w| {
        let entry_id = log::pending(w, 1)?.remove(0).id;
        log::mark(w, &[log::Place { leaf_index: 0, entry_id, salt: vec![1; 32] }])
    });
    placed.unwrap();
    assert_served(&db, "entry", |r| log::entry_at(r, 0).map(drop));
    assert_served(&db, "supplements", |r| strike::supplements(r, task, 2).map(drop));
    assert_served(&db, "strikes", |r| strike::pending(r, task).map(drop));
    assert_served(&db, "places of strikes", |r| strike::places(r, &[1]).map(drop));
    assert_served(&db, "objects of strikes", |r| strike::objects(r, &[1]).map(drop));
    assert_served(&db, "round", |r| log::events_of_round(r, task, 1).map(drop));
    let of_task = log::EventFilter { task: Some(task), ..log::EventFilter::default() };
    assert_served(&db, "events", |r| log::events(r, &of_task, all()).map(drop));
}

#[test]
fn a_query_without_index_would_be_noticed() {
    for db in [TestDb::sqlite(), TestDb::postgres()] {
        let bind = if db.is_postgres() { "$1" } else { "?" };
        let statement = format!("SELECT id FROM objects WHERE address = {bind}");
        let plan = explained(&db, &statement);
        assert_eq!(faults(&statement, &plan).len(), 1, "{plan:?}");
    }
}

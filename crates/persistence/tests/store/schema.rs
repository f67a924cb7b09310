//! `schema.rs` says what each database has: every table, column, type and nullability.

use diesel::prelude::*;
use diesel::sql_types::Text;
use test_support::{TestDb, db_test};

#[derive(QueryableByName, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    column: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

const POSTGRES: &str = r#"
SELECT table_name::text AS "table", column_name::text AS "column",
    data_type || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END AS kind
FROM information_schema.columns
WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_diesel%' ORDER BY 1, 2"#;

const SQLITE: &str = r#"
SELECT t.name AS "table", c.name AS "column",
    lower(c.type) || CASE WHEN c."notnull" = 1 THEN '' ELSE ' null' END AS kind
FROM sqlite_schema t JOIN pragma_table_info(t.name) c
WHERE t.type = 'table' AND t.name NOT LIKE '\_\_diesel%' ESCAPE '\' AND t.name NOT LIKE 'sqlite%'
    AND t.name NOT LIKE '%\_search%' ESCAPE '\' ORDER BY 1, 2"#;

/// The columns that a database has, in its own words.
pub fn columns(db: &TestDb) -> Vec<Column> {
    if db.is_postgres() {
        diesel::sql_query(POSTGRES).load(&mut PgConnection::establish(db.url()).unwrap()).unwrap()
    } else {
        let path = db.url().trim_start_matches("sqlite://");
        diesel::sql_query(SQLITE).load(&mut SqliteConnection::establish(path).unwrap()).unwrap()
    }
}

/// The columns that `schema.rs` states, in the words of a database.
fn stated(postgres: bool) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut table = "";
    for line in include_str!("../../src/schema.rs").lines().map(str::trim) {
        let words: Vec<_> = line.split([' ', '(', ')', ',', '<', '>']).filter(|w| !w.is_empty()).collect();
        match (line.ends_with('{'), line.contains("->"), words.as_slice()) {
            (true, false, [name, _key, ..]) if line.contains('(') => table = name,
            (false, true, [column, "-", kind @ ..]) if !line.contains("joinable") => columns.push(Column {
                table: table.to_owned(),
                column: (*column).to_owned(),
                kind: words_of(postgres, column, kind),
            }),
            _ => {}
        }
    }
    columns.sort();
    columns
}

fn words_of(postgres: bool, column: &str, kind: &[&str]) -> String {
    let name = match (kind.last().copied().unwrap(), postgres) {
        // The key of a table in SQLite is its 64-bit row number, declared INTEGER.
        ("BigInt", false) if column == "id" => "integer",
        ("BigInt", _) => "bigint",
        ("Integer", _) => "integer",
        ("Text", _) => "text",
        ("Bool", _) => "boolean",
        ("Date", _) => "date",
        ("Timestamp", true) => "timestamp without time zone",
        ("Timestamp", false) => "timestamp",
        ("Binary", true) => "bytea",
        ("Binary", false) => "blob",
        (other, _) => panic!("a type that no database is known to have: {other}"),
    };
    format!("{name}{}", if kind.first() == Some(&"Nullable") { " null" } else { "" })
}

#[db_test]
fn schema_is_what_the_database_has(db: TestDb) {
    let mut actual = columns(&db);
    actual.sort();
    assert!(actual.len() > 150, "{}", actual.len());
    assert_eq!(stated(db.is_postgres()), actual);
}

//! Contains-search gives the same answers on both databases, whatever is typed.

use persistence::object::{self, Filter};
use test_support::{TestDb, db_test};

use crate::fixtures::*;

const NAMES: [&str; 9] = [
    "淮安市江淮面粉有限公司",
    "淮安百分百%折扣店",
    "江苏_下划线_科技",
    r"反斜\杠商行",
    "O'Neil \"引号\" Ltd",
    "ABC电梯",
    "abc电梯",
    "A%_\\混合",
    "𠮷野家餐饮（淮安）",
];

fn found(db: &TestDb, text: &str) -> Vec<String> {
    let filter = Filter { name: Some(text.to_owned()), ..Filter::default() };
    let page = db.read(|reader| object::list(reader, &filter, all())).unwrap();
    assert_eq!(page.total, i64::try_from(page.items.len()).unwrap());
    page.items.into_iter().map(|o| o.name).collect()
}

#[db_test]
fn a_name_contains_exactly_what_was_typed(db: TestDb) {
    for (id, name) in (1..).zip(NAMES) {
        object(&db, id, name);
    }
    for typed in [
        "江",
        "江淮",
        "江淮面",
        "淮安",
        "有限公司",
        "%",
        "%折",
        "百分百%",
        "_",
        "_下划",
        "_下划线_",
        r"\",
        r"斜\杠",
        "'",
        "O'Neil",
        "\"引号\"",
        "\"",
        "ABC",
        "abc",
        "Abc",
        "电梯",
        "𠮷",
        "𠮷野",
        "𠮷野家",
        "（淮安）",
        "不存在的",
        "* OR",
        "A%_\\",
        "江淮面粉有限公司江淮",
    ] {
        let expected: Vec<_> = NAMES.iter().filter(|name| name.contains(typed)).copied().collect();
        assert_eq!(found(&db, typed), expected, "{typed}");
    }
}

#[db_test]
fn a_renamed_object_is_found_by_its_new_name_only(db: TestDb) {
    object(&db, 1, "淮安旧名称商行");
    execute(&db, "UPDATE objects SET name = '淮安新名称商行' WHERE id = 1");
    assert_eq!(found(&db, "旧名称"), Vec::<String>::new());
    assert_eq!(found(&db, "新名称"), ["淮安新名称商行"]);
}

#[db_test]
fn filters_narrow_and_pages_count(db: TestDb) {
    world(&db);
    for id in 1..=30 {
        object(&db, id, &format!("企业{id}"));
    }
    execute(
        &db,
        "UPDATE objects SET risk_class = 'D', division = '320804' WHERE id > 25;
         INSERT INTO object_matters (matter_id, object_id) VALUES (1, 26), (1, 3), (2, 27);",
    );
    let page = |filter: &Filter, offset, limit| {
        let page = db.read(|r| object::list(r, filter, persistence::Window { offset, limit })).unwrap();
        (page.items.iter().map(|o| o.id).collect::<Vec<_>>(), page.total)
    };
    assert_eq!(page(&Filter::default(), 10, 3), (vec![11, 12, 13], 30));
    let class = Filter { risk_class: Some("D".into()), ..Filter::default() };
    assert_eq!(page(&class, 0, 2), (vec![26, 27], 5));
    let both = Filter { division: Some("320804".into()), matter: Some(1), ..Filter::default() };
    assert_eq!(page(&both, 0, 9), (vec![26], 1));
    let code = Filter { code: Some("OBJ00007".into()), ..Filter::default() };
    assert_eq!(page(&code, 0, 9), (vec![7], 1));
}

#[db_test]
fn a_long_list_is_counted_up_to_a_limit(db: TestDb) {
    let series = if db.is_postgres() {
        "SELECT n FROM generate_series(1, 10500) AS s (n)"
    } else {
        "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 10500) SELECT n FROM s"
    };
    execute(
        &db,
        &format!(
            "INSERT INTO objects (code, name, kind, status, enterprise_type, capital, scope, address, updated_at,
             version) SELECT 'X' || n, '淮安企业' || n, 'enterprise', 'active', '', '', '', '', '2026-01-01 00:00:00', 1
             FROM ({series}) AS numbers"
        ),
    );
    let page = db.read(|r| object::list(r, &Filter::default(), all())).unwrap();
    assert_eq!(page.shown_total(), (10_000, true));
    let search = |name: &str, code: Option<&str>| {
        let filter = Filter { name: Some(name.into()), code: code.map(str::to_owned), ..Filter::default() };
        db.read(|r| object::list(r, &filter, all())).unwrap().shown_total()
    };
    assert_eq!(search("安企业", None), (10_000, true), "what every name contains");
    assert_eq!(search("安企业", Some("X77")), (1, false), "and one of them");
    assert_eq!(search("企业105", None), (12, false), "what few contain: 105, 1050 to 1059, 10500");
}

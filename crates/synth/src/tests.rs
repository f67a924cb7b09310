use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use domain::object::code::ObjectCode;

use super::*;

fn world(seed: u64, objects: u32) -> World {
    World::new(seed, objects, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap())
}

fn text(world: &World, name: &str) -> String {
    let register = REGISTERS.iter().find(|register| register.name == name).unwrap();
    let mut out = Vec::new();
    (register.write)(world, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn rows(text: &str) -> Vec<HashMap<String, String>> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn column(rows: &[HashMap<String, String>], name: &str) -> Vec<String> {
    rows.iter().map(|row| row[name].clone()).collect()
}

const CODE: &str = "统一社会信用代码/注册号";

#[test]
fn the_same_seed_writes_the_same_bytes_and_another_seed_others() {
    for register in REGISTERS {
        assert_eq!(
            text(&world(5, 300), register.name),
            text(&world(5, 300), register.name),
            "{}",
            register.name
        );
    }
    for name in ["objects", "inspectors", "credit", "object-matters", "recusals"] {
        assert_ne!(text(&world(5, 300), name), text(&world(6, 300), name), "{name}");
    }
}

#[test]
fn a_greater_register_begins_with_the_lesser_one() {
    assert!(text(&world(1, 500), "objects").starts_with(&text(&world(1, 100), "objects")));
}

#[test]
fn objects_are_valid_unique_and_say_where_they_are() {
    let objects = rows(&text(&world(1, 20_000), "objects"));
    assert_eq!(objects.len(), 20_000);
    let mut codes = HashSet::new();
    let divisions: HashMap<_, _> = divisions::PRESENT.iter().map(|d| (d.code, d.name)).collect();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    for object in &objects {
        let code = &object[CODE];
        ObjectCode::registered(code).unwrap_or_else(|error| panic!("{code}: {error}"));
        assert!(codes.insert(code.clone()), "{code} twice");
        let division = divisions[object["行政区划"].as_str()];
        assert!(object["住所"].contains(division), "{object:?}");
        assert!(object["成立日期"].parse::<NaiveDate>().unwrap() < today, "{object:?}");
        let (section, class) = object["行业代码"].split_at(1);
        assert!(section.bytes().all(|b| b.is_ascii_uppercase()) && class.len() == 4, "{object:?}");
        assert!(class.bytes().all(|b| b.is_ascii_digit()), "{object:?}");
        assert!(object["企业名称"].chars().count() >= 6, "{object:?}");
    }
    let legacy = codes.iter().filter(|code| code.len() == 15).count();
    assert!((1_000..3_000).contains(&legacy), "{legacy} registration numbers");
}

#[test]
fn every_register_refers_to_what_exists() {
    let world = world(9, 2_000);
    let set = |name: &str, key: &str| -> HashSet<String> {
        column(&rows(&text(&world, name)), key).into_iter().collect()
    };
    let objects = set("objects", CODE);
    let departments = set("departments", "代码");
    assert!(set("inspectors", "部门代码").is_subset(&departments));
    assert!(set("inspectors", "区划代码").is_subset(&set("divisions", "代码")));
    assert!(set("matters", "牵头部门代码").is_subset(&departments));
    assert_eq!(
        set("object-matters", "事项编号"),
        set("matters", "事项编号"),
        "every matter concerns somebody"
    );
    assert_eq!(set("object-matters", CODE), objects);
    assert_eq!(set("credit", CODE), objects);
    assert!(set("recusals", CODE).is_subset(&objects));
    assert!(set("recusals", "人员编号").is_subset(&set("inspectors", "人员编号")));
}

#[test]
fn credit_classes_have_their_shares() {
    let classes = column(&rows(&text(&world(2, 20_000), "credit")), "信用风险分类");
    let mut shares = BTreeMap::new();
    for class in &classes {
        *shares.entry(class.as_str()).or_insert(0_usize) += 1;
    }
    for (class, percent) in [("A", 60), ("B", 25), ("C", 10), ("D", 5)] {
        let off = shares[class].abs_diff(classes.len() * percent / 100);
        assert!(off < classes.len() / 100, "{class}: {}", shares[class]);
    }
}

#[test]
fn inspectors_are_spread_and_some_cannot_be_drawn() {
    let inspectors = rows(&text(&world(4, 100_000), "inspectors"));
    assert_eq!(inspectors.len(), 296);
    let seats: HashSet<_> =
        inspectors.iter().map(|i| (i["部门代码"].clone(), i["区划代码"].clone())).collect();
    assert_eq!(seats.len(), 12 * 8);
    let certificates: HashSet<_> = column(&inspectors, "执法证号").into_iter().collect();
    assert_eq!(certificates.len(), inspectors.len());
    let expired = inspectors.iter().filter(|i| i["执法证有效期至"].as_str() < "2026-11-24").count();
    let suspended = inspectors.iter().filter(|i| i["状态"] == "停用").count();
    assert!((1..40).contains(&expired) && (1..40).contains(&suspended), "{expired} {suspended}");
}

#[test]
fn every_matter_finds_qualified_inspectors_in_its_department() {
    let world = world(4, 1_000);
    let inspectors = rows(&text(&world, "inspectors"));
    for matter in rows(&text(&world, "matters")) {
        let able = inspectors.iter().filter(|inspector| {
            inspector["部门代码"] == matter["牵头部门代码"]
                && inspector["资质"].split(';').any(|held| held == matter["所需资质"])
        });
        assert!(able.count() >= 8, "{matter:?}");
        assert!(matter["检查项"].split(';').count() >= 2, "{matter:?}");
        let limit = if matter["类别"] == "重点" { 1_000_000 } else { 50_000 };
        assert!(matter["抽查比例(ppm)"].parse::<u32>().unwrap() <= limit, "{matter:?}");
    }
}

#[test]
fn a_world_without_objects_is_complete_too() {
    for register in REGISTERS {
        assert!(text(&world(1, 0), register.name).lines().count() >= 1, "{}", register.name);
    }
}

#[expect(clippy::disallowed_methods, reason = "where the test data is, is no setting of the product")]
fn test_data() -> PathBuf {
    std::env::var_os("SUNLOT_TEST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from)
}

/// No code or name of the real register of the test data is made up by accident.
#[test]
fn nothing_real_is_made_up() {
    let folder = test_data();
    let Ok(real) = std::fs::read_to_string(folder.join("objects-huaian.csv")) else {
        eprintln!("SKIPPED: no real register at {}; set SUNLOT_TEST_DATA", folder.display());
        return;
    };
    let real = rows(&real);
    let (codes, names) = (column(&real, CODE), column(&real, "企业名称"));
    let real: HashSet<_> = codes.into_iter().chain(names).collect();
    for object in rows(&text(&world(1, 50_000), "objects")) {
        assert!(!real.contains(&object[CODE]) && !real.contains(&object["企业名称"]), "{object:?}");
    }
}

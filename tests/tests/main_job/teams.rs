//! The teams obey qualification, recusal and load.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::draft::{CAP, MATTER, Task, pool};
use crate::office::Office;

/// Holds every drawn object with its team against the registers; answers the inspections in the order of the drawing.
pub fn check(office: &Office, task: &Task) -> Vec<Value> {
    let found = office.clerk.get(&list(task)).expect(200);
    let inspections = found.items().to_vec();
    assert_eq!(inspections.len(), 27);
    objects(office, &inspections);
    let (pool, recusals) = (pool(office), office.registers.rows("recusals.csv"));
    let mut load: BTreeMap<String, u64> = BTreeMap::new();
    for inspection in &inspections {
        assert_eq!(inspection["state"], "assigned");
        let codes: BTreeSet<_> = team(inspection).map(|member| text(&member["code"])).collect();
        assert_eq!(codes.len(), 2, "two different inspectors: {inspection}");
        for member in team(inspection) {
            let code = text(&member["code"]);
            let known = pool.get(code).unwrap_or_else(|| panic!("{code} may not be drawn"));
            assert!(known["资质"].split(';').any(|held| held == "特种设备"), "{known:?}");
            assert_eq!(
                (text(&member["name"]), text(&member["certificate_number"])),
                (&*known["姓名"], &*known["执法证号"])
            );
            *load.entry(code.to_owned()).or_default() += 1;
        }
        assert!(codes.iter().any(|code| pool[*code]["部门代码"] == "ZJ06"), "{inspection}");
        let recused = recusals.iter().any(|row| {
            codes.contains(row["人员编号"].as_str())
                && row["统一社会信用代码/注册号"] == text(&inspection["object_code"])
        });
        assert!(!recused, "{inspection}");
    }
    assert!(load.values().all(|load| *load <= CAP), "{load:?}");
    let mine = office.colleague.get(&list(task)).expect(200);
    assert_eq!(mine.items(), inspections, "the department sees its own");
    assert_eq!(office.stranger.get(&list(task)).expect(200).items(), [Value::Null; 0]);
    assert_eq!(office.admin.get(&list(task)).problem(), (403, "forbidden"));
    inspections
}

/// The inspections of a task, on one page.
pub fn list(task: &Task) -> String {
    format!("/inspections?page_size=200&task={}", task.path.trim_start_matches("/tasks/"))
}

/// The members of a team.
pub fn team(inspection: &Value) -> impl Iterator<Item = &Value> {
    inspection["team"].as_array().expect("a team").iter()
}

/// A text.
pub fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// Each object once, all concerned by the matter, with the name that the register gives.
fn objects(office: &Office, inspections: &[Value]) {
    let code = "统一社会信用代码/注册号";
    let concerned = office.registers.rows("object-matters.csv").into_iter();
    let concerned: BTreeSet<_> =
        concerned.filter(|row| row["事项编号"] == MATTER).map(|row| row[code].clone()).collect();
    let objects = office.registers.rows("objects-huaian.csv").into_iter();
    let names: BTreeMap<_, _> = objects.map(|row| (row[code].clone(), row["企业名称"].clone())).collect();
    let drawn: BTreeSet<_> = inspections.iter().map(|one| text(&one["object_code"])).collect();
    assert_eq!(drawn.len(), inspections.len());
    for inspection in inspections {
        let object = text(&inspection["object_code"]);
        assert!(concerned.contains(object), "{inspection}");
        assert_eq!(inspection["object_name"], names[object]);
    }
}

//! The matter list, and a task on it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use tests::today;

use crate::office::Office;

/// The matter of the story: 特种设备使用单位监督检查.
pub const MATTER: &str = "C11";
/// A matter that is left off the list.
const UNLISTED: &str = "A10";
/// What stands in the name of every draft, so that it is found where it must not be.
pub const DRAFT: &str = "尚未锁定的草稿";

/// Class, ratio (ppm): an example in force somewhere.
const RATIOS: [(&str, u64); 4] = [("A", 50_000), ("B", 100_000), ("C", 200_000), ("D", 400_000)];

/// The most objects one inspector may get.
pub const CAP: u64 = 5;

/// Keys of matters by their codes.
pub type Matters = BTreeMap<String, i64>;

/// A task of the story.
pub struct Task {
    /// `/tasks/1`.
    pub path: String,
    /// `淮市监双随机〔2026〕1号`.
    pub number: String,
}

/// What the preview promised.
pub struct Preview(pub Value);

/// The administrator sets the 发文代字, 法规处 publishes the list.
pub fn publish_matter_list(office: &Office) -> Matters {
    let matters = office.legal.get("/matters").expect(200).body;
    let key = |matter: &Value| Some((matter["code"].as_str()?.to_owned(), matter["id"].as_i64()?));
    let matters: Matters = matters.as_array().expect("a list").iter().filter_map(key).collect();
    let early = office.clerk.post("/tasks", &draft("尚无清单", matters[MATTER])).expect(422);
    assert_eq!(early.faults(), [("/matters/0", "not_listed")]);
    let listed: Vec<_> = matters.iter().filter(|(code, _)| *code != UNLISTED).map(|(_, key)| key).collect();
    let list = json!({ "matters": listed });
    assert_eq!(office.clerk.post("/matter-lists", &list).problem(), (403, "forbidden"));
    let published = office.legal.post("/matter-lists", &list).expect(201);
    assert_eq!((&published.body["version"], listed.len()), (&json!(1), 16));
    let shown = office.clerk.get("/matters").expect(200).body;
    let on = |matter: &&Value| matter["listed"] == true;
    assert_eq!(shown.as_array().expect("a list").iter().filter(on).count(), 16);

    let bodies = office.admin.get("/bodies").expect(200).body;
    let body = bodies.as_array().expect("a list").iter().find(|b| b["name"] == "市质监局").expect("the body");
    let (path, etag) = (format!("/bodies/{}", body["id"]), format!("\"v{}\"", body["version"]));
    let prefix = json!({ "number_prefix": "淮市监" });
    assert_eq!(office.clerk.put(&etag, &path, &prefix).problem(), (403, "forbidden"));
    let changed = office.admin.put(&etag, &path, &prefix).expect(200);
    assert_eq!(changed.body["number_prefix"], "淮市监");
    assert_eq!(office.admin.put(&etag, &path, &prefix).problem(), (412, "stale"));
    matters
}

/// A draft stratified by risk class, with one witness.
fn draft(name: &str, matter: i64) -> Value {
    let quota = |ppm: u64| json!({ "ppm": ppm, "minimum": 1 });
    let strata: Vec<_> =
        RATIOS.iter().map(|(class, ppm)| json!({ "stratum": class, "quota": quota(*ppm) })).collect();
    json!({
        "name": name, "period_start": today(0), "period_end": today(30), "matters": [matter],
        "plan": {
            "method": "stratified", "strata_by": "risk_class", "quota": quota(50_000), "strata": strata,
            "reserve": 2, "inspector_cap": CAP, "witnesses": 1,
            "team": [
                { "department": "ZJ06", "qualifications": ["特种设备"] },
                { "qualifications": ["特种设备"] },
            ],
        },
    })
}

/// The clerk drafts the task of the story; what is wrong is refused with every reason.
pub fn prepare(office: &Office, matters: &Matters) -> Task {
    let unlisted = office.clerk.post("/tasks", &draft("清单之外", matters[UNLISTED])).expect(422);
    assert_eq!(unlisted.faults(), [("/matters/0", "not_listed")]);
    let mut wrong = draft(" ", matters[MATTER]);
    wrong["period_end"] = json!(today(0).pred_opt());
    wrong["plan"]["team"] = json!([{ "qualifications": ["特种设备"] }]);
    let refused = office.clerk.post("/tasks", &wrong).expect(422);
    assert_eq!(
        refused.faults().into_iter().map(|(pointer, _)| pointer).collect::<Vec<_>>(),
        ["/name", "/period_end", "/plan/team"]
    );
    for who in [&office.leader, &office.legal, &office.supervisor, &office.admin] {
        assert_eq!(who.post("/tasks", &draft("越权", matters[MATTER])).problem(), (403, "forbidden"));
    }
    let created = office.clerk.post("/tasks", &draft("特种设备使用单位抽查", matters[MATTER])).expect(201);
    let year = chrono::Datelike::year(&today(0));
    assert_eq!(created.body["number"], format!("淮市监双随机〔{year}〕1号"), "nothing refused took a number");
    assert_eq!(created.body["state"], "draft");
    let path = format!("/tasks/{}", created.body["id"]);
    assert_eq!(office.stranger.get(&path).problem(), (404, "not_found"));
    let number = created.body["number"].as_str().expect("a number").to_owned();
    let renamed = draft("特种设备使用单位双随机抽查", matters[MATTER]);
    let updated = office.clerk.put(created.header("etag"), &path, &renamed).expect(200);
    assert_eq!((&updated.body["name"], &updated.body["number"]), (&renamed["name"], &json!(number)));
    assert_eq!(office.colleague.put(created.header("etag"), &path, &renamed).problem(), (412, "stale"));
    Task { path, number }
}

/// One more draft.
pub fn create(office: &Office, matters: &Matters, name: &str) -> Task {
    let created = office.clerk.post("/tasks", &draft(name, matters[MATTER])).expect(201).body;
    let number = created["number"].as_str().expect("a number").to_owned();
    Task { path: format!("/tasks/{}", created["id"]), number }
}

/// Two clerks draft at once: no number is missing, none is given twice. Answers the paths of the drafts.
pub fn number_at_once(office: &Office, matters: &Matters) -> Vec<String> {
    let work = |who: &tests::Client| {
        let create = |number| {
            let body = draft(&format!("{DRAFT}{number}"), matters[MATTER]);
            who.post("/tasks", &body).expect(201).body
        };
        (0..10).map(create).collect::<Vec<_>>()
    };
    let created = std::thread::scope(|scope| {
        let threads = [&office.clerk, &office.colleague].map(|who| scope.spawn(move || work(who)));
        threads.map(|thread| thread.join().expect("a clerk")).concat()
    });
    let year = chrono::Datelike::year(&today(0));
    let numbers: BTreeSet<_> =
        created.iter().map(|task| task["number"].as_str().expect("a number")).collect();
    let expected: Vec<_> = (2..=21).map(|number| format!("淮市监双随机〔{year}〕{number}号")).collect();
    assert_eq!(numbers, expected.iter().map(String::as_str).collect());
    created.iter().map(|task| format!("/tasks/{}", task["id"])).collect()
}

/// The preview counts what the registers hold.
pub fn preview(office: &Office, task: &Task) -> Preview {
    let preview = office.clerk.get(&format!("{}/preview", task.path)).expect(200).body;
    let expected = (1..).zip(census(office)).map(|(id, (class, eligible, ppm))| {
        let take = (eligible * ppm).div_ceil(1_000_000).max(1);
        json!({ "id": id, "stratum": class, "eligible": eligible, "take": take, "reserve": 2 })
    });
    assert_eq!(preview["strata"], Value::Array(expected.collect()));
    assert_eq!((&preview["in_scope"], &preview["eligible"]), (&json!(297), &json!(297)));
    assert_eq!((&preview["take"], &preview["roster"]), (&json!(27), &json!("blinded")));
    assert_eq!(preview["excluded"], json!([]));
    let witness = "须有 1 名见证人提交承诺后才能锁定，目前有 0 名";
    assert_eq!(preview["obstacles"], json!([witness]), "nothing else is missing");
    assert_eq!(preview["inspectors"], pool(office).len());
    Preview(preview)
}

/// Class, objects that the matter concerns, ratio: from the registers.
fn census(office: &Office) -> Vec<(&'static str, u64, u64)> {
    let code = "统一社会信用代码/注册号";
    let credit = office.registers.rows("credit-huaian.csv").into_iter();
    let classes: BTreeMap<_, _> =
        credit.map(|row| (row[code].clone(), row["信用风险分类"].clone())).collect();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for row in office.registers.rows("object-matters.csv").iter().filter(|row| row["事项编号"] == MATTER)
    {
        *counts.entry(classes[&row[code]].as_str()).or_default() += 1;
    }
    RATIOS.into_iter().map(|(class, ppm)| (class, counts[class], ppm)).collect()
}

/// The inspectors who may be drawn, by code: of the body, in service, certified to the last day.
pub fn pool(office: &Office) -> BTreeMap<String, BTreeMap<String, String>> {
    let last = today(30).to_string();
    let rows = office.registers.rows("inspectors.csv").into_iter();
    let may = rows.filter(|row| {
        row["部门代码"].starts_with("ZJ") && row["状态"] == "有效" && row["执法证有效期至"] >= last
    });
    may.map(|row| (row["人员编号"].clone(), row)).collect()
}

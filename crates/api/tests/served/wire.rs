//! What is refused before any feature sees it: bodies, query strings, versions, uploads, tokens.

use serde_json::{Value, json};
use test_support::{TestDb, db_test};
use ureq::http::Request;

use crate::app::TestApp;
use crate::office::*;
use crate::world::*;

/// Status, headers and body of a request with these headers.
fn ask(
    app: &TestApp,
    (method, path): (&str, &str),
    headers: &[(&str, &str)],
    body: &str,
) -> (u16, Option<String>, Value) {
    let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
    let mut request = Request::builder().method(method).uri(app.url(&format!("/api/v1{path}")));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut response = agent.run(request.body(body.to_owned()).unwrap()).unwrap();
    let challenge =
        response.headers().get("WWW-Authenticate").map(|value| value.to_str().unwrap().to_owned());
    (response.status().as_u16(), challenge, response.body_mut().read_json().unwrap())
}

/// Pointer, code and detail of every wrong field.
fn faults(problem: &Value) -> Vec<[&str; 3]> {
    let errors = problem["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().map(|e| ["pointer", "code", "detail"].map(|member| e[member].as_str().unwrap())).collect()
}

/// Posts a task as text.
fn post(app: &TestApp, body: &str) -> (u16, Value) {
    let bearer = format!("Bearer {}", app.token(CLERK));
    let headers = [("Authorization", bearer.as_str()), ("Content-Type", "application/json")];
    let (status, _, problem) = ask(app, ("POST", "/tasks"), &headers, body);
    (status, problem)
}

#[db_test]
fn a_list_is_no_object(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let draft = draft(&plan(&json!({})));
    let members = ["name", "period_start", "period_end", "matters", "plan"];
    let list = Value::from_iter(members.map(|member| draft[member].clone()));
    let object = ["type", "类型不符：应为对象（{…}）"];
    let refused = |body: &Value, pointer: &str| {
        let (status, problem) = post(&app, &body.to_string());
        assert_eq!((status, faults(&problem)), (422, vec![[pointer, object[0], object[1]]]));
    };
    refused(&list, "");
    refused(&json!([]), "");
    let mut nested = draft.clone();
    nested["plan"]["quota"] = json!([100_000, 0, 0]);
    refused(&nested, "/plan/quota");
    nested["plan"]["quota"] = json!({"ppm": 100_000});
    nested["plan"]["team"] = json!([{}, [[], "any", false]]);
    refused(&nested, "/plan/team/1");
    assert_eq!(app.user(CLERK).get("/tasks").body["total"], 0);
}

#[db_test]
fn a_wrong_body_is_told_in_chinese(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let whole = draft(&plan(&json!({})));
    let refused = |body: &Value, fault: [&str; 3]| {
        let (status, problem) = post(&app, &body.to_string());
        assert_eq!((status, faults(&problem)), (422, vec![fault]));
    };
    let with = |path: &str, value: Value| {
        let (parent, name) = path.rsplit_once('/').unwrap();
        let mut body = whole.clone();
        body.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(name.to_owned(), value);
        body
    };
    refused(&json!({}), ["/name", "required", "缺少必填字段 name"]);
    refused(
        &with("/plan/quota", json!({"ppn": 1})),
        ["/plan/quota/ppn", "unknown", "没有字段 ppn，请检查拼写"],
    );
    refused(&with("/plan", json!({"method": "uniform"})), ["/plan/quota", "required", "缺少必填字段 quota"]);
    refused(&with("/name", json!(7)), ["/name", "type", "类型不符：应为文字"]);
    refused(&with("/matters", json!([1, "2"])), ["/matters/1", "type", "类型不符：应为整数"]);
    refused(
        &with("/period_end", json!("十月")),
        ["/period_end", "type", "类型不符：应为日期，如 2026-10-09"],
    );
    let choice = "没有这一代码，可以填写：uniform、stratified、weighted";
    refused(&with("/plan/method", json!("by_hand")), ["/plan/method", "choice", choice]);
    refused(&with("/plan/method", json!(3)), ["/plan/method", "choice", choice]);
    let mut odd = whole.clone();
    odd.as_object_mut().unwrap().insert("a/b~c".to_owned(), json!(1));
    refused(&odd, ["/a~1b~0c", "unknown", "没有字段 a/b~c，请检查拼写"]);
    let (status, twice) = post(&app, r#"{"name": "a", "name": "b"}"#);
    let duplicate = ["/name", "duplicate", "字段 name 出现了两次，请只保留一个"];
    assert_eq!((status, faults(&twice)), (422, vec![duplicate]));
    let hidden = |c: &str| format!("含有看不见或改变书写方向的字符（U+{c}），请删去");
    refused(&with("/name", json!("a\0b")), ["/name", "hidden_character", &hidden("0000")]);
    refused(&with("/name", json!("\u{202e}abc")), ["/name", "hidden_character", &hidden("202E")]);
    refused(
        &with("/plan/filters", json!({"industries": ["C", "\u{7f}"]})),
        ["/plan/filters/industries/1", "hidden_character", &hidden("007F")],
    );
    let many = "须在 0 到 10 之间";
    for number in ["-1", "300", "1e30", "-1e30", "18446744073709551616"] {
        let number = serde_json::from_str(number).unwrap();
        refused(&with("/plan/witnesses", number), ["/plan/witnesses", "range", many]);
    }
    let whole = "类型不符：应为 0 到 10 之间的整数";
    refused(&with("/plan/witnesses", json!(1.5)), ["/plan/witnesses", "type", whole]);
    refused(&with("/plan/quota/count", json!(-1)), ["/plan/quota/count", "range", "不能小于 0"]);
    refused(&with("/matters", json!([])), ["/matters", "length", "个数须在 1 到 50 之间"]);
    refused(&with("/name", json!("长".repeat(201))), ["/name", "length", "长度须在 1 到 200 个字之间"]);
    let (status, problem) = post(&app, &" ".repeat((1 << 20) + 1));
    assert_eq!((status, &problem["code"]), (413, &json!("too_large")));
    assert_eq!(problem["detail"], "提交的内容最大 1 MB，请精简或拆分后再提交");
    for text in ["", "{", "{\"name\": }", "{} {}"] {
        let (status, problem) = post(&app, text);
        assert_eq!((status, &problem["code"]), (400, &json!("bad_request")), "{text}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.starts_with("正文不是有效的 JSON：请检查第 "), "{detail}");
    }
}

#[db_test]
fn a_wrong_query_names_its_parameters(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let refused = |user: i64, path: &str, expected: &[[&str; 3]]| {
        let answer = app.user(user).get(path);
        assert_eq!(
            (answer.problem(), faults(&answer.body)),
            ((400, "bad_request"), expected.to_vec()),
            "{path}"
        );
    };
    let number = "类型不符：应为不小于 1 的整数";
    refused(CLERK, "/tasks?page=x", &[["/page", "type", number]]);
    refused(CLERK, "/tasks?page=-1", &[["/page", "range", "不能小于 1"]]);
    for size in ["-1", "4294967296", "99999999999999999999"] {
        let path = format!("/tasks?page_size={size}");
        refused(CLERK, &path, &[["/page_size", "range", "须在 1 到 200 之间"]]);
    }
    refused(CLERK, "/tasks?page=9223372036854775807", &[["/page", "range", "数字太大，请核对"]]);
    refused(CLERK, "/tasks?page_size=ten", &[["/page_size", "type", "类型不符：应为 1 到 200 之间的整数"]]);
    refused(
        CLERK,
        "/tasks?page=0&page_size=201",
        &[["/page", "range", "不能小于 1"], ["/page_size", "range", "须在 1 到 200 之间"]],
    );
    refused(
        CLERK,
        "/tasks?page_size=0&colour=red",
        &[
            ["/colour", "unknown", "没有参数 colour，请检查拼写"],
            ["/page_size", "range", "须在 1 到 200 之间"],
        ],
    );
    refused(CLERK, "/objects?nme=x", &[["/nme", "unknown", "没有参数 nme，请检查拼写"]]);
    refused(CLERK, "/inspections?task=one", &[["/task", "type", "类型不符：应为整数"]]);
    refused(CLERK, "/tasks?page=1&page=2", &[["/page", "duplicate", "参数 page 出现了两次，请只保留一个"]]);
    let hidden = "含有看不见或改变书写方向的字符（U+0000），请删去";
    refused(CLERK, "/objects?name=a%00b", &[["/name", "hidden_character", hidden]]);
    refused(ADMIN, "/users?name=x", &[["/name", "unknown", "没有参数 name，请检查拼写"]]);
    refused(CLERK, "/calendar/due?working_days=5", &[["/from", "required", "缺少必填参数 from"]]);
    let due = |rest: &str| format!("/calendar/due?from={rest}");
    refused(CLERK, &due("2026-09-21&working_days=251"), &[["/working_days", "range", "须在 1 到 250 之间"]]);
    let date = "类型不符：应为日期，如 2026-10-09";
    refused(CLERK, &due("soon&working_days=5"), &[["/from", "type", date]]);
    refused(
        CLERK,
        &due("%2B262142-12-31&working_days=5"),
        &[["/from", "out_of_range", "日期须在 1900 年到 9000 年之间"]],
    );
    let states = app.user(CLERK).get("/tasks?state=nowhere");
    assert_eq!(states.faults(), [("/state", "choice")]);
    assert_eq!(app.user(CLERK).get("/objects?name=%E4%BC%81%E4%B8%9A2&code=").body["total"], 1);
    // One rule for all: who takes no parameters refuses those of others, too.
    refused(CLERK, "/public/matters?page=2&q=x", &[["/page", "unknown", "没有参数 page，请检查拼写"]]);
    refused(CLERK, "/public/tasks/1?version=2", &[["/version", "unknown", "没有参数 version，请检查拼写"]]);
    let far = app.user(CLERK).get("/objects?page=4294967295&page_size=200");
    assert_eq!((far.status, &far.body["items"]), (200, &json!([])));
}

#[db_test]
fn a_tag_is_sent_as_it_was_read(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let task = created(&app, &plan(&json!({})));
    let path = format!("/tasks/{}/freeze", task.id());
    let bearer = format!("Bearer {}", app.token(CLERK));
    let hint = "If-Match 须原样填写读取时得到的 ETag，如 \"v1\"";
    let put = |tag: Option<&str>| {
        let mut headers = vec![("Authorization", bearer.as_str())];
        headers.extend(tag.map(|tag| ("If-Match", tag)));
        let (status, _, problem) = ask(&app, ("POST", &path), &headers, "");
        (status, problem["detail"].as_str().unwrap_or_default().to_owned())
    };
    for tag in ["7", "*", "v1", "W/\"v1\"", "\"1\"", "\"v\"", "\"v+1\"", "\"v1\", \"v2\"", ""] {
        assert_eq!(put(Some(tag)), (400, hint.to_owned()), "{tag}");
    }
    assert_eq!(put(None), (428, hint.to_owned()));
    assert_eq!(put(Some("\"v7\"")).0, 412);
}

#[db_test]
fn an_import_is_a_file_as_the_body(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let bearer = format!("Bearer {}", app.token(CLERK));
    let upload = |kind: Option<&str>, query: &str| {
        let mut headers = vec![("Authorization", bearer.as_str())];
        headers.extend(kind.map(|kind| ("Content-Type", kind)));
        let path = format!("/imports/library/objects?dry_run=true{query}");
        let (status, _, answer) = ask(&app, ("POST", &path), &headers, "编号,名称\n");
        (status, answer)
    };
    for kind in
        ["multipart/form-data; boundary=x", "application/json", "application/x-www-form-urlencoded", "csv"]
    {
        let (status, problem) = upload(Some(kind), "");
        assert_eq!(status, 415, "{kind}");
        assert!(problem["detail"].as_str().unwrap().contains("curl --data-binary @"), "{problem}");
    }
    for kind in [Some("text/csv; charset=utf-8"), Some("text/plain"), Some("application/octet-stream"), None]
    {
        assert_eq!(upload(kind, "").0, 202, "{kind:?}");
    }
    let (status, problem) = upload(None, &format!("&name={}", "a".repeat(201)));
    assert_eq!((status, faults(&problem)), (400, vec![["/name", "length", "长度不能超过 200 个字"]]));
    for hidden in ["a%00b.csv", "a%E2%80%AEvsc.exe", "a%1B.csv"] {
        let (status, problem) = upload(None, &format!("&name={hidden}"));
        assert_eq!(
            (status, &faults(&problem)[0][..2]),
            (400, &["/name", "hidden_character"][..]),
            "{hidden}"
        );
    }
    let (status, problem) = upload(None, "&dryrun=true");
    assert_eq!(
        (status, faults(&problem)),
        (400, vec![["/dryrun", "unknown", "没有参数 dryrun，请检查拼写"]])
    );
    let (status, problem) = upload(None, "&dry_run=yes");
    assert_eq!((status, faults(&problem)[0][0]), (400, "/dry_run"));
}

#[db_test]
fn a_failed_import_tells_no_secret_of_the_server(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let broken =
        if db.is_postgres() { "DROP TABLE object_matters CASCADE" } else { "DROP TABLE object_matters" };
    execute(&db, broken);
    let bearer = format!("Bearer {}", app.token(CLERK));
    let headers = [("Authorization", bearer.as_str())];
    let file = "事项编号,统一社会信用代码\nM01,OBJ1\n";
    let (status, _, job) = ask(&app, ("POST", "/imports/library/object-matters"), &headers, file);
    assert_eq!(status, 202, "{job}");
    let path = format!("/jobs/{}", job["id"]);
    let ended =
        std::iter::repeat_with(|| app.user(CLERK).get(&path).body).find(|job| job["state"] != "running");
    let error = ended.unwrap()["error"].as_str().unwrap().to_owned();
    assert!(error.starts_with("导入时服务器出错，库中没有任何更改"), "{error}");
    assert!(!error.contains("object_matters"), "{error}");
}

#[db_test]
fn who_is_not_signed_in_learns_how(db: TestDb) {
    office(&db);
    let app = TestApp::start(&db);
    let token = app.token(CLERK);
    let me = |authorization: &str| {
        let (status, challenge, _) = ask(&app, ("GET", "/tasks"), &[("Authorization", authorization)], "");
        (status, challenge)
    };
    for scheme in ["Bearer", "bearer", "BEARER"] {
        assert_eq!(me(&format!("{scheme} {token}")), (200, None), "{scheme}");
    }
    for wrong in [token.clone(), format!("Basic {token}"), "Bearer x".to_owned(), "Bearer".to_owned()] {
        assert_eq!(me(&wrong), (401, Some("Bearer".to_owned())), "{wrong}");
    }
}

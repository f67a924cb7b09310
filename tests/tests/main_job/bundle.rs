//! The proof: anyone fetches the bundle, recomputes the draw, and notices whatever was changed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::draft::Task;
use crate::office::Office;
use crate::teams::{team, text};

/// Verifies the public bundle as a ZIP and as a folder, computes its result again, and forges it.
pub fn verify(office: &Office, task: &Task, inspections: &[Value]) {
    let path = format!("/public{}/draws/1/bundle.zip", task.path);
    let bundle = office.sunlot.nobody().get(&path).expect(200);
    assert_eq!(bundle.header("content-type"), "application/zip");
    assert!(bundle.header("content-disposition").contains("filename*=UTF-8''%E6%8A%BD"), "a Chinese name");
    let folder = tempfile::tempdir().expect("a folder");
    let zip = folder.path().join("bundle.zip");
    fs::write(&zip, &bundle.content).expect("a file");
    assert_verified(&run(office, "verify", &zip));
    let dir = folder.path().join("bundle");
    unpack(&bundle.content, &dir);
    assert_verified(&run(office, "verify", &dir));
    shows_the_drawn_alone(&dir, inspections);
    compute_again(office, &dir);
    forge(office, &dir);
    let mut damaged = bundle.content.clone();
    damaged[roster_start(&bundle.content) + 40] ^= 1;
    fs::write(&zip, damaged).expect("a file");
    let found = run(office, "verify", &zip);
    assert!(matches!(found.status.code(), Some(1 | 2)), "{found:?}");
    assert!(!String::from_utf8_lossy(&found.stdout).contains("verified"), "{found:?}");
    fs::write(&zip, &bundle.content[..bundle.content.len() / 2]).expect("a file");
    assert_eq!(run(office, "verify", &zip).status.code(), Some(2), "half a file cannot be read");
}

fn run(office: &Office, command: &str, bundle: &Path) -> Output {
    office.sunlot.cli(&["draw", command, bundle.to_str().expect("a path in UTF-8")])
}

fn assert_verified(output: &Output) {
    let said = String::from_utf8_lossy(&output.stdout);
    assert_eq!((output.status.code(), said.lines().last()), (Some(0), Some("verified")), "{said}");
    assert!(said.lines().filter(|line| line.starts_with("通过")).count() > 5, "one line per check: {said}");
    assert!(said.contains("通过    全程留痕日志"), "{said}");
}

fn unpack(zip: &[u8], into: &Path) {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("a ZIP");
    fs::create_dir(into).expect("a folder");
    let mut names = BTreeSet::new();
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).expect("a member");
        let mut content = Vec::new();
        member.read_to_end(&mut content).expect("its content");
        let name = member.name().expect("a name").into_owned();
        fs::create_dir_all(into.join(&name).parent().expect("a folder")).expect("a folder");
        fs::write(into.join(&name), content).expect("a file");
        names.insert(name);
    }
    let json =
        ["freeze", "inspectors", "exclusions", "reveals", "openings", "result"].map(|n| format!("{n}.json"));
    let others = ["roster.bin", "log/checkpoint", "log/keys", "log/proofs.json"].map(str::to_owned);
    assert_eq!(names, json.into_iter().chain(others).collect());
}

fn read(dir: &Path, file: &str) -> Value {
    serde_json::from_slice(&fs::read(dir.join(file)).expect(file)).expect(file)
}

/// Where in the ZIP the bytes of the roster begin.
fn roster_start(zip: &[u8]) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("a ZIP");
    let roster = archive.by_name("roster.bin").expect("the roster");
    usize::try_from(roster.data_start().expect("its place")).expect("a small file")
}

/// On a blinded roster only the drawn are opened; teams are those of the inspections; no risk class is named.
fn shows_the_drawn_alone(dir: &Path, inspections: &[Value]) {
    let openings = read(dir, "openings.json");
    let openings = openings.as_array().expect("openings");
    let shown: BTreeSet<_> = openings.iter().map(|one| text(&one["code"])).collect();
    assert_eq!(shown, inspections.iter().map(|one| text(&one["object_code"])).collect());
    let result = read(dir, "result.json");
    for dealt in result["assignment"]["teams"].as_array().expect("teams") {
        let opened = openings.iter().find(|one| one["did"] == dealt["did"]).expect("an opening");
        let inspection =
            inspections.iter().find(|one| one["object_code"] == opened["code"]).expect("an inspection");
        let members: BTreeSet<_> = team(inspection).map(|member| text(&member["code"])).collect();
        assert_eq!(
            dealt["inspectors"].as_array().expect("a team").iter().map(text).collect::<BTreeSet<_>>(),
            members
        );
    }
    for file in
        ["freeze.json", "inspectors.json", "exclusions.json", "reveals.json", "openings.json", "result.json"]
    {
        let said = tests::strings_and_keys(&read(dir, file));
        let forbidden = |word: &&String| {
            matches!(word.as_str(), "A" | "B" | "C" | "D") || word.contains("risk") || word.contains("cert")
        };
        assert_eq!(said.iter().find(forbidden), None, "{file}");
    }
}

/// The result follows from the rest, byte for byte.
fn compute_again(office: &Office, dir: &Path) {
    let published = fs::read(dir.join("result.json")).expect("the result");
    fs::remove_file(dir.join("result.json")).expect("the result");
    assert_eq!(run(office, "verify", dir).status.code(), Some(2), "a bundle without its result");
    let computed = run(office, "compute", dir);
    assert!(computed.status.success(), "{computed:?}");
    assert_eq!(fs::read(dir.join("result.json")).expect("the result"), published);
}

/// One flipped bit anywhere is found.
fn forge(office: &Office, dir: &Path) {
    for file in [
        "roster.bin",
        "freeze.json",
        "inspectors.json",
        "openings.json",
        "reveals.json",
        "result.json",
        "log/checkpoint",
        "log/keys",
        "log/proofs.json",
    ] {
        let place = dir.join(file);
        let true_bytes = fs::read(&place).expect(file);
        let mut forged = true_bytes.clone();
        // In the last value of the file; of a JSON text that is a letter or digit.
        let at = forged.iter().rposition(u8::is_ascii_alphanumeric).expect("something to forge");
        forged[at] ^= 1;
        fs::write(&place, forged).expect(file);
        let found = run(office, "verify", dir);
        let said = String::from_utf8_lossy(&found.stdout);
        assert_eq!(found.status.code(), Some(1), "{file}: {said}");
        assert!(said.contains("不通过") && !said.contains("verified"), "{file}: {said}");
        fs::write(&place, true_bytes).expect(file);
    }
    assert_verified(&run(office, "verify", dir));
}

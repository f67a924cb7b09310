use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use domain::draw::bundle::File;
use domain::draw::result::DrawResult;

use super::{Status, compute, verify};

const VECTORS: [&str; 4] = ["open-small", "weighted-strata", "blinded-entropy", "infeasible"];

fn vector(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/vectors").join(name)
}

/// A copy of a vector that may be changed.
fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in File::ALL {
        let content = fs::read(vector(name).join(file.name())).unwrap();
        fs::write(folder.path().join(file.name()), content).unwrap();
    }
    folder
}

/// A ZIP of these files of a folder.
fn zip(folder: &Path, files: &[File]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for file in files {
        archive.start_file(file.name(), options).unwrap();
        archive.write_all(&fs::read(folder.join(file.name())).unwrap()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn checked(bundle: &Path) -> (Status, String) {
    let mut out = Vec::new();
    let status = verify(bundle, &[], &mut out).unwrap();
    (status, String::from_utf8(out).unwrap())
}

#[test]
fn vectors_verify_as_folder_and_as_zip() {
    let place = tempfile::tempdir().unwrap();
    for name in VECTORS {
        let (status, text) = checked(&vector(name));
        assert_eq!(status.code(), 0, "{text}");
        assert_eq!(text.lines().filter(|line| line.starts_with("通过")).count(), 14);
        assert_eq!(text.lines().last(), Some("verified"));
        let result: DrawResult =
            serde_json::from_slice(&fs::read(vector(name).join("result.json")).unwrap()).unwrap();
        assert!(text.contains(&format!("通过    随机种子：随机种子 {}\n", result.seed)), "{text}");
        let path = place.path().join(format!("{name}.zip"));
        fs::write(&path, zip(&vector(name), &File::ALL)).unwrap();
        // The ZIP has no log's part, and that is said; nothing else differs.
        let draw = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| !line.contains("全程留痕日志"));
            lines.map(ToOwned::to_owned).collect()
        };
        let (of_zip, zipped) = checked(&path);
        assert_eq!((of_zip, draw(&zipped)), (status, draw(&text)));
        assert!(zipped.contains("未核对  全程留痕日志"), "{zipped}");
        let alone = ["open-small", "infeasible"].contains(&name);
        assert_eq!(text.contains("注意    本轮没有见证人"), alone, "{text}");
    }
}

#[test]
fn compute_writes_the_very_result() {
    for name in VECTORS {
        let folder = copy(name);
        let place = folder.path().join("result.json");
        fs::remove_file(&place).unwrap();
        let mut out = Vec::new();
        assert_eq!(compute(folder.path(), &mut out).unwrap(), Status::Done);
        assert_eq!(fs::read(&place).unwrap(), fs::read(vector(name).join("result.json")).unwrap(), "{name}");
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            File::ALL.len(),
            "nothing else is left behind"
        );
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.contains("不能组成检查组"), name == "infeasible", "{text}");
        assert_eq!(text.contains("可以放宽（任一项即可）"), name == "infeasible", "{text}");
    }
}

#[test]
fn a_changed_bundle_does_not_verify() {
    let folder = copy("open-small");
    let place = folder.path().join("result.json");
    let text = fs::read_to_string(&place).unwrap().replacen("HA00006", "HA00005", 1);
    fs::write(place, text).unwrap();
    let (status, text) = checked(folder.path());
    assert_eq!(status.code(), 1);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[lines.len() - 2], "不通过  检查人员分派");
    assert!(lines[lines.len() - 1].contains("/assignment/teams/0/inspectors/1"), "{text}");
}

#[test]
fn a_malformed_roster_is_refused_with_its_row() {
    let folder = copy("open-small");
    let place = folder.path().join("roster.bin");
    let mut rows = fs::read(&place).unwrap();
    rows.truncate(49 * 8 + 20);
    fs::write(place, rows).unwrap();
    let (status, text) = checked(folder.path());
    assert_eq!((status.code(), text.lines().last()), (1, Some("名册第 9 行：内容不完整")));
    let mut out = Vec::new();
    assert_eq!(compute(folder.path(), &mut out).unwrap().code(), 1);
    assert_eq!(String::from_utf8(out).unwrap(), "不能计算：名册第 9 行：内容不完整\n");
}

#[test]
fn what_is_no_bundle_cannot_be_read() {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(checked(place.path()).0.code(), 2);
    assert_eq!(checked(&place.path().join("nowhere.zip")).0.code(), 2);
    assert_eq!(compute(place.path(), &mut Vec::new()).unwrap().code(), 2);
    let path = place.path().join("bundle.zip");
    fs::write(&path, b"no archive").unwrap();
    assert_eq!(checked(&path).0.code(), 2);
    fs::write(&path, zip(&vector("open-small"), &File::ALL[..6])).unwrap();
    let (status, text) = checked(&path);
    assert_eq!(status.code(), 2);
    assert!(text.lines().last().unwrap().starts_with("result.json：无法打开"), "{text}");
    let whole = zip(&vector("open-small"), &File::ALL);
    for cut in [1, whole.len() / 2, whole.len() - 10] {
        fs::write(&path, &whole[..cut]).unwrap();
        assert_eq!(checked(&path).0.code(), 2);
    }
}

#[test]
fn a_zip_damaged_on_its_way_says_nothing_of_the_draw() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("bundle.zip");
    let mut bytes = zip(&vector("open-small"), &File::ALL);
    let name = b"roster.bin";
    let data = bytes.windows(name.len()).position(|part| part == name).unwrap() + name.len();
    bytes[data + 40] ^= 1;
    fs::write(&path, bytes).unwrap();
    let (status, text) = checked(&path);
    assert_eq!(
        (status.code(), text.lines().last()),
        (2, Some("压缩包已损坏（roster.bin 校验不符），请重新下载"))
    );
}

#[test]
fn a_bomb_is_given_up() {
    let folder = copy("open-small");
    let mut text = fs::read(folder.path().join("freeze.json")).unwrap();
    text.resize(64 << 20, b' ');
    fs::write(folder.path().join("freeze.json"), text).unwrap();
    let path = folder.path().join("bomb.zip");
    fs::write(&path, zip(folder.path(), &File::ALL)).unwrap();
    assert!(fs::metadata(&path).unwrap().len() < 1 << 20);
    let (status, text) = checked(&path);
    assert_eq!((status.code(), text.lines().last()), (1, Some("freeze.json：内容过长")));
}

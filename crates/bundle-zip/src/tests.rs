use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use domain::draw::bundle::File;
use domain::draw::verify;

use super::{Limited, Zip};

const METHOD: zip::CompressionMethod = zip::CompressionMethod::Deflated;

fn vectors() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/vectors")
}

fn zip(name: &str, method: zip::CompressionMethod) -> Vec<u8> {
    let folder = vectors().join(name);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for file in File::ALL {
        archive.start_file(file.name(), options).unwrap();
        archive.write_all(&fs::read(folder.join(file.name())).unwrap()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_bundle_verifies_from_a_zip_stored_or_deflated() {
    for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
        let bytes = zip("weighted-strata", method);
        let source = Zip::new(|| Ok(Cursor::new(bytes.as_slice())));
        assert!(verify(&source, &mut |_| {}).is_verified());
        let cut = Zip::new(|| Ok(Cursor::new(&bytes[..bytes.len() - 30])));
        assert!(verify(&cut, &mut |_| {}).is_unreadable());
    }
}

#[test]
fn what_is_wrong_with_a_zip_is_said_in_chinese() {
    let reason = |bytes: Vec<u8>| {
        let verification = verify(&Zip::new(|| Ok(Cursor::new(bytes.as_slice()))), &mut |_| {});
        assert!(verification.is_unreadable());
        verification.failure.unwrap().1.to_string()
    };
    assert_eq!(reason(b"no archive".to_vec()), "freeze.json：无法打开：不是 ZIP 压缩包，或压缩包已损坏");
    let mut empty = vec![0; 22];
    empty[..4].copy_from_slice(b"PK\x05\x06");
    assert_eq!(reason(empty), "freeze.json：无法打开：压缩包中没有此文件");
    // A bit of the roster, stored as it is: the checksum of the ZIP tells, at the end of its 24 rows.
    let mut bytes = zip("open-small", zip::CompressionMethod::Stored);
    let name = bytes.windows(10).position(|part| part == b"roster.bin").unwrap();
    bytes[name + 100] ^= 1;
    assert_eq!(reason(bytes), "名册第 25 行：无法读取：压缩数据已损坏");
}

#[test]
fn one_flipped_bit_of_any_member_is_told_from_a_draw_that_is_wrong() {
    let whole = zip("open-small", zip::CompressionMethod::Stored);
    let damaged = |bytes: &[u8]| Zip::new(|| Ok(Cursor::new(bytes))).damaged().unwrap();
    assert_eq!(damaged(&whole), None);
    for file in File::ALL {
        let mut bytes = whole.clone();
        let name = file.name().as_bytes();
        let at = bytes.windows(name.len()).position(|part| part == name).unwrap();
        bytes[at + name.len() + 1] ^= 1;
        assert_eq!(damaged(&bytes).as_deref(), Some(file.name()));
    }
    assert_eq!(super::damage("roster.bin"), "压缩包已损坏（roster.bin 校验不符），请重新下载");
}

/// A ZIP of the small vector and some more members of these names.
fn with_members<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new_append(Cursor::new(zip("open-small", METHOD))).unwrap();
    for name in names {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(b"x").unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The same with one more, of a name that no well-behaved program writes.
fn with_member(name: &str) -> Vec<u8> {
    let honest = "m".repeat(name.len());
    let mut bytes = with_members([honest.as_str()]);
    let places: Vec<_> =
        (0..bytes.len() - name.len()).filter(|at| bytes[*at..].starts_with(honest.as_bytes())).collect();
    assert_eq!(places.len(), 2, "before the member and in the directory");
    for place in places {
        bytes[place..place + name.len()].copy_from_slice(name.as_bytes());
    }
    bytes
}

/// The small vector with two members that are said to begin at the same place.
fn overlapping() -> Vec<u8> {
    let mut bytes = zip("open-small", METHOD);
    let name = File::Result.name().as_bytes();
    let entry = bytes.windows(name.len()).rposition(|part| part == name).unwrap();
    // The last four bytes of an entry before its name say where the member begins.
    bytes[entry - 4..entry].fill(0);
    bytes
}

fn reason(bytes: &[u8]) -> String {
    let verification = verify(&Zip::new(|| Ok(Cursor::new(bytes))), &mut |_| {});
    verification.failure.expect("the forged ZIP verifies").1.to_string()
}

#[test]
fn further_members_are_no_harm() {
    let bytes = with_members(["log/checkpoint", "README"]);
    assert!(verify(&Zip::new(|| Ok(Cursor::new(bytes.as_slice()))), &mut |_| {}).is_verified());
    let bytes = with_member("log/checkpoint");
    assert!(verify(&Zip::new(|| Ok(Cursor::new(bytes.as_slice()))), &mut |_| {}).is_verified());
}

#[test]
fn attacks_by_the_container_are_refused_each_for_its_reason() {
    let outside = "压缩包中的文件名指向文件夹之外";
    let twice = "压缩包中有同名文件";
    let many: Vec<_> = (0..1_000).map(|number| format!("log/{number}")).collect();
    let attacks = [
        ("an absolute path", with_member("/etc/freeze.json"), outside),
        ("a path out of the folder", with_member("../freeze.json"), outside),
        ("a path out of a folder in it", with_member("log/../../freeze.json"), outside),
        ("a path of another system", with_member("..\\freeze.json"), outside),
        ("a drive", with_member("C:freeze.json"), outside),
        ("a name with a zero byte", with_member("freeze.json\0.txt"), outside),
        ("a second freeze", with_member("freeze.json"), twice),
        ("a second freeze in capitals", with_member("FREEZE.json"), twice),
        ("members that share their bytes", overlapping(), "压缩包中的文件互相重叠"),
        ("members without number", with_members(many.iter().map(String::as_str)), "压缩包中的文件过多"),
    ];
    for (attack, bytes, expected) in attacks {
        assert_eq!(reason(&bytes), format!("freeze.json：无法打开：{expected}"), "{attack}");
    }
}

#[test]
fn a_bomb_is_given_up() {
    // Each element is well-formed, so only its inflation tells: 60 MB from 60 kB.
    let filler = "a".repeat(60_000);
    let element =
        |number: u32| format!(r#"{{"did":"{number:08x}","inspector":"HA00001","reason":"{filler}"}}"#);
    let elements: Vec<_> = (0..1_000).map(element).collect();
    let bomb = format!("[{}]", elements.join(","));
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for file in File::ALL {
        archive.start_file(file.name(), zip::write::SimpleFileOptions::default()).unwrap();
        let mut content = fs::read(vectors().join("open-small").join(file.name())).unwrap();
        if file == File::Freeze {
            // Its hash is looked at in the end: the forger may promise as many exclusions as there are.
            let text = String::from_utf8(content).unwrap();
            let (before, after) = text.split_once(r#""size":2}"#).unwrap();
            content = format!(r#"{before}"size":1000}}{after}"#).into_bytes();
        } else if file == File::Exclusions {
            content = bomb.clone().into_bytes();
        }
        archive.write_all(&content).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 200_000, "{}", bytes.len());
    assert!(reason(&bytes).starts_with("exclusions.json 第 2"), "{}", reason(&bytes));
    assert!(reason(&bytes).ends_with("解压后过大"), "{}", reason(&bytes));
}

#[test]
fn inflation_has_a_limit() {
    let mut limited = Limited { member: std::io::repeat(0), left: 1_000 };
    let error = std::io::copy(&mut limited, &mut std::io::sink()).unwrap_err();
    assert_eq!(error.to_string(), "解压后过大");
    let mut whole = Limited { member: [7_u8; 1_000].as_slice(), left: 1_000 };
    assert_eq!(whole.read_to_end(&mut Vec::new()).unwrap(), 1_000);
}

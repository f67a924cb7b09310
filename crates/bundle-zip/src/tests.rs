mod forged;
mod honest;
mod names;
mod raw;

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use domain::draw::bundle::{File, Source};
use domain::draw::verify;

use super::Zip;
use super::content::Limited;

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

/// Why a ZIP does not verify.
fn failure(bytes: &[u8]) -> Option<String> {
    let verification = verify(&Zip::new(|| Ok(Cursor::new(bytes))), &mut |_| {});
    verification.failure.map(|(_, failure)| failure.to_string())
}

/// The members of a ZIP as they are read, or why not.
fn contents(bytes: &[u8]) -> std::io::Result<Vec<Vec<u8>>> {
    let zip = Zip::new(|| Ok(Cursor::new(bytes)));
    let read = |file: File| {
        let mut content = Vec::new();
        zip.with(file, |reader| reader.read_to_end(&mut content))?.map(|_| content)
    };
    File::ALL.into_iter().map(read).collect()
}

/// The same to another reader.
fn to_another(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Box<dyn std::error::Error>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let read = |file: File| {
        let mut content = Vec::new();
        archive.by_name(file.name())?.read_to_end(&mut content)?;
        Ok(content)
    };
    File::ALL.into_iter().map(read).collect()
}

#[test]
fn a_flipped_bit_changes_nothing_or_is_told_in_chinese() {
    let streamed: Vec<_> = raw::bundle().into_iter().map(raw::Part::streamed).collect();
    for honest in [zip("open-small", METHOD), raw::pack(&streamed)] {
        let expected = contents(&honest).unwrap();
        let (mut unchanged, mut flipped) = (0, honest.clone());
        for place in 0..honest.len() {
            flipped[place] ^= 1 << (place % 8);
            match contents(&flipped) {
                Ok(read) => {
                    assert_eq!(read, expected, "byte {place}");
                    assert_eq!(to_another(&flipped).unwrap(), expected, "byte {place}");
                    unchanged += 1;
                }
                Err(error) => {
                    let text = error.to_string();
                    let (text, _) = text.split_once("：").unwrap_or((&text, ""));
                    let latin = text.replace("ZIP", "");
                    assert!(!latin.contains(|char: char| char.is_ascii_alphabetic()), "byte {place}: {text}");
                }
            }
            flipped[place] = honest[place];
        }
        // Times, versions and attributes, some thirty bytes of each member.
        assert!(unchanged < 35 * File::ALL.len(), "{unchanged}");
    }
}

#[test]
fn a_download_cut_anywhere_is_no_zip() {
    let honest = zip("open-small", METHOD);
    for length in 0..honest.len() {
        let error = contents(&honest[..length]).unwrap_err();
        assert_eq!(error.to_string(), "不是 ZIP 压缩包，或压缩包已损坏", "{length} bytes");
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
    let reason = failure(&bytes).unwrap();
    assert!(reason.starts_with("exclusions.json 第 2"), "{reason}");
    assert!(reason.ends_with("解压后过大"), "{reason}");
}

#[test]
fn inflation_has_a_limit() {
    let mut limited = Limited { member: std::io::repeat(0), left: 1_000 };
    let error = std::io::copy(&mut limited, &mut std::io::sink()).unwrap_err();
    assert_eq!(error.to_string(), "解压后过大");
    let mut whole = Limited { member: [7_u8; 1_000].as_slice(), left: 1_000 };
    assert_eq!(whole.read_to_end(&mut Vec::new()).unwrap(), 1_000);
}

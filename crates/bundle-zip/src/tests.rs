use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use domain::draw::bundle::File;
use domain::draw::verify;

use super::{Limited, Zip};

fn zip(name: &str, method: zip::CompressionMethod) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/vectors").join(name);
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
fn inflation_has_a_limit() {
    let mut limited = Limited { member: std::io::repeat(0), left: 1_000 };
    let error = std::io::copy(&mut limited, &mut std::io::sink()).unwrap_err();
    assert_eq!(error.to_string(), "解压后过大");
    let mut whole = Limited { member: [7_u8; 1_000].as_slice(), left: 1_000 };
    assert_eq!(whole.read_to_end(&mut Vec::new()).unwrap(), 1_000);
}

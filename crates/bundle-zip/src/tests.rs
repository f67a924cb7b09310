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
fn inflation_has_a_limit() {
    let mut limited = Limited { member: std::io::repeat(0), left: 1_000 };
    let error = std::io::copy(&mut limited, &mut std::io::sink()).unwrap_err();
    assert_eq!(error.to_string(), "解压后过大");
    let mut whole = Limited { member: [7_u8; 1_000].as_slice(), left: 1_000 };
    assert_eq!(whole.read_to_end(&mut Vec::new()).unwrap(), 1_000);
}

//! What programs write without any ill will.

use std::fs;
use std::io::Write;
use std::path::Path;

use domain::draw::bundle::File;

use super::raw::{Part, bundle, end, extra, pack, wide_end};
use super::{failure, raw, vectors};

#[test]
fn bundles_packed_again_by_other_programs_verify() {
    // Info-ZIP 3.0, to a file, to a pipe (sizes after the data), and with sizes of 64 bits; the same of Python 3.11's
    // `zipfile`, with a member of Chinese name; `jar` of Java. They hold the folder `log/`, too.
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let fixtures: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(fixtures.len(), 7);
    for fixture in fixtures {
        assert_eq!(failure(&fs::read(&fixture).unwrap()), None, "{}", fixture.display());
    }
}

#[test]
fn bundles_as_the_zip_crate_writes_them_verify() {
    let folder = vectors().join("open-small");
    let write = |archive: &mut dyn FnMut(&str, &[u8])| {
        for file in File::ALL {
            archive(file.name(), &fs::read(folder.join(file.name())).unwrap());
        }
    };
    for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
        for large in [false, true] {
            let options =
                zip::write::SimpleFileOptions::default().compression_method(method).large_file(large);
            let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            write(&mut |name, content| {
                archive.start_file(name, options).unwrap();
                archive.write_all(content).unwrap();
            });
            let bytes = archive.finish().unwrap().into_inner();
            assert_eq!(failure(&bytes), None, "{method} {large}");
            if method == zip::CompressionMethod::Deflated {
                let mut archive = zip::ZipWriter::new_stream(Vec::new());
                write(&mut |name, content| {
                    archive.start_file(name, options).unwrap();
                    archive.write_all(content).unwrap();
                });
                assert_eq!(failure(&archive.finish().unwrap().into_inner()), None, "{large}, to a pipe");
            }
        }
    }
}

#[test]
fn further_members_are_no_harm() {
    let names = [
        "README",
        "Read me (2).txt",
        "使用说明.txt",
        "log/checkpoint",
        "docs/a/b.c-d_e",
        "__MACOSX/._freeze.json",
    ];
    let folders = ["log/", "docs/", "空/"];
    for name in names.into_iter().chain(folders) {
        let content: &[u8] = if name.ends_with('/') { b"" } else { b"x" };
        for part in [
            Part::stored(name, content),
            Part::deflated(name, content),
            Part::deflated(name, content).streamed(),
        ] {
            assert_eq!(failure(&pack(&[bundle(), vec![part]].concat())), None, "{name}");
        }
    }
    let folders = folders.map(|name| Part::stored(name, b""));
    let files = names.map(|name| Part::deflated(name, b"x"));
    assert_eq!(failure(&pack(&[folders.to_vec(), bundle(), files.to_vec()].concat())), None);
}

#[test]
fn order_attributes_and_harmless_fields_are_free() {
    let mut parts = bundle();
    parts.reverse();
    for part in &mut parts {
        // A file of Unix, levels of compression, a name in UTF-8; times.
        part.attributes = 0o100_644 << 16 | 0x20;
        part.both(|head| head.flags |= 1 << 11 | 1 << 1);
        part.local.extra = extra(0x5455, &[3; 9]);
        part.entry.extra = [extra(0x5455, &[3; 5]), extra(0xcafe, b"")].concat();
    }
    assert_eq!(failure(&pack(&parts)), None);
    // The directory in another order than the data.
    let parts = bundle();
    let (members, directory) = raw::body(&parts);
    let first = 46 + parts[0].entry.name.len();
    let turned = [&directory[first..], &directory[..first]].concat();
    let end = end(parts.len(), directory.len(), members.len(), b"");
    assert_eq!(failure(&[members, turned, end].concat()), None);
}

#[test]
fn an_end_of_64_bits_may_say_the_same_or_all() {
    let parts = bundle();
    let (members, directory) = raw::body(&parts);
    let (count, size, start) = (parts.len(), directory.len(), members.len());
    let wide = wide_end(count, size, start, start + size);
    for short in [end(count, size, start, b""), end(0xffff, 0xffff_ffff, 0xffff_ffff, b"")] {
        assert_eq!(failure(&[members.clone(), directory.clone(), wide.clone(), short].concat()), None);
    }
}

//! Attacks by the container.

use super::failure;
use super::raw::{Part, body, bundle, end, extra, pack, wide_end};

/// An attack, and why it is refused.
pub type Attack<'a> = (&'a str, Vec<u8>, &'a str);

/// Each is refused, for its reason.
pub fn refused<'a>(attacks: impl IntoIterator<Item = Attack<'a>>) {
    for (attack, bytes, expected) in attacks {
        let reason = failure(&bytes);
        assert_eq!(reason, Some(format!("freeze.json：无法打开：{expected}")), "{attack}");
    }
}

/// The bundle with another member.
pub fn with(part: Part) -> Vec<u8> {
    pack(&[bundle(), vec![part]].concat())
}

/// The bundle with its freeze changed.
fn changed(change: impl FnOnce(&mut Part)) -> Vec<u8> {
    let mut parts = bundle();
    change(&mut parts[0]);
    pack(&parts)
}

#[test]
fn headers_that_say_another_thing_than_the_directory() {
    let different = "压缩包的文件头与目录不一致，请重新下载：freeze.json";
    let unpath = |name: &[u8]| extra(0x7075, &[&[1, 0, 0, 0, 0], name].concat());
    refused([
        ("another name", changed(|part| part.local.name = b"README.json".to_vec()), different),
        ("a longer name", changed(|part| part.local.name.push(b'x')), different),
        ("another checksum", changed(|part| part.local.checksum ^= 1), different),
        ("another size", changed(|part| part.local.size += 1), different),
        ("another length of the data", changed(|part| part.local.compressed -= 1), different),
        ("no checksum", changed(|part| part.local.checksum = 0), different),
        ("another method", changed(|part| part.local.method = 0), different),
        ("flags", changed(|part| part.local.flags = 1 << 11), different),
        ("sizes after the data, said only there", changed(|part| part.local.flags = 8), different),
        (
            "another name in an extra field",
            changed(|part| part.local.extra = unpath(b"README.json")),
            different,
        ),
        (
            "no local header",
            changed(|part| (part.before, part.local.name) = (Vec::new(), Vec::new())),
            different,
        ),
        (
            "sizes of 64 bits that nobody asked for",
            changed(|part| part.local.extra = extra(1, &[9; 16])),
            different,
        ),
        ("an extra field that is cut", changed(|part| part.local.extra = vec![1, 0, 9, 0, 0]), different),
        ("no sizes of 64 bits", changed(|part| part.local.size = u32::MAX), different),
        (
            "an end of the data that says another thing",
            {
                let mut parts = bundle();
                parts[0] = parts[0].clone().streamed();
                parts[0].after[5] ^= 1;
                pack(&parts)
            },
            different,
        ),
        (
            "a streamed member without that end",
            {
                let mut parts = bundle();
                parts[0] = parts[0].clone().streamed();
                parts[0].after.clear();
                pack(&parts)
            },
            different,
        ),
    ]);
    let disorder = "压缩包的目录有误，请重新下载";
    refused([
        (
            "another name in the directory's extra field",
            changed(|part| part.entry.extra = unpath(b"README.json")),
            disorder,
        ),
        (
            "extra fields that contradict each other",
            changed(|part| part.entry.extra = unpath(b"freeze.json").repeat(2)),
            disorder,
        ),
        (
            "sizes of 64 bits that are not needed",
            changed(|part| part.entry.extra = extra(1, &[0; 8])),
            disorder,
        ),
        ("bytes between the entries", changed(|part| part.behind = vec![0; 4]), disorder),
    ]);
    let same = changed(|part| {
        part.local.extra = unpath(b"freeze.json");
        part.entry.extra = unpath(b"freeze.json");
    });
    assert_eq!(failure(&same), None, "the same name, twice");
}

#[test]
fn members_that_are_read_in_two_ways() {
    let link = 0o120_777 << 16;
    let plain = "不是普通的文件或文件夹，请去掉后重新打包";
    let method = "用了不支持的压缩方法，请改用标准的 ZIP 压缩";
    let attribute = |name: &str, attributes| {
        let mut part = Part::stored(name, b"x");
        part.attributes = attributes;
        with(part)
    };
    let of = |reason: &str, name: &str| format!("压缩包中的文件{reason}：{name}");
    refused([
        ("a link", attribute("README", link), &*of(plain, "README")),
        ("a link of Windows", attribute("README", 1 << 10), &*of(plain, "README")),
        ("a folder without its mark", attribute("log", 1 << 4), &*of(plain, "log")),
        ("a folder of Unix without its mark", attribute("log", 0o040_755 << 16), &*of(plain, "log")),
        ("a folder with content", with(Part::stored("log/", b"x")), &*of(plain, "log/")),
        ("encrypted", changed(|part| part.both(|head| head.flags = 1)), &*of("已加密", "freeze.json")),
        (
            "flags of nobody",
            changed(|part| part.both(|head| head.flags = 1 << 13)),
            &*of(method, "freeze.json"),
        ),
        ("another method", changed(|part| part.both(|head| head.method = 14)), &*of(method, "freeze.json")),
        (
            "a stored member of two lengths",
            changed(|part| part.both(|head| head.method = 0)),
            &*of("长度前后不一致，请重新下载", "freeze.json"),
        ),
        (
            "a stored member whose length comes later",
            with(Part::stored("README", b"x").streamed()),
            &*of("没有压缩，也没有事先写明长度，请重新打包", "README"),
        ),
    ]);
}

#[test]
fn what_else_is_in_the_file() {
    let (around, between) =
        ("压缩包前后有多余的数据，请重新下载", "压缩包的文件之间有多余的数据，请重新下载");
    let comment = "压缩包带有注释，请重新打包，不加注释";
    let honest = pack(&bundle());
    let parts = bundle();
    let (members, directory) = body(&parts);
    let (count, size, start) = (parts.len(), directory.len(), members.len());
    let commented = |text: &[u8]| [&members[..], &directory, &end(count, size, start, text)].concat();
    let before = |bytes: &[u8]| {
        let mut parts = bundle();
        parts[0].before = bytes.to_vec();
        pack(&parts)
    };
    let gap = |bytes: &[u8]| {
        let mut parts = bundle();
        parts[3].before = bytes.to_vec();
        pack(&parts)
    };
    let hidden = body(&[Part::stored("freeze.json", b"x")]).0;
    refused([
        ("bytes after the end", [&honest[..], &[0; 100]].concat(), around),
        ("one byte after the end", [&honest[..], b"\n"].concat(), around),
        ("a comment", commented(b"x"), comment),
        ("a ZIP in the comment", commented(&honest), around),
        ("a ZIP after it", honest.repeat(2), around),
        ("bytes before it", [b"#!/bin/sh\n", &honest[..]].concat(), around),
        ("bytes before it that its places allow for", before(b"#!/bin/sh\n"), around),
        ("a member before it that the directory does not know", before(&hidden), around),
        ("bytes between members", gap(&[0]), between),
        ("a member between them that the directory does not know", gap(&hidden), between),
        (
            "bytes before the directory",
            {
                let end = end(count, size, start + 4, b"");
                [&members[..], b"junk", &directory, &end].concat()
            },
            between,
        ),
        (
            "bytes before the end",
            { [&members[..], &directory, b"junk", &end(count, size, start, b"")].concat() },
            around,
        ),
        ("a comment of a member", changed(|part| part.comment = b"x".to_vec()), comment),
        (
            "a member more than the end tells of",
            { [&members[..], &directory, &end(count - 1, size, start, b"")].concat() },
            "压缩包的目录有误，请重新下载",
        ),
        (
            "a directory beyond the end",
            { [&members[..], &directory, &end(count, size + 1, start, b"")].concat() },
            "不是 ZIP 压缩包，或压缩包已损坏",
        ),
        (
            "a directory without bounds",
            {
                let parts: Vec<_> = (0..20)
                    .map(|number| {
                        let mut part = Part::stored(&number.to_string(), b"");
                        part.entry.extra = extra(9, &[0; 60_000]);
                        part
                    })
                    .collect();
                pack(&parts)
            },
            "压缩包的目录过大",
        ),
    ]);
}

#[test]
fn members_that_share_their_bytes() {
    let mut bytes = pack(&bundle());
    let name = b"result.json";
    let entry = bytes.windows(name.len()).rposition(|part| part == name).unwrap();
    // The last four bytes of an entry before its name say where the member begins.
    bytes[entry - 4..entry].fill(0);
    refused([("two at one place", bytes, "压缩包中的文件互相重叠")]);
    let mut parts = bundle();
    let last = parts.last_mut().unwrap();
    last.both(|head| head.compressed += 4);
    refused([("one that reaches into the directory", pack(&parts), "压缩包中的文件互相重叠")]);
}

#[test]
fn ends_of_64_bits_that_contradict() {
    let around = "压缩包前后有多余的数据，请重新下载";
    let parts = bundle();
    let (members, directory) = body(&parts);
    let (count, size, start) = (parts.len(), directory.len(), members.len());
    let zip = |wide: Vec<u8>| [&members[..], &directory, &wide, &end(count, size, start, b"")].concat();
    refused([
        ("another number", zip(wide_end(count - 1, size, start, start + size)), around),
        ("another directory", zip(wide_end(count, size, 0, start + size)), around),
        ("another place of the record", zip(wide_end(count, size, start, start)), around),
    ]);
    // Some programs look for the wide end whatever the short one says: here in an extra field of the last entry.
    let mut parts = bundle();
    parts.last_mut().unwrap().entry.extra = extra(9, &wide_end(1, 60, 0, start + size));
    refused([("a wide end in an entry", pack(&parts), around)]);
    let mut bytes = pack(&bundle());
    let place = bytes.len() - 18;
    bytes[place] = 1;
    refused([("another disk", bytes, "不支持分卷压缩包")]);
}

/// Data that inflates to `content`, behind whose end another member stands: who reads members one after the other finds it.
fn stuffed(name: &str, content: &[u8]) -> Part {
    let part = Part::deflated(name, content).streamed();
    let inner = body(&[Part::stored("freeze.json", b"forged")]).0;
    let mut outer = Part::deflated(name, content);
    outer.data = [part.data, part.after, inner].concat();
    outer.measured().streamed()
}

#[test]
fn data_that_hides_a_member_behind_its_end() {
    let bytes = with(stuffed("README", b"x"));
    refused([("beside the bundle", bytes, "README：压缩数据之后有多余的数据，请重新下载")]);
    let mut parts = bundle();
    let content = std::fs::read(super::vectors().join("open-small/roster.bin")).unwrap();
    parts[1] = stuffed("roster.bin", &content);
    let reason = failure(&pack(&parts));
    assert_eq!(reason.as_deref(), Some("名册第 25 行：无法读取：压缩数据之后有多余的数据，请重新下载"));
}

#[test]
fn data_of_another_length_than_is_said() {
    for change in [-1, 1] {
        let bytes =
            changed(|part| part.both(|head| head.size = head.size.checked_add_signed(change).unwrap()));
        let reason = failure(&bytes).unwrap();
        assert!(reason.ends_with("压缩数据已损坏"), "{reason}");
    }
    // Without its end, all of it is there nevertheless.
    let mut part = Part::deflated("freeze.json", b"");
    let content = std::fs::read(super::vectors().join("open-small/freeze.json")).unwrap();
    let length = u16::try_from(content.len()).unwrap();
    part.data = [&[0], &length.to_le_bytes()[..], &(!length).to_le_bytes(), &content].concat();
    let whole = Part::stored("freeze.json", &content);
    part.both(|head| (head.size, head.checksum) = (whole.entry.size, whole.entry.checksum));
    let mut parts = bundle();
    parts[0] = part.clone().measured();
    let reason = failure(&pack(&parts)).unwrap();
    assert!(reason.ends_with("压缩数据已损坏"), "{reason}");
    part.data[0] = 1;
    parts[0] = part.measured();
    assert_eq!(failure(&pack(&parts)), None);
}

#[test]
fn bombs_beside_the_bundle() {
    // Each is within bounds; all of them would take long to read.
    let bomb = Part::deflated("", &vec![0; 10 << 20]).streamed();
    let bombs = (0..9).map(|number| {
        let mut bomb = bomb.clone();
        bomb.both(|head| head.name = format!("README{number}").into_bytes());
        bomb
    });
    let bytes = pack(&bundle().into_iter().chain(bombs).collect::<Vec<_>>());
    refused([("bombs", bytes, "README1：解压后过大")]);
}

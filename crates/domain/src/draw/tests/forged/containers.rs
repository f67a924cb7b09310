//! Files cut off, lengthened, or of another kind. What a ZIP adds to that is tested in `bundle-zip`.

use super::{Attack, Forge};
use crate::draw::bundle::File;
use crate::draw::compute::Check;

/// Bytes of a row of `open-small`.
const ROW: usize = 49;

const fn bytes(
    name: &'static str,
    file: File,
    change: fn(&mut Vec<u8>),
    check: Check,
    reason: &'static str,
) -> Attack {
    Attack { name, bundle: "open-small", forge: Forge::Bytes(file, change), check, reason }
}

pub(super) const ATTACKS: &[Attack] = &[
    bytes(
        "a roster without its last byte",
        File::Roster,
        |b| _ = b.pop(),
        Check::Roster,
        "第 24 行：内容不完整",
    ),
    bytes(
        "a roster cut off between rows",
        File::Roster,
        |b| b.truncate(ROW * 10),
        Check::Roster,
        "roster.bin 共 10 项，锁定书载明 24 项",
    ),
    bytes("an empty roster", File::Roster, Vec::clear, Check::Roster, "roster.bin 共 0 项，锁定书载明 24 项"),
    bytes("a byte after the roster", File::Roster, |b| b.push(0), Check::Roster, "第 25 行：行格式未知"),
    bytes(
        "half a row after the roster",
        File::Roster,
        |b| b.extend([1, 18, b'9']),
        Check::Roster,
        "第 25 行：内容不完整",
    ),
    bytes("another format of rows", File::Roster, |b| b[ROW * 2] = 2, Check::Roster, "第 3 行：行格式未知"),
    bytes("an id without letters", File::Roster, |b| b[ROW * 2 + 1] = 0, Check::Roster, "第 3 行：编号长度"),
    bytes("an id too long", File::Roster, |b| b[ROW * 2 + 1] = 41, Check::Roster, "第 3 行：编号长度"),
    bytes("an unknown status", File::Roster, |b| b[ROW * 2 + 24] = 7, Check::Roster, "第 3 行：状态未知"),
    bytes(
        "small letters in a code",
        File::Roster,
        |b| b[ROW * 24 - 30] = b'a',
        Check::Roster,
        "第 24 行：编号长度或字符",
    ),
    bytes(
        "a blank after the inspectors",
        File::Inspectors,
        |b| b.push(b' '),
        Check::Inspectors,
        "末尾有多余内容",
    ),
    bytes(
        "a line after the exclusions",
        File::Exclusions,
        |b| b.push(b'\n'),
        Check::Exclusions,
        "末尾有多余内容",
    ),
    bytes(
        "a second list of openings",
        File::Openings,
        |b| b.extend(*b"[]"),
        Check::Openings,
        "末尾有多余内容",
    ),
    bytes(
        "inspectors cut off",
        File::Inspectors,
        |b| b.truncate(100),
        Check::Inspectors,
        "结构不符合协议：内容不完整",
    ),
    bytes(
        "exclusions cut off",
        File::Exclusions,
        |b| b.truncate(100),
        Check::Exclusions,
        "结构不符合协议：内容不完整",
    ),
    bytes(
        "openings cut off",
        File::Openings,
        |b| b.truncate(100),
        Check::Openings,
        "结构不符合协议：内容不完整",
    ),
    bytes("an object for a list", File::Inspectors, |b| *b = b"{}".to_vec(), Check::Inspectors, "应为数组"),
    bytes(
        "numbers for inspectors",
        File::Inspectors,
        |b| *b = b"[1]".to_vec(),
        Check::Inspectors,
        "不是规范的 JSON",
    ),
    bytes("a list for the freeze", File::Freeze, |b| *b = b"[]".to_vec(), Check::Freeze, "结构不符合协议"),
    bytes("a freeze without end", File::Freeze, |b| b.resize(5 << 20, b' '), Check::Freeze, "内容过长"),
    bytes(
        "an opening without end",
        File::Openings,
        |b| *b = [b"[{\"a\":\"".as_slice(), &[b'a'; 70_000]].concat(),
        Check::Openings,
        "第 1 项：内容过长",
    ),
    bytes(
        "brackets without end",
        File::Result,
        |b| *b = vec![b'['; 100_000],
        Check::Result,
        "结构不符合协议",
    ),
    bytes("text that is no UTF-8", File::Reveals, |b| b.extend([0xff]), Check::Reveals, "结构不符合协议"),
];

//! The same meaning in another spelling, and what is no protocol JSON at all: two readers might read two things.

use super::{Attack, Forge};
use crate::draw::bundle::File;
use crate::draw::compute::Check;

const CANONICAL: &str = "不是规范的 JSON（RFC 8785）";
const STRUCTURE: &str = "结构不符合协议";
const FLOAT: &str = "含有非整数的数字";

const fn text(
    name: &'static str,
    file: File,
    from: &'static str,
    to: &'static str,
    check: Check,
    reason: &'static str,
) -> Attack {
    Attack { name, bundle: "blinded-entropy", forge: Forge::Text(file, from, to), check, reason }
}

pub(super) const ATTACKS: &[Attack] = &[
    text("a blank in the freeze", File::Freeze, "{\"entropy\"", "{ \"entropy\"", Check::Freeze, CANONICAL),
    text(
        "an escaped letter",
        File::Freeze,
        "\"mode\":\"open\"",
        "\"mode\":\"\\u006fpen\"",
        Check::Freeze,
        CANONICAL,
    ),
    text(
        "an escaped name of a member",
        File::Freeze,
        "\"round\":1",
        "\"roun\\u0064\":1",
        Check::Freeze,
        CANONICAL,
    ),
    text(
        "a member twice",
        File::Freeze,
        "\"round\":1",
        "\"round\":1,\"round\":1",
        Check::Freeze,
        "成员“round”重复",
    ),
    text("a number as a float", File::Freeze, "\"round\":1", "\"round\":1.0", Check::Freeze, FLOAT),
    text("a number with an exponent", File::Freeze, "\"round\":1", "\"round\":1e0", Check::Freeze, FLOAT),
    text("a number as a text", File::Freeze, "\"round\":1", "\"round\":\"1\"", Check::Freeze, STRUCTURE),
    text(
        "a number with a leading zero",
        File::Freeze,
        "\"round\":1",
        "\"round\":01",
        Check::Freeze,
        STRUCTURE,
    ),
    text("a negative number", File::Freeze, "\"round\":1", "\"round\":-1", Check::Freeze, STRUCTURE),
    text("a number too large", File::Freeze, "\"round\":1", "\"round\":4294967297", Check::Freeze, STRUCTURE),
    text(
        "an unknown member",
        File::Freeze,
        "\"round\":1",
        "\"round\":1,\"rounds\":1",
        Check::Freeze,
        STRUCTURE,
    ),
    text("a missing member", File::Freeze, "\"round\":1,", "", Check::Freeze, STRUCTURE),
    text(
        "an unknown mode",
        File::Freeze,
        "\"mode\":\"open\"",
        "\"mode\":\"secret\"",
        Check::Freeze,
        STRUCTURE,
    ),
    text("a byte order mark", File::Freeze, "{\"entropy\"", "\u{feff}{\"entropy\"", Check::Freeze, STRUCTURE),
    text(
        "a secret of another length",
        File::Reveals,
        "\"value\":\"",
        "\"value\":\"A",
        Check::Reveals,
        "64 位小写十六进制",
    ),
    text(
        "a member of an inspector twice",
        File::Inspectors,
        "\"cap\":4",
        "\"cap\":4,\"cap\":4",
        Check::Inspectors,
        "第 1 项：成员“cap”重复",
    ),
    text(
        "a cap that is no integer",
        File::Inspectors,
        "\"cap\":4",
        "\"cap\":4.5",
        Check::Inspectors,
        "第 1 项：含有非整数的数字",
    ),
    text(
        "an unknown member of an opening",
        File::Openings,
        "\"attributes\"",
        "\"a\":1,\"attributes\"",
        Check::Openings,
        "第 1 项：结构",
    ),
    text(
        "an attribute twice",
        File::Openings,
        "\"division\":",
        "\"division\":\"320812\",\"division\":",
        Check::Openings,
        "第 1 项：成员“division”重复",
    ),
    text(
        "an attribute that is no integer",
        File::Openings,
        "\"division\":",
        "\"area\":1.5,\"division\":",
        Check::Openings,
        "第 1 项：含有非整数的数字",
    ),
    text("a rank that is no integer", File::Result, "\"rank\":1,", "\"rank\":1.5,", Check::Result, FLOAT),
    text(
        "the freeze's hash twice",
        File::Result,
        "\"freeze\":",
        "\"freeze\":\"\",\"freeze\":",
        Check::Result,
        "成员“freeze”重复",
    ),
];

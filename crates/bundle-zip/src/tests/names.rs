//! Names by which a member would be unpacked over another one, or to another place.

use super::forged::{refused, with};
use super::raw::{Part, bundle, pack};
use super::{failure, with_member, with_members};

#[test]
fn names_that_lead_elsewhere() {
    let outside = |name: &str| format!("压缩包中的文件名指向文件夹之外：{name}");
    let attacks = [
        ("an absolute path", "/etc/freeze.json", "/etc/freeze.json"),
        ("a path out of the folder", "../freeze.json", "../freeze.json"),
        ("a path out of a folder in it", "log/../../freeze.json", "log/../../freeze.json"),
        ("a path of another system", "..\\freeze.json", "..\\\\freeze.json"),
        ("a drive", "C:freeze.json", "C:freeze.json"),
        ("another stream of a file", "freeze.json::$DATA", "freeze.json::$DATA"),
        ("a name with a zero byte", "freeze.json\0.txt", "freeze.json\\0.txt"),
    ];
    for (attack, name, shown) in attacks {
        refused([(attack, with_member(name), outside(shown).as_str())]);
    }
}

#[test]
fn names_that_some_system_takes_for_others() {
    let unclear = "压缩包中的文件名在有的系统上会变成别的名称，请改名或去掉后重新打包";
    let names = [
        "./freeze.json",
        "freeze.json.",
        "freeze.json ",
        " freeze.json",
        "log//keys",
        "log/./keys",
        "log/keys/.",
        "log /keys",
        "log./keys",
        "FREEZE~1.JSO",
        "freeze.json;1",
        "nul",
        "log/Con.txt",
        "aux .json",
        "COM1",
        "lpt9.x",
        "freeze.jso?",
    ];
    for name in names {
        refused([(name, with(Part::stored(name, b"")), format!("{unclear}：{name}").as_str())]);
    }
    // Long s and the sign of Kelvin are letters without regard to capitals; wide letters become narrow; the last is invisible.
    for name in
        ["inspector\u{17f}.json", "log/\u{212a}eys", "ｆreeze.json", "freeze\u{2024}json", "冀\u{f907}"]
    {
        refused([(name, with(Part::stored(name, b"x")), format!("{unclear}：{name}").as_str())]);
    }
    let hidden = with(Part::stored("free\u{200d}ze.json", b"x"));
    refused([("a joiner", hidden, format!("{unclear}：free\\u{{200d}}ze.json").as_str())]);
    let mut part = Part::stored("????.txt", b"x");
    part.both(|head| head.name[..4].copy_from_slice(b"\xcb\xb5\xc3\xf7"));
    refused([("a name in GBK", with(part), format!("{unclear}：\u{2f5}\u{fffd}\u{fffd}.txt").as_str())]);
    let path = |length: usize| "a/".repeat(length / 2) + "b";
    let expected = format!("{unclear}：{}…", "a/".repeat(30));
    refused([("a path that is too long", with(Part::stored(&path(256), b"")), expected.as_str())]);
    assert_eq!(failure(&with(Part::stored(&path(254), b""))), None);
    let long = "~".repeat(100);
    let expected = format!("{unclear}：{}…", "~".repeat(60));
    refused([("a name that fills the message", with(Part::stored(&long, b"x")), expected.as_str())]);
}

#[test]
fn names_that_are_there_already() {
    let twice = "压缩包中有同名文件";
    let both = "压缩包中的文件同时又是文件夹";
    let many: Vec<_> = (0..1_000).map(|number| format!("log/{number}")).collect();
    refused([
        ("a second freeze", with_member("freeze.json"), &*format!("{twice}：freeze.json")),
        ("a second freeze in capitals", with_member("FREEZE.json"), &*format!("{twice}：FREEZE.json")),
        (
            "a folder of the freeze's name",
            with(Part::stored("freeze.json/", b"")),
            &*format!("{twice}：freeze.json/"),
        ),
        (
            "a folder twice",
            pack(&[bundle(), ["log/", "Log/"].map(|name| Part::stored(name, b"")).to_vec()].concat()),
            &*format!("{twice}：Log/"),
        ),
        ("a file in the freeze", with_member("freeze.json/x"), &*format!("{both}：freeze.json/x")),
        (
            "a file in the freeze, in capitals",
            with_member("Freeze.JSON/a/b"),
            &*format!("{both}：Freeze.JSON/a/b"),
        ),
        ("members without number", with_members(many.iter().map(String::as_str)), "压缩包中的文件过多"),
    ]);
}

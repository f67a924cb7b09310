use super::{Elements, Fault, array, parse, slurp, write};
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use std::io::Read;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Thing {
    name: String,
    number: u64,
}

fn fault(text: &str) -> String {
    parse::<Thing>(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn canonical_text_is_read() {
    let thing = parse::<Thing>(r#"{"name":"淮安","number":9007199254740991}"#.as_bytes()).unwrap();
    assert_eq!(thing, Thing { name: "淮安".into(), number: 9_007_199_254_740_991 });
}

#[test]
fn every_other_spelling_is_refused() {
    let spellings = [
        r#"{"number":1,"name":"a"}"#,
        r#"{"name":"a", "number":1}"#,
        "{\"name\":\"a\",\"number\":1}\n",
        r#"{"name":"\u0061","number":1}"#,
        r#"{"name":"\/","number":1}"#,
    ];
    for text in spellings {
        assert!(matches!(parse::<Thing>(text.as_bytes()), Err(Fault::NotCanonical)), "{text}");
    }
}

#[test]
fn faults_are_named() {
    assert_eq!(fault(r#"{"name":"a","number":1,"number":1}"#), "成员“number”重复");
    assert_eq!(fault(r#"{"name":"a","number":1.0}"#), "含有非整数的数字");
    assert_eq!(fault(r#"{"name":"a","number":1e3}"#), "含有非整数的数字");
    for number in ["9007199254740992", "9007199254740993", "18446744073709551615"] {
        let reason = format!("整数 {number} 过大：绝对值须小于 2^53");
        assert_eq!(fault(&format!(r#"{{"name":"a","number":{number}}}"#)), reason);
    }
    assert!(matches!(parse::<i64>(b"-9007199254740992"), Err(Fault::Range(-9_007_199_254_740_992))));
    assert_eq!(parse::<i64>(b"-9007199254740991").unwrap(), -9_007_199_254_740_991);
    assert!(fault(r#"{"name":"a"}"#).contains("number"));
    assert!(fault(r#"{"more":1,"name":"a","number":1}"#).contains("more"));
    for (text, reason) in [
        (r#"{"name":"a","number":-1}"#, "成员的取值或长度不符（第 23 字节处）"),
        (r#"{"name":"a","number":"1"}"#, "成员的类型不符（第 24 字节处）"),
        (r#"{"name":"a"}"#, "缺少成员 number（第 12 字节处）"),
        (r#"{"name":"a","numb"#, "内容不完整（第 17 字节处）"),
        (r#"{"name":"a",}"#, "不是合法的 JSON（第 13 字节处）"),
    ] {
        assert_eq!(fault(text), format!("结构不符合协议：{reason}"), "{text}");
    }
    assert!(fault(&"[".repeat(10_000)).starts_with("结构不符合协议"));
}

fn elements(text: &str) -> Result<Vec<String>, Fault> {
    let mut elements = Elements::new(text.as_bytes());
    let mut list = Vec::new();
    while let Some(element) = elements.next_element()? {
        list.push(String::from_utf8(element.to_vec()).unwrap());
    }
    assert!(elements.next_element()?.is_none());
    Ok(list)
}

#[test]
fn arrays_are_split_at_their_elements() {
    assert_eq!(elements("[]").unwrap(), [""; 0]);
    let tricky = r#"{"a":"}],{\"","b":{"c":[{}]}}"#;
    assert_eq!(elements(&format!("[{tricky},{{}}]")).unwrap(), [tricky, "{}"]);
}

#[test]
fn arrays_with_anything_else_are_refused() {
    for text in [
        "", "[", "[{}", "[{},", "[{\"a", "{}", "[{}]]", "[{}]\n", "[ {}]", "[{}, {}]", "[1]", "[,{}]",
        "[{}{}]",
    ] {
        assert!(elements(text).is_err(), "{text}");
    }
    assert!(matches!(elements("[{}]\n"), Err(Fault::Trailing)));
}

#[test]
fn an_endless_file_is_given_up() {
    assert!(matches!(slurp(&mut std::io::repeat(b' ')), Err(Fault::TooLong)));
    let head = b"[{\"a\":\"".as_slice();
    let mut elements = Elements::new(head.chain(std::io::repeat(b'a')));
    assert!(matches!(elements.next_element(), Err(Fault::TooLong)));
}

#[test]
fn written_arrays_are_read_again() {
    let things = [Thing { name: "b".into(), number: 1 }, Thing { name: "a".into(), number: 2 }];
    let (text, tree) = array(&things).unwrap();
    let mut root = crate::draw::merkle::Root::new();
    let read = elements(std::str::from_utf8(&text).unwrap()).unwrap();
    read.iter().for_each(|element| root.push(element.as_bytes()));
    assert_eq!((tree.size, tree.root), (2, root.value()));
    assert_eq!(parse::<Thing>(read[1].as_bytes()).unwrap(), things[1]);
}

/// Any JSON value without fractions.
fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        (-1000_i64..1000).prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        "[ -~\"\\\\\u{7f}\n\t]{0,6}".prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let name = prop_oneof!["[a-d:\"]{0,2}", any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((name, inner), 0..5)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_canonical(value in value()) {
        prop_assert_eq!(write(&value).unwrap(), serde_json_canonicalizer::to_vec(&value).unwrap());
    }
}

#[test]
fn members_are_sorted_when_they_are_not() {
    #[derive(Serialize)]
    struct Unsorted {
        b: u32,
        a: &'static str,
    }
    let text = |value| String::from_utf8(write(&value).unwrap()).unwrap();
    assert_eq!(text(vec![Unsorted { b: 1, a: "\":{}" }]), r#"[{"a":"\":{}","b":1}]"#);
    // By UTF-16 code units, not by code points.
    let odd = std::collections::BTreeMap::from([("\u{10000}", 1), ("\u{ffff}", 2)]);
    assert_eq!(write(&odd).unwrap(), "{\"\u{10000}\":1,\"\u{ffff}\":2}".as_bytes());
}

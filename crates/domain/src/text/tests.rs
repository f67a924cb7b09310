use std::fs;
use std::io::{Error, ErrorKind};

use super::io_reason;

#[test]
fn what_the_system_refuses_is_said_in_chinese() {
    let missing = fs::read("no such file").unwrap_err();
    assert_eq!(io_reason(&missing), "不存在");
    let folder = fs::read(env!("CARGO_MANIFEST_DIR")).unwrap_err();
    assert_eq!(io_reason(&folder), "是文件夹，不是文件");
    assert_eq!(io_reason(&ErrorKind::UnexpectedEof.into()), "内容不完整");
    assert_eq!(io_reason(&Error::new(ErrorKind::NotFound, "压缩包中没有此文件")), "压缩包中没有此文件");
    assert!(io_reason(&ErrorKind::AddrInUse.into()).starts_with("系统报告："));
}

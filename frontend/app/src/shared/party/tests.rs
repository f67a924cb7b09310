use super::{called, with_names};

#[test]
fn people_in_reasons_are_called_as_elsewhere() {
    let (four, five) = (called("supervisor:4"), called("leader:5"));
    assert_eq!(with_names("见证人 supervisor:4 逾期揭示"), format!("{four} 逾期揭示"));
    assert_eq!(with_names("仍未揭示：supervisor:4、leader:5"), format!("仍未揭示：{four}、{five}"));
}

#[test]
fn what_names_nobody_stays_as_it_is() {
    for reason in ["", "见证人 临时公务", "supervisor: 改期", "clerk:", "双色球 supervisor"] {
        assert_eq!(with_names(reason), reason);
    }
}

use super::{Attributes, Opening, OpeningFault};
use crate::draw::roster::{Did, Row, Status};
use crate::draw::{Fixed, canonical};

fn opened(blinded: bool) -> (Opening, Row) {
    let (salt, code) = (Fixed([3; 16]), "913208033APH1MBM5Q");
    let attributes = Attributes::new("320803", "F5211", "示例企业");
    let did = if blinded { Did::blinded(&salt, code) } else { Did::open(code).unwrap() };
    let attr = attributes.bind(&salt).unwrap();
    let row = Row { did, stratum: 1, weight: 1, status: Status::Eligible, attr };
    (Opening { did, code: code.into(), salt, attributes }, row)
}

#[test]
fn an_opening_matches_only_its_own_row() {
    for blinded in [false, true] {
        let (opening, row) = opened(blinded);
        assert!(opening.check(&row, blinded, &mut Vec::new()).is_ok());
        assert!(matches!(opening.check(&row, !blinded, &mut Vec::new()), Err(OpeningFault::Code)));
        let code = Opening { code: "913208033APH1MBM5R".into(), ..opening.clone() };
        assert!(matches!(code.check(&row, blinded, &mut Vec::new()), Err(OpeningFault::Code)));
        let mut name = opening.clone();
        name.attributes.name.push('厂');
        assert!(matches!(name.check(&row, blinded, &mut Vec::new()), Err(OpeningFault::Attributes)));
    }
    let (opening, row) = opened(false);
    let salt = Opening { salt: Fixed([4; 16]), ..opening };
    assert!(matches!(salt.check(&row, false, &mut Vec::new()), Err(OpeningFault::Attributes)));
}

#[test]
fn more_attributes_are_bound_too() {
    let text = r#"{"division":"320803","industry":"","name":"甲","staff":12,"tags":["重点"]}"#;
    let attributes: Attributes = canonical::parse(text.as_bytes()).unwrap();
    assert_eq!(canonical::write(&attributes).unwrap(), text.as_bytes());
    assert_ne!(
        attributes.bind(&Fixed([0; 16])).unwrap(),
        Attributes::new("320803", "", "甲").bind(&Fixed([0; 16])).unwrap()
    );
    let fraction = r#"{"division":"320803","industry":"","name":"甲","staff":[{"share":0.5}]}"#;
    assert!(canonical::parse::<Attributes>(fraction.as_bytes()).is_err());
}

use super::{Did, RosterFault, Row, Status, rows};
use crate::Coded;
use crate::draw::Fixed;

fn row(code: &str) -> Row {
    let did = Did::open(code).unwrap();
    Row { did, stratum: 7, weight: 3, status: Status::Eligible, attr: Fixed([5; 24]) }
}

fn encode(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    rows.iter().for_each(|row| row.encode(&mut bytes));
    bytes
}

/// The row and the fault with which a roster is refused.
fn refusal(bytes: &[u8]) -> (u64, RosterFault) {
    let error = rows(bytes).find_map(Result::err).expect("the roster is accepted");
    (error.row, error.kind)
}

#[test]
fn rows_are_read_as_written() {
    let mut list = vec![row("A"), row("AB"), row("B-1"), row(&"Z".repeat(40))];
    list[1].status = Status::CoolingOff;
    list[1].weight = 0;
    list[2].weight = 1024;
    let read: Vec<_> = rows(encode(&list).as_slice()).map(Result::unwrap).collect();
    assert_eq!(read, list);
    assert_eq!(rows([].as_slice()).count(), 0);
}

#[test]
fn every_status_has_its_byte() {
    for (byte, status) in (0..).zip(Status::ALL) {
        assert_eq!((status.byte(), Status::from_byte(byte)), (byte, Some(*status)));
    }
    assert_eq!(Status::from_byte(7), None);
}

#[test]
fn order_is_the_order_of_the_bytes() {
    let ids: [&[u8]; 6] = [b"\0", b"\0\0", b"A", b"A\0", b"A\0B", b"AB"];
    assert!(ids.map(|id| Did::from_bytes(id).unwrap()).is_sorted_by(|a, b| a < b));
    assert!(matches!(refusal(&encode(&[row("A"), row("C"), row("B")])), (3, RosterFault::Unsorted)));
    assert!(matches!(refusal(&encode(&[row("A"), row("A")])), (2, RosterFault::Duplicate)));
}

#[test]
fn malformed_rows_are_refused_with_their_number() {
    let good = encode(&[row("A"), row("B")]);
    for cut in 1..good.len() / 2 {
        assert!(matches!(refusal(&good[..good.len() - cut]), (2, RosterFault::Truncated)), "{cut}");
    }
    let half = good.len() / 2;
    let change = |offset: usize, value: u8| {
        let mut bytes = good.clone();
        bytes[half + offset] = value;
        refusal(&bytes)
    };
    assert!(matches!(change(0, 2), (2, RosterFault::Format)));
    assert!(matches!(change(1, 0), (2, RosterFault::Did)));
    assert!(matches!(change(1, 41), (2, RosterFault::Did)));
    assert!(matches!(change(1, 255), (2, RosterFault::Did)));
    assert!(matches!(change(7, 7), (2, RosterFault::Status)));
    assert!(matches!(change(7, 1), (2, RosterFault::Weight)), "tickets although not eligible");
    assert!(matches!(change(6, 0), (2, RosterFault::Weight)), "eligible without tickets");
    assert!(matches!(change(5, 5), (2, RosterFault::Heavy)), "more tickets than 1024");
}

#[test]
fn after_a_fault_there_are_no_rows() {
    let bytes = encode(&[row("B"), row("A"), row("C")]);
    let read: Vec<_> = rows(bytes.as_slice()).map(|row| row.is_ok()).collect();
    assert_eq!(read, [true, false]);
}

#[test]
fn draw_ids_have_the_form_of_their_roster() {
    assert!(Did::open("913208033APH1MBM5Q").unwrap().has_form(false));
    assert_eq!(Did::open("91320803a"), None);
    assert_eq!(Did::open(""), None);
    assert_eq!(Did::open(&"A".repeat(41)), None);
    let blinded = Did::blinded(&Fixed([1; 16]), "913208033APH1MBM5Q");
    assert!(blinded.has_form(true));
    assert_ne!(blinded, Did::blinded(&Fixed([2; 16]), "913208033APH1MBM5Q"));
    assert_eq!(blinded.to_string().parse(), Ok(blinded));
    assert!(blinded.to_string().to_uppercase().parse::<Did>().is_err());
}

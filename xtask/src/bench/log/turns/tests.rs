use super::*;

#[test]
fn each_turn_is_compared_with_the_one_beside_it() {
    let mut order = Vec::new();
    let mut base = 0;
    let turns = Turns::take(3, |side| {
        order.push(side);
        base += order.len() % 2 * 100;
        let (base, more) = (u64::try_from(base)?, if side == Side::Beside { 10 } else { 0 });
        Ok(Duration::from_millis(base * (100 + more)))
    })
    .unwrap();
    assert_eq!(order, [Side::Alone, Side::Beside, Side::Beside, Side::Alone, Side::Alone, Side::Beside]);
    assert!((turns.slower().unwrap() - 10.0).abs() < 1e-6);
    assert_eq!(turns.median(Side::Alone).unwrap(), Duration::from_millis(20_000));
}

#[test]
fn no_turns_have_no_median() {
    assert!(Turns::default().median(Side::Alone).is_err());
    assert!(Turns::default().slower().is_err());
}

use super::*;

#[test]
fn a_missed_target_is_shouted() {
    let met = Figure::memory("idle", 50_000).at_most(120.0);
    let missed = Figure::milliseconds("list", Duration::from_millis(31)).at_most(30.0);
    let table = table(&[met.clone(), missed.clone()]);
    assert!(table.lines().next().unwrap().ends_with("51.2 MB  at most 120: met"), "{table}");
    assert!(table.lines().nth(1).unwrap().ends_with("31.0 ms  at most 30: MISSED"), "{table}");
    assert_eq!((met.json()["met"].clone(), missed.json()["met"].clone()), (json!(true), json!(false)));
}

#[test]
fn the_median_is_the_middle_one() {
    let of = |millis: &[u64]| median(millis.iter().map(|m| Duration::from_millis(*m)).collect());
    assert_eq!(of(&[9, 1, 2]), Some(Duration::from_millis(2)));
    assert_eq!(of(&[]), None);
}

#[test]
fn chinese_names_stay_in_their_column() {
    let table = table(&[Figure::memory("物流", 0), Figure::memory("four", 0)]);
    assert_eq!(table, "物流           0.0 MB\nfour           0.0 MB\n");
}

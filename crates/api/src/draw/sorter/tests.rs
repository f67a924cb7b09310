use domain::draw::Fixed;

use super::*;

fn sorted(count: u32, limit: usize) -> Vec<(Did, Vec<u8>)> {
    let folder = tempfile::tempdir().unwrap();
    let mut sorter = Sorter::with_limit(folder.path(), limit);
    for n in 0..count {
        let did = Did::blinded(&Fixed([7; 16]), &n.to_string());
        sorter.push(did, n.to_be_bytes().to_vec()).unwrap();
    }
    let mut all = Vec::new();
    let collect = |did, record: &[u8]| {
        all.push((did, record.to_vec()));
        Ok(())
    };
    sorter.finish(collect).unwrap();
    all
}

#[test]
fn runs_on_disk_give_the_order_of_memory() {
    let (one_run, many_runs) = (sorted(1000, usize::MAX), sorted(1000, 2000));
    assert_eq!(one_run.len(), 1000);
    assert!(one_run.is_sorted());
    assert_eq!(one_run, many_runs);
}

#[test]
fn nothing_sorts_to_nothing() {
    assert_eq!(sorted(0, 10), []);
}

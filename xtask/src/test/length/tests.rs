use super::*;

fn files(lengths: &[usize]) -> Vec<(usize, String)> {
    lengths.iter().enumerate().map(|(at, lines)| (*lines, format!("{at}.rs"))).collect()
}

#[test]
fn one_long_file_in_ten_passes_and_two_do_not() {
    assert!(judge(files(&[1, 1, 1, 1, 1, 1, 1, 1, 349, 800])).is_ok());
    assert!(
        judge(files(&[1, 1, 1, 1, 1, 1, 1, 1, 350, 800])).unwrap_err().to_string().contains("8.rs, 9.rs")
    );
}

#[test]
fn no_file_passes_the_most() {
    assert!(judge(files(&[1, 801])).unwrap_err().to_string().contains("1.rs has 801 lines"));
}

#[test]
fn no_files_at_all_is_a_fault() {
    assert!(judge(Vec::new()).is_err());
}

//! Numbers and days in words.

use chrono::{NaiveDate, TimeZone, Utc};

use super::{day_in, moment_in, number, per_cent, thousandths, time_in};

#[test]
fn numbers_are_grouped() {
    for (value, text) in
        [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")]
    {
        assert_eq!(number(value), text);
    }
}

#[test]
fn shares_lose_no_digit() {
    for (ppm, text) in [(50_000, "5%"), (25_000, "2.5%"), (1, "0.0001%"), (1_000_000, "100%")] {
        assert_eq!(per_cent(ppm), text);
    }
}

#[test]
fn means_lose_no_digit() {
    for (value, text) in [(0, "0"), (4_000, "4"), (4_250, "4.25"), (1_250_005, "1,250.005")] {
        assert_eq!(thousandths(value), text);
    }
}

#[test]
fn times_are_beijing_times() {
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
    assert_eq!((day_in("zh-CN", day), day_in("en", day)), ("2026年1月5日".into(), "2026-01-05".into()));
    let late = Utc.with_ymd_and_hms(2026, 12, 31, 17, 5, 0).unwrap();
    assert_eq!(time_in("zh-CN", late), "2027年1月1日 01:05");
    assert_eq!(time_in("en", late), "2027-01-01 01:05");
    let later = Utc.with_ymd_and_hms(2026, 12, 31, 17, 5, 9).unwrap();
    assert_eq!(moment_in("zh-CN", later), "2027年1月1日 01:05:09");
    assert_eq!(moment_in("en", late), "2027-01-01 01:05:00");
}

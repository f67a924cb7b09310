use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::testing::{HOSTILE, assert_says, day, made_at, press, sizes, text};

fn row(
    name: &str,
    to_inspect: u32,
    results: &[(ResultCode, u32)],
    disclosed: u32,
    closed: u32,
) -> SummaryRow {
    SummaryRow {
        name: name.into(),
        to_inspect,
        results: results.iter().copied().collect(),
        disclosed,
        closed,
    }
}

fn summary() -> Summary {
    use ResultCode::{NoProblem, OrderedToCorrect, Unreachable};
    Summary {
        body: "淮安市市场监督管理局".into(),
        task_number: "淮市监双随机〔2026〕12号".into(),
        task_name: HOSTILE[2].into(),
        period_start: day(1),
        period_end: day(30),
        divisions: vec![
            row("清江浦区", 31, &[(NoProblem, 20), (OrderedToCorrect, 10)], 30, 21),
            row(HOSTILE[1], 29, &[(NoProblem, 28), (Unreachable, 1)], 29, 29),
            row("盱眙县", 0, &[], 0, 0),
        ],
        departments: vec![row("-特种设备安全监察处", 60, &[(NoProblem, 48), (OrderedToCorrect, 10)], 59, 50)],
        made_on: day(24),
    }
}

#[test]
fn the_table_shows_zeros_totals_and_rates() {
    let pdf = press().summary(&summary(), made_at()).unwrap();
    let zeros = "0".repeat(15);
    assert_says(
        &pdf,
        &[
            HOSTILE[2],
            HOSTILE[1],
            "应检查60户，已公示59户，完成率98.33%；已办结50户，办结率84.75%",
            "4通过登记的住所（经营场所）无法联系",
            "13迁出",
            &format!("盱眙县{zeros}—0—"),
            "一、按行政区划",
            "二、按部门",
            "-特种设备安全监察处",
        ],
    );
    assert_eq!(text(&pdf).matches("合计").count(), 2);
    assert!(sizes(&pdf).iter().all(|(width, height)| width > height), "laid across");
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn the_workbook_has_numbers_zeros_and_inert_texts() {
    let bytes = press().summary_xlsx(&summary(), made_at()).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["概况", "按行政区划", "按部门"]);
    let facts = sheet(&mut book, "概况");
    assert_eq!(facts[3], [Data::String("任务名称".into()), Data::String(HOSTILE[2].into())]);
    assert_eq!(book.worksheet_formula("概况").unwrap().used_cells().count(), 0);

    let divisions = sheet(&mut book, "按行政区划");
    assert_eq!(divisions.len(), 5, "head, three rows, total");
    assert!(divisions.iter().all(|row| row.len() == 19));
    assert_eq!(divisions[0][2], Data::String("1 未发现问题".into()));
    assert_eq!(divisions[0][14], Data::String("13 迁出".into()));
    assert_eq!(divisions[1][2], Data::Float(20.0));
    assert!(divisions[3][1..=15].iter().all(|cell| *cell == Data::Float(0.0)), "{:?}", divisions[3]);
    assert_eq!(divisions[3][16], Data::String("—".into()));
    assert_eq!(divisions[4][0], Data::String("合计".into()));
    assert_eq!(divisions[4][1], Data::Float(60.0));
    let departments = sheet(&mut book, "按部门");
    assert_eq!(departments[1][0], Data::String("-特种设备安全监察处".into()));
}

#[test]
fn the_same_figures_give_the_same_bytes() {
    let (pdf, xlsx) = (press().summary(&summary(), made_at()), press().summary_xlsx(&summary(), made_at()));
    assert_eq!(pdf.unwrap(), press().summary(&summary(), made_at()).unwrap());
    assert_eq!(xlsx.unwrap(), press().summary_xlsx(&summary(), made_at()).unwrap());
}

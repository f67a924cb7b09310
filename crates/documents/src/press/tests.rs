use std::fs;

use pdf_extract::Document;
use tempfile::TempDir;
use typst::layout::{Frame, FrameItem, Point};

use super::*;
use crate::testing::{fonts, made_at, press, text};

/// A piece of text on a page: left, right, baseline from the top, in millimetres; how many characters.
struct Piece {
    left: f64,
    right: f64,
    baseline: f64,
    length: usize,
}

fn pieces(frame: &Frame, origin: Point, found: &mut Vec<Piece>) {
    for (position, item) in frame.items() {
        let at = origin + *position;
        if let FrameItem::Group(group) = item {
            pieces(&group.frame, at, found);
        }
        if let FrameItem::Text(text) = item {
            let (left, right) = (at.x.to_mm(), (at.x + text.width()).to_mm());
            found.push(Piece { left, right, baseline: at.y.to_mm(), length: text.glyphs.len() });
        }
    }
}

/// The text of each page without the page number.
fn areas(desk: &Desk<'_>) -> Vec<Vec<Piece>> {
    let laid_out = desk.lay_out().map_err(|errors| desk.error(&errors)).unwrap();
    let page = |frame: &Frame| {
        let mut found = Vec::new();
        pieces(frame, Point::zero(), &mut found);
        found.retain(|piece| piece.baseline < 265.0);
        found
    };
    laid_out.pages().iter().map(|each| page(&each.frame)).collect()
}

/// All text lies in the type area: 156 mm × 225 mm, 37 mm below the top, 28 mm from the binding edge, which is on the
/// right of even pages.
#[track_caller]
pub(crate) fn assert_inside_type_area(template: &str, document: impl Serialize) {
    let areas = areas(&press().desk(template, document).unwrap());
    assert!(areas.iter().any(|pieces| pieces.len() > 10));
    for (index, pieces) in areas.iter().enumerate() {
        let left = if index % 2 == 0 { 28.0 } else { 26.0 };
        for Piece { left: from, right: to, baseline, .. } in pieces {
            // 0.3 mm: the empty half of a mark that ends a justified line may pass the edge by a hair
            assert!(*from > left - 0.1 && *to < left + 156.3, "page {}: {from:.1} to {to:.1} mm", index + 1);
            assert!(*baseline > 37.0 && *baseline < 262.1, "page {}: {baseline:.1} mm down", index + 1);
        }
    }
}

/// A folder with one template.
fn folder(name: &str, template: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), template).unwrap();
    folder
}

fn press_with(folder: &TempDir) -> Press {
    Press::new(PressOptions { template_dir: Some(folder.path().into()), ..PressOptions::default() }).unwrap()
}

fn print(press: &Press) -> Result<Vec<u8>, Error> {
    press.notices(&[], made_at())
}

#[test]
fn a_page_holds_22_lines_of_28_characters() {
    let full = format!(
        "#import \"gongwen.typ\": *\n#show: gongwen\n#par(first-line-indent: 0pt)[{}]",
        "淮".repeat(1000)
    );
    let folder = folder("notice.typ", &full);
    let press = press_with(&folder);
    let areas = areas(&press.desk("notice.typ", ()).unwrap());
    let lines: Vec<_> = areas[0].iter().map(|line| line.length).collect();
    assert_eq!(lines, [28; 22]);
    let (first, last) = (&areas[0][0], &areas[0][21]);
    assert!((first.left - 28.0).abs() < 0.01 && (first.right - 184.0).abs() < 0.2, "{}", first.right);
    assert!((last.baseline - first.baseline - 225.0 / 22.0 * 21.0).abs() < 0.1);
}

#[test]
fn a_template_of_the_department_replaces_the_built_in_one() {
    let folder = folder(
        "notice.typ",
        "#import \"gongwen.typ\": *\n#show: gongwen.with(title: \"本局\")\n本局自己的格式",
    );
    assert_eq!(text(&print(&press_with(&folder)).unwrap()), "本局自己的格式—1—");
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let folder = folder("notice.typ", "#import \"gongwen.typ\": *\n\n#let x = values.nothing\n");
    let error = print(&press_with(&folder)).unwrap_err();
    assert!(
        matches!(&error, Error::Template { file, line: 3, column: 17, .. } if file == "notice.typ"),
        "{error:?}"
    );
    assert!(error.to_string().starts_with("template notice.typ:3:17: "), "{error}");
}

#[test]
fn a_template_reaches_no_file_outside_its_folder_and_no_package() {
    for reach in [
        "#read(\"../../../../etc/passwd\")",
        "#read(\"/etc/passwd\")",
        "#import \"@preview/tablex:0.0.9\": *",
    ] {
        let folder = folder("notice.typ", reach);
        assert!(matches!(print(&press_with(&folder)), Err(Error::Template { line: 1, .. })), "{reach}");
    }
}

#[test]
fn a_role_without_any_font_is_named() {
    let options = PressOptions {
        fonts: FontSettings { body: vec!["没有这种字体".into()], ..FontSettings::default() },
        ..PressOptions::default()
    };
    let error = Press::new(options).err().unwrap();
    assert_eq!(error.to_string(), "no font for the body role: none of 没有这种字体 is installed");
}

#[test]
fn the_first_installed_family_of_a_chain_is_used() {
    let song = FontSettings::default().installed(&fonts::find(&[]).unwrap()).unwrap().song;
    let chain = FontSettings {
        body: [vec!["没有这种字体".to_owned()], song.clone()].concat(),
        ..FontSettings::default()
    };
    let press = Press::new(PressOptions { fonts: chain, ..PressOptions::default() }).unwrap();
    assert_eq!(press.fonts.body, song);
}

#[test]
fn missing_folders_are_refused() {
    let gone = tempfile::tempdir().unwrap().path().join("gone");
    let templates = PressOptions { template_dir: Some(gone.clone()), ..PressOptions::default() };
    let fonts = PressOptions { font_dirs: vec![gone.clone()], ..PressOptions::default() };
    for options in [templates, fonts] {
        assert!(matches!(Press::new(options), Err(Error::Folder(folder)) if folder == gone));
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_from_any_thread() {
    let printed: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..3).map(|_| scope.spawn(|| print(press()).unwrap())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(printed.iter().all(|pdf| *pdf == printed[0]));
}

#[test]
fn title_language_and_time_are_in_the_file() {
    let folder = folder(
        "notice.typ",
        "#import \"gongwen.typ\": *\n#show: gongwen.with(title: \"题名\", author: \"某局\")\n文",
    );
    let pdf = print(&press_with(&folder)).unwrap();
    let document = Document::load_mem(&pdf).unwrap();
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    let information = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let information = document.get_dictionary(information).unwrap();
    let title = pdf_extract::decode_text_string(information.get(b"Title").unwrap()).unwrap();
    assert_eq!(title, "题名");
    let created = information.get(b"CreationDate").unwrap().as_str().unwrap();
    assert!(created.starts_with(b"D:20261124090530+08"), "{}", String::from_utf8_lossy(created));
    assert!(fonts(&pdf).iter().all(|(_, embedded)| *embedded));
}

#[test]
fn controls_and_marks_of_direction_are_not_printed() {
    let mut value = serde_json::json!({ "a": ["淮安\u{202E}市\u{7}某厂\r\n二行\t三"] });
    visible(&mut value);
    assert_eq!(value, serde_json::json!({ "a": ["淮安市某厂\n二行三"] }));
}

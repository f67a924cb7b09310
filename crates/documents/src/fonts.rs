//! The fonts of GB/T 9704-2012 and what may stand in for them.
//!
//! Offices own 方正小标宋 and 仿宋_GB2312, which may not be shipped; a bare server has free fonts or none. So each role has
//! a chain of families: all that are installed are used, in this order, which also finds a glyph for rare characters.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use typst_kit::fonts::{FontStore, scan, system};

use crate::Error;

/// Where Debian's `texlive-lang-chinese` keeps the Fandol fonts; fontconfig does not look there by itself.
const TEX_LIVE: &str = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";

/// For each role the families that may fill it, best first; as Typst names them (`FandolFang R`, `AR PL UKai`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FontSettings {
    /// 小标宋: titles and the red head.
    pub title: Vec<String>,
    /// 仿宋: the text.
    pub body: Vec<String>,
    /// 黑体: headings of the first level, heads of tables.
    pub heading: Vec<String>,
    /// 楷体: headings of the second level, notes.
    pub subheading: Vec<String>,
    /// 宋体: page numbers and the cells of tables.
    pub song: Vec<String>,
    /// Fixed width: hashes and commands.
    pub mono: Vec<String>,
}

impl Default for FontSettings {
    fn default() -> Self {
        Self {
            title: families(
                "FZXiaoBiaoSong-B05S, FZXiaoBiaoSong-B05, 方正小标宋简体, 方正小标宋_GBK, STZhongsong, 华文中宋, \
                 Noto Serif CJK SC, Source Han Serif SC, FandolSong, SimSun, AR PL UMing",
            ),
            body: families(
                "FangSong_GB2312, 仿宋_GB2312, FangSong, 仿宋, FZFangSong-Z02S, FZFangSong-Z02, STFangsong, 华文仿宋, \
                 FandolFang R, Zhuque Fangsong (technical preview), Noto Serif CJK SC, Source Han Serif SC, SimSun, \
                 AR PL UMing",
            ),
            heading: families(
                "SimHei, 黑体, FZHei-B01S, STHeiti, FandolHei, Noto Sans CJK SC, Source Han Sans SC, \
                 WenQuanYi Zen Hei, AR PL UMing",
            ),
            subheading: families(
                "KaiTi_GB2312, 楷体_GB2312, KaiTi, 楷体, FZKai-Z03S, STKaiti, FandolKai, LXGW WenKai, AR PL UKai, \
                 Noto Serif CJK SC, AR PL UMing",
            ),
            song: families(
                "SimSun, 宋体, FZShuSong-Z01S, STSong, FandolSong, Noto Serif CJK SC, Source Han Serif SC, AR PL UMing",
            ),
            mono: families(
                "Noto Sans Mono CJK SC, DejaVu Sans Mono, Liberation Mono, Consolas, FandolHei, SimSun, FandolSong, \
                 Noto Serif CJK SC, AR PL UMing",
            ),
        }
    }
}

fn families(names: &str) -> Vec<String> {
    names.split(',').map(|name| name.trim().to_owned()).collect()
}

impl FontSettings {
    fn roles(&self) -> [(&'static str, &[String]); 6] {
        [
            ("title", &self.title),
            ("body", &self.body),
            ("heading", &self.heading),
            ("subheading", &self.subheading),
            ("song", &self.song),
            ("mono", &self.mono),
        ]
    }

    /// The settings with only the families that `store` has.
    ///
    /// # Errors
    /// [`Error::Font`] for the first role that is left without any.
    pub(crate) fn installed(&self, store: &FontStore) -> Result<Self, Error> {
        for (role, names) in self.roles() {
            if !names.iter().any(|name| has(store, name)) {
                return Err(Error::Font { role, wanted: names.join(", ") });
            }
        }
        let keep = |names: &[String]| names.iter().filter(|name| has(store, name)).cloned().collect();
        Ok(Self {
            title: keep(&self.title),
            body: keep(&self.body),
            heading: keep(&self.heading),
            subheading: keep(&self.subheading),
            song: keep(&self.song),
            mono: keep(&self.mono),
        })
    }
}

fn has(store: &FontStore, family: &str) -> bool {
    store.book().contains_family(&family.to_lowercase())
}

/// Finds the fonts in `dirs`, then the system's. A font's file is read when it is first used.
///
/// # Errors
/// [`Error::Folder`] when one of `dirs` is no folder.
pub(crate) fn find(dirs: &[PathBuf]) -> Result<FontStore, Error> {
    let mut store = FontStore::new();
    for dir in dirs {
        if !dir.is_dir() {
            return Err(Error::Folder(dir.clone()));
        }
        store.extend(scan(dir));
    }
    store.extend(system());
    store.extend(scan(Path::new(TEX_LIVE)));
    Ok(store)
}

//! 行政区划 of Huai'an: the present ones, and retired ones with their present code (GB/T 2260 and its amendments;
//! the development zone's code is the one that statistics use).

use std::io::{self, Write};

use crate::World;

/// A county-level division where objects are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Division {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// What addresses begin with; contains the name.
    pub(crate) address: &'static str,
    /// Share of the city's enterprises, percent.
    pub(crate) share: u32,
    /// Codes under which it registered enterprises before the reform of 2016.
    pub(crate) formerly: &'static [&'static str],
}

pub(crate) const PRESENT: [Division; 8] = [
    Division {
        code: "320803", name: "淮安区", address: "淮安市淮安区", share: 15, formerly: &["320803"]
    },
    Division {
        code: "320804", name: "淮阴区", address: "淮安市淮阴区", share: 14, formerly: &["320804"]
    },
    Division {
        code: "320812",
        name: "清江浦区",
        address: "淮安市清江浦区",
        share: 22,
        formerly: &["320802", "320811"],
    },
    Division {
        code: "320813", name: "洪泽区", address: "淮安市洪泽区", share: 8, formerly: &["320829"]
    },
    Division {
        code: "320826",
        name: "涟水县",
        address: "江苏省淮安市涟水县",
        share: 13,
        formerly: &["320826"],
    },
    Division {
        code: "320830",
        name: "盱眙县",
        address: "江苏省淮安市盱眙县",
        share: 11,
        formerly: &["320830"],
    },
    Division {
        code: "320831",
        name: "金湖县",
        address: "江苏省淮安市金湖县",
        share: 7,
        formerly: &["320831"],
    },
    Division {
        code: "320891",
        name: "淮安经济技术开发区",
        address: "淮安经济技术开发区",
        share: 10,
        formerly: &["320891"],
    },
];

/// Code, name, present code.
const RETIRED: [[&str; 3]; 5] = [
    ["320802", "清河区（已撤销）", "320812"],
    ["320811", "清浦区（已撤销）", "320812"],
    ["320821", "淮阴县（已撤销）", "320804"],
    ["320829", "洪泽县（已撤销）", "320813"],
    ["320882", "淮安市（县级，已撤销）", "320803"],
];

const CITY: &str = "320800";

/// Writes the register of divisions.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(_: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["代码", "名称", "上级代码", "现行代码"])?;
    csv.write_record([CITY, "淮安市", "320000", ""])?;
    for division in PRESENT {
        csv.write_record([division.code, division.name, CITY, ""])?;
    }
    for [code, name, present] in RETIRED {
        csv.write_record([code, name, CITY, present])?;
    }
    csv.flush()
}

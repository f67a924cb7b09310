//! 部门 that inspect.

use std::io::{self, Write};

use crate::World;

/// A department.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Department {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    pub(crate) body: &'static str,
    /// What its inspectors are qualified for; empty where there are none.
    pub(crate) qualification: &'static str,
}

const MARKET: &str = "淮安市市场监督管理局";

const fn market(code: &'static str, name: &'static str, qualification: &'static str) -> Department {
    Department { code, name, body: MARKET, qualification }
}

pub(crate) const DEPARTMENTS: [Department; 13] = [
    market("SC01", "法规处", ""),
    market("SC02", "信用监督管理处", "行政执法"),
    market("SC03", "产品质量安全监督管理处", "产品质量"),
    market("SC04", "计量处", "计量"),
    market("SC05", "认证与检验检测监督管理处", "认证认可"),
    market("SC06", "特种设备安全监察处", "特种设备"),
    market("SC07", "食品生产流通监督管理处", "食品安全"),
    market("SC08", "餐饮服务监督管理处", "食品安全"),
    market("SC09", "药品医疗器械监督管理处", "药品监管"),
    market("SC10", "价格监督检查处", "价格监管"),
    market("SC11", "综合行政执法支队", "行政执法"),
    Department {
        code: "YJ01",
        name: "危险化学品监督管理处",
        body: "淮安市应急管理局",
        qualification: "危险化学品",
    },
    Department {
        code: "HJ01",
        name: "生态环境综合执法局",
        body: "淮安市生态环境局",
        qualification: "环境监测",
    },
];

/// Writes the register of departments.
///
/// # Errors
/// When `out` does not take the rows.
pub fn write(_: &World, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(["代码", "名称", "所属单位"])?;
    for department in DEPARTMENTS {
        csv.write_record([department.code, department.name, department.body])?;
    }
    csv.flush()
}

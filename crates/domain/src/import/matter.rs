//! Rows of matters, and of which objects a matter concerns.

use super::{Cells, Column, Context, Kind, Row, object};

/// The code of a matter, in every file that refers to one.
const CODE: Column = Column::required("matter", "事项编号", &["事项代码", "事项编码", "matter_code"]);

pub(super) const COLUMNS: &[Column] = &[
    CODE,
    Column::required("name", "事项名称", &["抽查事项", "抽查事项名称", "名称"]),
    Column::required("category", "类别", &["事项类别"]),
    Column::required("department", "牵头部门代码", &["部门代码", "department_code"]),
    Column::optional("legal_basis", "检查依据", &["法律依据", "抽查依据"]),
    Column::optional("qualification", "所需资质", &["资质"]),
    Column::required("ratio_ppm", "抽查比例(ppm)", &["抽查比例"]),
    Column::optional("frequency", "年度频次上限", &["频次上限"]),
    Column::optional("check_items", "检查项", &["检查内容"]),
];

pub(super) const OBJECT_COLUMNS: &[Column] = &[CODE, object::CODE];

/// A matter as a file has it. Nothing stands for "the file does not say": what is stored stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatterRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `key` 重点 or `general` 一般.
    pub category: &'static str,
    /// Code of the department in charge.
    pub department: String,
    /// Legal basis.
    pub legal_basis: Option<String>,
    /// Qualification that an inspector needs.
    pub qualification: Option<String>,
    /// Ratio, parts per million.
    pub ratio_ppm: i32,
    /// Visits per object and year, at most; 1 when nobody says.
    pub frequency: Option<i32>,
    /// Its check items in order.
    pub check_items: Option<Vec<String>>,
}

/// A matter concerns an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectMatterRow {
    /// Code of the matter.
    pub matter: String,
    /// Code of the object.
    pub object: String,
}

impl Row for MatterRow {
    const KIND: Kind = Kind::Matters;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Option<Self> {
        let code = cells.short_code(CODE.name);
        let name = cells.required_text("name", 200);
        let categories = [("重点", "key"), ("一般", "general"), ("key", "key"), ("general", "general")];
        let category = cells.required_choice("category", &categories);
        let department = cells.short_code("department");
        let legal_basis = cells.text("legal_basis", 4000);
        let qualification = cells.text("qualification", 50);
        let ratio_ppm = cells.required_number("ratio_ppm", 0..=1_000_000);
        let frequency = cells.number("frequency", 1..=366);
        let check_items = cells.parts("check_items", 500);
        Some(Self {
            code: code?,
            name: name?,
            category: category?,
            department: department?,
            legal_basis,
            qualification,
            ratio_ppm: ratio_ppm?,
            frequency,
            check_items,
        })
    }

    fn key(&self) -> String {
        self.code.clone()
    }
}

impl Row for ObjectMatterRow {
    const KIND: Kind = Kind::ObjectMatters;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Option<Self> {
        let matter = cells.short_code(CODE.name);
        let object = cells.object_reference();
        Some(Self { matter: matter?, object: object? })
    }

    fn key(&self) -> String {
        format!("{}\n{}", self.matter, self.object)
    }
}

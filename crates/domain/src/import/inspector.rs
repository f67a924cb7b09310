//! Rows of inspectors.

use chrono::NaiveDate;

use super::{Cells, Column, Context, Kind, Row};

/// The code of an inspector, in every file that refers to one.
pub(super) const CODE: Column =
    Column::required("inspector", "人员编号", &["执法人员编号", "工号", "人员代码", "inspector_code"]);

pub(super) const COLUMNS: &[Column] = &[
    CODE,
    Column::required("name", "姓名", &[]),
    Column::optional("gender", "性别", &[]),
    Column::required("department", "部门代码", &["所属部门代码", "department_code"]),
    Column::optional("division", "区划代码", &["行政区划", "行政区划代码"]),
    Column::required("certificate_number", "执法证号", &["执法证件号", "执法证编号"]),
    Column::required("certificate_expires", "执法证有效期至", &["执法证有效期", "证件有效期至"]),
    Column::optional("qualifications", "资质", &["资格", "执法资质"]),
    Column::optional("expert", "是否专家", &["专家"]),
    Column::optional("title", "职务", &[]),
    Column::optional("status", "状态", &["在岗状态"]),
];

/// An inspector as a file has it. Nothing stands for "the file does not say": what is stored stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectorRow {
    /// Staff code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Gender as registered.
    pub gender: Option<String>,
    /// Code of the department.
    pub department: String,
    /// Present division code.
    pub division: Option<String>,
    /// 执法证号.
    pub certificate_number: String,
    /// Last day on which the certificate is valid.
    pub certificate_expires: NaiveDate,
    /// Qualifications, sorted, each once.
    pub qualifications: Option<Vec<String>>,
    /// Whether an expert.
    pub expert: Option<bool>,
    /// 职务.
    pub title: Option<String>,
    /// Whether on duty; `active` or `suspended`.
    pub status: Option<&'static str>,
}

impl Row for InspectorRow {
    const KIND: Kind = Kind::Inspectors;

    fn read(cells: &mut Cells<'_>, context: &Context) -> Option<Self> {
        let code = cells.short_code(CODE.name);
        let name = cells.required_text("name", 50);
        let gender = cells.choice("gender", &[("男", "男"), ("女", "女")]).map(str::to_owned);
        let department = cells.short_code("department");
        let division = cells.division(&context.divisions);
        let certificate_number = cells.required_text("certificate_number", 50);
        let certificate_expires = cells.required_date("certificate_expires");
        let qualifications = cells.parts("qualifications", 50).map(|mut parts| {
            parts.sort();
            parts.dedup();
            parts
        });
        let yes_or_no = [("是", true), ("否", false), ("true", true), ("false", false)];
        let expert = cells.choice("expert", &yes_or_no);
        let title = cells.text("title", 50);
        let states =
            [("有效", "active"), ("停用", "suspended"), ("active", "active"), ("suspended", "suspended")];
        let status = cells.choice("status", &states);
        Some(Self {
            code: code?,
            name: name?,
            gender,
            department: department?,
            division,
            certificate_number: certificate_number?,
            certificate_expires: certificate_expires?,
            qualifications,
            expert,
            title,
            status,
        })
    }

    fn key(&self) -> String {
        self.code.clone()
    }
}

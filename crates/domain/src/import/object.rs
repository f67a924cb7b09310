//! Rows of objects.

use chrono::NaiveDate;

use super::{Cells, Column, Context, Kind, Row, Rule};
use crate::object::code::ObjectCode;
use crate::object::{self, Status};

/// The code of an object, in every file that refers to one.
pub(super) const CODE: Column = Column::required(
    "code",
    "统一社会信用代码/注册号",
    &[
        "统一社会信用代码",
        "社会信用代码",
        "信用代码",
        "注册号",
        "对象代码",
        "代码",
        "object_code",
        "credit_code",
    ],
);

pub(super) const COLUMNS: &[Column] = &[
    CODE,
    Column::required("name", "企业名称", &["名称", "单位名称", "主体名称", "对象名称"]),
    Column::optional("kind", "对象类别", &["对象类型"]),
    Column::optional("status", "登记状态", &["经营状态", "状态"]),
    Column::optional("founded", "成立日期", &["成立时间", "设立日期"]),
    Column::optional("enterprise_type", "企业类型", &["市场主体类型", "类型"]),
    Column::optional("capital", "注册资本", &["注册资金"]),
    Column::optional("scope", "经营范围", &["业务范围"]),
    Column::optional("address", "住所", &["地址", "经营场所", "住所(经营场所)", "注册地址"]),
    Column::optional("division", "行政区划", &["行政区划代码", "区划代码", "区划"]),
    Column::optional("industry", "行业代码", &["国民经济行业", "国民经济行业代码", "行业"]),
];

/// An object as a file has it. Nothing stands for "the file does not say": what is stored stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectRow {
    /// Checked code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is; an enterprise when nobody says.
    pub kind: Option<object::Kind>,
    /// Whether it still exists; active when nobody says.
    pub status: Option<Status>,
    /// Day of foundation; inner nothing: the cell is empty.
    pub founded: Option<Option<NaiveDate>>,
    /// Type as registered.
    pub enterprise_type: Option<String>,
    /// Capital as registered.
    pub capital: Option<String>,
    /// Business scope.
    pub scope: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Present division code that the file states.
    pub division: Option<String>,
    /// Present division code that the address names.
    pub division_of_address: Option<String>,
    /// GB/T 4754 code.
    pub industry: Option<String>,
}

impl Row for ObjectRow {
    const KIND: Kind = Kind::Objects;

    fn read(cells: &mut Cells<'_>, context: &Context) -> Option<Self> {
        let kind = cells.coded::<object::Kind>("kind");
        let code = cells.object_code(kind.unwrap_or(object::Kind::Enterprise));
        let name = cells.required_text("name", 300);
        let status = cells.coded("status");
        let founded = cells.past_date("founded", context.today);
        let enterprise_type = cells.text("enterprise_type", 100);
        let capital = cells.text("capital", 100);
        let scope = cells.text("scope", 10_000);
        let address = cells.text("address", 500);
        let division = cells.division(&context.divisions);
        let division_of_address =
            address.as_deref().and_then(|address| context.divisions.of_address(address)).map(str::to_owned);
        let industry = cells.industry();
        Some(Self {
            code: code?,
            name: name?,
            kind,
            status,
            founded,
            enterprise_type,
            capital,
            scope,
            address,
            division,
            division_of_address,
            industry,
        })
    }

    fn key(&self) -> String {
        self.code.clone()
    }
}

impl Cells<'_> {
    /// The code of an object that is to be entered, checked by the rules of its kind.
    fn object_code(&mut self, kind: object::Kind) -> Option<String> {
        use object::Kind as K;
        let code = self.code(CODE.name)?;
        let checked = match kind {
            K::Enterprise | K::SelfEmployed | K::Institution => ObjectCode::registered(&code),
            K::Site | K::Equipment | K::Product => ObjectCode::internal(&code),
        };
        match checked {
            Ok(_) => Some(code),
            Err(error) => {
                self.fault(CODE.name, error.into(), error.to_string());
                None
            }
        }
    }

    /// The code of an object that must be there already; whether it is, only the library knows.
    pub(super) fn object_reference(&mut self) -> Option<String> {
        let code = self.code(CODE.name)?;
        match ObjectCode::internal(&code) {
            Ok(_) => Some(code),
            Err(error) => {
                self.fault(CODE.name, error.into(), error.to_string());
                None
            }
        }
    }

    /// A division by code or name, as its present code; nothing when the cell is empty. Before any division is known, any
    /// six digits pass.
    pub(super) fn division(&mut self, known: &super::Divisions) -> Option<String> {
        if !self.is_filled("division") {
            return None;
        }
        let code = self.code("division")?;
        if known.is_empty() && code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()) {
            return Some(code);
        }
        let Some(present) = known.present(&code).or_else(|| known.named(&code)).map(str::to_owned) else {
            self.fault("division", Rule::UnknownDivision, "没有此行政区划，请核对，或先导入行政区划");
            return None;
        };
        if known.present(&code).is_some_and(|present| present != code) {
            self.correction(
                "division",
                Rule::RetiredDivision,
                format!("区划代码已撤销，改为现行代码{present}"),
            );
        }
        Some(present)
    }

    /// An industry code: a letter, or a letter and 2 to 4 digits, the letter optional (GB/T 4754).
    fn industry(&mut self) -> Option<String> {
        let code = self.code("industry").filter(|code| !code.is_empty())?;
        let digits = code.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(&code);
        let is_code = matches!(digits.len(), 2..=4) || (digits.is_empty() && code.len() == 1);
        if is_code && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Some(code);
        }
        self.fault("industry", Rule::Industry, "不是行业代码，请按 GB/T 4754 填写，如“C3595”");
        None
    }
}

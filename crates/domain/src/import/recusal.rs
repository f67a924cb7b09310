//! Rows of recusals.

use super::{Cells, Column, Context, Kind, Row, inspector, object};

pub(super) const COLUMNS: &[Column] =
    &[inspector::CODE, object::CODE, Column::required("reason", "事由", &["回避事由", "原因"])];

/// An inspector must not visit an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecusalRow {
    /// Code of the inspector.
    pub inspector: String,
    /// Code of the object.
    pub object: String,
    /// Why.
    pub reason: String,
}

impl Row for RecusalRow {
    const KIND: Kind = Kind::Recusals;

    fn read(cells: &mut Cells<'_>, _: &Context) -> Option<Self> {
        let inspector = cells.short_code(inspector::CODE.name);
        let object = cells.object_reference();
        let reason = cells.required_text("reason", 200);
        Some(Self { inspector: inspector?, object: object?, reason: reason? })
    }

    fn key(&self) -> String {
        format!("{}\n{}", self.inspector, self.object)
    }
}

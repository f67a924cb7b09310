//! 检查对象: what can be inspected, and the codes that name it.

pub mod code;

codes! {
    /// What kind of thing an object is.
    pub enum Kind as ObjectKind {
        /// A company or other legal form.
        Enterprise = "enterprise", "企业";
        /// A self-employed person's business.
        SelfEmployed = "self_employed", "个体工商户";
        /// An institution or organisation.
        Institution = "institution", "事业单位及社会组织";
        /// A site.
        Site = "site", "场所";
        /// A piece of equipment.
        Equipment = "equipment", "设备";
        /// A product.
        Product = "product", "产品";
    }
}

codes! {
    /// Whether an object still exists.
    pub enum Status as ObjectStatus {
        /// In business.
        Active = "active", "存续";
        /// Closed or being wound up.
        Closed = "closed", "关闭停业";
        /// Struck off at its own request.
        Cancelled = "cancelled", "注销";
        /// Licence revoked.
        Revoked = "revoked", "吊销";
        /// Moved to another jurisdiction.
        MovedOut = "moved_out", "迁出";
    }
}

codes! {
    /// 信用风险分类. Never public.
    pub enum RiskClass {
        /// Low.
        A = "A", "低风险";
        /// Medium.
        B = "B", "中风险";
        /// Higher.
        C = "C", "较高风险";
        /// High.
        D = "D", "高风险";
    }
}

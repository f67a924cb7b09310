//! 执法检查人员.

codes! {
    /// Whether an inspector is on duty.
    pub enum Status as InspectorStatus {
        /// On duty; may be drawn while the certificate is valid.
        Active = "active", "在岗";
        /// Not to be drawn.
        Suspended = "suspended", "停用";
    }
}

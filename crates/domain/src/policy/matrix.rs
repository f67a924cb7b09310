//! The permission matrix. `docs/permissions.md` is printed from it by a test.

codes! {
    /// A role (三权分立).
    pub enum Role {
        /// Prepares and runs tasks.
        Clerk = "clerk", "业务处室经办";
        /// Carries out inspections.
        Inspector = "inspector", "执法人员";
        /// Approves or returns.
        Leader = "leader", "分管局长";
        /// Keeps the matter list.
        Legal = "legal", "法规处";
        /// Witnesses draws, reads everything, changes nothing.
        Supervisor = "supervisor", "监察/审计";
        /// Users, departments, settings; no business data.
        Admin = "admin", "系统管理员";
        /// Machine client: reads.
        Integration = "integration", "接口客户端";
    }
}

codes! {
    /// What can be permitted. The code is the `x-permission` of an API operation.
    pub enum Action {
        /// Read one's own account.
        AccountRead = "account.read", "查看本人账号";
        /// List users.
        UserRead = "user.read", "查看用户";
        /// Create and change users.
        UserWrite = "user.write", "维护用户";
        /// Read departments, bodies, divisions, calendar.
        DepartmentRead = "department.read", "查看部门与区划";
        /// Change departments and bodies.
        DepartmentWrite = "department.write", "维护部门";
        /// Read objects with their risk classes.
        ObjectRead = "object.read", "查看检查对象";
        /// Read inspectors and recusals.
        InspectorRead = "inspector.read", "查看执法人员";
        /// Read matters and the matter list.
        MatterRead = "matter.read", "查看抽查事项";
        /// Publish a new version of the matter list.
        MatterPublish = "matter.publish", "发布随机抽查事项清单";
        /// Import objects, inspectors, relations, credit classes, recusals.
        LibraryImport = "library.import", "导入名录库";
        /// Import matters.
        MatterImport = "matter.import", "导入抽查事项";
        /// Import departments and divisions.
        DepartmentImport = "department.import", "导入部门与区划";
        /// Follow one's own jobs.
        JobRead = "job.read", "查看后台作业";
        /// Read tasks and their documents.
        TaskRead = "task.read", "查看任务";
        /// Create, change and preview drafts.
        TaskWrite = "task.write", "编制任务";
        /// Freeze, draw, declare a round void.
        TaskDraw = "task.draw", "组织抽取";
        /// Commit and reveal as a witness.
        DrawWitness = "draw.witness", "见证抽取";
        /// Issue notices.
        TaskIssue = "task.issue", "下达通知";
        /// Submit for approval.
        TaskSubmit = "task.submit", "提交审批";
        /// Approve or return.
        TaskApprove = "task.approve", "审批任务";
        /// Disclose and archive.
        TaskDisclose = "task.disclose", "公示与归档";
        /// Void a task that has no result.
        TaskVoid = "task.void", "作废任务";
        /// Void a task that has a result.
        TaskWithdraw = "task.withdraw", "作废已抽取的任务";
        /// Read inspections.
        InspectionRead = "inspection.read", "查看检查";
        /// Record an inspection of one's own team.
        InspectionRecord = "inspection.record", "录入检查结果";
        /// File that an object does not exist.
        SubstitutionWrite = "substitution.write", "申请递补";
        /// Decide whether a reserve takes its place.
        SubstitutionApprove = "substitution.approve", "审批递补";
        /// File that drawn objects be struck at somebody's discretion.
        StrikeWrite = "strike.write", "申请剔除";
        /// Decide whether they are struck, and a supplementary round is drawn.
        StrikeApprove = "strike.approve", "审批剔除";
        /// Draft a transfer document.
        TransferWrite = "transfer.write", "起草移送书";
        /// Read transfer documents.
        TransferRead = "transfer.read", "查看移送书";
        /// Approve or return a transfer.
        TransferApprove = "transfer.approve", "审批移送书";
        /// Read the audit log.
        AuditRead = "audit.read", "查看审计日志";
    }
}

/// Whether a role grants an action.
#[must_use]
pub fn allows(role: Role, action: Action) -> bool {
    use Action as A;
    match role {
        Role::Clerk => matches!(
            action,
            A::AccountRead
                | A::DepartmentRead
                | A::ObjectRead
                | A::InspectorRead
                | A::MatterRead
                | A::LibraryImport
                | A::JobRead
                | A::TaskRead
                | A::TaskWrite
                | A::TaskDraw
                | A::TaskIssue
                | A::TaskSubmit
                | A::TaskDisclose
                | A::TaskVoid
                | A::InspectionRead
                | A::SubstitutionWrite
                | A::StrikeWrite
                | A::TransferWrite
                | A::TransferRead
        ),
        Role::Inspector => matches!(
            action,
            A::AccountRead
                | A::DepartmentRead
                | A::MatterRead
                | A::InspectionRead
                | A::InspectionRecord
                | A::SubstitutionWrite
        ),
        Role::Leader => matches!(
            action,
            A::AccountRead
                | A::DepartmentRead
                | A::ObjectRead
                | A::InspectorRead
                | A::MatterRead
                | A::TaskRead
                | A::DrawWitness
                | A::TaskApprove
                | A::TaskWithdraw
                | A::InspectionRead
                | A::SubstitutionApprove
                | A::StrikeApprove
                | A::TransferRead
                | A::TransferApprove
        ),
        Role::Legal => matches!(
            action,
            A::AccountRead
                | A::DepartmentRead
                | A::MatterRead
                | A::MatterPublish
                | A::MatterImport
                | A::JobRead
                | A::TaskRead
        ),
        Role::Supervisor => matches!(
            action,
            A::AccountRead
                | A::DepartmentRead
                | A::ObjectRead
                | A::InspectorRead
                | A::MatterRead
                | A::TaskRead
                | A::DrawWitness
                | A::InspectionRead
                | A::TransferRead
                | A::AuditRead
        ),
        Role::Admin => matches!(
            action,
            A::AccountRead
                | A::UserRead
                | A::UserWrite
                | A::DepartmentRead
                | A::DepartmentWrite
                | A::DepartmentImport
                | A::JobRead
        ),
        Role::Integration => matches!(
            action,
            A::AccountRead
                | A::DepartmentRead
                | A::ObjectRead
                | A::MatterRead
                | A::TaskRead
                | A::InspectionRead
        ),
    }
}

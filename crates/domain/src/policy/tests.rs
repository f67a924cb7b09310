use super::*;
use crate::Coded;

fn printed() -> String {
    let mut page = String::from(
        "# 权限矩阵 Permissions\n\nPrinted from `domain::policy` by a test; do not edit.\n\n| action | 权限 |",
    );
    for role in Role::ALL {
        page += &format!(" {}<br>{} |", role.code(), role.label());
    }
    page += "\n|---|---|";
    page += &":-:|".repeat(Role::ALL.len());
    for action in Action::ALL {
        page += &format!("\n| `{}` | {} |", action.code(), action.label());
        for role in Role::ALL {
            page += if allows(*role, *action) { " ● |" } else { "  |" };
        }
    }
    page + "\n"
}

#[test]
fn the_committed_matrix_is_the_one_enforced() {
    let committed = include_str!("../../../../docs/permissions.md");
    assert_eq!(committed, printed(), "docs/permissions.md is stale; it should read:\n{}", printed());
}

#[test]
fn the_administrator_has_no_business_action() {
    for action in Action::ALL.iter().filter(|a| allows(Role::Admin, **a)) {
        let area = action.code().split('.').next().unwrap();
        assert!(["account", "user", "department", "job"].contains(&area), "{action}");
    }
}

#[test]
fn the_supervisor_changes_nothing() {
    for action in Action::ALL.iter().filter(|a| allows(Role::Supervisor, **a)) {
        assert!(action.code().ends_with(".read") || *action == Action::DrawWitness, "{action}");
    }
}

#[test]
fn the_scope_limits_what_the_role_grants() {
    let actor = |role, scope| Actor { user: 1, name: "甲".into(), role, scope };
    let owner = Owner { body: 1, department: 2, team: &[3, 4] };
    let clerk = |scope| actor(Role::Clerk, scope).may_on(Action::TaskRead, owner);
    assert_eq!(clerk(Scope::Department(2)), Ok(()));
    assert_eq!(clerk(Scope::Department(9)), Err(Denied::Scope));
    assert_eq!(clerk(Scope::Nothing), Err(Denied::Scope));
    let inspector = |who| actor(Role::Inspector, Scope::Own(who)).may_on(Action::InspectionRecord, owner);
    assert_eq!(inspector(3), Ok(()));
    assert_eq!(inspector(5), Err(Denied::Scope));
    let leader = actor(Role::Leader, Scope::Body(1));
    assert_eq!(leader.may_on(Action::TaskApprove, owner), Ok(()));
    assert_eq!(leader.may_on(Action::TaskDraw, owner), Err(Denied::Action(Action::TaskDraw)));
}

#[test]
fn a_role_without_its_anchor_sees_nothing() {
    assert_eq!(scope(Role::Clerk, Some(1), None, None), Scope::Nothing);
    assert_eq!(scope(Role::Inspector, Some(1), Some(1), None), Scope::Nothing);
    assert_eq!(scope(Role::Admin, Some(1), Some(1), Some(1)), Scope::Nothing);
    assert_eq!(scope(Role::Supervisor, None, None, None), Scope::Everything);
}

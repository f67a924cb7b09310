//! The accounts of the demonstration: one per role, and one for every inspector of the department that draws.

use std::collections::BTreeMap;
use std::fmt::Write;

use contract::department::BodyChange;
use contract::identity::NewUser;
use contract::matter::{MatterQuery, NewMatterList};
use contract::secret::Secret;
use domain::Coded;
use domain::policy::Role;
use persistence::{Author, Window, department, inspector};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::{matter, user};

/// The department whose tasks are shown.
pub(super) const DEPARTMENT: &str = "SC06";

/// Signed-in people.
pub(super) struct People {
    callers: BTreeMap<String, Caller>,
    accounts: Vec<(Role, String, String)>,
    /// Accounts of inspectors, by key of the inspector.
    inspectors: BTreeMap<i64, String>,
}

impl People {
    pub fn create(state: &State, password: &str) -> Result<Self, Problem> {
        let mut people = Self { callers: BTreeMap::new(), accounts: Vec::new(), inspectors: BTreeMap::new() };
        let named = [
            (Role::Admin, "admin", "林管理", None),
            (Role::Legal, "legal", "周法规", Some("SC01")),
            (Role::Clerk, "clerk", "陈经办", Some(DEPARTMENT)),
            (Role::Leader, "leader", "徐局长", Some(DEPARTMENT)),
            (Role::Supervisor, "supervisor", "孙监察", None),
            (Role::Integration, "integration", "省平台接口", None),
        ];
        for (role, username, name, department) in named {
            people.add(state, password, (role, username, name), (department, None))?;
            people.accounts.push((role, username.to_owned(), name.to_owned()));
        }
        let team = state.database.read(|reader| {
            let departments = department::departments(reader)?;
            let own = departments.iter().find(|department| department.code == DEPARTMENT);
            let filter =
                inspector::Filter { department: own.map(|department| department.id), ..Default::default() };
            let window = Window { offset: 0, limit: 200 };
            Ok::<_, Problem>(inspector::list(reader, &filter, window)?.items)
        })?;
        for (number, one) in team.into_iter().enumerate() {
            // The first is the account that is shown.
            let username = if number == 0 { "inspector".to_owned() } else { one.code.to_lowercase() };
            people.add(state, password, (Role::Inspector, &username, &one.name), (None, Some(&one.code)))?;
            if number == 0 {
                people.accounts.push((Role::Inspector, username.clone(), one.name.clone()));
            }
            people.inspectors.insert(one.id, username);
        }
        people.prepare(state)?;
        Ok(people)
    }

    fn add(
        &mut self,
        state: &State,
        password: &str,
        (role, username, display_name): (Role, &str, &str),
        (department, inspector): (Option<&str>, Option<&str>),
    ) -> Result<(), Problem> {
        let new = NewUser {
            username: username.to_owned(),
            display_name: display_name.to_owned(),
            password: Secret::new(password),
            role,
            department: department.map(str::to_owned),
            inspector: inspector.map(str::to_owned),
        };
        let author = Author { user: None, name: "演示".to_owned() };
        let now = state.clock.now();
        let user = state.database.write(author, now, |writer| user::service::insert(writer, &new))?;
        let token = state.tokens.issue(user.id, 1, now)?;
        self.callers.insert(username.to_owned(), Caller::new(&token));
        Ok(())
    }

    /// The administrator sets the 发文代字, the legal department publishes the matter list.
    fn prepare(&self, state: &State) -> Result<(), Problem> {
        let admin = self.caller("admin")?;
        for body in crate::department::service::bodies(state, admin)? {
            if body.name.contains("市场监") {
                let change = BodyChange { number_prefix: "淮市监".to_owned() };
                crate::department::service::update_body(state, admin, body.id, body.version, &change)?;
            }
        }
        let legal = self.caller("legal")?;
        let matters = matter::service::list(state, legal, MatterQuery::default())?
            .iter()
            .map(|matter| matter.id)
            .collect();
        matter::service::publish(state, legal, &NewMatterList { matters })?;
        Ok(())
    }

    /// The person with this account.
    pub fn caller(&self, username: &str) -> Result<&Caller, Problem> {
        self.callers.get(username).ok_or_else(|| Problem::internal(&format!("no demo account {username}")))
    }

    /// The account of an inspector.
    pub fn inspector(&self, id: i64) -> Result<&Caller, Problem> {
        self.caller(self.inspectors.get(&id).map(String::as_str).unwrap_or_default())
    }

    /// The accounts, for people.
    pub fn printed(&self, password: &str) -> String {
        let mut text = format!("演示账号（密码均为 {password}）：\n");
        for (role, username, name) in &self.accounts {
            let _ = writeln!(text, "  {username:<12} {name}（{}）", role.label());
        }
        text
    }
}

//! `sunlot user create`.

use std::io::Read;

use clap::Subcommand;
use contract::identity::NewUser;
use contract::secret::Secret;
use domain::policy::Role;
use persistence::Author;

use super::{Failure, tell};
use crate::clock::Clock;
use crate::config::Settings;
use crate::problem::Problem;
use crate::{startup, user, web};

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// 新建用户；密码从标准输入读取，至少 12 个字符
    Create {
        /// 登录名
        name: String,
        /// 角色：clerk inspector leader legal supervisor admin integration
        #[arg(long)]
        role: Role,
        /// 部门代码（clerk、leader、legal 必填）
        #[arg(long)]
        department: Option<String>,
        /// 人员编号（inspector 必填）
        #[arg(long)]
        inspector: Option<String>,
        /// 显示名，默认同登录名
        #[arg(long)]
        display_name: Option<String>,
    },
}

/// Runs a user command.
pub fn run(command: UserCommand, settings: Settings) -> Result<(), Failure> {
    let UserCommand::Create { name, role, department, inspector, display_name } = command;
    let mut password = String::new();
    std::io::stdin().take(1024).read_to_string(&mut password)?;
    let new = NewUser {
        display_name: display_name.unwrap_or_else(|| name.clone()),
        username: name,
        password: Secret::new(password.trim_end_matches(['\r', '\n'])),
        role,
        department,
        inspector,
    };
    let faults = web::faults(&new);
    if !faults.is_empty() {
        return Err(Problem::invalid(faults).into());
    }
    let database = startup::open(&settings)?;
    let author = Author { user: None, name: "命令行".to_owned() };
    let created =
        database.write(author, Clock::System.now(), |writer| user::service::insert(writer, &new))?;
    tell(&mut std::io::stdout(), &format!("{}\n", serde_json::to_string(&created)?));
    Ok(())
}

//! Why inspectors were passed over when the teams of a round were formed.

use std::collections::BTreeMap;

use contract::draw::{Skip, SkipQuery};
use contract::page::{Page, PageQuery};
use contract::problem::FieldError;
use domain::draw::assignment::{self, SkipReason};
use domain::draw::roster::Did;
use domain::policy::Action;
use persistence::draw::SkipFilter;
use persistence::inspection::Named;
use persistence::{Error, Reader, draw, inspection, inspector, task};

use crate::auth::Caller;
use crate::problem::Problem;
use crate::state::State;
use crate::web;

/// Lists skips of a round, given by task and number.
pub fn list(
    state: &State,
    caller: &Caller,
    (id, round): (i64, i32),
    query: &SkipQuery,
    page: PageQuery,
) -> Result<Page<Skip>, Problem> {
    state.read(caller, Action::TaskRead, |reader, permit| {
        let task = task::get(reader, id)?;
        permit.on(task.owner())?;
        let draw = draw::get(reader, id, round)?.id;
        let filter = SkipFilter {
            did: object(reader, draw, query)?,
            inspector: web::given(query.inspector.as_deref()),
        };
        let found = draw::skips(reader, draw, &filter, web::window(page))?;
        let names = Names::of(reader, draw, &found.items)?;
        Ok(web::page(page, found.map(|skip| names.answer(&skip))))
    })
}

/// The object that is asked for, if one is.
fn object(reader: &mut Reader, draw: i64, query: &SkipQuery) -> Result<Option<Did>, Problem> {
    match (query.inspection, web::given(query.did.as_deref())) {
        (None, None) => Ok(None),
        (None, Some(did)) => {
            let wrong = |_| refused("/did", "hex", "应为抽取编号：偶数位小写十六进制数字");
            Ok(Some(did.parse().map_err(wrong)?))
        }
        (Some(_), Some(_)) => Err(refused("/did", "contradiction", "inspection 与 did 只能填一个")),
        (Some(id), None) => {
            let elsewhere = || refused("/inspection", "reference", "这次检查不是由本轮抽出的");
            let found = match inspection::get(reader, id) {
                Ok(found) if found.inspection.draw_id == draw => found,
                Ok(_) | Err(Error::NotFound) => return Err(elsewhere()),
                Err(error) => return Err(error.into()),
            };
            let did = found.inspection.did.parse();
            Ok(Some(did.map_err(|_| Problem::internal(&"a stored draw id is none"))?))
        }
    }
}

fn refused(pointer: &str, code: &str, detail: &str) -> Problem {
    web::refused(vec![FieldError { pointer: pointer.into(), code: code.into(), detail: detail.into() }])
}

/// What the draw ids and codes of a page are called.
struct Names {
    objects: BTreeMap<String, Named>,
    inspectors: BTreeMap<String, String>,
}

impl Names {
    fn of(reader: &mut Reader, draw: i64, skips: &[assignment::Skip]) -> Result<Self, Problem> {
        let (mut dids, mut codes) = (Vec::new(), Vec::new());
        for skip in skips {
            dids.push(skip.did.to_string());
            codes.push(skip.inspector.clone());
            match &skip.why {
                SkipReason::WouldLeave { object } => dids.push(object.to_string()),
                SkipReason::WouldUnderload { inspector } => codes.push(inspector.clone()),
                SkipReason::InTeam {} | SkipReason::AtLimit {} => (),
            }
        }
        for list in [&mut dids, &mut codes] {
            list.sort_unstable();
            list.dedup();
        }
        let objects = inspection::by_dids(reader, draw, &dids)?;
        Ok(Self {
            objects: objects.into_iter().map(|one| (one.did.clone(), one)).collect(),
            inspectors: inspector::names_by_code(reader, &codes)?,
        })
    }

    fn answer(&self, skip: &assignment::Skip) -> Skip {
        let (left_object, left_inspector) = match &skip.why {
            SkipReason::InTeam {} | SkipReason::AtLimit {} => (None, None),
            SkipReason::WouldLeave { object } => (Some(object.to_string()), None),
            SkipReason::WouldUnderload { inspector } => (None, Some(inspector.clone())),
        };
        let did = skip.did.to_string();
        let object = |did: &String| self.objects.get(did);
        let name = |did: &String| object(did).map(|one| one.object_name.clone());
        let inspector = |code: &String| self.inspectors.get(code).cloned();
        Skip {
            inspection_id: object(&did).map(|one| one.id),
            object_name: name(&did),
            did,
            slot: u64::try_from(skip.slot).unwrap_or(u64::MAX),
            inspector_name: inspector(&skip.inspector),
            inspector: skip.inspector.clone(),
            reason: skip.why.kind(),
            left_object_name: left_object.as_ref().and_then(name),
            left_object,
            left_inspector_name: left_inspector.as_ref().and_then(inspector),
            left_inspector,
        }
    }
}

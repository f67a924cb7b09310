//! Imports.

use contract::import::ImportQuery;
use contract::job::Job;
use domain::Coded;
use domain::import::Kind;

use super::send::with_query;
use super::{Client, Outcome};

impl Client {
    /// Imports a CSV file, or tries to.
    ///
    /// # Errors
    /// [`super::Failure`].
    pub async fn import(&self, kind: Kind, query: &ImportQuery, file: &web_sys::File) -> Outcome<Job> {
        let path = match kind {
            Kind::Matters => "/imports/matters".to_owned(),
            Kind::Departments | Kind::Divisions | Kind::Calendar => {
                format!("/imports/organisation/{}", kind.code())
            }
            Kind::Inspectors | Kind::Objects | Kind::ObjectMatters | Kind::Credit | Kind::Recusals => {
                format!("/imports/library/{}", kind.code())
            }
        };
        self.upload(&with_query(&path, &[query]), file).await
    }
}

//! A page of the list of objects, over HTTP.

use serde_json::Value;

use super::figure::{Figure, median};
use super::http::Client;
use super::server::Server;
use super::stage::{Backend, FILLED, Stage};
use crate::process::Outcome;

const REQUESTS: u32 = 60;
const PAGE_SIZE: &str = "50";
/// Three characters and more are found by trigrams; two are what people type.
const NAMES: [&str; 4] = ["食品有限公司", "清江浦区", "物流", "淮安沐"];

/// # Errors
/// When the server does not start or answer, or a page is empty.
pub(crate) fn measure(stage: &Stage) -> Outcome<Vec<Figure>> {
    let mut figures = Vec::new();
    for backend in Backend::ALL {
        stage.filled(backend)?;
        let server = Server::start(stage, backend, FILLED)?;
        let client = Client::new(stage, backend, FILLED, &server, "supervisor", None)?;
        let mut figure = |what: &str, query: &dyn Fn(u32) -> Vec<(&'static str, String)>| -> Outcome {
            let median = page(&client, query)?;
            figures.push(
                Figure::milliseconds(format!("list of objects, {what}, {}", backend.name()), median)
                    .at_most(30.0),
            );
            Ok(())
        };
        figure("a page", &|n| vec![("page", (n + 1).to_string())])?;
        figure("a page of a division", &|n| {
            vec![("page", (n + 1).to_string()), ("division", "320812".into())]
        })?;
        for name in NAMES {
            figure(&format!("name contains {name}"), &|_| vec![("name", name.into())])?;
        }
    }
    Ok(figures)
}

/// The median over some requests.
fn page(client: &Client, query: &dyn Fn(u32) -> Vec<(&'static str, String)>) -> Outcome<std::time::Duration> {
    let mut durations = Vec::new();
    for number in 0..REQUESTS {
        let query = query(number);
        let mut pairs: Vec<_> = query.iter().map(|(key, value)| (*key, value.as_str())).collect();
        pairs.push(("page_size", PAGE_SIZE));
        let (answer, duration) = client.get("/objects", &pairs)?;
        if answer.get("items").and_then(Value::as_array).is_none_or(Vec::is_empty) {
            return Err(format!("an empty page for {pairs:?}").into());
        }
        durations.push(duration);
    }
    median(durations).ok_or_else(|| "no page was measured".into())
}

//! Filters and page in the URL.

use serde::Serialize;
use serde::de::DeserializeOwned;
use yew::prelude::*;
use yew_router::prelude::*;

use contract::page::PageQuery;

/// Filters of a list, kept in the query part of the page's address.
#[derive(Clone, PartialEq)]
pub struct Filters<Q> {
    /// What is asked for.
    pub query: Q,
    /// Which page.
    pub page: u32,
    change: Callback<(Q, u32, bool)>,
}

/// Rows on one page of a list.
pub const PAGE_SIZE: u32 = 20;

impl<Q: Clone> Filters<Q> {
    /// Asks for something else, from the first page.
    pub fn set(&self, query: Q) {
        self.change.emit((query, 1, false));
    }

    /// As [`Filters::set`], in place of what the address says: the way back does not lead there.
    pub fn replace(&self, query: Q) {
        self.change.emit((query, 1, true));
    }

    /// Changes what is asked for.
    pub fn with(&self, change: impl FnOnce(&mut Q)) {
        let mut query = self.query.clone();
        change(&mut query);
        self.set(query);
    }

    /// Goes to another page.
    pub fn turn(&self, page: u32) {
        self.change.emit((self.query.clone(), page, false));
    }

    /// The page as the API wants it.
    #[must_use]
    pub fn page_query(&self) -> PageQuery {
        PageQuery { page: Some(self.page), page_size: Some(PAGE_SIZE) }
    }
}

/// The text that an empty control stands for.
#[must_use]
pub fn given(text: String) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// What can be read of it: one value that is not known must not take the others with it.
fn read<Q: DeserializeOwned + Default>(pairs: &[(String, String)]) -> Q {
    let parse = |pairs: &[&(String, String)]| -> Option<Q> {
        serde_urlencoded::from_str(&serde_urlencoded::to_string(pairs).ok()?).ok()
    };
    let mut known: Vec<&(String, String)> = Vec::new();
    for pair in pairs {
        known.push(pair);
        if parse(&known).is_none() {
            known.pop();
        }
    }
    parse(&known).unwrap_or_default()
}

/// The filters in the address of this page; what cannot be read there counts as not given.
#[hook]
pub fn use_filters<R, Q>() -> Filters<Q>
where
    R: Routable + 'static,
    Q: Serialize + DeserializeOwned + Default + Clone + PartialEq + 'static,
{
    let location = use_location();
    let navigator = use_navigator();
    let route = use_route::<R>();
    let text =
        location.map(|location| location.query_str().trim_start_matches('?').to_owned()).unwrap_or_default();
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(&text).unwrap_or_default();
    let (pages, others): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(name, _)| name == "page");
    let page = pages.first().and_then(|(_, page)| page.parse().ok()).filter(|page| *page > 0).unwrap_or(1);
    let query = read(&others);
    let change = Callback::from(move |(query, page, replace): (Q, u32, bool)| {
        let Some((navigator, route)) = navigator.as_ref().zip(route.as_ref()) else { return };
        let text = serde_urlencoded::to_string(&query).unwrap_or_default();
        let mut pairs: Vec<(String, String)> = serde_urlencoded::from_str(&text).unwrap_or_default();
        if page > 1 {
            pairs.push(("page".to_owned(), page.to_string()));
        }
        // Pairs of texts can always be written.
        let _ = if replace {
            navigator.replace_with_query(route, &pairs)
        } else {
            navigator.push_with_query(route, &pairs)
        };
    });
    Filters { query, page, change }
}

#[cfg(test)]
mod tests;

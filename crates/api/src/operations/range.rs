//! What the document says of a number, for whoever sent another: its own range, not that of the type that holds it.

use actix_web::{HttpRequest, web};
use serde_json::Value;

use super::Operations;

/// The least and the most that a number may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Range {
    /// None where only the type sets a limit.
    pub least: Option<i64>,
    /// The same.
    pub most: Option<i64>,
}

/// Which part of which request is read.
#[derive(Default)]
pub(crate) struct Asked {
    request: Option<(web::Data<Operations>, String, String)>,
    is_body: bool,
}

impl Asked {
    /// The query string of this request.
    pub(crate) fn query(request: &HttpRequest) -> Self {
        Self::part(request, false)
    }

    /// The body of this request.
    pub(crate) fn body(request: &HttpRequest) -> Self {
        Self::part(request, true)
    }

    fn part(request: &HttpRequest, is_body: bool) -> Self {
        let known = |operations: &web::Data<Operations>| {
            let method = request.method().as_str().to_ascii_lowercase();
            (operations.clone(), method, request.path().to_owned())
        };
        Self { request: request.app_data::<web::Data<Operations>>().map(known), is_body }
    }

    /// The range of the number at this pointer; without limits where there is none.
    pub(crate) fn range(&self, pointer: &str) -> Range {
        let Some((operations, method, path)) = &self.request else { return Range::default() };
        operations.range(method, path, self.is_body, pointer).unwrap_or_default()
    }
}

impl Operations {
    pub(super) fn range(&self, method: &str, path: &str, is_body: bool, pointer: &str) -> Option<Range> {
        let operation = self.document.get("paths")?.get(&self.at(path)?.template)?.get(method)?;
        let mut parts = pointer.split('/').skip(1).collect::<Vec<_>>();
        let schema = if is_body {
            operation.pointer("/requestBody/content/application~1json/schema")?
        } else {
            let name = parts.pop()?;
            let mut parameters = operation.get("parameters")?.as_array()?.iter();
            parameters.find(|one| one.get("name").is_some_and(|text| text == name))?.get("schema")?
        };
        let number = find(&self.document, schema, &parts)?;
        let limit = |name: &str| number.get(name).and_then(Value::as_i64);
        Some(Range { least: limit("minimum"), most: limit("maximum") })
    }
}

/// The schema of the whole number at this path within another.
fn find<'d>(document: &'d Value, schema: &'d Value, path: &[&str]) -> Option<&'d Value> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return find(document, document.pointer(reference.trim_start_matches('#'))?, path);
    }
    let choices = ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|name| schema.get(name)?.as_array());
    if let Some(found) = choices.flatten().find_map(|one| find(document, one, path)) {
        return Some(found);
    }
    let Some((first, rest)) = path.split_first() else {
        let kind = schema.get("type")?;
        let is_whole =
            kind == "integer" || kind.as_array().is_some_and(|all| all.contains(&"integer".into()));
        return is_whole.then_some(schema);
    };
    let member = schema.get("properties").and_then(|all| all.get(first));
    find(document, member.or_else(|| schema.get("items"))?, rest)
}

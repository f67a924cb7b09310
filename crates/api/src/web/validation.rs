//! Rules of the contract that content breaks, in Chinese.

use contract::problem::FieldError;
use serde_json::Value;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// Every wrong field, in the order of their pointers; none when the content is valid.
pub(crate) fn faults(value: &impl Validate) -> Vec<FieldError> {
    let mut fields = Vec::new();
    if let Err(errors) = value.validate() {
        collect(&errors, "", &mut fields);
    }
    // The validator keeps them in no order.
    fields.sort_by(|a, b| (&a.pointer, &a.code).cmp(&(&b.pointer, &b.code)));
    fields
}

fn collect(errors: &ValidationErrors, prefix: &str, fields: &mut Vec<FieldError>) {
    for (name, kind) in errors.errors() {
        let pointer = format!("{prefix}/{name}");
        match kind {
            ValidationErrorsKind::Field(found) => fields.extend(found.iter().map(|error| FieldError {
                pointer: pointer.clone(),
                code: error.code.to_string(),
                detail: words(error),
            })),
            ValidationErrorsKind::Struct(inner) => collect(inner, &pointer, fields),
            ValidationErrorsKind::List(list) => {
                list.iter().for_each(|(index, inner)| collect(inner, &format!("{pointer}/{index}"), fields));
            }
        }
    }
}

fn words(error: &validator::ValidationError) -> String {
    if let Some(message) = &error.message {
        return message.to_string();
    }
    let param = |name: &str| error.params.get(name).map(ToString::to_string);
    let list = error.params.get("value").is_some_and(Value::is_array);
    let (length, unit) = if list { ("个数", "") } else { ("长度", "个字") };
    let words = match (error.code.as_ref(), param("min"), param("max"), param("equal")) {
        ("length", _, _, Some(equal)) => format!("{length}须为 {equal} {unit}"),
        ("length", Some(min), Some(max), _) => format!("{length}须在 {min} 到 {max} {unit}之间"),
        ("length", _, Some(max), _) => format!("{length}不能超过 {max} {unit}"),
        ("length", Some(min), _, _) => format!("{length}不能少于 {min} {unit}"),
        ("range", Some(min), Some(max), _) => format!("须在 {min} 到 {max} 之间"),
        ("range", Some(min), ..) => format!("不能小于 {min}"),
        ("range", _, Some(max), _) => format!("不能大于 {max}"),
        (code, ..) => format!("不符合规则 {code}"),
    };
    words.trim_end().to_owned()
}

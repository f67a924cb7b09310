//! `#[db_test]`, re-exported by `test-support`. Plain tokens are enough for it, so that it costs no parser.

use proc_macro::{Ident, TokenStream, TokenTree};

/// Turns `fn name(db: TestDb)` into two tests, `sqlite_name` and `postgres_name`, each with a fresh database.
#[proc_macro_attribute]
pub fn db_test(_options: TokenStream, function: TokenStream) -> TokenStream {
    let Some(name) = name(function.clone()) else {
        return "compile_error!(\"#[db_test] stands on a function\");".parse().unwrap_or_default();
    };
    // Lints that spare tests then know that the body is one.
    let only_in_tests: TokenStream = "#[cfg(test)]".parse().unwrap_or_default();
    let tests = ["sqlite", "postgres"].map(|database| test(database, &name));
    [only_in_tests, function].into_iter().chain(tests).collect()
}

/// The identifier after `fn`.
fn name(function: TokenStream) -> Option<Ident> {
    let mut tokens =
        function.into_iter().skip_while(|t| !matches!(t, TokenTree::Ident(i) if i.to_string() == "fn"));
    match tokens.nth(1) {
        Some(TokenTree::Ident(name)) => Some(name),
        _ => None,
    }
}

/// One test; it carries the place of the function, where a failure is looked for.
fn test(database: &str, name: &Ident) -> TokenStream {
    let text = format!(
        "#[::core::prelude::v1::test] fn {database}_{name}() {{ {name}(::test_support::TestDb::{database}()); }}"
    );
    let parsed: TokenStream = text.parse().unwrap_or_default();
    parsed
        .into_iter()
        .map(|mut token| {
            token.set_span(token.span().located_at(name.span()));
            token
        })
        .collect()
}

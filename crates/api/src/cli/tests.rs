use super::command;

/// The help of a command.
fn help(path: &[&str]) -> String {
    let mut command = command();
    let found = path.iter().fold(&mut command, |command, name| command.find_subcommand_mut(name).unwrap());
    found.render_long_help().to_string()
}

#[test]
fn the_help_of_the_public_check_names_no_option_of_a_server() {
    for path in [&["draw", "verify"][..], &["draw", "compute"], &["monitor"], &["witness"]] {
        let text = help(path);
        assert!(!text.contains("--database-url") && !text.contains("--pool-size"), "{path:?}: {text}");
        assert!(text.contains("--help"), "{text}");
    }
    for path in [&["serve"][..], &["migrate"], &["import"]] {
        assert!(help(path).contains("--database-url"), "{path:?}");
    }
    // They are taken nevertheless, as ever.
    let given = command().try_get_matches_from(["sunlot", "draw", "verify", "x", "--data-dir", "y"]);
    given.unwrap();
}

use secrecy::ExposeSecret;

use super::*;

fn assemble(
    file: &str,
    variables: &[(&'static str, &str)],
    flags: &[(&'static str, &str)],
) -> Result<Settings, ConfigError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sunlot.toml");
    std::fs::write(&path, file).unwrap();
    let map = |pairs: &[(&'static str, &str)]| pairs.iter().map(|(k, v)| (*k, (*v).to_owned())).collect();
    Settings::assemble(&path, &map(variables), &map(flags))
}

#[test]
fn flags_override_variables_override_the_file() {
    let settings = assemble(
        "listen = \"127.0.0.1:1\"\ndata_dir = \"here\"\npool_size = 3",
        &[("listen", "127.0.0.1:2"), ("pool_size", "4")],
        &[("listen", "127.0.0.1:3")],
    )
    .unwrap();
    assert_eq!(settings.listen.port(), 3);
    assert_eq!(settings.pool_size, 4);
    assert_eq!(settings.database_url.expose_secret(), "sqlite://here/sunlot.db");
    let printed = settings.printed();
    assert!(printed.contains("listen = \"127.0.0.1:3\"  # flag"), "{printed}");
    assert!(printed.contains("pool_size = \"4\"  # SUNLOT_POOL_SIZE"), "{printed}");
}

#[test]
fn a_password_is_never_printed() {
    let settings = assemble("", &[("database_url", "postgres://sunlot:geheim@db/sunlot")], &[]).unwrap();
    assert!(!settings.printed().contains("geheim"));
    assert!(settings.printed().contains("postgres://sunlot:***@db/sunlot"));
    let settings = assemble("", &[("database_url", "postgres://sunlot@db/sunlot?password=geheim&a=b")], &[]);
    let printed = settings.unwrap().printed();
    assert!(!printed.contains("geheim") && printed.contains("a=b"), "{printed}");
}

#[test]
fn a_wrong_value_is_named_with_its_source() {
    let error = assemble("", &[("listen", "everywhere")], &[]).unwrap_err().to_string();
    assert!(
        error.contains("listen") && error.contains("everywhere") && error.contains("SUNLOT_LISTEN"),
        "{error}"
    );
    let error = assemble("pool_size = 0", &[], &[]).unwrap_err().to_string();
    assert!(error.contains("pool_size") && error.contains("1 or more"), "{error}");
    let error = assemble("lisen = \"127.0.0.1:1\"", &[], &[]).unwrap_err().to_string();
    assert!(error.contains("lisen") && error.contains("database_url"), "{error}");
}

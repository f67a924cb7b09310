use super::{Wrong, place};
use crate::portal::Route;
use crate::portal::check::Asked;

const SITE: &str = "https://sunlot.example:8443";

#[test]
fn links_of_this_site_paths_and_numbers_are_followed() {
    let task = Ok((Route::Task { id: 7 }, Asked::default()));
    for link in [
        "https://sunlot.example:8443/tasks/7",
        " HTTPS://Sunlot.Example:8443/tasks/7 ",
        "sunlot.example:8443/tasks/7",
        "/tasks/7",
        "7",
    ] {
        assert_eq!(place(link, SITE), task, "{link}");
    }
    let round = Asked { task: Some(7), round: Some(2), own: None };
    assert_eq!(place("https://sunlot.example:8443/check?task=7&round=2", SITE), Ok((Route::Check, round)));
}

#[test]
fn another_site_is_not_taken_for_this_one() {
    for link in [
        "https://evil.example/tasks/7",
        "https://sunlot.example/tasks/7",
        "http://sunlot.example:8443/tasks/7",
        "https://sunlot.example:8443.evil.example/tasks/7",
        "https://sunlot.example:8443@evil.example/tasks/7",
        "evil.example/tasks/7",
        "//evil.example/tasks/7",
        "tasks/7",
    ] {
        assert_eq!(place(link, SITE), Err(Wrong::Site), "{link}");
    }
}

#[test]
fn what_leads_to_no_task_is_refused() {
    for link in
        ["", "阳签", "/tasks", "/tasks/x", "https://sunlot.example:8443", "https://sunlot.example:8443/check"]
    {
        assert_eq!(place(link, SITE), Err(Wrong::Place), "{link}");
    }
}

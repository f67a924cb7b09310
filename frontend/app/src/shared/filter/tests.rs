use contract::task::TaskQuery;
use domain::task::State;

use super::read;

fn query(text: &str) -> TaskQuery {
    read(&serde_urlencoded::from_str::<Vec<(String, String)>>(text).unwrap())
}

#[test]
fn what_is_not_known_does_not_take_the_rest_with_it() {
    let found = query("state=nonsense&q=%E9%98%B3&colour=red");
    assert_eq!((found.q.as_deref(), found.state), (Some("阳"), None));
    let found = query("colour=red&state=draft");
    assert_eq!((found.q, found.state), (None, Some(State::Draft)));
}

#[test]
fn of_a_filter_given_twice_the_first_counts() {
    assert_eq!(query("q=a&q=b").q.as_deref(), Some("a"));
}

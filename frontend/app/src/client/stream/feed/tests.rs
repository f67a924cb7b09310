use super::Feed;

const TEXT: &str =
    ": \n\nid: 7\nevent: committed\ndata: {\"party\":\"见证人\"}\n\n: \n\nid: 8\r\ndata: a\r\ndata:b\r\n\r\n";

#[test]
fn events_are_the_same_in_whatever_pieces_they_come() {
    let whole = Feed::default().push(TEXT.as_bytes());
    assert_eq!(whole, ["{\"party\":\"见证人\"}", "a\nb"]);
    for size in 1..TEXT.len() {
        let mut feed = Feed::default();
        let found: Vec<_> = TEXT.as_bytes().chunks(size).flat_map(|piece| feed.push(piece)).collect();
        assert_eq!(found, whole, "in pieces of {size} bytes");
    }
}

#[test]
fn what_is_not_complete_waits_and_comments_say_nothing() {
    let mut feed = Feed::default();
    assert!(feed.push(b": \n\n: \n\n").is_empty());
    assert!(feed.push(b"data: half").is_empty());
    assert!(feed.push(b"\n").is_empty());
    assert_eq!(feed.push(b"\n"), ["half"]);
}

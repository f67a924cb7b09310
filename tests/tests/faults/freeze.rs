//! A freeze that is killed is whole or absent, and the task goes on.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::scene::{OBJECTS, Scene};

/// When the server dies, told from the files that it writes while it freezes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// The transaction has begun.
    Begun,
    /// So many bytes of the roster are written.
    Roster(u64),
    /// All is computed, and is being stored.
    Computed,
    /// The clerk has been told that it is frozen.
    Answered,
}

const MOMENTS: [Moment; 6] = [
    Moment::Begun,
    Moment::Roster(1),
    Moment::Roster(500_000),
    Moment::Computed,
    Moment::Computed,
    Moment::Answered,
];

impl Moment {
    /// Whether it has come, by the files below this folder.
    fn has_come(self, folder: &Path) -> bool {
        let spools = fs::read_dir(folder).expect("the folder").flatten().map(|entry| entry.path());
        let mut spools = spools.filter(|path| path.is_dir());
        match self {
            Self::Begun => spools.next().is_some(),
            Self::Roster(bytes) => spools.any(|spool| length(&spool.join("roster.bin")) >= bytes),
            Self::Computed => spools.any(|spool| spool.join("exclusions.json").exists()),
            Self::Answered => false,
        }
    }
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

#[db_test]
fn a_killed_freeze_is_whole_or_absent(db: TestDb) {
    let mut scene = Scene::open(db.url());
    for moment in MOMENTS {
        let clerk = scene.sunlot.sign_in("clerk");
        let path = scene.draft(&clerk);
        let etag = clerk.etag(&path);
        let scratch = scene.sunlot.scratch();
        clear(&scratch);
        let answer = std::thread::scope(|scope| {
            let freeze = scope.spawn(|| clerk.try_act_on(&etag, &path, "freeze", &Value::Null));
            while !moment.has_come(&scratch) && !freeze.is_finished() {
                std::thread::yield_now();
            }
            scene.sunlot.kill();
            freeze.join().expect("the clerk")
        });
        scene.sunlot.start();
        let acknowledged = answer.is_ok_and(|answer| answer.expect(201).body["state"] == "frozen");
        assert!(acknowledged || moment != Moment::Answered);
        go_on(&scene, &path, acknowledged, moment);
    }
}

/// Nothing of earlier freezes is mistaken for the next.
fn clear(folder: &Path) {
    for entry in fs::read_dir(folder).expect("the folder").flatten() {
        fs::remove_dir_all(entry.path()).expect("a spool");
    }
}

/// Whatever the server had got to: one freeze or none, and the task can be drawn.
fn go_on(scene: &Scene, path: &str, acknowledged: bool, moment: Moment) {
    let clerk = scene.sunlot.sign_in("clerk");
    let task = clerk.get(path).expect(200).body;
    let rounds = scene.rounds(path);
    let frozen = match rounds.as_slice() {
        [] => false,
        [round] => {
            assert_eq!((&round["state"], &round["roster_size"]), (&json!("frozen"), &json!(OBJECTS)));
            true
        }
        more => panic!("{moment:?}: {} freezes of one round", more.len()),
    };
    assert!(frozen || !acknowledged, "{moment:?}: an acknowledged freeze is lost");
    assert_eq!(task["state"], if frozen { "frozen" } else { "draft" }, "{moment:?}");
    let again = clerk.act(path, "freeze", &Value::Null);
    if frozen {
        assert_eq!(again.problem(), (409, "wrong_state"), "{moment:?}");
    } else {
        assert_eq!(again.status, 201, "{moment:?}: {:?}", again.body);
    }
    let drawn = clerk.act(path, "draw", &json!({})).expect(200).body;
    assert_eq!((&drawn["state"], &drawn["selected"]), (&json!("drawn"), &json!(50)), "{moment:?}");
    let [round] = scene.rounds(path).try_into().expect("one round");
    assert_eq!(round["freeze"], drawn["freeze"]);
    scene.verify(path);
}

//! A freeze or a draw that is killed is whole or absent, and the task goes on.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use test_support::{TestDb, db_test};

use crate::scene::{OBJECTS, Scene};

/// When the server dies, told from the files that it writes while it works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    /// The transaction has begun.
    Begun,
    /// So many bytes of the roster are written.
    Roster(u64),
    /// This file exists.
    Written(&'static str),
    /// The clerk has been told that it is done.
    Answered,
}

/// The last file is complete before anything is stored.
const OF_A_FREEZE: [Moment; 5] = [
    Moment::Begun,
    Moment::Roster(1),
    Moment::Roster(500_000),
    Moment::Written("exclusions.json"),
    Moment::Answered,
];

/// The reveals are the last file before the result is computed.
const OF_A_DRAW: [Moment; 3] = [Moment::Begun, Moment::Written("reveals.json"), Moment::Answered];

impl Moment {
    /// Whether it has come, by the files below this folder.
    fn has_come(self, folder: &Path) -> bool {
        let mut spools = spools(folder).into_iter();
        match self {
            Self::Begun => spools.next().is_some(),
            Self::Roster(bytes) => spools.any(|spool| length(&spool.join("roster.bin")) >= bytes),
            Self::Written(file) => spools.any(|spool| spool.join(file).exists()),
            Self::Answered => false,
        }
    }
}

/// The folders that freezes and draws write into.
fn spools(data: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(data).expect("the data folder").flatten();
    let spools = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".spool-"));
    spools.map(|entry| entry.path()).collect()
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |metadata| metadata.len())
}

#[db_test]
fn a_killed_freeze_is_whole_or_absent(db: TestDb) {
    let mut scene = Scene::open(db.url());
    for moment in OF_A_FREEZE {
        let path = scene.draft(&scene.sunlot.sign_in("clerk"));
        let acknowledged = kill_within(&mut scene, moment, &path, "freeze", &Value::Null);
        let frozen = is_frozen(&scene, &path, moment);
        assert!(frozen || !acknowledged, "{moment:?}: an acknowledged freeze is lost");
        let clerk = scene.sunlot.sign_in("clerk");
        let again = clerk.act(&path, "freeze", &Value::Null);
        if frozen {
            assert_eq!(again.problem(), (409, "wrong_state"), "{moment:?}");
        } else {
            assert_eq!(again.status, 201, "{moment:?}: {:?}", again.body);
        }
        draw_and_verify(&scene, &path);
    }
}

#[db_test]
fn a_killed_draw_is_whole_or_absent(db: TestDb) {
    let mut scene = Scene::open(db.url());
    for moment in OF_A_DRAW {
        let clerk = scene.sunlot.sign_in("clerk");
        let path = scene.draft(&clerk);
        let frozen = clerk.act(&path, "freeze", &Value::Null).expect(201).body;
        let acknowledged = kill_within(&mut scene, moment, &path, "draw", &json!({}));
        let clerk = scene.sunlot.sign_in("clerk");
        let [round] = scene.rounds(&path).try_into().expect("one round");
        assert_eq!(round["freeze"], frozen["freeze"]);
        let drawn = round["state"] == "drawn";
        assert!(drawn || !acknowledged, "{moment:?}: an acknowledged draw is lost");
        let inspections = if drawn { 50 } else { 0 };
        assert_eq!(clerk.get(&inspections_of(&path)).expect(200).items().len(), inspections, "{moment:?}");
        assert_eq!(round["parties"][0]["reveal"].is_string(), drawn, "{moment:?}: the server's secret");
        if drawn {
            assert_eq!(clerk.act(&path, "draw", &json!({})).problem(), (409, "wrong_state"), "{moment:?}");
            scene.verify(&path);
        } else {
            draw_and_verify(&scene, &path);
        }
    }
}

/// Kills the server at a moment of this action and starts it again; answers whether the clerk was told of success.
fn kill_within(scene: &mut Scene, moment: Moment, path: &str, action: &str, body: &Value) -> bool {
    let clerk = scene.sunlot.sign_in("clerk");
    let (etag, data) = (clerk.etag(path), scene.sunlot.data());
    let mut came = false;
    let answer = std::thread::scope(|scope| {
        let work = scope.spawn(|| clerk.try_act_on(&etag, path, action, body));
        while !came && !work.is_finished() {
            came = moment.has_come(&data);
            std::thread::yield_now();
        }
        scene.sunlot.kill();
        work.join().expect("the clerk")
    });
    assert!(came || moment == Moment::Answered, "{moment:?} was missed");
    scene.sunlot.start();
    assert_eq!(spools(&data), Vec::<PathBuf>::new(), "what the killed server left is gone");
    let acknowledged = match answer {
        Ok(answer) => {
            assert!(matches!(answer.status, 200 | 201), "{answer:?}");
            true
        }
        Err(_) => false,
    };
    assert!(acknowledged || moment != Moment::Answered);
    acknowledged
}

/// Whatever the server had got to: one freeze or none, and the task agrees.
fn is_frozen(scene: &Scene, path: &str, moment: Moment) -> bool {
    let rounds = scene.rounds(path);
    assert!(rounds.len() <= 1, "{moment:?}: {} freezes of one round", rounds.len());
    for round in &rounds {
        assert_eq!((&round["state"], &round["roster_size"]), (&json!("frozen"), &json!(OBJECTS)));
    }
    let state = if rounds.is_empty() { "draft" } else { "frozen" };
    assert_eq!(scene.sunlot.sign_in("clerk").get(path).expect(200).body["state"], state, "{moment:?}");
    !rounds.is_empty()
}

/// The frozen task goes on as if nothing had happened.
fn draw_and_verify(scene: &Scene, path: &str) {
    let clerk = scene.sunlot.sign_in("clerk");
    let drawn = clerk.act(path, "draw", &json!({})).expect(200).body;
    assert_eq!((&drawn["state"], &drawn["selected"]), (&json!("drawn"), &json!(50)));
    let [round] = scene.rounds(path).try_into().expect("one round");
    assert_eq!(round, drawn);
    assert_eq!(clerk.get(&inspections_of(path)).expect(200).items().len(), 50);
    scene.verify(path);
}

fn inspections_of(path: &str) -> String {
    format!("/inspections?page_size=200&task={}", path.trim_start_matches("/tasks/"))
}

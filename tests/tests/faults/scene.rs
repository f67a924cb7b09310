//! A town that the product made up itself: large enough to be caught in the middle of something.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use serde_json::{Value, json};
use synth::{REGISTERS, World};
use tempfile::TempDir;
use tests::{Client, Sunlot, today};

/// Objects of the town.
pub const OBJECTS: u32 = 20_000;

/// 登记事项检查, which concerns every object.
const MATTER: &str = "S02";

/// The made-up registers as files.
pub struct Town {
    folder: TempDir,
}

impl Town {
    /// Writes the registers.
    pub fn write() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let world = World::new(7, OBJECTS, today(0));
        for register in REGISTERS {
            let file = File::create(folder.path().join(register.name)).expect("a file");
            (register.write)(&world, &mut BufWriter::new(file)).expect("a register");
        }
        Self { folder }
    }

    /// The file of a register.
    pub fn path(&self, register: &str) -> PathBuf {
        self.folder.path().join(register)
    }

    /// Imports registers by the command line.
    pub fn import(&self, sunlot: &Sunlot, registers: &[&str]) {
        for register in registers {
            let path = self.path(register);
            let report = sunlot.import(register, path.to_str().expect("a path in UTF-8"));
            assert_eq!((&report["accepted"], &report["rejected"]), (&report["read"], &json!(0)));
        }
    }
}

/// A running server with the town in it, two clerks of one department, and a matter on the list.
pub struct Scene {
    pub sunlot: Sunlot,
    matter: i64,
}

impl Scene {
    /// Sets it up.
    pub fn open(database_url: &str) -> Self {
        let mut sunlot = Sunlot::install(database_url);
        let registers = ["divisions", "departments", "objects", "inspectors", "matters", "object-matters"];
        Town::write().import(&sunlot, &registers);
        for (name, role) in [("clerk", "clerk"), ("colleague", "clerk"), ("legal", "legal")] {
            sunlot.create_user(name, role, &["--department", "SC02"]);
        }
        sunlot.create_user("supervisor", "supervisor", &[]);
        sunlot.start();
        let legal = sunlot.sign_in("legal");
        let matters = legal.get("/matters").expect(200).body;
        let found = matters.as_array().expect("a list").iter().find(|matter| matter["code"] == MATTER);
        let matter = found.and_then(|matter| matter["id"].as_i64()).expect("the matter");
        let published = legal.post("/matter-lists", &json!({ "matters": [matter] }));
        assert_eq!(published.status, 201, "{:?}", published.body);
        Self { sunlot, matter }
    }

    /// A draft that draws fifty of everybody; answers its path.
    pub fn draft(&self, clerk: &Client) -> String {
        format!("/tasks/{}", clerk.post("/tasks", &self.plan()).expect(201).body["id"])
    }

    /// What a clerk enters of such a draft.
    pub fn plan(&self) -> Value {
        json!({
            "name": "登记事项抽查", "period_start": today(0), "period_end": today(20), "matters": [self.matter],
            "plan": {
                "method": "uniform", "roster": "blinded", "quota": { "count": 50 }, "reserve": 5,
                "inspector_cap": 20, "team": [{ "qualifications": ["行政执法"] }, {}],
            },
        })
    }

    /// The rounds that were frozen, which the log tells of as often.
    pub fn rounds(&self, path: &str) -> Vec<Value> {
        let supervisor = self.sunlot.sign_in("supervisor");
        let rounds = supervisor.get(&format!("{path}/draws")).expect(200).body;
        let rounds = rounds.as_array().expect("rounds").clone();
        let key = path.trim_start_matches("/tasks/");
        let logged =
            supervisor.get(&format!("/audit?resource=task&key={key}&action=draw.freeze")).expect(200);
        let hashes = |round: &Value| round["freeze"].clone();
        let logged: Vec<_> =
            logged.items().iter().map(|entry| entry["payload"]["freeze_hash"].clone()).collect();
        assert_eq!(logged, rounds.iter().map(hashes).collect::<Vec<_>>());
        rounds
    }

    /// The draw of a task, verified from outside.
    pub fn verify(&self, path: &str) {
        let bundle = self.sunlot.nobody().get(&format!("/public{path}/draws/1/bundle.zip")).expect(200);
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("bundle.zip");
        std::fs::write(&file, bundle.content).expect("a file");
        let verified = self.sunlot.cli(&["draw", "verify", file.to_str().expect("a path in UTF-8")]);
        assert!(verified.status.success(), "{verified:?}");
    }
}

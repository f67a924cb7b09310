use super::*;
use crate::draw::Fixed;
use crate::task::plan::DivisionRule;

fn keys() -> Keys {
    Keys::new(&Fixed([7; 32]), 1)
}

fn inspector(code: &str, division: &str, cap: u32) -> Inspector {
    Inspector {
        cap,
        code: code.into(),
        department: "TZ".into(),
        division: division.into(),
        qualifications: vec![],
    }
}

fn slot(division: DivisionRule) -> Slot {
    Slot { department: None, division, qualifications: vec![] }
}

struct World {
    inspectors: Vec<Inspector>,
    exclusions: Vec<Exclusion>,
    slots: Vec<Slot>,
    load: BTreeMap<String, u32>,
}

impl World {
    fn new() -> Self {
        let inspectors = ["I1", "I2", "I3", "I4"].map(|code| inspector(code, "320803", 2)).to_vec();
        let slots = vec![slot(DivisionRule::Any), slot(DivisionRule::Any)];
        Self { inspectors, exclusions: vec![], slots, load: BTreeMap::new() }
    }

    fn exclude(&mut self, inspector: &str) {
        let (did, reason) = (reserve(), "recusal".to_owned());
        self.exclusions.push(Exclusion { did, inspector: inspector.into(), reason });
    }

    fn team(&self) -> Option<Vec<String>> {
        let substitution = Substitution {
            reserve: reserve(),
            division: "320803",
            slots: &self.slots,
            inspectors: &self.inspectors,
            exclusions: &self.exclusions,
            replaced: &["I2".to_owned(), "I1".to_owned()],
            load: &self.load,
        };
        substitution.team(&keys())
    }

    /// Those who could take a place, in the order of the protocol's own words.
    fn preferred(&self, among: &[&str]) -> String {
        let mut numbers = Stream::new(&Keyed::new("assign", &keys().assign).of(reserve().as_bytes()));
        let numbered = self.inspectors.iter().map(|one| (numbers.next_number(), one.code.clone()));
        let all: Vec<_> = numbered.collect();
        all.into_iter().filter(|(_, code)| among.contains(&code.as_str())).min().unwrap().1
    }
}

fn reserve() -> Did {
    Did::open("QX1").unwrap()
}

#[test]
fn the_team_goes_where_the_object_was_replaced() {
    let mut world = World::new();
    assert_eq!(world.team().unwrap(), ["I2", "I1"]);
    // They had that object: being at their limit otherwise does not matter.
    world.load = [("I1".to_owned(), 2), ("I2".to_owned(), 2)].into();
    assert_eq!(world.team().unwrap(), ["I2", "I1"]);
}

#[test]
fn whoever_may_not_go_is_replaced_by_whom_the_draw_prefers() {
    let mut world = World::new();
    world.exclude("I2");
    let next = world.preferred(&["I3", "I4"]);
    assert_eq!(world.team().unwrap(), [next.as_str(), "I1"]);
    let other = if next == "I3" { "I4" } else { "I3" };
    world.load.insert(next.clone(), 2);
    assert_eq!(world.team().unwrap(), [other, "I1"], "who is at the limit is passed over");
    world.load.clear();
    world.exclude(&next);
    assert_eq!(world.team().unwrap(), [other, "I1"], "so is who is excluded");
    world.slots[1] = slot(DivisionRule::Other);
    assert_eq!(world.team(), None, "nobody is of another division");
    world.inspectors[3].division = "320804".into();
    world.exclusions.clear();
    assert_eq!(world.team().unwrap(), ["I2", "I4"]);
}

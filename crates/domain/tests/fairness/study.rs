//! Draws by the thousand, counted and held against what they should come to. Shared by the test and by the example that
//! prints the table of `docs/fairness.md`.

pub mod enumeration;
pub mod register;
pub mod statistics;

use std::collections::BTreeMap;

use domain::draw::Fixed;
use domain::draw::assignment::{Object, Outcome, Problem, assign};
use domain::draw::freeze::{Slot, Stratum};
use domain::draw::hash::frame;
use domain::draw::inspectors::{Exclusion, Inspector};
use domain::draw::roster::{Did, Row, Status};
use domain::draw::seed::Keys;
use domain::draw::selection::Selector;
use domain::task::plan::DivisionRule;

use register::Firm;
use statistics::Fit;

/// Risk classes and what is drawn of each, in parts per million: the strata of the study.
pub const CLASSES: [(char, u32); 4] = [('A', 50_000), ('B', 100_000), ('C', 200_000), ('D', 400_000)];
/// Inspectors of the study: as many as the register has, all alike, so that any difference is the draw's.
pub const INSPECTORS: u32 = 96;
/// Places of a team.
pub const PLACES: u32 = 2;

/// The keys of draw `number` of a study: any other seeds would do as well, these are always the same.
pub fn keys(study: &str, number: u32) -> Keys {
    Keys::new(&frame("fairness", &[study.as_bytes(), &number.to_be_bytes()]), 1)
}

pub fn row(did: Did, stratum: u16, weight: u16) -> Row {
    Row { did, stratum, weight, status: Status::Eligible, attr: Fixed([0; 24]) }
}

/// Who is selected, in order.
pub fn select(rows: &[Row], strata: &[Stratum], keys: &Keys) -> Vec<Did> {
    let mut selector = Selector::new(strata, keys);
    rows.iter().for_each(|row| selector.push(row).expect("a stratum of the study"));
    selector.finish().selected.iter().map(|drawn| drawn.did).collect()
}

/// How often each firm of a class was drawn.
pub struct ClassStudy {
    pub class: char,
    pub firms: u32,
    pub take: u32,
    pub counts: Vec<u32>,
}

impl ClassStudy {
    /// The fit to one chance for all: `take / firms`. Draws are without replacement, so counts of a draw add up to `take`;
    /// the factor makes up for it, and the sum is distributed as chi-square with `firms − 1` degrees of freedom.
    pub fn fit(&self, draws: u32) -> Fit {
        let (firms, take, draws) = (f64::from(self.firms), f64::from(self.take), f64::from(draws));
        let chance = take / firms;
        let (mean, variance) = (draws * chance, draws * chance * (1.0 - chance));
        let sum: f64 = self.counts.iter().map(|count| (f64::from(*count) - mean).powi(2) / variance).sum();
        Fit { chi_square: sum * (firms - 1.0) / firms, freedom: firms - 1.0 }
    }
}

/// Draws from the whole register, stratified by risk class.
pub fn classes(firms: &[Firm], draws: u32) -> Vec<ClassStudy> {
    let strata: Vec<_> = CLASSES.into_iter().map(|class| stratum(firms, class)).collect();
    let number = |class: char| CLASSES.iter().position(|(known, _)| *known == class);
    let stratum_of = |firm: &Firm| u16::try_from(number(firm.class).expect("a known class")).unwrap();
    let rows: Vec<_> = firms.iter().map(|firm| row(firm.did, stratum_of(firm), 1)).collect();
    let mut counts: BTreeMap<Did, u32> = firms.iter().map(|firm| (firm.did, 0)).collect();
    for draw in 0..draws {
        for did in select(&rows, &strata, &keys("classes", draw)) {
            *counts.get_mut(&did).expect("a firm of the register") += 1;
        }
    }
    let study = |(stratum, (class, _)): (&Stratum, (char, u32))| ClassStudy {
        class,
        firms: u32::try_from(stratum.eligible).unwrap(),
        take: u32::try_from(stratum.take).unwrap(),
        counts: firms.iter().filter(|firm| firm.class == class).map(|firm| counts[&firm.did]).collect(),
    };
    strata.iter().zip(CLASSES).map(study).collect()
}

fn stratum(firms: &[Firm], (class, ppm): (char, u32)) -> Stratum {
    let eligible = u64::try_from(firms.iter().filter(|firm| firm.class == class).count()).unwrap();
    let id = u16::try_from(CLASSES.iter().position(|(known, _)| *known == class).unwrap()).unwrap();
    let take = domain::draw::freeze::quota(eligible, ppm, 0, 0).unwrap();
    Stratum { id, eligible, weight: eligible, take, reserve: 0 }
}

/// How often each inspector was sent to each firm.
pub struct PairStudy {
    /// By firm: how often it was drawn, and how often each inspector was sent there.
    pub meetings: BTreeMap<Did, (u32, Vec<u32>)>,
    /// Meetings of pairs that are excluded.
    pub forbidden: u32,
}

/// Draws firms of one class and teams for them.
pub fn pairs(firms: &[Firm], class: (char, u32), exclusions: &[Exclusion], draws: u32) -> PairStudy {
    let stratum = stratum(firms, class);
    let firms = firms.iter().filter(|firm| firm.class == class.0);
    let rows: Vec<_> = firms.map(|firm| row(firm.did, stratum.id, 1)).collect();
    let inspectors: Vec<_> = (0..INSPECTORS).map(inspector).collect();
    let place = Slot { department: None, division: DivisionRule::Any, qualifications: Vec::new() };
    let team: Vec<_> = (0..PLACES).map(|_| place.clone()).collect();
    let nobody = vec![0; inspectors.len()];
    let mut study =
        PairStudy { meetings: rows.iter().map(|row| (row.did, (0, nobody.clone()))).collect(), forbidden: 0 };
    for draw in 0..draws {
        let keys = keys("pairs", draw);
        let selected = select(&rows, &[stratum], &keys);
        let object = |did| Object { did, division: String::new() };
        let objects: Vec<_> = selected.into_iter().map(object).collect();
        let problem = Problem { objects: &objects, inspectors: &inspectors, exclusions, team: &team };
        let Outcome::Assigned { assignment, .. } = assign(&problem, &keys) else { panic!("no teams") };
        for team in assignment.teams {
            let (drawn, met) = study.meetings.get_mut(&team.did).expect("a firm of the class");
            *drawn += 1;
            for code in team.inspectors {
                let index = inspectors.iter().position(|inspector| inspector.code == code).unwrap();
                met[index] += 1;
                let forbidden = exclusions.iter().any(|e| e.did == team.did && e.inspector == code);
                study.forbidden += u32::from(forbidden);
            }
        }
    }
    study
}

pub fn inspector(number: u32) -> Inspector {
    Inspector {
        cap: 100,
        code: format!("JC{number:04}"),
        department: "ZJ02".to_owned(),
        division: "320813".to_owned(),
        qualifications: Vec::new(),
    }
}

impl PairStudy {
    /// The fit to one chance for all inspectors, and the pair that departs most from it, in standard deviations. Given how
    /// often a firm was drawn, each of equal inspectors was sent there with the chance places / inspectors each time.
    pub fn fit(&self) -> (Fit, f64) {
        let chance = f64::from(PLACES) / f64::from(INSPECTORS);
        let (mut sum, mut cells, mut most) = (0.0, 0.0, 0.0_f64);
        for (drawn, met) in self.meetings.values() {
            let mean = f64::from(*drawn) * chance;
            for count in met {
                let deviation = (f64::from(*count) - mean) / (mean * (1.0 - chance)).sqrt();
                sum += deviation * deviation;
                cells += 1.0;
                most = most.max(deviation.abs());
            }
        }
        // Each team has all its places: of the inspectors of a firm one is determined by the others.
        let firms = f64::from(u32::try_from(self.meetings.len()).unwrap());
        (Fit { chi_square: sum * (1.0 - 1.0 / f64::from(INSPECTORS)), freedom: cells - firms }, most)
    }
}

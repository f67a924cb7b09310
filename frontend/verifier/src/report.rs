//! From a verification to what the page shows.

use std::collections::BTreeMap;

use contract::check::{
    CheckChance, CheckDifference, CheckDrawn, CheckFailure, CheckFigure, CheckLine, CheckReport,
    CheckStratum, CheckedDraw,
};
use domain::Coded;
use domain::draw::compute::{Check, Passed};
use domain::draw::figure::Figure;
use domain::draw::freeze::{Freeze, Stratum};
use domain::draw::refusal::Refusal;
use domain::draw::result::{Drawn, Score, StratumLine};
use domain::draw::roster::Did;
use domain::draw::selection::{Weights, expected_chance};
use domain::draw::verify::{Failure, Recomputed, Verification};

use crate::log;

pub(crate) fn report(verification: &Verification, log: &log::Outcome) -> CheckReport {
    let line = |check: &Check| {
        let found = verification.passed.iter().find(|passed| passed.check == *check);
        found.map_or_else(|| not_passed(*check), passed)
    };
    let freeze = verification.freeze.as_ref();
    let verified = verification.is_verified() && log.failure.is_none();
    let facts = freeze.zip(verification.recomputed.as_ref()).filter(|_| verified);
    CheckReport {
        verified,
        task: freeze.map(|freeze| freeze.task.clone()),
        round: freeze.map(|freeze| freeze.round),
        checks: Check::ALL.iter().map(line).collect(),
        log: log.told.clone(),
        failure: failure(verification).or_else(|| log_failure(log)),
        draw: facts.map(|(freeze, recomputed)| draw(freeze, recomputed)),
    }
}

pub(crate) fn passed(passed: &Passed) -> CheckLine {
    let figures = passed.figures.iter().map(figure).collect();
    CheckLine { passed: true, figures, ..not_passed(passed.check) }
}

pub(crate) fn figure(figure: &Figure) -> CheckFigure {
    CheckFigure {
        quantity: figure.quantity.code().to_owned(),
        label: figure.quantity.label().to_owned(),
        of: figure.of.clone(),
        value: figure.value.clone(),
    }
}

pub(crate) fn not_passed(check: Check) -> CheckLine {
    CheckLine {
        code: check.code().to_owned(),
        label: check.label().to_owned(),
        passed: false,
        figures: Vec::new(),
    }
}

fn failure(verification: &Verification) -> Option<CheckFailure> {
    let (check, failure) = verification.failure.as_ref()?;
    let difference = match failure {
        Failure::Refused(_) => None,
        Failure::Differs(difference) => Some(CheckDifference {
            pointer: difference.pointer.clone(),
            published: difference.published.clone(),
            computed: difference.computed.clone(),
        }),
    };
    Some(CheckFailure {
        code: check.code().to_owned(),
        reason: failure.to_string(),
        unreadable: verification.is_unreadable(),
        undrawn: matches!(failure, Failure::Refused(Refusal::Undrawn(_))),
        difference,
    })
}

fn log_failure(log: &log::Outcome) -> Option<CheckFailure> {
    let (reason, unreadable) = log.failure.clone()?;
    Some(CheckFailure {
        code: log.told.line.code.clone(),
        reason,
        unreadable,
        undrawn: false,
        difference: None,
    })
}

fn draw(freeze: &Freeze, recomputed: &Recomputed) -> CheckedDraw {
    let result = &recomputed.draw.result;
    let assignment = result.assignment.as_ref();
    let teams = assignment.into_iter().flat_map(|assignment| &assignment.teams);
    let teams: BTreeMap<Did, &[String]> = teams.map(|team| (team.did, team.inspectors.as_slice())).collect();
    let list = |list: &[Drawn]| -> Vec<CheckDrawn> {
        list.iter().map(|drawn| entry(drawn, freeze, recomputed, &teams)).collect()
    };
    let lines: BTreeMap<u16, &StratumLine> = result.strata.iter().map(|line| (line.id, line)).collect();
    let strata = freeze.strata.iter();
    CheckedDraw {
        freeze: result.freeze.to_string(),
        blinded: freeze.roster.blinded,
        rows: freeze.roster.size,
        inspectors: freeze.inspectors.size,
        exclusions: freeze.exclusions.size,
        parties: freeze.parties.iter().map(|party| party.id.clone()).collect(),
        seed: result.seed.to_string(),
        strata: strata.map(|s| stratum(s, lines.get(&s.id).copied(), recomputed)).collect(),
        selected: list(&result.selected),
        reserves: list(&result.reserves),
        assigned: assignment.is_some(),
        skips: u64::try_from(recomputed.draw.skips.len()).unwrap_or(u64::MAX),
    }
}

fn stratum(stratum: &Stratum, line: Option<&StratumLine>, recomputed: &Recomputed) -> CheckStratum {
    let next = line.and_then(|line| line.next);
    let weights = recomputed.weights.get(&stratum.id).unwrap_or(const { &Weights::new() });
    let chance = |(weight, rows): (&u16, &u64)| CheckChance {
        weight: *weight,
        rows: *rows,
        chance: expected_chance(*weight, stratum.take, weights).to_string(),
    };
    CheckStratum {
        id: stratum.id,
        eligible: stratum.eligible,
        weight: stratum.weight,
        take: stratum.take,
        reserve: stratum.reserve,
        threshold: text(line.and_then(|line| line.threshold)),
        next: text(next),
        chances: weights.iter().map(chance).collect(),
    }
}

pub(crate) fn text(score: Option<Score>) -> Option<String> {
    score.map(|score| score.to_string())
}

fn entry(
    drawn: &Drawn,
    freeze: &Freeze,
    recomputed: &Recomputed,
    teams: &BTreeMap<Did, &[String]>,
) -> CheckDrawn {
    let opening = recomputed.openings.get(&drawn.did);
    // On an open roster the id is the code: reserves have theirs, too.
    let open = || std::str::from_utf8(drawn.did.as_bytes()).ok().filter(|_| !freeze.roster.blinded);
    CheckDrawn {
        did: drawn.did.to_string(),
        stratum: drawn.stratum,
        rank: drawn.rank,
        score: drawn.score.to_string(),
        code: opening.map(|opening| opening.code.as_str()).or_else(open).map(str::to_owned),
        name: opening.map(|opening| opening.attributes.name.clone()),
        team: teams.get(&drawn.did).copied().unwrap_or_default().to_vec(),
    }
}

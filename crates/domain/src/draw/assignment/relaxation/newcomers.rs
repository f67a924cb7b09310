//! How many more inspectors, and which.

use std::collections::BTreeSet;

use super::shortage::missing;
use super::{Newcomers, Origin, Relaxation};
use crate::draw::assignment::Problem;
use crate::draw::inspectors::Inspector;
use crate::task::plan::DivisionRule;

/// How many combinations are tried to prove a number the least.
const PATIENCE: usize = 2_000;
/// How many places are filled for it, all combinations together: in large instances the proof is not worth the time.
const MOST_FILLED: usize = 500_000;

/// The inspectors described, with made-up codes that sort behind all others.
pub(super) fn made_up(newcomers: &[Newcomers]) -> impl Iterator<Item = Inspector> {
    let each =
        |new: &Newcomers| std::iter::repeat_n(new.clone(), usize::try_from(new.number).unwrap_or_default());
    newcomers.iter().flat_map(each).zip(1..).map(|(new, number): (Newcomers, u32)| Inspector {
        cap: new.cap,
        code: format!("新增{number:06}"),
        department: new.department.unwrap_or_default(),
        division: match new.origin {
            Origin::Division { code } => code,
            Origin::Anywhere {} | Origin::Elsewhere {} => String::new(),
        },
        qualifications: new.qualifications,
    })
}

/// The fewest additional inspectors that suffice; none when no number does.
pub(super) fn fewest(problem: &Problem<'_>, cap: u32, short: usize) -> Option<Relaxation> {
    let profiles = profiles(problem, cap);
    let search = Search { problem, profiles: &profiles };
    let mut counts = search.greedy(short)?;
    search.prune(&mut counts);
    let number = |counts: &[u32]| counts.iter().sum::<u32>();
    let each = usize::try_from(cap).unwrap_or(usize::MAX).max(1);
    let mut least = u32::try_from(short.div_ceil(each)).unwrap_or(u32::MAX);
    let places = problem.objects.len().saturating_mul(problem.team.len());
    let mut patience = PATIENCE.min(MOST_FILLED / places.max(1));
    while least < number(&counts) {
        match search.exactly(least, &mut patience) {
            Some(Some(found)) => {
                counts = found;
                break;
            }
            Some(None) => least = least.saturating_add(1),
            None => break,
        }
    }
    let is_least = least == number(&counts);
    let mut newcomers = search.with(&counts);
    newcomers.retain(|new| new.number > 0);
    drop_qualifications(problem, &mut newcomers);
    Some(Relaxation::Inspectors { newcomers, is_least })
}

/// The kinds worth adding. More qualifications never hurt, so each has all that its department's places ask for.
fn profiles(problem: &Problem<'_>, cap: u32) -> Vec<Newcomers> {
    let mut departments: BTreeSet<Option<String>> = problem
        .team
        .iter()
        .filter(|slot| slot.department.is_some())
        .map(|slot| slot.department.clone())
        .collect();
    if departments.is_empty() {
        departments.insert(None);
    }
    let rule = |rule| problem.team.iter().any(|slot| slot.division == rule);
    let mut origins = BTreeSet::new();
    if rule(DivisionRule::Same) {
        let code = |code: &String| Origin::Division { code: code.clone() };
        origins.extend(problem.objects.iter().map(|object| code(&object.division)));
    }
    if rule(DivisionRule::Other) {
        origins.insert(Origin::Elsewhere {});
    }
    if origins.is_empty() {
        origins.insert(Origin::Anywhere {});
    }
    let mut profiles = Vec::new();
    for department in departments {
        let fits =
            |slot: &&crate::draw::freeze::Slot| slot.department.is_none() || slot.department == department;
        let asked: BTreeSet<_> =
            problem.team.iter().filter(fits).flat_map(|slot| &slot.qualifications).collect();
        let qualifications: Vec<String> = asked.into_iter().cloned().collect();
        for origin in &origins {
            let (department, origin) = (department.clone(), origin.clone());
            let qualifications = qualifications.clone();
            profiles.push(Newcomers { number: 0, department, origin, qualifications, cap });
        }
    }
    profiles
}

/// Leaves out what the others make up for, as long as it suffices.
fn drop_qualifications(problem: &Problem<'_>, newcomers: &mut [Newcomers]) {
    for which in 0..newcomers.len() {
        let all = newcomers.get(which).map(|new| new.qualifications.clone()).unwrap_or_default();
        for qualification in all {
            let mut fewer = newcomers.to_vec();
            if let Some(new) = fewer.get_mut(which) {
                new.qualifications.retain(|held| *held != qualification);
            }
            if short_with(problem, &fewer) == 0 {
                newcomers.clone_from_slice(&fewer);
            }
        }
    }
}

fn short_with(problem: &Problem<'_>, newcomers: &[Newcomers]) -> usize {
    let mut inspectors = problem.inspectors.to_vec();
    inspectors.extend(made_up(newcomers));
    missing(&Problem { inspectors: &inspectors, ..*problem })
}

struct Search<'a> {
    problem: &'a Problem<'a>,
    profiles: &'a [Newcomers],
}

impl Search<'_> {
    fn with(&self, counts: &[u32]) -> Vec<Newcomers> {
        let of = |(profile, number): (&Newcomers, &u32)| Newcomers { number: *number, ..profile.clone() };
        self.profiles.iter().zip(counts).map(of).collect()
    }

    fn short(&self, counts: &[u32]) -> usize {
        short_with(self.problem, &self.with(counts))
    }

    fn plus(counts: &[u32], profile: usize, number: u32) -> Vec<u32> {
        let more = |(i, count): (usize, &u32)| count.saturating_add(if i == profile { number } else { 0 });
        counts.iter().enumerate().map(more).collect()
    }

    /// Adds, again and again, where one more helps most, as many as help as much.
    fn greedy(&self, short: usize) -> Option<Vec<u32>> {
        let (mut counts, mut short) = (vec![0; self.profiles.len()], short);
        let mut step = 1;
        while short > 0 {
            let tries = (0..self.profiles.len()).map(|profile| {
                let counts = Self::plus(&counts, profile, step);
                (self.short(&counts), counts)
            });
            let (left, better) = tries.min()?;
            if left < short {
                // Two places of a team need two people: steps only grow.
                step = if left > 0 { step.saturating_mul(2) } else { step };
                (counts, short) = (better, left);
            } else if usize::try_from(step).is_ok_and(|step| step > self.problem.team.len()) {
                return None;
            } else {
                step = step.saturating_add(1);
            }
        }
        Some(counts)
    }

    /// Takes away what is not needed.
    fn prune(&self, counts: &mut Vec<u32>) {
        for profile in 0..counts.len() {
            let (mut enough, mut little) = (counts.get(profile).copied().unwrap_or_default(), 0);
            let with = |number: u32| {
                let other = |(i, count): (usize, &u32)| if i == profile { number } else { *count };
                counts.iter().enumerate().map(other).collect::<Vec<u32>>()
            };
            while little < enough {
                let middle = little.midpoint(enough);
                if self.short(&with(middle)) == 0 {
                    enough = middle;
                } else {
                    little = middle.saturating_add(1);
                }
            }
            *counts = with(enough);
        }
    }

    /// So many, distributed in any way: the first distribution that suffices. None when patience ends.
    fn exactly(&self, number: u32, patience: &mut usize) -> Option<Option<Vec<u32>>> {
        let mut pending = vec![(Vec::new(), number)];
        while let Some((counts, left)) = pending.pop() {
            if counts.len().saturating_add(1) >= self.profiles.len() {
                *patience = patience.checked_sub(1)?;
                let full = [counts.as_slice(), &[left]].concat();
                if self.short(&full) == 0 {
                    return Some(Some(full));
                }
                continue;
            }
            pending.extend(
                (0..=left).map(|taken| ([counts.as_slice(), &[taken]].concat(), left.saturating_sub(taken))),
            );
        }
        Some(None)
    }
}

//! Whether a witness may reveal: the freeze that is published holds its commitment.

use contract::check::WitnessQuestion;
use domain::draw::witness::Commitment;

#[cfg(test)]
mod tests;

/// Why the witness must not reveal; nothing when it may.
#[must_use]
pub fn refusal(freeze: &[u8], asked: &WitnessQuestion) -> Option<String> {
    let value = match asked.commitment.parse() {
        Ok(value) => value,
        Err(fault) => return Some(format!("承诺无法读取：{fault}")),
    };
    let made = Commitment { task: &asked.task, round: asked.round, party: &asked.party, value };
    made.stands_in(freeze, &asked.said).err().map(|refusal| refusal.to_string())
}

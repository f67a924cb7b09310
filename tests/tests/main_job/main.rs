//! The main job, end to end: the registers of a city are loaded, and one task goes from its draft to the public, each
//! step done by whom the law gives it to. The real binary, over HTTP and the command line, on both databases.

#[cfg(test)]
mod approval;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod bundle;
#[cfg(test)]
mod draft;
#[cfg(test)]
mod draw;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod libraries;
#[cfg(test)]
mod log;
#[cfg(test)]
mod office;
#[cfg(test)]
mod public;
#[cfg(test)]
mod record;
#[cfg(test)]
mod teams;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod voided;

#[cfg(test)]
use test_support::{TestDb, db_test};

#[db_test]
fn the_main_job(db: TestDb) {
    let Some(registers) = tests::Registers::find() else { return };
    let office = office::Office::open(db.url(), registers);
    libraries::load(&office);
    let matters = draft::publish_matter_list(&office);
    let task = draft::prepare(&office, &matters);
    let drafts = draft::number_at_once(&office, &matters);
    let preview = draft::preview(&office, &task);
    public::shows_no_draft(&office, &task);

    let voided = voided::round_and_task(&office, &matters);
    draw::witness_freeze_reveal_draw(&office, &task, &preview);
    let inspections = teams::check(&office, &task);
    log::is_followed(&office, &task);
    bundle::verify(&office, &task, &inspections);

    let mut findings = record::record_all(&office, &task, inspections);
    approval::submit_return_correct_approve(&office, &task, &mut findings);
    public::shows_no_result(&office, &task);
    approval::disclose(&office, &task);
    transfer::hand_over(&office, &findings);

    figures::check(&office, &task, &findings);
    public::shows_what_it_may(&office, &task, &findings, &drafts, &voided);
    audit::tells_every_step(&office, &task, &findings);
}

//! Salesforce: data.

mod sf_complete_hvs_work_with_task_saved;
mod sf_create_task;
mod sf_find_record_by_phone;
mod sf_get_contact_id;
mod sf_get_lead_id;
mod sf_is_do_not_call;
mod sf_query;
mod sf_retrieve;
mod sf_run_apex;
mod sf_save_log;

use crate::{Answer, Block, BlockContext, BlockStep, Exception, HostEffect, Matches, Reply, Value};

pub(super) const BLOCKS: &[&Block] = &[
    &sf_save_log::BLOCK,
    &sf_create_task::BLOCK,
    &sf_retrieve::BLOCK,
    &sf_get_contact_id::BLOCK,
    &sf_get_lead_id::BLOCK,
    &sf_find_record_by_phone::BLOCK,
    &sf_query::BLOCK,
    &sf_is_do_not_call::BLOCK,
    &sf_run_apex::BLOCK,
    &sf_complete_hvs_work_with_task_saved::BLOCK,
];

/// The id of the record that was saved.
fn saved(reply: &Reply) -> BlockStep {
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Saved { record_id } => Some(BlockStep::success(Value::map([("id", Value::text(record_id))]))),
        _ => None,
    })
}

/// Searches an object by the number in the argument `formattedPhoneNumber`. Without a number there is nobody to find, which
/// leaves nothing under `name`.
fn find_by_phone(block: &mut BlockContext<'_>, entity: &str, name: &'static str) -> BlockStep {
    match block.text("formattedPhoneNumber") {
        Some(number) => BlockStep::call(HostEffect::FindByPhone {
            entity: entity.to_owned(),
            number: number.trim().to_owned(),
            country: block.default_country(),
        }),
        None => found_nobody("there is no number to look for".to_owned(), name),
    }
}

/// The id of the record found, the first of several, under `name`.
fn first_found(block: &mut BlockContext<'_>, reply: &Reply, entity: &str, name: &'static str) -> BlockStep {
    BlockStep::after(reply, &mut |answer| {
        let Answer::Matches(Matches { records, .. }) = answer else { return None };
        if records.len() > 1 {
            block.note(format!("{} records have this number; the first is taken", records.len()));
        }
        Some(match records.first() {
            Some(record) => BlockStep::success(Value::map([(name, Value::text(&record.id))])),
            None => found_nobody(format!("no {entity} has this number"), name),
        })
    })
}

fn found_nobody(reason: String, name: &'static str) -> BlockStep {
    BlockStep::FoundNobody(
        Exception::Refused { reason: reason.into() },
        Value::map([(name, Value::Undefined)]),
    )
}

//! Salesforce: data.

mod sf_complete_hvs_work_with_task_saved;
mod sf_create_task;
mod sf_get_contact_id;
mod sf_get_lead_id;
mod sf_retrieve;
mod sf_save_log;

use crate::{Answer, Block, HostEffect, Matches, Move, Reply, Scene, Value};

pub(super) const BLOCKS: &[&Block] = &[
    &sf_save_log::BLOCK,
    &sf_create_task::BLOCK,
    &sf_retrieve::BLOCK,
    &sf_get_contact_id::BLOCK,
    &sf_get_lead_id::BLOCK,
    &sf_complete_hvs_work_with_task_saved::BLOCK,
];

/// The id of the record that was saved.
fn saved(reply: &Reply) -> Move {
    Move::after(reply, &mut |answer| match answer {
        Answer::Saved { record_id } => Some(Move::success(Value::map([("id", Value::text(record_id))]))),
        _ => None,
    })
}

/// Searches an object by the number in the argument `formattedPhoneNumber`.
fn find_by_phone(scene: &mut Scene<'_>, entity: &str) -> Move {
    match scene.text("formattedPhoneNumber") {
        Some(number) => Move::call(HostEffect::FindByPhone {
            entity: entity.to_owned(),
            number: number.trim().to_owned(),
            country: scene.default_country(),
        }),
        None => Move::refuse("there is no number to look for"),
    }
}

/// The id of the record found, the first of several, under `name`.
fn first_found(scene: &mut Scene<'_>, reply: &Reply, entity: &str, name: &'static str) -> Move {
    Move::after(reply, &mut |answer| {
        let Answer::Matches(Matches { records, .. }) = answer else { return None };
        if records.len() > 1 {
            scene.note(format!("{} records have this number; the first is taken", records.len()));
        }
        Some(match records.first() {
            Some(record) => Move::success(Value::map([(name, Value::text(&record.id))])),
            None => Move::refuse(format!("no {entity} has this number")),
        })
    })
}

//! Data and text.

mod clear_all_properties;
mod core_extract_value;
mod core_format_phone_number;
mod core_format_phone_number_e164;
mod core_length;
mod core_slice;
mod get_all_properties;
mod get_counter;
mod get_payload;
mod get_property;
mod math_divide;
mod math_multiply;
mod set_property;
mod text_ends_with;
mod text_join;
mod text_starts_with;
mod text_string_template;
mod unset_property;
mod update_counter;

use crate::catalogue::BlockContext;
use crate::{
    Answer, Argument, ArgumentType, Block, BlockStep, Fallback, PageEffect, Phone, Reply, Text, Value,
};

pub(super) const BLOCKS: &[&Block] = &[
    &set_property::BLOCK,
    &get_property::BLOCK,
    &get_payload::BLOCK,
    &core_extract_value::BLOCK,
    &core_format_phone_number::BLOCK,
    &core_format_phone_number_e164::BLOCK,
    &text_string_template::BLOCK,
    &update_counter::BLOCK,
    &get_counter::BLOCK,
    &get_all_properties::BLOCK,
    &unset_property::BLOCK,
    &clear_all_properties::BLOCK,
    &core_length::BLOCK,
    &core_slice::BLOCK,
    &text_starts_with::BLOCK,
    &text_ends_with::BLOCK,
    &text_join::BLOCK,
    &math_multiply::BLOCK,
    &math_divide::BLOCK,
];

/// Goes on with where a counter stands; with `nothing` where nobody has counted.
fn counted(reply: &Reply, nothing: f64) -> BlockStep {
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Value { value } => {
            Some(BlockStep::done(Value::map([("value", value.as_number().unwrap_or(nothing))])))
        }
        _ => None,
    })
}

/// The arguments of both phone formats.
const PHONE_ARGUMENTS: &[Argument] = &[
    Argument::new("phoneNumber", ArgumentType::Text, "The number, in any spelling.").expected(),
    Argument::new(
        "countryCode",
        ArgumentType::Select(&[]),
        "Country to assume (ISO 3166-1 alpha-2) when the number carries none.",
    )
    .expected()
    .default(Fallback::Text("US")),
];

/// Has the number parsed; one that is empty is not asked about.
fn parse_phone(block: &mut BlockContext<'_>, unread: BlockStep) -> BlockStep {
    match block.shared_text("phoneNumber") {
        Some(number) => BlockStep::call(PageEffect::ParsePhone {
            number: number.clone(),
            country: block.shared_text("countryCode").map(as_country),
        }),
        None => unread,
    }
}

/// A country code as libraries spell it.
pub(super) fn as_country(code: &Text) -> Text {
    match code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        true => code.clone(),
        false => code.trim().to_ascii_uppercase().into(),
    }
}

/// Goes on with the parsed number, or with none where the text is no number.
fn phone_parsed(reply: &Reply, leave: fn(Option<&Phone>) -> BlockStep) -> BlockStep {
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Phone { phone } => Some(leave(phone.as_ref())),
        _ => None,
    })
}

/// Keys that no block may write (`reference/cti-flows.md` §4.7).
fn is_reserved(key: &str) -> bool {
    ["recordingNamedCredential", "userProfile"].contains(&key) || key.starts_with("ac:")
}

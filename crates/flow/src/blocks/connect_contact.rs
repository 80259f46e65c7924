//! Amazon Connect: contact.

mod contact_customer_phone_number;
mod contact_get_attribute_value;
mod contact_get_chat_message;
mod contact_is_callback;
mod contact_is_chat;
mod contact_is_email;
mod contact_is_inbound;
mod contact_is_task;
mod contact_is_transfer;
mod contact_is_voice;
mod contact_properties;
mod contact_update_attributes;

use crate::{Block, BlockContext};

pub(super) const BLOCKS: &[&Block] = &[
    &contact_get_attribute_value::BLOCK,
    &contact_update_attributes::BLOCK,
    &contact_properties::BLOCK,
    &contact_customer_phone_number::BLOCK,
    &contact_is_voice::BLOCK,
    &contact_is_chat::BLOCK,
    &contact_is_task::BLOCK,
    &contact_is_email::BLOCK,
    &contact_is_inbound::BLOCK,
    &contact_is_transfer::BLOCK,
    &contact_is_callback::BLOCK,
    &contact_get_chat_message::BLOCK,
];

/// Whether the contact in context is of one of these channels, in any case of the word.
fn is_channel(block: &BlockContext<'_>, words: &[&str]) -> bool {
    ["channel", "type"].iter().any(|key| block.contact().get(key).is_word(words))
}

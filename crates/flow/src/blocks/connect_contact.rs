//! Amazon Connect: contact.

mod contact_customer_phone_number;
mod contact_get_attribute_value;
mod contact_properties;
mod contact_update_attributes;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[
    &contact_get_attribute_value::BLOCK,
    &contact_update_attributes::BLOCK,
    &contact_properties::BLOCK,
    &contact_customer_phone_number::BLOCK,
];

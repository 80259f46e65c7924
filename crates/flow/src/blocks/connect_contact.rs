//! Amazon Connect: contact.

mod contact_customer_phone_number;

use crate::Block;

pub(super) const BLOCKS: &[&Block] = &[&contact_customer_phone_number::BLOCK];

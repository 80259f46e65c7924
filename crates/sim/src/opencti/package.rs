//! The org's own Apex classes (`salesforce/`), once an administrator has deployed them: Apex itself cannot run here.

use serde_json::Value;

use super::{contact_classes, records_class};
use crate::world::World;

/// What a method of one of the classes answers; nothing where the org has no such method.
pub(super) fn run(world: &mut World, class: &str, method: &str, params: &str) -> Option<Value> {
    let credentials = world.options.package.clone()?;
    let params = Params(params);
    let said = match (class, method) {
        ("SwitchboardRecording", "change") => contact_classes::record(world, &credentials, params),
        ("SwitchboardAttributes", "write") => contact_classes::write(world, &credentials, params),
        ("SwitchboardRecords", "read") => records_class::read(world, params),
        ("SwitchboardRecords", "findByPhone") => records_class::find_by_phone(world, params),
        ("SwitchboardRecords", "userProfile") => records_class::user_profile(world),
        _ => return None,
    };
    Some(said.into())
}

/// The parameters of a call, `name=value&name=value`, percent-encoded.
#[derive(Clone, Copy)]
pub(super) struct Params<'a>(&'a str);

impl Params<'_> {
    /// The text of one; empty when it is not given.
    pub(super) fn get(self, name: &str) -> String {
        let mut pairs = self.0.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| decoded(value)).unwrap_or_default()
    }
}

/// A percent-encoded text.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next().unwrap_or(b'0'), rest.next().unwrap_or(b'0')];
        let hex = std::str::from_utf8(&digits).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(hex.unwrap_or(b'?'));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

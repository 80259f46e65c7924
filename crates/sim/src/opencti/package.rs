//! The org's own Apex classes (`salesforce/`), once an administrator has deployed them: Apex itself cannot run here.

use serde_json::{Map, Value, json};

use super::{contact_classes, logs_class, query_class, records_class};
use crate::org_package;
use crate::world::World;

/// What a method of one of the classes answers; nothing where the org has no such method.
pub(super) fn run(world: &mut World, class: &str, method: &str, params: &str) -> Option<Value> {
    let credentials = world.options.package.clone()?;
    let params = Params(params);
    let adapter = params.get("adapter");
    let said = match (class, method) {
        ("SwitchboardFlows", "revision") => org_package::revision(&world.org_package, &adapter),
        ("SwitchboardFlows", "read") => {
            org_package::read(&world.org_package, &adapter, &params.get("revision"), &params.get("after"))
        }
        ("SwitchboardRecording", "change") => contact_classes::record(world, &credentials, params),
        ("SwitchboardAttributes", "write") => contact_classes::write(world, &credentials, params),
        ("SwitchboardLogs", "save") if world.options.logs_class => logs_class::save(world, params),
        ("SwitchboardQuery", "run") => query_class::run(world, params),
        ("SwitchboardRecords", "read") => records_class::read(world, params),
        ("SwitchboardRecords", "findByPhone") => records_class::find_by_phone(world, params),
        ("SwitchboardRecords", "userProfile") => records_class::user_profile(world),
        _ => return None,
    };
    Some(if adapter.is_empty() { said } else { stamped(world, class, &adapter, said) }.into())
}

/// What a class says to a page that names its adapter: JSON with the revision of the org's flows.
fn stamped(world: &World, class: &str, adapter: &str, said: String) -> String {
    let answer = match class {
        "SwitchboardLogs" | "SwitchboardRecords" | "SwitchboardQuery" => {
            serde_json::from_str(&said).unwrap_or_default()
        }
        "SwitchboardRecording" | "SwitchboardAttributes" if said.is_empty() => Map::new(),
        "SwitchboardRecording" | "SwitchboardAttributes" => {
            let error = json!({ "code": "REFUSED", "message": said, "fields": [] });
            Map::from_iter([("error".to_owned(), error)])
        }
        _ => return said,
    };
    Value::from(world.org_package.stamp(answer, adapter)).to_string()
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

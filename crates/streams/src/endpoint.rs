//! Where a call can go to or come from.

use serde::Serialize;

use serde_json::{Map, Value, json};

use crate::data::Read;
use crate::open_enum::open_enum;

open_enum! {
    /// What kind of thing an endpoint is.
    EndpointType {
        /// A telephone number.
        PhoneNumber = "phone_number",
        /// An agent quick connect.
        Agent = "agent",
        /// A queue quick connect.
        Queue = "queue",
    }
}

/// Members of the library's data that have a field here.
const NAMED: [&str; 6] = ["type", "endpointARN", "name", "phoneNumber", "emailAddress", "displayName"];

/// A party: the customer's number, a quick connect, a mail address.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Endpoint {
    /// `type`.
    pub kind: EndpointType,
    /// `endpointARN`; quick connects have one.
    pub arn: Option<String>,
    /// Name of a quick connect.
    pub name: Option<String>,
    /// As delivered: `+44…`, `sip:+1…@lily-outbound`, `INTERNAL-TRANSFER`; see [`Endpoint::number`].
    pub phone_number: Option<String>,
    /// Mail address of the party of a mail contact.
    pub email_address: Option<String>,
    /// Display name of the party of a mail contact.
    pub display_name: Option<String>,
    /// Members this crate does not name (`agentLogin`, `queue`, …).
    pub extra: Map<String, Value>,
}

impl Endpoint {
    /// The endpoint of a telephone number in E.164 (`Endpoint.byPhoneNumber`).
    pub fn by_phone_number(number: &str) -> Self {
        Self { kind: EndpointType::PhoneNumber, phone_number: Some(number.to_owned()), ..Self::default() }
    }

    /// The telephone number without its SIP clothes: `sip:X@Y` gives `X` (`stripPhoneNumber()`).
    ///
    /// The marker of an internal transfer is no number and gives `None`.
    pub fn number(&self) -> Option<&str> {
        bare(self.phone_number.as_deref()?)
    }

    pub(crate) fn read(data: &Value) -> Self {
        let mut extra = data.as_object().cloned().unwrap_or_default();
        extra.retain(|name, value| !value.is_null() && !NAMED.contains(&name.as_str()));
        Self {
            kind: data.text("type").unwrap_or_default().into(),
            arn: data.text("endpointARN").or_else(|| data.text("endpointId")),
            name: data.text("name"),
            phone_number: data.text("phoneNumber"),
            email_address: data.text("emailAddress"),
            display_name: data.text("displayName"),
            extra,
        }
    }

    /// The plain object the library's `new Endpoint(…)` takes.
    pub(crate) fn to_data(&self) -> Value {
        let mut members = self.extra.clone();
        let named = json!({
            "endpointARN": self.arn,
            "type": self.kind,
            "name": self.name,
            "phoneNumber": self.phone_number,
        });
        members.extend(named.as_object().cloned().unwrap_or_default());
        Value::Object(members)
    }
}

/// A number without its SIP clothes, if it is one.
pub(crate) fn bare(raw: &str) -> Option<&str> {
    let address = raw.strip_prefix("sip:").and_then(|address| address.split_once('@'));
    let bare = address.map_or(raw, |(number, _)| number);
    (!bare.is_empty() && bare != "INTERNAL-TRANSFER").then_some(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(delivered: &str, number: Option<&str>) {
        assert_eq!(Endpoint::by_phone_number(delivered).number(), number);
    }

    #[test]
    fn numbers_lose_their_sip_clothes_only() {
        check("+442079460001", Some("+442079460001"));
        check("sip:+12065550100@lily-outbound", Some("+12065550100"));
        check("sip:+12065550100", Some("sip:+12065550100"));
        check("tel:+12065550100", Some("tel:+12065550100"));
        check("INTERNAL-TRANSFER", None);
        check("anonymous", Some("anonymous"));
        check("", None);
        check("sip:@nowhere", None);
    }

    #[test]
    fn a_quick_connect_survives_the_way_there_and_back() {
        let given = json!({
            "endpointARN": "arn/qc2", "type": "agent", "name": "Ben", "phoneNumber": null,
            "agentLogin": null, "queue": "q", "endpointId": "arn/qc2",
        });
        let endpoint = Endpoint::read(&given);
        assert_eq!(endpoint.kind, EndpointType::Agent);
        assert_eq!(endpoint.number(), None);
        assert_eq!(
            endpoint.to_data(),
            json!({ "endpointARN": "arn/qc2", "endpointId": "arn/qc2", "type": "agent",
                    "name": "Ben", "phoneNumber": null, "queue": "q" })
        );
    }
}

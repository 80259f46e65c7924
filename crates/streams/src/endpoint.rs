//! Where a call can go to or come from.

use serde::Serialize;

use crate::data::{Data, Members};
use crate::fields::Fields;
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
    pub extra: Members,
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
        let raw = self.phone_number.as_deref()?;
        let bare = match raw.strip_prefix("sip:") {
            Some(address) => address.split_once('@').map_or(raw, |(user, _)| user),
            None => raw,
        };
        (!bare.is_empty() && bare != "INTERNAL-TRANSFER").then_some(bare)
    }

    pub(crate) fn read(mut fields: Fields) -> Self {
        Self {
            kind: fields.text("type").map(EndpointType::from).unwrap_or_default(),
            arn: fields.text("endpointARN").or_else(|| fields.text("endpointId")),
            name: fields.text("name"),
            phone_number: fields.text("phoneNumber"),
            email_address: fields.text("emailAddress"),
            display_name: fields.text("displayName"),
            extra: fields.rest(),
        }
    }

    /// The plain object the library's `new Endpoint(…)` takes.
    pub(crate) fn to_data(&self) -> Data {
        let mut members = self.extra.clone();
        let mut put = |name, text: Option<&str>| members.insert(name, text.map_or(Data::Null, Data::from));
        put("endpointARN", self.arn.as_deref());
        put("type", Some(self.kind.as_str()));
        put("name", self.name.as_deref());
        put("phoneNumber", self.phone_number.as_deref());
        Data::Object(members)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
        let endpoint = Endpoint::read(Fields::of(given.into()));
        assert_eq!(endpoint.kind, EndpointType::Agent);
        assert_eq!(endpoint.number(), None);
        assert_eq!(
            serde_json::Value::from(endpoint.to_data()),
            json!({ "endpointARN": "arn/qc2", "endpointId": "arn/qc2", "type": "agent",
                    "name": "Ben", "phoneNumber": null, "queue": "q" })
        );
    }
}

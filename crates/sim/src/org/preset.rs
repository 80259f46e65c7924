//! Records to begin with.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::id::RecordId;
use super::layout::SoftphoneLayout;
use super::record::Org;
use super::schema;
use super::settings::CallCenter;
use crate::clock::Millis;
use crate::strict::Strictness;

/// Which records an org begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Preset {
    /// A freight company's customers: a known caller, a number that several share, a person account, a case.
    #[default]
    Acme,
    /// The agent's own user and nothing else.
    Bare,
}

/// The number of Dana Ortiz, the one known caller, as Amazon Connect writes it.
pub(crate) const KNOWN: &str = "+14155550142";
/// A number that no record has.
pub(crate) const UNKNOWN: &str = "+13125550167";
/// A number that two contacts and a lead share.
pub(crate) const SEVERAL: &str = "+15035550188";

impl Preset {
    /// The org of this preset.
    pub(crate) fn org(self, now: Millis, seed: u64, strict: Strictness, call_center: CallCenter) -> Org {
        let mut org = Org::empty(SoftphoneLayout::default(), call_center, strict, seed);
        let born = long_ago(now);
        org.user = put(
            &mut org,
            born,
            "User",
            json!({ "Name": "Ana Ng", "Username": "ana.ng@acme.example", "Email": "ana.ng@acme.example",
                    "Phone": "(415) 555-0111", "ProfileId": "00e5g000002RtQZAA0" }),
        );
        if self == Preset::Acme {
            acme(&mut org, born);
        }
        org
    }
}

/// As old as the hills to the search index.
fn long_ago(now: Millis) -> Millis {
    now.saturating_sub(30 * 86_400_000)
}

impl Org {
    /// What the org does not have of a record like this: the object, or a field of it. None when it has all.
    pub fn lacks(object: &str, fields: &Map<String, Value>) -> Option<String> {
        if schema::fields(object).is_none() {
            return Some(format!("the simulated org has no object {object}"));
        }
        let unknown = fields.keys().find(|name| schema::find(object, name).is_none())?;
        Some(format!("{object} of the simulated org has no field {unknown}"))
    }

    /// Puts in a record that is no news to anyone.
    pub(crate) fn has_long_had(&mut self, object: &str, mut fields: Map<String, Value>, now: Millis) {
        if Org::lacks(object, &fields).is_some() {
            return;
        }
        let own = fields.remove("Id");
        let id = put(self, long_ago(now), object, Value::Object(fields));
        if let Some(own) = own.as_ref().and_then(Value::as_str)
            && let Some(mut record) = self.records.shift_remove(&id)
        {
            record.id = own.to_owned();
            record.fields.insert("Id".into(), own.into());
            self.records.insert(own.to_owned(), record);
        }
    }
}

fn put(org: &mut Org, born: Millis, object: &str, fields: Value) -> RecordId {
    let fields = match fields {
        Value::Object(fields) => fields,
        _ => Map::new(),
    };
    let id = org.insert(object, fields, born);
    if let Some(record) = org.records.get_mut(&id)
        && !org.user.is_empty()
    {
        record.fields.insert("OwnerId".into(), org.user.clone().into());
    }
    id
}

fn acme(org: &mut Org, born: Millis) {
    let harbor = put(
        org,
        born,
        "Account",
        json!({ "Name": "Bright Harbor Logistics", "Phone": "(415) 555-0100", "Industry": "Transportation",
                "BillingCity": "Oakland", "Website": "https://brightharbor.example", "IsPersonAccount": false }),
    );
    let dana = put(
        org,
        born,
        "Contact",
        json!({ "FirstName": "Dana", "LastName": "Ortiz", "Title": "Dispatch Lead", "AccountId": harbor,
                "Phone": "(415) 555-0142", "MobilePhone": "(415) 555-0143",
                "Email": "dana.ortiz@brightharbor.example", "MailingCity": "Oakland", "MailingCountry": "USA",
                "DoNotCall": false }),
    );
    put(
        org,
        born,
        "Case",
        json!({ "Subject": "Container held at customs", "Status": "Working", "Priority": "High",
                "Origin": "Phone", "ContactId": dana, "AccountId": harbor,
                "Description": "Waiting for the certificate of origin; promised a call back this week." }),
    );
    put(
        org,
        born,
        "Task",
        json!({ "Subject": "Send the customs checklist", "Status": "Completed", "Priority": "Normal",
                "TaskSubtype": "Task", "WhoId": dana, "ActivityDate": "2026-02-20" }),
    );
    let mill = put(
        org,
        born,
        "Account",
        json!({ "Name": "Willow Mill Paper", "Phone": "(503) 555-0180", "Industry": "Manufacturing",
                "BillingCity": "Portland", "IsPersonAccount": false }),
    );
    for (first, last, title) in [("Priya", "Raman", "Purchasing"), ("Tomas", "Lindqvist", "Warehouse")] {
        put(
            org,
            born,
            "Contact",
            json!({ "FirstName": first, "LastName": last, "Title": title, "AccountId": mill,
                    "Phone": "(503) 555-0188",
                    "Email": format!("{}@willowmill.example", first.to_lowercase()), "DoNotCall": false }),
        );
    }
    put(
        org,
        born,
        "Lead",
        json!({ "FirstName": "Rosa", "LastName": "Imhoff", "Company": "Willow Mill Paper (new site)",
                "Phone": "503-555-0188", "Status": "Open - Not Contacted", "LeadSource": "Referral",
                "DoNotCall": false }),
    );
    put(
        org,
        born,
        "Lead",
        json!({ "FirstName": "Lena", "LastName": "Fischer", "Company": "Spreewerk Druck", "Phone": "030 23125 087",
                "Status": "Working - Contacted", "LeadSource": "Trade fair", "DoNotCall": true }),
    );
    put(
        org,
        born,
        "Contact",
        // Stored with its country code, so a national number misses it.
        json!({ "FirstName": "Nia", "LastName": "Bevan", "Title": "Buyer", "AccountId": mill,
                "Phone": "+44 20 7946 0018", "Email": "nia@willowmill.example", "DoNotCall": false }),
    );
    let jonas = put(
        org,
        born,
        "Account",
        json!({ "FirstName": "Jonas", "LastName": "Weber", "Phone": "(212) 555-0133",
                "PersonEmail": "jonas.weber@example.com", "PersonDoNotCall": false, "IsPersonAccount": true }),
    );
    let half = put(
        org,
        born,
        "Contact",
        json!({ "FirstName": "Jonas", "LastName": "Weber", "AccountId": jonas, "Phone": "(212) 555-0133",
                "Email": "jonas.weber@example.com", "DoNotCall": false, "IsPersonAccount": true }),
    );
    if let Some(account) = org.records.get_mut(&jonas) {
        account.fields.insert("PersonContactId".into(), half.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acme_has_what_the_scenarios_need() {
        let org = Preset::Acme.org(1_000_000, 7, Strictness::default(), CallCenter::default());
        let count = |object: &str| org.records().filter(|record| record.object == object).count();
        assert_eq!(
            (count("Contact"), count("Lead"), count("Account"), count("Case"), count("User")),
            (5, 2, 3, 1, 1)
        );
        let person = org.records().find(|record| record.object == "Account" && record.is_person()).unwrap();
        assert_eq!(person.name(), "Jonas Weber");
        assert!(org.record(person.text("PersonContactId")).is_some());
    }

    #[test]
    fn a_bare_org_has_only_its_user() {
        let org = Preset::Bare.org(1_000_000, 7, Strictness::default(), CallCenter::default());
        assert_eq!(org.records().count(), 1);
    }
}

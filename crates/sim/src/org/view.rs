//! The fields of a record as its page shows them.

use serde_json::Value;

use super::record::{Org, Record};
use super::schema::{self, Kind};
use crate::console::FieldView;

/// Fields that have a value and mean something to a person, in the order of the object.
pub(crate) fn shown_fields(org: &Org, record: &Record) -> Vec<FieldView> {
    let fields = schema::fields(&record.object).unwrap_or(&[]);
    fields
        .iter()
        .filter_map(|field| {
            let value = match record.fields.get(field.name)? {
                Value::String(text) => text.clone(),
                Value::Bool(flag) => if *flag { "Yes" } else { "No" }.to_owned(),
                other => other.to_string(),
            };
            Some(FieldView {
                api_name: field.name.to_owned(),
                // Pages name a relation after what it points to; only errors speak of ids.
                label: field.label.strip_suffix(" ID").unwrap_or(field.label).to_owned(),
                reference: (field.kind == Kind::Reference)
                    .then(|| org.record(&value).map(|other| other.name().to_owned()))
                    .flatten(),
                phone: field.kind == Kind::Phone,
                value,
            })
        })
        .filter(|field| !field.value.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::{CallCenter, Preset};
    use crate::strict::Strictness;

    #[test]
    fn only_fields_with_a_value_are_shown() {
        let org = Preset::Acme.org(0, 1, Strictness::default(), CallCenter::default());
        let lena = org.records().find(|record| record.name() == "Lena Fischer").unwrap();
        let fields = shown_fields(&org, lena);
        let value =
            |name: &str| fields.iter().find(|field| field.api_name == name).map(|field| field.value.as_str());
        assert_eq!(
            (value("DoNotCall"), value("Phone"), value("Email")),
            (Some("Yes"), Some("030 23125 087"), None)
        );
    }
}

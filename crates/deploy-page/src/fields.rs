//! The fields of the form, by the ids of their elements in `www/deploy/index.html`.

/// What a field stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A text of the configuration, under this key.
    Text(&'static str),
    /// A list of texts of the configuration, a line each.
    Lines(&'static str),
    /// A value of the call center.
    CallCenter(Part),
}

/// A value of the call center that is not in the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Where the page is served.
    AdapterUrl,
    /// Its name in the org.
    InternalName,
    /// The name people see.
    DisplayName,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// Id of the element; what is wrong stands in the element `ID-problem`.
    pub(crate) id: &'static str,
    /// What it stands for.
    pub(crate) meaning: Meaning,
}

const fn field(id: &'static str, meaning: Meaning) -> Field {
    Field { id, meaning }
}

/// The key under which the orgs stand: a list, or the word [`ANY`].
pub(crate) const ORIGINS: &str = "salesforce.origins";
/// The word for every org.
pub(crate) const ANY: &str = "any";

/// All of them, in the order of the page.
pub(crate) const FIELDS: [Field; 9] = [
    field("origins", Meaning::Lines(ORIGINS)),
    field("instance-url", Meaning::Text("connect.instanceUrl")),
    field("region", Meaning::Text("connect.region")),
    field("sso-url", Meaning::Text("connect.ssoUrl")),
    field("country", Meaning::Text("phone.country")),
    field("language", Meaning::Text("language")),
    field("adapter-url", Meaning::CallCenter(Part::AdapterUrl)),
    field("internal-name", Meaning::CallCenter(Part::InternalName)),
    field("display-name", Meaning::CallCenter(Part::DisplayName)),
];

/// Items of the call center that say what a key of the configuration says.
pub(crate) const ITEMS: [(&str, &str); 5] = [
    ("instanceUrl", "connect.instanceUrl"),
    ("region", "connect.region"),
    ("ssoUrl", "connect.ssoUrl"),
    ("language", "language"),
    ("country", "phone.country"),
];

impl Field {
    /// The field a key of the configuration belongs to: its own, or the one of the list it is in.
    pub(crate) fn of_key(key: &str) -> Option<Field> {
        FIELDS.into_iter().find(|field| match field.meaning {
            Meaning::Text(own) | Meaning::Lines(own) => {
                key.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            }
            Meaning::CallCenter(_) => false,
        })
    }

    /// The field an item of the call center repeats.
    pub(crate) fn of_item(item: &str) -> Option<Field> {
        let (_, key) = ITEMS.into_iter().find(|(name, _)| *name == item)?;
        Field::of_key(key)
    }

    /// The field of a value of the call center.
    pub(crate) fn of_part(part: Part) -> Option<Field> {
        FIELDS.into_iter().find(|field| field.meaning == Meaning::CallCenter(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = include_str!("../../../www/deploy/index.html");

    #[test]
    fn every_field_is_in_the_page_with_a_label_and_a_place_for_what_is_wrong() {
        for Field { id, .. } in FIELDS {
            for expected in [
                format!(" id=\"{id}\""),
                format!("<label for=\"{id}\""),
                format!("id=\"{id}-problem\""),
                format!("aria-describedby=\"{id}-hint {id}-problem\""),
                format!("id=\"{id}-hint\""),
            ] {
                assert!(PAGE.contains(&expected), "{expected}");
            }
        }
    }

    #[test]
    fn keys_find_their_fields() {
        let id = |key| Field::of_key(key).map(|field| field.id);
        assert_eq!(id("salesforce.origins"), Some("origins"));
        assert_eq!(id("salesforce.origins.2"), Some("origins"));
        assert_eq!(id("language"), Some("language"));
        assert_eq!(id("languages"), None);
        assert_eq!(id("salesforce"), None);
        assert_eq!(Field::of_part(Part::InternalName).map(|field| field.id), Some("internal-name"));
    }
}

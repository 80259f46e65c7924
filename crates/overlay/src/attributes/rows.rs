//! Which attributes are shown, and as what (`reference/cti-flows.md` §7.1).

use crate::settings::{Attribute, Display, Kind, Settings};

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// Tells it from the others, whatever its value.
    pub id: String,
    /// What it is called when somebody copies it.
    pub name: String,
    /// The label, when it is shown.
    pub label: Option<String>,
    /// The value, when it is shown.
    pub value: Option<String>,
    /// Where the value leads.
    pub link: Option<String>,
    /// CSS declarations as the administrator wrote them.
    pub style: String,
}

/// A value, and where it leads.
pub(super) type Shown = (String, Option<String>);

impl Row {
    /// What of it may change while it is there.
    pub(super) fn shown(&self) -> Shown {
        (self.value.clone().unwrap_or_default(), self.link.clone())
    }
}

/// The lines for the attributes of a contact: the configured ones in their order, then, if `all` are wanted, the others. None is
/// there twice: what a format shows is not shown again by its own name.
pub fn rows(settings: &Settings, all: bool, attributes: &[(String, String)]) -> Vec<Row> {
    let active: Vec<&Attribute> =
        settings.attributes.iter().filter(|attribute| attribute.active != Some(false)).collect();
    let mut rows: Vec<Row> = active
        .iter()
        .enumerate()
        .filter_map(|(at, attribute)| configured(at, attribute, all, attributes))
        .collect();
    if all {
        let shown = |name: &str| {
            active.iter().any(|known| known.name == name || gaps(&known.format).any(|gap| gap == name))
        };
        rows.extend(attributes.iter().filter(|(name, _)| !shown(name)).map(|(name, value)| Row {
            id: ["=", name].concat(),
            name: name.clone(),
            label: Some(name.clone()),
            value: Some(value.clone()),
            link: None,
            style: String::new(),
        }));
    }
    rows
}

fn configured(at: usize, attribute: &Attribute, all: bool, attributes: &[(String, String)]) -> Option<Row> {
    let label = if attribute.label.is_empty() { &attribute.name } else { &attribute.label };
    let format = if attribute.format.is_empty() {
        ["{{", &attribute.name, "}}"].concat()
    } else {
        attribute.format.clone()
    };
    let is_link = attribute.r#type == Kind::Hyperlink;
    let fill = |encode: bool| fill(&format, attributes, encode).unwrap_or_else(|| attribute.default.clone());
    let value = fill(false);
    let (label, value) = match attribute.display {
        Display::KeyValue => (Some(label.clone()), Some(value)),
        Display::Key => (Some(label.clone()), None),
        Display::Value => (None, Some(value)),
        Display::None => return None,
    };
    // An attribute that is the whole address is not encoded: it is one already.
    let whole = attribute.format.is_empty() || format.trim_start().starts_with("{{");
    let link = (is_link && value.is_some()).then(|| fill(!whole)).filter(|address| is_safe(address));
    // A value of nothing says nothing, unless all are asked for; then the contact has it all the same.
    let has = |name: &str| attributes.iter().any(|(known, _)| known == name);
    let is_there = || gaps(&format).next().is_some() && gaps(&format).all(has);
    let value = value.filter(|value| !value.is_empty() || all && is_there());
    (value.is_some() || attribute.display == Display::Key).then(|| Row {
        id: at.to_string(),
        name: attribute.name.clone(),
        label,
        value,
        link,
        style: attribute.style.clone(),
    })
}

/// The attributes a format names.
fn gaps(format: &str) -> impl Iterator<Item = &str> {
    format.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name.trim())
}

/// The format with its gaps filled; nothing when an attribute is missing or empty.
fn fill(format: &str, attributes: &[(String, String)], encode: bool) -> Option<String> {
    let mut filled = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}")?;
        let (_, value) = attributes.iter().find(|(known, _)| known == name.trim())?;
        if value.is_empty() {
            return None;
        }
        filled.push_str(before);
        if encode {
            push_encoded(&mut filled, value)
        } else {
            filled.push_str(value)
        }
        rest = after;
    }
    filled.push_str(rest);
    Some(filled)
}

/// As `encodeURIComponent` does it.
fn push_encoded(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(byte.into());
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)].into());
            out.push(DIGITS[usize::from(byte & 15)].into());
        }
    }
}

/// Only these addresses are followed. Browsers drop control characters and blanks inside a scheme, so such an address is
/// none; what has no scheme is a path of this page's host.
fn is_safe(address: &str) -> bool {
    if address.is_empty() || address.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return false;
    }
    match address.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            ["http", "https", "mailto", "tel"].contains(&scheme.to_ascii_lowercase().as_str())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(panel: &str) -> Settings {
        Settings::from_block(&format!(r#"{{"config":{{"panel":{panel}}},"flows":[]}}"#), None)
    }

    /// Each line as `label=value>link`.
    #[track_caller]
    fn check(panel: &str, attributes: &[(&str, &str)], expected: &[&str]) {
        let attributes: Vec<_> =
            attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let line = |row: Row| {
            let link = row.link.map(|link| format!(">{link}")).unwrap_or_default();
            format!("{}={}{link}", row.label.unwrap_or_default(), row.value.unwrap_or_default())
        };
        let settings = settings(panel);
        let all = settings.show_all_attributes;
        let lines: Vec<String> = rows(&settings, all, &attributes).into_iter().map(line).collect();
        assert_eq!(lines, expected, "{panel}");
    }

    const CALL: [(&str, &str); 4] = [("tier", "gold"), ("order", "A 1&b"), ("none", ""), ("note", "x")];

    // Shows: BH-186
    #[test]
    fn nothing_is_shown_unless_it_is_configured() {
        check("{}", &CALL, &[]);
        check(r#"{"attributes":"wrong"}"#, &CALL, &[]);
        check(r#"{"attributes":[{"name":"tier","active":false}]}"#, &CALL, &[]);
        check(r#"{"attributes":[{"name":"tier","display":"--None--"}]}"#, &CALL, &[]);
    }

    // Shows: BH-38, BH-55, BH-152
    #[test]
    fn labels_and_values() {
        check(r#"{"attributes":[{"name":"tier"}]}"#, &CALL, &["tier=gold"]);
        check(r#"{"attributes":[{"name":"tier","label":"Tier"}]}"#, &CALL, &["Tier=gold"]);
        check(r#"{"attributes":[{"name":"tier","label":"Tier","display":"Key"}]}"#, &CALL, &["Tier="]);
        check(r#"{"attributes":[{"name":"tier","label":"Tier","display":"Value"}]}"#, &CALL, &["=gold"]);
        check(r#"{"attributes":[{"name":"absent"},{"name":"none"}]}"#, &CALL, &[]);
        check(r#"{"attributes":[{"name":"none","default":"-"}]}"#, &CALL, &["none=-"]);
    }

    // Shows: BH-37, BH-157, BH-168
    #[test]
    fn formats() {
        let format = |format: &str| {
            format!(r#"{{"attributes":[{{"name":"a","format":"{format}","default":"none"}}]}}"#)
        };
        check(&format("{{tier}} / {{ order }}"), &CALL, &["a=gold / A 1&b"]);
        check(&format("{{tier}} / {{absent}}"), &CALL, &["a=none"]);
        check(&format("{{tier}} / {{none}}"), &CALL, &["a=none"]);
        check(&format("{{tier"), &CALL, &["a=none"]);
        check(&format("plain"), &CALL, &["a=plain"]);
    }

    // Shows: BH-168, B6
    #[test]
    fn links() {
        let link = |format: &str| {
            format!(r#"{{"attributes":[{{"name":"note","type":"Hyperlink","format":"{format}"}}]}}"#)
        };
        check(
            &link("https://x.example/{{order}}"),
            &CALL,
            &["note=https://x.example/A 1&b>https://x.example/A%201%26b"],
        );
        check(&link("/orders/{{order}}"), &CALL, &["note=/orders/A 1&b>/orders/A%201%26b"]);
        check(&link("tel:{{tier}}"), &CALL, &["note=tel:gold>tel:gold"]);
        check(&link("JavaScript:{{tier}}"), &CALL, &["note=JavaScript:gold"]);
        check(&link("data:text/html,{{tier}}"), &CALL, &["note=data:text/html,gold"]);
        let whole = r#"{"attributes":[{"name":"url","type":"Hyperlink"}]}"#;
        for (address, is_link) in [
            ("https://a.example/?b=c&d", true),
            ("mailto:a@b.example", true),
            ("java\tscript:alert(1)", false),
            ("\u{1}javascript:alert(1)", false),
            (" javascript:alert(1)", false),
            ("vbscript:x", false),
            ("x y", false),
        ] {
            let expected =
                if is_link { format!("url={address}>{address}") } else { format!("url={address}") };
            check(whole, &[("url", address)], &[&expected]);
        }
    }

    // Shows: BH-39, BH-153
    #[test]
    fn all_of_them() {
        let all = r#"{"attributes":[{"name":"tier","label":"Tier"}],"showAllAttributes":true}"#;
        check(all, &CALL, &["Tier=gold", "order=A 1&b", "none=", "note=x"]);
        // A configured one that is empty is shown as it is configured; one the contact lacks is not.
        let empty =
            r#"{"attributes":[{"name":"none","label":"None"},{"name":"absent"}],"showAllAttributes":true}"#;
        check(empty, &CALL, &["None=", "tier=gold", "order=A 1&b", "note=x"]);
        let default = r#"{"attributes":[{"name":"none","default":"-"}],"showAllAttributes":true}"#;
        check(default, &CALL, &["none=-", "tier=gold", "order=A 1&b", "note=x"]);
        check(r#"{"showAllAttributes":true}"#, &[], &[]);
    }

    // Shows: BH-153
    #[test]
    fn none_is_there_twice() {
        let format = r#"{"attributes":[{"name":"Tier","format":"{{tier}}"}],"showAllAttributes":true}"#;
        check(format, &CALL, &["Tier=gold", "order=A 1&b", "none=", "note=x"]);
        let several =
            r#"{"attributes":[{"name":"Both","format":"{{ tier }}, {{order}}"}],"showAllAttributes":true}"#;
        check(several, &CALL, &["Both=gold, A 1&b", "none=", "note=x"]);
        // What is configured to be nowhere is not brought back.
        let none = r#"{"attributes":[{"name":"tier","display":"--None--"}],"showAllAttributes":true}"#;
        check(none, &CALL, &["order=A 1&b", "none=", "note=x"]);
    }
}

//! Definitions as an org keeps them: JSON on one line, in ASCII, without what stands in fields of the record. Text is changed and
//! never parsed into values, so that numbers and the order of keys stay as they were written.

/// The text on one line, every character ASCII.
pub(super) fn compact(text: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let mut compact = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii() {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|unit| compact.push_str(&format!("\\u{unit:04x}")));
        } else if in_text || !c.is_ascii_whitespace() {
            compact.push(c);
        }
        match (in_text, escaped, c) {
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            _ => escaped = false,
        }
    }
    compact
}

/// The members of a compact object, each with its name: `"name":value`. Nothing where it is no object.
fn members(compact: &str) -> Option<Vec<&str>> {
    let inside = compact.strip_prefix('{')?.strip_suffix('}')?;
    let (mut depth, mut in_text, mut escaped, mut begin) = (0_usize, false, false, 0);
    let mut members = Vec::new();
    for (at, c) in inside.char_indices() {
        match (in_text, escaped, c) {
            (true, false, '\\') => escaped = true,
            (_, false, '"') => in_text = !in_text,
            (false, _, '{' | '[') => depth += 1,
            (false, _, '}' | ']') => depth = depth.checked_sub(1)?,
            (false, _, ',') if depth == 0 => {
                members.push(&inside[begin..at]);
                begin = at + 1;
            }
            _ => escaped = false,
        }
    }
    if begin < inside.len() {
        members.push(&inside[begin..]);
    }
    Some(members)
}

/// The compact text of an object without the members of these names.
pub(super) fn without(compact: &str, names: &[&str]) -> String {
    let Some(members) = members(compact) else { return compact.to_owned() };
    let is_left = |member: &&str| !names.iter().any(|name| member.starts_with(&format!("\"{name}\":")));
    let left: Vec<&str> = members.into_iter().filter(is_left).collect();
    format!("{{{}}}", left.join(","))
}

/// The compact text of an object with these members before all others, and no others of their names.
pub(super) fn with(compact: &str, first: &[(&str, String)]) -> String {
    let names: Vec<&str> = first.iter().map(|(name, _)| *name).collect();
    let rest = without(compact, &names);
    let Some(rest) = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else { return rest };
    let mut all: Vec<String> = first.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    all.extend((!rest.is_empty()).then(|| rest.to_owned()));
    format!("{{{}}}", all.join(","))
}

#[cfg(test)]
mod tests {
    use super::{compact, with, without};

    #[test]
    fn white_space_goes_and_letters_are_escaped() {
        for (text, expected) in [
            (
                "{ \"a b\" : 1e2 ,\r\n\t\"\u{fc}\": \"\u{1f600} x\" }\n",
                r#"{"a b":1e2,"\u00fc":"\ud83d\ude00 x"}"#,
            ),
            (r#"{ "a": "c \" d \\" , "b": 12 }"#, r#"{"a":"c \" d \\","b":12}"#),
            ("", ""),
        ] {
            assert_eq!(compact(text), expected);
            assert_eq!(compact(expected), expected, "twice is once");
        }
    }

    #[test]
    fn members_go_by_name_at_the_top_only() {
        let text = r#"{"name":"a,}\"b","x":{"name":1,"y":[2,{"name":3}]},"name2":true,"name":4}"#;
        assert_eq!(without(text, &["name"]), r#"{"x":{"name":1,"y":[2,{"name":3}]},"name2":true}"#);
        assert_eq!(without(r#"{"name":1}"#, &["name"]), "{}");
        for odd in ["", "[1,2]", "no object", "{]}"] {
            assert_eq!(without(odd, &["name"]), odd);
        }
    }

    #[test]
    fn members_come_first_and_once() {
        let first = [("name", "\"n\"".to_owned()), ("active", "true".to_owned())];
        assert_eq!(
            with(r#"{"actions":[],"active":false}"#, &first),
            r#"{"name":"n","active":true,"actions":[]}"#
        );
        assert_eq!(with("{}", &first), r#"{"name":"n","active":true}"#);
        assert_eq!(with(r#"{"a":{"b":{}}}"#, &first[..1]), r#"{"name":"n","a":{"b":{}}}"#);
    }
}

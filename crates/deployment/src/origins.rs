//! The hosts of a configuration document as the page compares them: origins, character for character.
//!
//! The headers are forgiving (`https://ACME.lightning.force.com/`), a browser is not: what names a host is written back in
//! the one spelling a browser uses, so that page and headers mean the same. What the page could never admit is refused.

use serde_json::{Map, Value};

use crate::headers::{HostError, WrongHost, source};

/// What a text is in its one spelling.
type Spelling = fn(&str) -> Result<String, WrongHost>;

/// Writes the hosts of the document in their one spelling; what names no host, or none the page could admit.
pub(crate) fn canonical(document: &mut Map<String, Value>) -> Vec<HostError> {
    let mut wrong = Vec::new();
    let keys: [(&str, Spelling); 3] = [
        ("/salesforce/origins", exact_org),
        ("/salesforce/extraHosts", extra_host),
        ("/connect/instanceUrl", instance),
    ];
    for (pointer, spell) in keys {
        let mut parts = pointer.split('/').skip(1);
        let (Some(part), Some(key)) = (parts.next(), parts.next()) else { continue };
        let Some(value) = document.get_mut(part).and_then(|part| part.get_mut(key)) else { continue };
        let values = match value {
            Value::Array(list) => list.as_mut_slice(),
            value => std::slice::from_mut(value),
        };
        for value in values {
            wrong.extend(rewrite(value, spell).err().map(|wrong| wrong.under(pointer)));
        }
    }
    wrong
}

/// An empty text says nothing, and stays.
fn rewrite(value: &mut Value, spell: Spelling) -> Result<(), WrongHost> {
    if let Value::String(text) = value
        && !text.trim().is_empty()
    {
        *text = spell(text.trim())?;
    }
    Ok(())
}

/// An org: exactly one host, and Salesforce's hosts have no port.
fn exact_org(text: &str) -> Result<String, WrongHost> {
    let origin = one_host(text)?;
    if origin.matches(':').count() > 1 {
        return Err(WrongHost::Port(text.to_owned()));
    }
    Ok(origin)
}

/// A name, with every host below it; or a whole origin, for development.
fn extra_host(text: &str) -> Result<String, WrongHost> {
    if text.contains("://") {
        return one_host(text);
    }
    let name = text.strip_prefix("*.").unwrap_or(text).trim_start_matches('.');
    let origin = source(&format!("https://{name}"))?;
    match origin.strip_prefix("https://") {
        Some(name) if !name.contains([':', '*']) => Ok(name.to_owned()),
        _ => Err(WrongHost::NotAName(text.to_owned())),
    }
}

/// The instance, by its address or by its alias alone.
fn instance(text: &str) -> Result<String, WrongHost> {
    let is_alias = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_alias { one_host(&format!("https://{text}.my.connect.aws")) } else { one_host(text) }
}

fn one_host(text: &str) -> Result<String, WrongHost> {
    let origin = source(text)?;
    if origin.contains('*') {
        return Err(WrongHost::Many(text.to_owned()));
    }
    Ok(origin)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(part: &str, key: &str, given: Value, expected: Result<Value, &str>) {
        let mut document = Map::new();
        document.insert(part.to_owned(), json!({ key: given }));
        let done = match canonical(&mut document).into_iter().next() {
            None => Ok(document[part][key].clone()),
            Some(wrong) => Err(wrong),
        };
        match (done, expected) {
            (Ok(is), Ok(expected)) => assert_eq!(is, expected, "{given}"),
            (Err(error), Err(words)) => {
                let said = error.to_string();
                assert!(said.starts_with(&format!("{part}.{key}: ")) && said.contains(words), "{said}");
            }
            (is, expected) => panic!("{given}: {is:?}, expected {expected:?}"),
        }
    }

    #[test]
    fn orgs() {
        let check = |given: &str, expected: Result<&str, &str>| {
            check("salesforce", "origins", json!([given]), expected.map(|origin| json!([origin])));
        };
        check("https://acme.lightning.force.com", Ok("https://acme.lightning.force.com"));
        check("https://acme.lightning.force.com/", Ok("https://acme.lightning.force.com"));
        check(" https://ACME.lightning.force.com ", Ok("https://acme.lightning.force.com"));
        check("HTTPS://acme.my.salesforce.com:443/x?y#z", Ok("https://acme.my.salesforce.com"));
        check("https://acme.lightning.force.com:8443", Err("has a port"));
        check("https://*.lightning.force.com", Err("must be one host"));
        check("acme.lightning.force.com", Err("write it as https://host"));
        check("http://acme.lightning.force.com", Err("must be https"));
    }

    #[test]
    fn extra_hosts() {
        let check = |given: &str, expected: Result<&str, &str>| {
            check("salesforce", "extraHosts", json!([given]), expected.map(|name| json!([name])));
        };
        check("crm.example", Ok("crm.example"));
        check("CRM.Example/", Ok("crm.example"));
        check("*.crm.example", Ok("crm.example"));
        check(".crm.example", Ok("crm.example"));
        check("https://CRM.example:8443/", Ok("https://crm.example:8443"));
        check("http://lightning.localhost:8484", Ok("http://lightning.localhost:8484"));
        check("crm.example:8443", Err("not a name of hosts"));
        check("*", Err("not an origin"));
    }

    // Shows: BH-106
    #[test]
    fn instances() {
        let check = |given: &str, expected: Result<&str, &str>| {
            check("connect", "instanceUrl", json!(given), expected.map(|url| json!(url)));
        };
        check("acme", Ok("https://acme.my.connect.aws"));
        check("Acme-2", Ok("https://acme-2.my.connect.aws"));
        check("https://acme.my.connect.aws/ccp-v2/", Ok("https://acme.my.connect.aws"));
        check("https://acme.awsapps.com/connect/ccp-v2", Ok("https://acme.awsapps.com"));
        check("", Ok(""));
        check("acme.my.connect.aws", Err("write it as https://host"));
        check("https://*.my.connect.aws", Err("must be one host"));
    }

    #[test]
    fn all_that_are_wrong_are_named() {
        let document = json!({
            "salesforce": { "origins": ["a", "https://acme.lightning.force.com", "b"] },
            "connect": { "instanceUrl": "https://*.x" },
        });
        let wrong = canonical(&mut document.as_object().cloned().expect("a map"));
        let keys: Vec<&str> = wrong.iter().map(|wrong| wrong.key.as_str()).collect();
        assert_eq!(keys, ["salesforce.origins", "salesforce.origins", "connect.instanceUrl"]);
    }

    #[test]
    fn what_is_not_there_is_not_put_there() {
        let mut document = Map::new();
        document.insert("connect".to_owned(), json!({ "instanceUrl": null }));
        let before = document.clone();
        assert_eq!(canonical(&mut document), []);
        assert_eq!(document, before);
    }
}

//! The hosts that flows ask by HTTP: the page's policy lets only those through that `http.origins` names.

use flow::{Document, Value};

use crate::headers::{self, WrongHost};

/// The vendor's block that asks a host by HTTP, and its argument with the address. Its id stands here and not only in the
/// catalogue because a flow may have it before this version knows it.
const HTTP_REQUEST: (&str, &str) = ("SE_HttpRequest", "url");

/// Where a flow's HTTP Request goes: its origin, or why its address is none.
pub(crate) type AskedHost = Result<String, WrongHost>;

/// The hosts that a flow, active or not, asks. An address that is put together when the flow runs is left out: nobody
/// knows it before.
pub(crate) fn asked(document: &Document) -> Vec<AskedHost> {
    let (type_id, argument) = HTTP_REQUEST;
    let blocks = document.blocks().iter().filter(|block| block.type_id == type_id);
    blocks
        .filter_map(|block| match block.controls.get(argument) {
            Some(Value::Text(address)) => origin(address),
            _ => None,
        })
        .collect()
}

fn origin(address: &str) -> Option<AskedHost> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains(['{', '}', '$']) { None } else { Some(headers::source(address)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: &[Result<&str, &str>]) {
        let text = format!(
            r#"{{"actions": [{{"id": "a", "type": "SE_HttpRequest", "controls": {{"url": {url}}}}}]}}"#
        );
        let found: Vec<Result<String, String>> = asked(&Document::parse(&text).0)
            .into_iter()
            .map(|host| host.map_err(|why| why.to_string()))
            .collect();
        let expected: Vec<Result<String, String>> =
            expected.iter().map(|host| host.map(str::to_owned).map_err(str::to_owned)).collect();
        assert_eq!(found, expected, "{url}");
    }

    #[test]
    fn the_origin_of_a_whole_address() {
        check(r#""https://API.acme.example/v1?x={{y}}""#, &[Ok("https://api.acme.example")]);
        check(r#""http://api.acme.example/""#, &[Err("“http://api.acme.example/” must be https")]);
    }

    #[test]
    fn what_is_known_only_when_the_flow_runs_is_left_out() {
        for url in [r#""{{base}}/v1""#, r#""https://{{host}}/v1""#, r#""/v1""#, "null", "5"] {
            check(url, &[]);
        }
    }
}

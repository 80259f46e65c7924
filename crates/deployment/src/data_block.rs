//! The data blocks of the start page: where configuration, flows and actions stand, as JSON that no browser runs.

use serde_json::{Value, json};
use thiserror::Error;

/// The start tag of the block with configuration and flows, which the softphone core reads.
const DATA_BLOCK: &str = r#"<script type="application/json" id="switchboard-config">"#;
/// The start tag of the block with the CTI Actions, which only the panel reads.
const ACTIONS_BLOCK: &str = r#"<script type="application/json" id="switchboard-actions">"#;

/// Why a page is not the start page of a softphone.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DataBlockError {
    /// It has no such data block.
    #[error("the page needs the data block {0}</script>")]
    Missing(&'static str),
    /// A data block has no end.
    #[error("the page's data block is not closed by </script>")]
    NotClosed,
    /// What the block holds is not JSON.
    #[error("the data block of the adapter page is not JSON: {0}")]
    NotJson(String),
    /// The configuration in the block has another shape.
    #[error("the data block of the adapter page: {key} must be {expected}")]
    Shape {
        /// The key, with dots.
        key: &'static str,
        /// What it must be.
        expected: &'static str,
    },
}

/// The start page with configuration, flows and actions in its data blocks. Flows and actions are JSON texts and go in as they
/// are written: a number keeps its spelling.
///
/// # Errors
/// A data block is missing, or the page could not read what would stand in it: it reads the whole block with the flows' own reader.
pub fn fill(
    page: &str,
    config: &Value,
    flows: &[String],
    actions: &[String],
) -> Result<String, DataBlockError> {
    let [before, _, between, _, after] = parts(page)?;
    let data = format!("{{\"config\":{config},\"flows\":[{}]}}", flows.join(","));
    if flow::Value::from_json_text(&data).is_none() {
        let reason = "a flow is no JSON, or its lists and maps lie too deep in one another";
        return Err(DataBlockError::NotJson(reason.to_owned()));
    }
    let actions = format!("[{}]", actions.join(","));
    Ok([before, &as_data(&data), between, &as_data(&actions), after].concat())
}

/// The flow files in the start page, as JSON texts.
///
/// # Errors
/// The page has no data block, or what it holds is not JSON.
pub fn flows_of(page: &str) -> Result<Vec<String>, DataBlockError> {
    let (_, data, _) = split_at(page, DATA_BLOCK)?;
    Ok(parse(data)?["flows"].as_array().into_iter().flatten().map(Value::to_string).collect())
}

/// The start page with two things added to its configuration: the names under `localhost` that the simulator host answers to at
/// this port count as Salesforce, and the page around it is told which blocks run. Development only.
///
/// # Errors
/// The page has no data block, or what it holds is not JSON.
pub fn for_localhost(page: &str, port: u16) -> Result<String, DataBlockError> {
    let (before, data, after) = split_at(page, DATA_BLOCK)?;
    let mut data = parse(data)?;
    let origin = json!(format!("http://lightning.localhost:{port}"));
    let config = data
        .as_object_mut()
        .map(|data| data.entry("config").or_insert_with(|| json!({})))
        .and_then(Value::as_object_mut)
        .ok_or(DataBlockError::Shape { key: "config", expected: "a map" })?;
    config.insert("recorder".to_owned(), json!({ "expose": true }));
    config
        .entry("salesforce")
        .or_insert_with(|| json!({}))
        .as_object_mut()
        .and_then(|salesforce| salesforce.entry("extraHosts").or_insert_with(|| json!([])).as_array_mut())
        .ok_or(DataBlockError::Shape { key: "salesforce.extraHosts", expected: "a list" })?
        .push(origin);
    Ok([before, &as_data(&data.to_string()), after].concat())
}

/// The page in parts: what stands around the data blocks, which refers to files, and what is in them, which are texts of
/// other people. The first part is markup, and every other one from there.
///
/// # Errors
/// A data block is missing.
pub fn parts(page: &str) -> Result<[&str; 5], DataBlockError> {
    let (before, data, after) = split_at(page, DATA_BLOCK)?;
    let (between, actions, after) = split_at(after, ACTIONS_BLOCK)?;
    Ok([before, data, between, actions, after])
}

/// The page before the content of a data block, the content, and the page after it.
fn split_at<'p>(page: &'p str, block: &'static str) -> Result<(&'p str, &'p str, &'p str), DataBlockError> {
    let start = page.find(block).ok_or(DataBlockError::Missing(block))? + block.len();
    let length = page[start..].find("</script>").ok_or(DataBlockError::NotClosed)?;
    Ok((&page[..start], &page[start..start + length], &page[start + length..]))
}

fn parse(data: &str) -> Result<Value, DataBlockError> {
    serde_json::from_str(data).map_err(|error| DataBlockError::NotJson(error.to_string()))
}

/// JSON that may stand in a script element: `<` occurs only in texts, where its escape means the same, so nothing in
/// there can end the element.
fn as_data(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><script type=\"application/json\" id=\"switchboard-config\">{}</script>\
        <script type=\"application/json\" id=\"switchboard-actions\">[]</script></head><body></body>";

    fn fill(page: &str, config: &Value, flows: &[String]) -> Result<String, DataBlockError> {
        super::fill(page, config, flows, &[r#"{"name":"</script><b>"}"#.to_owned()])
    }

    #[test]
    fn baked_data_cannot_end_its_block() {
        let flow = r#"{"name":"</script><script>alert(1)</script><!--"}"#.to_owned();
        let page = fill(PAGE, &json!({"a": 1}), std::slice::from_ref(&flow)).expect("bakes");
        let data =
            page.split_once(DATA_BLOCK).and_then(|(_, rest)| rest.split_once("</script>")).expect("block").0;
        assert!(!data.contains('<'));
        let value: Value = serde_json::from_str(data).expect("still JSON");
        assert_eq!(
            value,
            json!({"config": {"a": 1}, "flows": [{"name": "</script><script>alert(1)</script><!--"}]})
        );
        assert!(page.ends_with("</script></head><body></body>"));
        let [_, _, _, actions, _] = parts(&page).expect("parts");
        assert!(!actions.contains('<'));
        let actions: Value = serde_json::from_str(actions).expect("still JSON");
        assert_eq!(actions, json!([{"name": "</script><b>"}]));
    }

    #[test]
    fn flows_come_back_as_they_were_baked() {
        let flow = r#"{"name":"</script>","actions":[]}"#.to_owned();
        let page = fill(PAGE, &json!({}), std::slice::from_ref(&flow)).expect("bakes");
        assert_eq!(flows_of(&page).expect("flows"), [flow]);
        assert!(flows_of(&fill(PAGE, &json!({}), &[]).expect("bakes")).expect("flows").is_empty());
    }

    #[test]
    fn numbers_of_a_flow_keep_their_spelling() {
        let page =
            fill(PAGE, &json!({}), &[r#"{"n":1e2,"m":12345678901234567890.5}"#.to_owned()]).expect("bakes");
        assert!(page.contains(r#""flows":[{"n":1e2,"m":12345678901234567890.5}]"#), "{page}");
    }

    #[test]
    fn a_block_that_the_page_could_not_read_is_refused() {
        for flow in ["{".to_owned(), format!("{}{}", "[".repeat(128), "]".repeat(128))] {
            let error = fill(PAGE, &json!({}), &[flow]).expect_err("must be refused");
            assert!(matches!(error, DataBlockError::NotJson(_)), "{error}");
        }
        let deep = format!("{}{}", "[".repeat(126), "]".repeat(126));
        assert!(fill(PAGE, &json!({}), &[deep]).is_ok());
    }

    #[test]
    fn a_page_without_a_block_is_refused() {
        assert_eq!(
            fill("<head></head>", &json!({}), &[]).expect_err("no block"),
            DataBlockError::Missing(DATA_BLOCK)
        );
        assert_eq!(
            fill(&format!("<head>{DATA_BLOCK}"), &json!({}), &[]).expect_err("no end"),
            DataBlockError::NotClosed
        );
        let without_actions = PAGE.replace("switchboard-actions", "x");
        assert_eq!(
            fill(&without_actions, &json!({}), &[]).expect_err("no block for actions"),
            DataBlockError::Missing(ACTIONS_BLOCK)
        );
    }

    #[test]
    fn localhost_is_added_to_the_page_and_to_nothing_else() {
        let page =
            fill(PAGE, &json!({"salesforce": {"extraHosts": ["crm.example"]}, "x": 1}), &[]).expect("bakes");
        assert!(!page.contains("localhost") && !page.contains("recorder"));
        let local = for_localhost(&page, 8008).expect("a page");
        let (before, data, after) = split_at(&local, DATA_BLOCK).expect("block");
        let data: Value = serde_json::from_str(data).expect("JSON");
        assert_eq!(data["config"]["x"], 1);
        assert_eq!(
            data["config"]["salesforce"]["extraHosts"],
            json!(["crm.example", "http://lightning.localhost:8008"])
        );
        assert_eq!(data["config"]["recorder"]["expose"], true);
        assert!(page.starts_with(before) && page.ends_with(after));
        let bare = for_localhost(&fill(PAGE, &json!({}), &[]).expect("bakes"), 1).expect("a page");
        assert!(bare.contains("http://lightning.localhost:1"));
    }

    #[test]
    fn a_configuration_of_another_shape_is_named() {
        let local = |config: &Value| for_localhost(&fill(PAGE, config, &[]).expect("bakes"), 1);
        let said = |config: Value| local(&config).expect_err("must be refused").to_string();
        assert_eq!(said(json!([])), "the data block of the adapter page: config must be a map");
        for config in [json!({"salesforce": 1}), json!({"salesforce": {"extraHosts": 1}})] {
            assert_eq!(
                said(config),
                "the data block of the adapter page: salesforce.extraHosts must be a list"
            );
        }
    }
}

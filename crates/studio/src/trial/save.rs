//! A run as a scenario: `cti test` plays it again and finds what was found here.

use serde_json::{Value, json};

use super::play::Trace;

/// The text of a scenario file for a flow's file. A scenario that was opened keeps its other cases; a case of this name gives way.
pub(crate) fn scenario(opened: Option<&Value>, flow: &str, name: &str, trace: &Trace) -> String {
    let mut case = json!({ "name": name });
    if let (Value::Object(case), Value::Object(played)) = (&mut case, &trace.case) {
        case.extend(
            played
                .iter()
                .filter(|(key, _)| !["name", "expect"].contains(&key.as_str()))
                .map(|(key, value)| (key.clone(), value.clone())),
        );
    }
    case["expect"] = match &trace.outcome {
        None => json!({ "ran": false }),
        Some(outcome) => {
            let outcome = serde_json::to_value(outcome).unwrap_or_default();
            let blocks: Vec<&str> = trace.entries.iter().map(|entry| entry.block.as_str()).collect();
            json!({ "outcome": outcome["outcome"], "blocks": blocks })
        }
    };
    let mut whole = opened.cloned().unwrap_or_else(|| json!({ "flow": flow, "cases": [] }));
    if let Some(cases) = whole["cases"].as_array_mut() {
        match cases.iter_mut().find(|known| known["name"] == name) {
            Some(known) => *known = case,
            None => cases.push(case),
        }
    }
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::scenario;
    use crate::templates::TEMPLATES;
    use crate::trial::pins::Pin;
    use crate::trial::play::play;
    use crate::trial::sample::{self, Fields, Sample};

    fn no_files(name: &str) -> Result<String, String> {
        Err(format!("{name}: there are no files here"))
    }

    // Shows: issue-12-6
    #[test]
    fn cti_finds_in_a_saved_run_what_was_found_here() {
        let fails = json!({ "fails": { "kind": "rejected", "message": "An error occurred" } });
        let pins = [Pin::new("uid-5".into(), "search", &fails).expect("a reply")];
        let mut tried = 0;
        for template in TEMPLATES {
            let document = template.document();
            for sample in Sample::ALL {
                let fields = Fields { number: sample.number().to_owned(), ..Fields::default() };
                let Ok(case) = sample::case(&document, sample, &fields) else { continue };
                for pins in [&[][..], &pins] {
                    let trace = play(&document, &case, pins, cti::phone::parse, &no_files).expect("plays");
                    let text = scenario(None, "flow.json", sample.title(), &trace);
                    let went = cti::try_scenario(template.text, &text);
                    assert_eq!(went, Ok((1, 1)), "{:?} {sample:?}\n{text}", document.name());
                    tried += 1;
                }
            }
        }
        assert!(tried > 20, "{tried}");
    }

    #[test]
    fn an_opened_scenario_keeps_its_other_cases() {
        let text = include_str!("../../../../flows/voice-screen-pop.scenario.json");
        let opened: Value = serde_json::from_str(text).expect("ships");
        let document = TEMPLATES[0].document();
        let case = &opened["cases"][0];
        let trace = play(&document, case, &[], cti::phone::parse, &no_files).expect("plays");
        let name = case["name"].as_str().expect("has a name");
        let again = scenario(Some(&opened), "flow.json", name, &trace);
        let saved: Value = serde_json::from_str(&again).expect("JSON");
        assert_eq!(saved["cases"].as_array().map(Vec::len), opened["cases"].as_array().map(Vec::len));
        assert_eq!(saved["cases"][1], opened["cases"][1]);
        assert_eq!(saved["cases"][0]["replies"], case["replies"]);
        let count = opened["cases"].as_array().map_or(0, Vec::len);
        assert_eq!(cti::try_scenario(TEMPLATES[0].text, &again), Ok((count, count)));
    }
}

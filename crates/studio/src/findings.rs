//! What the linter says of the flow as it is drawn: the list, and going to where it is.

use flow::{Diagnostic, Document, Finding, Severity, check_together, check_trigger, compile, fix};

use crate::app::name_of;
use crate::dialog::Notice;
use crate::element::{Part, Row, button, classed, div, part};
use crate::library::Item;
use crate::reactive::*;
use crate::stage::Stage;

/// Everything `cti lint` would say of a flow among the other flows of its library, the worst first.
pub(crate) fn of(document: &Document, key: &str, others: &[Item]) -> Vec<Diagnostic> {
    let (_, shape) = Document::parse(&document.to_text());
    let mut found = shape;
    found.extend(compile(document).1);
    found.extend(check_trigger(document));
    found.extend(also_active(document, key, others));
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity_in(document)));
    found
}

/// Whether another active flow is started by what starts this one.
pub(crate) fn also_active(document: &Document, key: &str, others: &[Item]) -> Vec<Diagnostic> {
    let others: Vec<(String, Document)> = (others.iter().filter(|item| item.key != key))
        .map(|item| (format!("“{}”", name_of(&item.text)), Document::parse(&item.text).0))
        .collect();
    let mut flows: Vec<(&str, &Document)> = others.iter().map(|(name, flow)| (name.as_str(), flow)).collect();
    flows.push(("", document));
    let last = flows.len() - 1;
    check_together(&flows).into_iter().filter(|(at, _)| *at == last).map(|(_, finding)| finding).collect()
}

/// How bad, in a word.
fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// A sign and a word for how bad something is, so that it is not colour alone that says it.
pub(crate) fn mark(severity: Severity) -> Part {
    let sign = match severity {
        Severity::Error => "✖",
        Severity::Warning => "▲",
        Severity::Info => "i",
    };
    let class = format!("mark {}", word(severity));
    part("span", &[("class", &class), ("role", "img"), ("aria-label", word(severity))]).text(sign)
}

/// How many there are, in words.
pub(crate) fn summary(stage: &Stage) -> String {
    let findings = stage.findings().get();
    let count = |severity| {
        stage.with(|document| findings.iter().filter(|found| found.severity_in(document) == severity).count())
    };
    let words = [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "hint")];
    let parts: Vec<String> = (words.into_iter())
        .map(|(severity, word)| (count(severity), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { "No findings".to_owned() } else { parts.join(", ") }
}

/// The list of findings.
pub(crate) fn panel(stage: &Stage) -> Part {
    let (rows, fixes) = (stage.clone(), stage.clone());
    let list = part("ul", &[("class", "finding-list")]).rows(move || {
        let found = rows.findings().get();
        let row = |(at, finding): (usize, &Diagnostic)| -> Row {
            let (stage, finding) = (rows.clone(), finding.clone());
            let severity = rows.with(|document| finding.severity_in(document));
            let key = format!("{at} {severity:?} {finding}");
            (key, Box::new(move || one(&stage, finding, severity)))
        };
        found.iter().enumerate().map(row).collect()
    });
    let repair = div("repair").live_parts(move || {
        fixes.findings().track();
        let text = fixes.text();
        let (repaired, done) = fix(&text);
        if done.is_empty() {
            return Vec::new();
        }
        let (stage, count) = (fixes.clone(), done.len());
        let label = if count == 1 { "Repair 1 thing".to_owned() } else { format!("Repair {count} things") };
        let said: Vec<String> = done.iter().map(|fix| fix.repair.to_string()).collect();
        let title = said.join("\n");
        let act = move || {
            if stage.replace_text(&repaired) {
                let undo = stage.clone();
                let notice = Notice::info(format!("Repaired: {}.", said.join("; ")));
                stage.app().say(notice.with("Undo", move || undo.undo()));
            }
        };
        vec![button(&label, act).attr("title", Some(&title))]
    });
    part("section", &[("class", "findings"), ("aria-label", "Findings")]).with(&[repair, list])
}

fn one(stage: &Stage, finding: Diagnostic, severity: Severity) -> Part {
    let sentence = finding.finding.to_string();
    let place = match (&finding.block, &finding.argument) {
        (Some(block), Some(argument)) => format!("{block}, {argument}"),
        (Some(block), None) => block.to_string(),
        _ => String::new(),
    };
    let text = [classed("span", "place", &place), classed("span", "", &sentence)];
    let row = part("li", &[]);
    match finding.block.clone() {
        Some(block) => {
            let stage = stage.clone();
            let act = move || {
                stage.go_to(&block);
                let argument = finding.argument.clone();
                // The fields of the block are there when the page has heard of the selection.
                soon(move || crate::detail::focus(argument.as_deref()));
            };
            row.with(&[part("button", &[("type", "button"), ("class", "plain")])
                .pressed(act)
                .with(&[mark(severity)])
                .with(&text)])
        }
        None => row.with(&[div("about-flow").with(&[mark(severity)]).with(&text)]),
    }
}

/// What is said before a flow is saved that something else is active for, too; nothing when all is well.
pub(crate) fn second_active(document: &Document, key: &str, others: &[Item]) -> Option<String> {
    also_active(document, key, others).first().map(|found| match &found.finding {
        Finding::AlsoActive { other, .. } => {
            format!("{other} is active for this event, too: only the one that is deployed last runs.")
        }
        finding => format!("{finding}."),
    })
}

#[cfg(test)]
mod tests {
    use flow::Document;

    use super::{of, second_active};
    use crate::library::{Item, ItemKind};
    use crate::templates::TEMPLATES;

    fn item(key: &str, text: &str) -> Item {
        Item { key: key.to_owned(), kind: ItemKind::Flow, text: text.to_owned(), revision: "1".to_owned() }
    }

    #[test]
    fn a_second_active_flow_for_an_event_is_said() {
        let text = TEMPLATES[0].text;
        let flow = Document::parse(text).0;
        assert_eq!(second_active(&flow, "a", &[item("a", text)]), None);
        let said = second_active(&flow, "a", &[item("a", text), item("b", text)]);
        assert_eq!(
            said.as_deref(),
            Some(
                "“Voice screen pop” is active for this event, too: only the one that is deployed last runs."
            )
        );
    }

    #[test]
    fn what_ships_has_no_warnings_and_a_script_is_named() {
        for template in TEMPLATES {
            let document = template.document();
            let found = of(&document, "a", &[]);
            let bad: Vec<String> = (found.iter())
                .filter(|found| found.severity_in(&document) != flow::Severity::Info)
                .map(ToString::to_string)
                .collect();
            assert!(bad.is_empty(), "{:?}: {bad:?}", document.name());
        }
        assert_eq!(of(&Document::parse("function(){}").0, "a", &[])[0].finding.code(), "notJson");
    }
}

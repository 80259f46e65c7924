//! What the softphone layout says, for whoever sets the phone up: what is searched for callers, what opens, and whether
//! records can say that somebody does not want to be called.

use crate::element::{DomNode, node};
use crate::panel::Panel;
use crate::reactive::*;
use panel_protocol::LayoutView;

/// Objects that callers usually are, or call about.
const USUAL: [&str; 4] = ["Account", "Contact", "Lead", "Case"];

/// Objects whose numbers are clicked most, and that can say so.
const ASKED: [&str; 2] = ["Contact", "Lead"];

/// One line of the summary: a sentence with `{what}` in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Key of the sentence.
    pub key: &'static str,
    /// Key of another sentence that stands for `{what}`; it has a gap of that name itself.
    pub rule: Option<&'static str>,
    /// Names as Salesforce has them.
    pub what: String,
}

/// The lines, in their order.
pub fn lines(layout: &LayoutView) -> Vec<Line> {
    let line = |key, what| Line { key, rule: None, what };
    let searched = match layout.objects.is_empty() {
        true => "setup.nothing-searched",
        false => "setup.searched",
    };
    let mut lines = vec![line(searched, layout.objects.join(", "))];
    let others = without(&USUAL, &layout.objects);
    if !others.is_empty() {
        lines.push(line("setup.not-searched", others));
    }
    let rules = layout.rules.iter().map(String::as_str).chain(std::iter::repeat(""));
    for (key, rule) in ["setup.no-match", "setup.one-match", "setup.several-match"].into_iter().zip(rules) {
        let (kind, what) = rule.split_once(' ').unwrap_or((rule, ""));
        let (rule, what) = match (kind, what) {
            ("", _) => (Some("setup.unsaid"), ""),
            ("DoNotPop", _) => (Some("setup.nothing-opens"), ""),
            ("PopToEntity", "") => (Some("setup.record"), ""),
            ("PopToEntity", object) => (Some("setup.new-record"), object),
            ("PopToSearch", _) => (Some("setup.search-page"), ""),
            ("PopToVisualforce", page) => (Some("setup.page"), page),
            ("PopToFlow", flow) => (Some("setup.flow"), flow),
            // A rule of a later Salesforce, in its own words.
            _ => (None, rule),
        };
        lines.push(Line { key, rule, what: what.to_owned() });
    }
    if !layout.do_not_call.is_empty() {
        lines.push(line("setup.do-not-call", layout.do_not_call.join(", ")));
    }
    let silent = without(&ASKED, &layout.do_not_call);
    if !silent.is_empty() {
        lines.push(line("setup.do-not-call-unknown", silent));
    }
    lines
}

/// Those that are not among the others.
fn without(wanted: &[&str], there: &[String]) -> String {
    let missing: Vec<&str> =
        wanted.iter().copied().filter(|object| !there.iter().any(|known| known == object)).collect();
    missing.join(", ")
}

/// The summary; nothing before the layout was read.
pub(crate) fn setup(panel: Panel) -> DomNode {
    let layout = panel.part(|view| view.layout.clone());
    let say = move |line: &Line| {
        let what = match line.rule {
            Some(rule) => panel.fill(rule, &[("what", &line.what)]),
            None => line.what.clone(),
        };
        node("li", &[]).text(&panel.fill(line.key, &[("what", &what)]))
    };
    let summary = move || layout.get().iter().flat_map(lines).map(|line| say(&line)).collect();
    node("details", &[("id", "setup")]).hidden(move || layout.with(Option::is_none)).with(&[
        node("summary", &[]).text(&panel.say("setup.title")),
        node("ul", &[]).reactive_children(summary),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(objects: &[&str], rules: &[&str], do_not_call: &[&str], expected: &[(&str, &str, &str)]) {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        let layout =
            LayoutView { objects: texts(objects), rules: texts(rules), do_not_call: texts(do_not_call) };
        let lines = lines(&layout);
        let found: Vec<_> =
            lines.iter().map(|line| (line.key, line.rule.unwrap_or("-"), line.what.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_whole_layout() {
        check(
            &["Case", "Account", "Contact", "Lead", "Policy__c"],
            &["PopToEntity Contact", "PopToEntity", "PopToSearch"],
            &["Contact", "Lead", "Account"],
            &[
                ("setup.searched", "-", "Case, Account, Contact, Lead, Policy__c"),
                ("setup.no-match", "setup.new-record", "Contact"),
                ("setup.one-match", "setup.record", ""),
                ("setup.several-match", "setup.search-page", ""),
                ("setup.do-not-call", "-", "Contact, Lead, Account"),
            ],
        );
    }

    #[test]
    fn an_empty_one_is_said_to_be_empty() {
        check(
            &[],
            &[],
            &[],
            &[
                ("setup.nothing-searched", "-", ""),
                ("setup.not-searched", "-", "Account, Contact, Lead, Case"),
                ("setup.no-match", "setup.unsaid", ""),
                ("setup.one-match", "setup.unsaid", ""),
                ("setup.several-match", "setup.unsaid", ""),
                ("setup.do-not-call-unknown", "-", "Contact, Lead"),
            ],
        );
    }

    // Shows: difference-h
    #[test]
    fn what_is_missing_is_named() {
        check(
            &["Contact"],
            &["DoNotPop", "PopToVisualforce Who", "PopToFlow Triage"],
            &["Contact"],
            &[
                ("setup.searched", "-", "Contact"),
                ("setup.not-searched", "-", "Account, Lead, Case"),
                ("setup.no-match", "setup.nothing-opens", ""),
                ("setup.one-match", "setup.page", "Who"),
                ("setup.several-match", "setup.flow", "Triage"),
                ("setup.do-not-call", "-", "Contact"),
                ("setup.do-not-call-unknown", "-", "Lead"),
            ],
        );
    }

    #[test]
    fn a_rule_nobody_knows_stands_in_its_own_words() {
        let layout = LayoutView { rules: vec!["PopToMoon crater".into()], ..LayoutView::default() };
        let line = Line { key: "setup.no-match", rule: None, what: "PopToMoon crater".into() };
        assert!(lines(&layout).contains(&line));
    }
}

//! What is wrong and what is odd, each beside the field or the file it is about.

use callcenter::{Fault, Severity};
use deployment::{Deployment, File, Finding, Place};

use crate::fields::{Field, Part};
use crate::form::{Form, Kind};

/// Where a sentence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Beside {
    /// Beside a field, by its id.
    Field(&'static str),
    /// Beside a flow or an action that was added.
    File(String),
    /// Below the configuration as text.
    Configuration,
}

/// A sentence, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) beside: Beside,
    pub(crate) text: String,
}

/// Everything there is to say of what was filled in.
#[derive(Debug)]
pub(crate) struct Report {
    /// What keeps the site from being made.
    pub(crate) problems: Vec<Remark>,
    /// What is odd and keeps nobody.
    pub(crate) hints: Vec<Remark>,
    /// What the site is made of, when nothing keeps it from that.
    pub(crate) deployment: Option<Deployment>,
}

impl Report {
    /// Checks a form, with the release it is a deployment of.
    pub(crate) fn new(form: &Form, release: &[File]) -> Report {
        let (mut problems, mut hints) = (Vec::new(), Vec::new());
        let [flows, actions] = [Kind::Flow, Kind::Action].map(|kind| form.sources(kind, release));
        let checked = deployment::check(&form.configuration_text(), &flows, &actions);
        let deployment = match checked {
            Ok(deployment) => {
                hints.extend(deployment.findings().iter().map(|finding| of_finding(form, finding)));
                Some(deployment)
            }
            Err(found) => {
                problems.extend(found.into_iter().map(|problem| of_place(form, problem.place, problem.text)));
                None
            }
        };
        of_call_center(form, &mut problems, &mut hints);
        let named = form.named_files();
        if !named.is_empty() && form.files.is_empty() {
            let text = format!(
                "The configuration names {}: this page cannot open files by their names. Add them under Flows and actions.",
                named.join(", ")
            );
            hints.push(Remark { beside: Beside::Configuration, text });
        }
        let deployment = deployment.filter(|_| problems.is_empty());
        Report { problems, hints, deployment }
    }
}

fn of_place(form: &Form, place: Place, text: String) -> Remark {
    match place {
        Place::Configuration => Remark { beside: Beside::Configuration, text },
        Place::Key(key) => {
            let beside = Field::of_key(&key).map_or(Beside::Configuration, |field| Beside::Field(field.id));
            Remark { beside, text }
        }
        Place::File(name) => of_file(form, name, text),
    }
}

/// A file that was added has a place of its own; of a shipped one the name is said.
fn of_file(form: &Form, name: String, text: String) -> Remark {
    if form.files.iter().any(|file| file.name == name) {
        return Remark { beside: Beside::File(name), text };
    }
    Remark { beside: Beside::Field("shipped"), text: format!("{name}: {text}") }
}

fn of_finding(form: &Form, finding: &Finding) -> Remark {
    match finding {
        Finding::Flow { file, text } | Finding::HttpHost { file, text } => {
            of_file(form, file.clone(), text.clone())
        }
        Finding::OpenToAny if form.any_org() => {
            Remark { beside: Beside::Field("origins"), text: finding.to_string() }
        }
        Finding::OpenToAny => Remark { beside: Beside::Field("instance-url"), text: finding.to_string() },
        Finding::ServiceElsewhere { .. } => {
            Remark { beside: Beside::Configuration, text: finding.to_string() }
        }
    }
}

/// The rules of call centers, as `cti callcenter check` says them.
fn of_call_center(form: &Form, problems: &mut Vec<Remark>, hints: &mut Vec<Remark>) {
    let center = form.call_center();
    let beside = |part| Field::of_part(part).map_or(Beside::Configuration, |field| Beside::Field(field.id));
    if center.adapter_url.is_empty() {
        let text = "Write the https address at which you will serve the page, for instance https://cti.acme.example/softphone/.";
        problems.push(Remark { beside: beside(Part::AdapterUrl), text: text.to_owned() });
        return;
    }
    let text = callcenter::write(&center, callcenter::Form::Import);
    for finding in callcenter::read(text.as_bytes(), "").findings {
        let field = field_of(&finding.fault);
        let beside = field.map_or(Beside::Configuration, |field| Beside::Field(field.id));
        // Of a value that the configuration has, too, its own checks may have spoken.
        if field.is_some() && problems.iter().any(|known| known.beside == beside) {
            continue;
        }
        let remark = Remark { beside, text: format!("{finding}. {}", finding.remedy()) };
        match finding.severity {
            Severity::Error => problems.push(remark),
            Severity::Warning | Severity::Hint if field.is_some() => hints.push(remark),
            Severity::Warning | Severity::Hint => {}
        }
    }
}

/// The field that a fault of a call center is about.
fn field_of(fault: &Fault) -> Option<Field> {
    let part = match fault {
        Fault::InternalName { .. } => Part::InternalName,
        Fault::DisplayNameEmpty | Fault::DisplayNameLong { .. } => Part::DisplayName,
        Fault::Url { item, .. }
        | Fault::RelativeUrl { item, .. }
        | Fault::UrlParameter { item, .. }
        | Fault::UrlFragment { item }
        | Fault::ExampleHost { item, .. }
            if item == "reqAdapterUrl" =>
        {
            Part::AdapterUrl
        }
        Fault::Missing { item } => match *item {
            "reqInternalName" => Part::InternalName,
            "reqDisplayName" => Part::DisplayName,
            "reqAdapterUrl" => Part::AdapterUrl,
            _ => return None,
        },
        Fault::Custom { item, .. } | Fault::CustomOdd { item, .. } => return Field::of_item(item),
        _ => return None,
    };
    Field::of_part(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FIELDS;
    use crate::form::Added;
    use crate::testing::{FLOW, release};

    fn filled(changes: &[(&str, &str)]) -> Form {
        let mut form = Form::new();
        let well = [
            ("origins", "https://acme.lightning.force.com"),
            ("instance-url", "acme"),
            ("adapter-url", "https://cti.acme.example/softphone/"),
        ];
        for (id, text) in well.iter().chain(changes) {
            let field = FIELDS.into_iter().find(|field| field.id == *id).expect("a field");
            form.set(field, text);
        }
        form
    }

    #[track_caller]
    fn check(form: &Form, problems: &[(Beside, &str)], hints: &[(Beside, &str)]) {
        let report = Report::new(form, &release());
        for (remarks, expected) in [(&report.problems, problems), (&report.hints, hints)] {
            assert_eq!(remarks.len(), expected.len(), "{remarks:?}");
            for (remark, (beside, words)) in remarks.iter().zip(expected) {
                assert!(remark.beside == *beside && remark.text.contains(words), "{remark:?}: {words}");
            }
        }
        assert_eq!(report.deployment.is_some(), problems.is_empty());
    }

    #[test]
    fn a_form_that_is_filled_in_well_is_a_deployment() {
        check(&filled(&[]), &[], &[]);
    }

    // Shows: issue-10-deploy-page
    #[test]
    fn each_sentence_stands_beside_its_field() {
        for (id, text, words) in [
            ("origins", "", "names no org"),
            ("origins", "acme.lightning.force.com", "https://host"),
            ("instance-url", "http://acme.example", "must be https"),
            ("region", "Frankfurt", "region"),
            ("sso-url", "sign in", "https://host"),
            ("country", "Germany", "two letters"),
            ("language", "x", "language"),
            ("adapter-url", "", "Write the https address"),
            ("adapter-url", "http://cti.acme.example/", "https"),
            ("internal-name", "my call center", "internal name"),
        ] {
            let found = Report::new(&filled(&[(id, text)]), &release()).problems;
            let first = found.first().expect("a problem");
            assert!(
                first.beside == Beside::Field(id) && first.text.contains(words),
                "{id} {text}: {found:?}"
            );
        }
    }

    #[test]
    fn an_example_address_is_a_hint() {
        let form = filled(&[("adapter-url", "https://cti.example.com/softphone/")]);
        check(&form, &[], &[(Beside::Field("adapter-url"), "example host")]);
    }

    #[test]
    fn a_page_for_any_org_or_any_instance_is_told_of() {
        check(&filled(&[("instance-url", "")]), &[], &[(Beside::Field("instance-url"), "any instance")]);
        let mut form = filled(&[]);
        form.set_any_org(true);
        check(&form, &[], &[(Beside::Field("origins"), "any org")]);
    }

    #[test]
    fn a_broken_flow_is_named_beside_its_file() {
        let mut form = filled(&[]);
        form.add(Added { kind: Kind::Flow, name: "bad.json".into(), text: "{".into() });
        check(&form, &[(Beside::File("bad.json".into()), "not JSON")], &[]);
    }

    #[test]
    fn files_that_the_configuration_names_must_be_added() {
        let mut form = filled(&[]);
        let text = form.configuration_text().replacen('{', r#"{"flows": ["flows"],"#, 1);
        form.set_configuration(&text);
        check(&form, &[], &[(Beside::Configuration, "Add them")]);
        form.add(Added { kind: Kind::Flow, name: "a.json".into(), text: FLOW.into() });
        check(&form, &[], &[]);
    }

    #[test]
    fn what_has_no_field_stands_below_the_configuration() {
        let mut form = filled(&[]);
        form.set_configuration("{");
        check(&form, &[(Beside::Configuration, "not JSON")], &[]);
    }
}

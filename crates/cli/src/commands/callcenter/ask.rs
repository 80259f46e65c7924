//! The questions of `cti callcenter new`.

use std::io::{BufRead, Write};

use callcenter::{Form, Severity, read, write};

use super::new::{Answers, call_center};
use crate::error::Problem;

/// A question, the answer that Enter gives, and where the answer goes.
struct Question {
    text: &'static str,
    usual: &'static str,
    store: fn(&mut Answers, String),
}

const QUESTIONS: [Question; 7] = [
    Question {
        text: "Internal name (letters and digits, cannot be changed later)",
        usual: "Switchboard",
        store: |answers, text| answers.internal_name = text,
    },
    Question {
        text: "Display name (Enter: the same)",
        usual: "",
        store: |answers, text| answers.display_name = (!text.is_empty()).then_some(text),
    },
    Question {
        text: "Address of the softphone page (https://…)",
        usual: "",
        store: |answers, text| answers.adapter_url = Some(text),
    },
    Question {
        text: "Address of the Amazon Connect instance (https://NAME.my.connect.aws)",
        usual: "",
        store: |answers, text| answers.instance_url = Some(text),
    },
    Question {
        text: "AWS region of the instance",
        usual: "",
        store: |answers, text| answers.region = Some(text),
    },
    Question {
        text: "Single sign-on address (Enter: no SAML)",
        usual: "",
        store: |answers, text| answers.sso_url = Some(text),
    },
    Question {
        text: "Country of numbers without a country code",
        usual: "US",
        store: |answers, text| answers.country = text,
    },
];

/// An address that breaks no rule, so that a question is only judged by its own answer.
const STAND_IN: &str = "https://softphone.test/";

/// Asks everything, each question until its answer breaks no rule.
pub(super) fn complete(
    answers: &mut Answers,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<(), Problem> {
    for question in &QUESTIONS {
        loop {
            let usual = if question.usual.is_empty() { "" } else { question.usual };
            let shown = if usual.is_empty() { String::new() } else { format!(" [{usual}]") };
            // A terminal that cannot be written to shows in the answers.
            let _ = write!(output, "{}{shown}: ", question.text);
            let _ = output.flush();
            let mut text = String::new();
            let count = input.read_line(&mut text).map_err(|source| Problem::Answer { source })?;
            if count == 0 {
                return Err(Problem::NoAdapterUrl);
            }
            let text = text.trim();
            (question.store)(answers, if text.is_empty() { usual.into() } else { text.into() });
            let complaints = complaints(answers);
            if complaints.is_empty() {
                break;
            }
            for complaint in complaints {
                let _ = writeln!(output, "  {complaint}");
            }
        }
    }
    Ok(())
}

fn complaints(answers: &Answers) -> Vec<String> {
    let mut so_far = answers.clone();
    so_far.adapter_url.get_or_insert_with(|| STAND_IN.into());
    let report = read(write(&call_center(&so_far), Form::Import).as_bytes(), "");
    let errors = report.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| format!("{finding}. {}", finding.remedy())).collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(clap::Parser)]
    struct Flags {
        #[command(flatten)]
        answers: Answers,
    }

    fn converse(input: &str) -> (Result<(), Problem>, Answers, String) {
        let mut answers = Flags::parse_from(["new"]).answers;
        let mut output = Vec::new();
        let result = complete(&mut answers, &mut input.as_bytes(), &mut output);
        (result, answers, String::from_utf8(output).expect("text"))
    }

    #[test]
    fn enter_takes_the_usual_answer_and_a_wrong_one_is_asked_again() {
        let (result, answers, said) = converse(
            "\n\nhttp://cti.acme.test/\nhttps://cti.acme.test/\nhttps://acme.my.connect.aws\nmars\neu-central-1\n\nde\n",
        );
        result.expect("all questions are answered");
        assert!(said.contains("does not begin with https://"), "{said}");
        assert!(said.contains("is not an AWS region"), "{said}");
        let center = call_center(&answers);
        assert_eq!(
            (center.internal_name.as_str(), center.display_name.as_str()),
            ("Switchboard", "Switchboard")
        );
        assert_eq!(center.adapter_url, "https://cti.acme.test/");
        assert_eq!(center.setting(callcenter::SECTION, "region"), Some("eu-central-1"));
        assert_eq!(center.setting(callcenter::SECTION, "country"), Some("de"));
    }

    #[test]
    fn an_end_of_input_ends_the_questions() {
        assert!(matches!(converse("Acme\n").0, Err(Problem::NoAdapterUrl)));
    }
}

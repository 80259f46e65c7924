//! A flow compiled: a flat table of blocks, ports as indices, references taken apart.

use std::sync::Arc;

use crate::diagnostic::{later_format, unknown_type};
use crate::reference::Source;
use crate::triggers::{never_raised, resolve_trigger};
use crate::{Aliases, Block, BlockName, Diagnostic, Document, Finding, Port, Text, Trigger, Value, blocks};

/// Key of a flow file: *Search And Screenpop* leaves through `success` when there is nothing to search for, in this flow. The
/// import writes it into flows whose drawing relies on it.
pub(crate) const EMPTY_SEARCH_KEY: &str = "emptySearchSucceeds";

/// Key of a flow file: the version of its format. A file that does not say is of the first.
pub(crate) const FORMAT_KEY: &str = "format";
/// The latest format of flow files that this release reads.
pub const FORMAT: u32 = 1;

/// What a file says its format is, where this release does not read that.
fn unknown_format(file: &Value) -> Option<Text> {
    let format = file.get(FORMAT_KEY);
    let is_known = |number: f64| (1..=FORMAT).any(|known| f64::from(known) == number);
    (!format.is_undefined() && !format.as_number().is_some_and(is_known)).then(|| format.to_text().into())
}

/// A flow ready to run. Nothing in it is looked up by name.
#[derive(Clone, Debug)]
pub struct Program {
    pub(crate) name: Option<Text>,
    pub(crate) blocks: Vec<ProgramBlock>,
    /// Index of the Start block, or how many there are when that is not one.
    pub(crate) start: Result<usize, usize>,
    /// Whether its searches succeed with nothing to search for, whatever the page's setting is.
    pub(crate) empty_search_succeeds: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct ProgramBlock {
    pub(crate) named: Arc<BlockName>,
    /// Absent when nobody here knows the type.
    pub(crate) block: Option<&'static Block>,
    /// In the order of the block's arguments.
    pub(crate) sources: Vec<Source>,
    /// In the order of the block's ports.
    pub(crate) targets: Vec<Option<usize>>,
}

/// A flow file as a page runs it: when it runs, what it does, and what keeps it from running.
#[derive(Clone, Debug)]
pub struct Flow {
    /// Its name; empty when the file has none.
    pub name: Text,
    /// What starts it; absent when the file does not say, or says something that does not exist.
    pub trigger: Option<&'static Trigger>,
    /// Whether it may run. A file that does not say may: exports of the vendor never say.
    pub active: bool,
    /// What it does.
    pub program: Program,
    /// What keeps it from running, in file order. `cti lint` says more.
    pub broken: Vec<LoadError>,
}

/// What keeps a flow from running, in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// In which block, by id; empty when it is the flow's matter.
    pub block: Text,
    /// What is wrong.
    pub message: Text,
}

impl Flow {
    /// Reads a flow file. There is always a flow; a broken one ends as blocked when it comes to the broken place.
    pub fn read(file: &Value, aliases: &Aliases) -> Flow {
        let mut broken = Vec::new();
        let program = Program::of(file, aliases, &mut broken);
        let trigger = match resolve_trigger(file.get("source").as_text(), file.get("event").as_text()) {
            Ok(trigger) => {
                if let Some(finding) = never_raised(trigger) {
                    broken.push(LoadError { block: Text::default(), message: finding.to_string().into() });
                }
                Some(trigger)
            }
            Err(finding) => {
                broken.push(LoadError { block: Text::default(), message: finding.to_string().into() });
                None
            }
        };
        Flow {
            name: word(file.get("name")),
            trigger,
            active: file.get("active").is_undefined() || file.get("active").to_flag(),
            program,
            broken,
        }
    }
}

/// Compiles a document, and says everything there is to say about its blocks. When it runs is looked at by
/// [`check_trigger`](crate::check_trigger).
pub fn compile(document: &Document) -> (Program, Vec<Diagnostic>) {
    let file = document.to_value();
    let program = Program::of(&file, document.aliases(), &mut Vec::new());
    let diagnostics = match unknown_format(&file) {
        Some(found) => {
            let finding = Finding::LaterFormat { found };
            vec![Diagnostic { finding, block: None, argument: None, place: None }]
        }
        None => findings(document, &program),
    };
    (program, diagnostics)
}

impl Program {
    /// Compiles a flow. There is always a program.
    fn of(file: &Value, aliases: &Aliases, broken: &mut Vec<LoadError>) -> Program {
        let mut wrong =
            |block: &Text, message: Text| broken.push(LoadError { block: block.clone(), message });
        // What a later release means by its blocks nobody here knows.
        if let Some(found) = unknown_format(file) {
            wrong(&Text::default(), later_format(&found).into());
            return Program { name: None, blocks: Vec::new(), start: Err(0), empty_search_succeeds: false };
        }
        let name = match file.get("name") {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        };
        let (mut ids, mut actions, mut starts) = (Vec::new(), Vec::new(), Vec::new());
        match file.get("actions") {
            Value::List(list) => {
                for action in list {
                    if action.as_map().is_none() {
                        wrong(&Text::default(), "an action is no map".into());
                        continue;
                    }
                    let (id, type_id) = (word(action.get("id")), word(action.get("type")));
                    if id.is_empty() {
                        wrong(&id, "a block has no id".into());
                    } else if ids.contains(&id) {
                        wrong(&id, "another block has the same id".into());
                    }
                    if type_id.is_empty() {
                        wrong(&id, "this block has no type".into());
                    }
                    let block = blocks::find_by(&type_id, aliases);
                    if block.is_none() && !type_id.is_empty() {
                        wrong(&id, unknown_type(&type_id).into());
                    }
                    if block.is_some_and(|block| block.type_id == blocks::START) {
                        starts.push(ids.len());
                    }
                    ids.push(id);
                    actions.push((action, type_id, block));
                }
                match starts.len() {
                    0 => wrong(&Text::default(), "there is no Start block".into()),
                    1 => {}
                    _ => wrong(&Text::default(), "there are several Start blocks".into()),
                }
            }
            _ => wrong(&Text::default(), "there is no list of blocks".into()),
        }
        let mut blocks = Vec::with_capacity(actions.len());
        for (at, (action, type_id, block)) in actions.into_iter().enumerate() {
            blocks.push(ProgramBlock::of(action, at, type_id, block, &ids));
        }
        let start = if let [start] = starts[..] { Ok(start) } else { Err(starts.len()) };
        let empty_search_succeeds = file.get(EMPTY_SEARCH_KEY).to_flag();
        Program { name, blocks, start, empty_search_succeeds }
    }

    /// Name of the flow.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// An id, a type or the like: text. Hand edits write ids as bare numbers; they mean the text.
fn word(value: &Value) -> Text {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(_) => value.to_text().into(),
        _ => Text::default(),
    }
}

impl ProgramBlock {
    fn of(
        action: &Value,
        at: usize,
        type_id: Text,
        found: Option<&'static Block>,
        ids: &[Text],
    ) -> ProgramBlock {
        let (mut sources, mut targets) = (Vec::new(), Vec::new());
        if let Some(found) = found {
            for argument in found.arguments {
                let control = action.get("controls").as_map();
                let control = control.and_then(|controls| argument.given(controls));
                let given = control.unwrap_or(Value::UNDEFINED);
                sources.push(Source::compile(given).cast_for(argument));
            }
            for port in found.ports.all() {
                let target = word(action.get("ports").get(port.name()));
                targets.push(ids.iter().position(|id| *id == target && !id.is_empty()));
            }
        }
        let title = match action.get("meta").get("title") {
            Value::Text(title) if !title.is_empty() => title.clone(),
            _ => found.map_or_else(|| type_id.clone(), |found| found.title.into()),
        };
        let named = Arc::new(BlockName { block: ids[at].clone(), type_id, title });
        ProgramBlock { named, block: found, sources, targets }
    }

    /// Where a port leads.
    pub(crate) fn target(&self, port: Port) -> Option<usize> {
        *self.targets.get(port.position())?
    }
}

#[cfg(feature = "check")]
fn findings(document: &Document, program: &Program) -> Vec<Diagnostic> {
    crate::check::check(document, program)
}

/// Without the feature only what keeps a flow from running at all.
#[cfg(not(feature = "check"))]
fn findings(document: &Document, program: &Program) -> Vec<Diagnostic> {
    match program.start {
        Err(count) if document.is_flow() => {
            let finding = if count == 0 { Finding::NoStart } else { Finding::SeveralStarts { count } };
            vec![Diagnostic { finding, block: None, argument: None, place: None }]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Flow, compile};
    use crate::{
        Aliases, Context, Document, Limits, Run, Severity, Source as TriggerSource, Step, TriggerEvent, Value,
    };

    /// What a page says keeps a flow from running, as `block: what`. The checker says the same with more words.
    #[track_caller]
    fn check(file: &str, expected: &[&str]) {
        let flow = Flow::read(&Value::from_json_text(file).expect("JSON"), &Aliases::new());
        let found: Vec<String> =
            flow.broken.iter().map(|error| format!("{}: {}", error.block, error.message)).collect();
        assert_eq!(found, expected, "{file}");
        let (document, mut findings) = Document::parse(file);
        findings.extend(compile(&document).1);
        findings.extend(crate::check_trigger(&document));
        findings.retain(|finding| finding.severity_in(&document) == Severity::Error);
        assert_eq!(findings.len(), expected.len(), "{findings:?}");
    }

    #[test]
    fn what_keeps_a_flow_from_running() {
        let when = r#""source":"ctiAction""#;
        let check = |actions: &str, expected: &[&str]| {
            check(&format!(r#"{{{when},"actions":{actions}}}"#), expected);
        };
        check(r#"[{"id":"a","type":"SE_Start"},{"id":7,"type":"SE_End"}]"#, &[]);
        check("{}", &[": there is no list of blocks"]);
        check("[]", &[": there is no Start block"]);
        let starts = r#"{"id":"a","type":"SE_Start"},{"id":"b","type":"SE_Start"}"#;
        check(&format!(r#"[{starts}]"#), &[": there are several Start blocks"]);
        let start = r#"{"id":"a","type":"SE_Start"}"#;
        check(&format!(r#"[{start},5]"#), &[": an action is no map"]);
        check(&format!(r#"[{start},{{"type":"SE_End"}}]"#), &[": a block has no id"]);
        check(&format!(r#"[{start},{{"id":"b","type":""}}]"#), &["b: this block has no type"]);
        let end = r#"{"id":"a","type":"SE_End"}"#;
        check(&format!(r#"[{start},{end}]"#), &["a: another block has the same id"]);
        let unknown = r#"{"id":"b","type":"SE_Unknown"}"#;
        check(
            &format!(r#"[{start},{unknown}]"#),
            &["b: block type \"SE_Unknown\" is unknown: a run that reaches it stops"],
        );
    }

    #[test]
    fn an_active_flow_that_is_bound_to_nothing_does_not_run() {
        let of = |when: &str| format!(r#"{{{when},"actions":[{{"id":"a","type":"SE_Start"}}]}}"#);
        check(&of(r#""source":"salesforceUi","event":"onClickToDial""#), &[]);
        check(
            &of(r#""source":"salesforceUI","event":"onClickToDial""#),
            &[": there is no source \"salesforceUI\": do you mean \"salesforceUi\"?"],
        );
        check(
            &of(r#""source":"connectVoiceContact","event":"onIncomming""#),
            &[": connectVoiceContact has no event \"onIncomming\": do you mean \"onIncoming\"?"],
        );
    }

    #[test]
    fn the_page_says_of_a_flow_that_never_runs_why() {
        let read = |file: &str| Flow::read(&Value::from_json_text(file).expect("JSON"), &Aliases::new());
        let what = |file: &str| read(file).broken.first().map(|broken| broken.message.to_string());
        assert_eq!(what("5"), Some("there is no list of blocks".to_owned()));
        let never = r#"{"source":"connectChatContact","event":"onMessageSent","actions":[{"id":"a","type":"SE_Start"}]}"#;
        assert!(what(never).is_some_and(|what| what.contains("does not raise")), "{:?}", what(never));
        let missing = what(r#"{"actions":[{"id":"a","type":"SE_Start"}]}"#);
        assert!(missing.is_some_and(|what| what.contains("does not say when it runs")));
    }

    #[test]
    fn types_by_other_spellings() {
        let file = r#"{"actions":[{"id":"a","type":"X_Begin","ports":{"done":"b"}},
            {"id":"b","type":"X_Say","meta":{"title":"t"},"controls":{"level":"info","message":"hello"}},
            {"id":"c","type":"SE_End"}]}"#;
        let known = |pairs: &[(&'static str, &str)]| -> Aliases {
            pairs.iter().map(|(other, ours)| ((*other).into(), (*ours).to_owned())).collect()
        };
        let check = |aliases: &Aliases, codes: &[&str]| {
            let (document, mut found) = Document::parse_with(file, aliases);
            let (program, more) = compile(&document);
            found.extend(more);
            let found: Vec<String> = found.iter().map(|found| found.finding.code()).collect();
            assert_eq!(found, codes);
            assert_eq!(document.to_text(), file, "a file keeps its spelling");
            // The page reads the same.
            let page = Flow::read(&Value::from_json_text(file).expect("JSON"), aliases);
            let start = |program| Run::start(program, Context::default(), Limits::default(), 0);
            let ((run, step), (_, in_page)) = (start(&program), start(&page.program));
            assert_eq!(step, in_page);
            (run, step)
        };
        let both = known(&[("X_Begin", "SE_Start"), ("X_Say", "SE_Log"), ("SE_End", "SE_Log")]);
        let (run, step) = check(&both, &["unreachable"]);
        assert!(matches!(step, Step::Perform(_)));
        assert_eq!(run.entries()[1].type_id, "X_Say");
        check(&known(&[("X_Begin", "SE_Start"), ("X_Say", "SE_Nothing")]), &["unknownType", "unreachable"]);
        check(&Aliases::new(), &["noStart", "unknownType", "unknownType"]);
    }

    #[test]
    fn when_a_flow_runs() {
        let read = |file: &str| Flow::read(&Value::from_json_text(file).expect("JSON"), &Aliases::new());
        let when = |flow: &Flow| flow.trigger.map(|trigger| (trigger.source, trigger.event));
        let flow = read(r#"{"name":"n","source":"salesforceUi","event":"onClickToDial","active":"false"}"#);
        assert_eq!((&*flow.name, flow.active), ("n", false));
        assert_eq!(when(&flow), Some((TriggerSource::SalesforceUi, Some(TriggerEvent::ClickToDial))));
        let flow = read(r#"{"source":"ctiAction","event":"onClickToDial"}"#);
        assert_eq!(when(&flow), Some((TriggerSource::CtiAction, None)));
        let flow = read("{}");
        assert_eq!((&*flow.name, flow.active, when(&flow)), ("", true, None));
    }
}

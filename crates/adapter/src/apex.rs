//! The org's own Apex classes (`salesforce/`), asked by Open CTI.

use std::cell::RefCell;
use std::rc::Rc;

use desk::Event;
use flow::{Answer, Failure, Reply, Value};
use opencti::{OpenCti, RunApex};

use crate::reporter::Reporter;
use crate::salesforce;

/// Names and texts of one question.
pub(crate) type Params = Vec<(&'static str, String)>;

/// The classes, as far as this page knows them.
#[derive(Clone, Debug)]
pub(crate) struct Apex {
    reporter: Reporter,
    /// The call center that they are told, so that each answer has the revision of its flows. None before `SwitchboardFlows` has
    /// answered: the classes of an earlier release know no such parameter.
    adapter: Rc<RefCell<Option<String>>>,
}

impl Apex {
    pub(crate) fn new(reporter: Reporter) -> Apex {
        Apex { reporter, adapter: Rc::default() }
    }

    /// Asks for flows, actions and settings of an adapter record.
    pub(crate) async fn read_flows(
        &self,
        opencti: &OpenCti,
        adapter: &str,
        revision: &str,
        after: &str,
    ) -> Reply {
        let params = Params::from([
            ("adapter", adapter.to_owned()),
            ("revision", revision.to_owned()),
            ("after", after.to_owned()),
        ]);
        let said = run(opencti, "SwitchboardFlows", "read", params).await?;
        self.adapter.replace(Some(adapter.to_owned()));
        Ok(Answer::Value { value: said.into() })
    }

    /// Asks another class, and reports what its answer says of the flows.
    pub(crate) async fn ask(
        &self,
        opencti: &OpenCti,
        class: &str,
        method: &str,
        mut params: Params,
    ) -> Result<String, Failure> {
        let adapter = self.adapter.borrow().clone();
        let is_told = adapter.is_some();
        params.extend(adapter.map(|adapter| ("adapter", adapter)));
        let said = run(opencti, class, method, params).await?;
        if is_told {
            let answer = Value::from_json_text(&said).unwrap_or_default();
            let text = |name| answer.get(name).as_text().map(str::to_owned);
            if let Some(state) = text("state") {
                self.reporter.report(Event::FlowsMentioned { state, revision: text("revision") });
            }
        }
        Ok(said)
    }
}

async fn run(opencti: &OpenCti, class: &str, method: &str, params: Params) -> Result<String, Failure> {
    let params = params.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    let call = RunApex { class: class.to_owned(), method: method.to_owned(), params };
    opencti.run_apex_text(&call).await.map_err(salesforce::apex_failure)
}

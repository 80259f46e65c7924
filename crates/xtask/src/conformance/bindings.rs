//! The tables in the READMEs of the bindings: every method and listener, and the browser test of each way it can end.
//!
//! A binding's tests are made by macros, `method! { save_log, "saveLog", …` and `listener! { …`: a module per method, a test
//! per column in it. The names are read from the test files; that the tests exist and passed is seen in the record.

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::paths;

/// A crate of bindings with such a table.
#[derive(Debug)]
pub(super) struct Bindings {
    /// The crate, and its folder below `crates`.
    pub(super) package: &'static str,
    /// The test files, each with what its columns are called.
    files: &'static [TestFile],
    /// Every member of the platform's inventory.
    inventory: &'static [&'static str],
}

/// A file of tests made by one macro.
#[derive(Debug)]
struct TestFile {
    /// Its module in the test program `web`.
    module: &'static str,
    /// The macro.
    made_by: &'static str,
    /// Names of the tests it makes for each member.
    columns: &'static [&'static str],
}

/// Open CTI guide, "Methods for Lightning Experience"; `getCallObjectReferences` is in none of its pages.
const OPEN_CTI: [&str; 27] = [
    "disableClickToDial",
    "enableClickToDial",
    "getAppViewInfo",
    "getCallCenterSettings",
    "getCallObjectReferences",
    "getSoftphoneLayout",
    "hvs.completeWork",
    "hvs.onWorkStart",
    "isSoftphonePanelVisible",
    "notifyInitializationComplete",
    "onClickToDial",
    "onNavigationChange",
    "publish",
    "refreshView",
    "runApex",
    "saveLog",
    "screenPop",
    "searchAndScreenPop",
    "setSoftphoneItemIcon",
    "setSoftphoneItemLabel",
    "setSoftphonePanelHeight",
    "setSoftphonePanelIcon",
    "setSoftphonePanelLabel",
    "setSoftphonePanelVisibility",
    "setSoftphonePanelWidth",
    "subscribe",
    "unsubscribe",
];

/// What Lightning has of `sforce.console`, and a softphone has a use for. Console and Omni-Channel developer guides.
const TOOLKITS: [&str; 46] = [
    "addEventListener",
    "closeTab",
    "disableTabClose",
    "fireEvent",
    "focusPrimaryTabById",
    "focusSubtabById",
    "getEnclosingPrimaryTabId",
    "getEnclosingTabId",
    "getFocusedPrimaryTabId",
    "getFocusedPrimaryTabObjectId",
    "getFocusedSubtabId",
    "getFocusedSubtabObjectId",
    "getPageInfo",
    "getPrimaryTabIds",
    "getSubtabIds",
    "onFocusedPrimaryTab",
    "onFocusedSubtab",
    "openPrimaryTab",
    "openSubtab",
    "refreshPrimaryTabById",
    "refreshSubtabById",
    "setCustomConsoleComponentButtonText",
    "setCustomConsoleComponentHeight",
    "setCustomConsoleComponentPopoutable",
    "setCustomConsoleComponentVisible",
    "setCustomConsoleComponentWidth",
    "setTabIcon",
    "ConsoleEvent.CLOSE_TAB",
    "ConsoleEvent.OPEN_TAB",
    "ConsoleEvent.PRESENCE.LOGIN_SUCCESS",
    "ConsoleEvent.PRESENCE.LOGOUT",
    "ConsoleEvent.PRESENCE.STATUS_CHANGED",
    "ConsoleEvent.PRESENCE.WORKLOAD_CHANGED",
    "ConsoleEvent.PRESENCE.WORK_ACCEPTED",
    "ConsoleEvent.PRESENCE.WORK_ASSIGNED",
    "ConsoleEvent.PRESENCE.WORK_CLOSED",
    "ConsoleEvent.PRESENCE.WORK_DECLINED",
    "presence.acceptAgentWork",
    "presence.closeAgentWork",
    "presence.declineAgentWork",
    "presence.getAgentWorkload",
    "presence.getAgentWorks",
    "presence.getServicePresenceStatusChannels",
    "presence.getServicePresenceStatusId",
    "presence.login",
    "presence.logout",
];

/// The ends of a call of the toolkits.
const OF_TOOLKITS: &[&str] = &[
    "success",
    "not_in_a_console",
    "without_a_toolkit",
    "missing",
    "refused",
    "throws",
    "never",
    "late",
    "twice",
    "unreadable",
];

/// All of them.
pub(super) const ALL: [Bindings; 2] = [OPENCTI, CONSOLE];

const CONSOLE: Bindings = Bindings {
    package: "toolkits",
    files: &[
        TestFile { module: "console", made_by: "method", columns: OF_TOOLKITS },
        TestFile { module: "presence", made_by: "method", columns: OF_TOOLKITS },
        TestFile {
            module: "events",
            made_by: "listener",
            columns: &[
                "success",
                "not_in_a_console",
                "without_a_toolkit",
                "missing",
                "throws",
                "never",
                "dropped",
                "forgotten",
                "unreadable",
            ],
        },
    ],
    inventory: &TOOLKITS,
};

const OPENCTI: Bindings = Bindings {
    package: "opencti",
    files: &[
        TestFile {
            module: "methods",
            made_by: "method",
            columns: &[
                "success",
                "refused_as_invalid_param",
                "refused_as_generic_error",
                "refused_as_server_error",
                "refused_as_not_ready",
                "refused_otherwise",
                "throws",
                "never",
                "late",
                "twice",
                "unreadable",
                "missing",
            ],
        },
        TestFile {
            module: "events",
            made_by: "listener",
            columns: &["success", "throws", "never", "late", "twice", "unreadable", "missing"],
        },
    ],
    inventory: &OPEN_CTI,
};

/// Where the table stands in a README.
const MARKS: [&str; 2] = ["<!-- tests: made by `cargo xtask conformance` -->\n", "<!-- end of tests -->\n"];

/// A member of the platform as the tests name it.
#[derive(Debug, PartialEq, Eq)]
struct Member {
    /// Module of its tests.
    module: String,
    /// Name in the platform's guide.
    name: String,
    /// Further successful calls: other forms of the arguments.
    also: Vec<String>,
}

impl Bindings {
    /// The README with a current table.
    ///
    /// # Errors
    /// A file cannot be read, the README has no place for the table, or a member of the inventory has no tests.
    pub(super) fn readme(&self) -> Result<String> {
        let readme = read(&paths::root().join("crates").join(self.package).join("README.md"))?;
        let [begin, end] = MARKS;
        let places =
            readme.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
        let Some((before, after)) = places else {
            bail!("crates/{}/README.md has no place between {begin} and {end}", self.package);
        };
        Ok(format!("{before}{begin}{}{end}{after}", self.tables()?))
    }

    /// The names of all tests in the table, as records have them.
    ///
    /// # Errors
    /// As [`Self::readme`].
    pub(super) fn tests(&self) -> Result<Vec<String>> {
        let mut tests = Vec::new();
        for file in self.files {
            for member in self.members(file)? {
                let names = file.columns.iter().copied().chain(member.also.iter().map(String::as_str));
                let path = format!("{}::{}", file.module, member.module);
                tests.extend(names.map(|name| format!("wasm {}::web {path}::{name}", self.package)));
            }
        }
        Ok(tests)
    }

    fn tables(&self) -> Result<String> {
        let mut text = String::new();
        let mut covered = Vec::new();
        for file in self.files {
            let heads: Vec<String> = file.columns.iter().map(|column| column.replace('_', " ")).collect();
            text.push_str(&format!("| {} | tests | {} | further |\n", file.module, heads.join(" | ")));
            text.push_str(&format!("|---|---|{}---|\n", "---|".repeat(file.columns.len())));
            for member in self.members(file)? {
                let also: Vec<String> = member.also.iter().map(|name| format!("`{name}`")).collect();
                text.push_str(&format!(
                    "| `{}` | `{}::{}` |{} {} |\n",
                    member.name,
                    file.module,
                    member.module,
                    " ✓ |".repeat(file.columns.len()),
                    also.join(", ")
                ));
                covered.push(member.name);
            }
            text.push('\n');
        }
        let without: Vec<_> =
            self.inventory.iter().filter(|name| !covered.iter().any(|it| it == *name)).collect();
        if !without.is_empty() {
            bail!("{} without tests: {without:?}", self.package);
        }
        Ok(text)
    }

    fn members(&self, file: &TestFile) -> Result<Vec<Member>> {
        let path = format!("crates/{}/tests/web/{}.rs", self.package, file.module);
        Ok(members(&read(&paths::root().join(path))?, file.made_by))
    }
}

/// Reads `method! { module, "name",` and the lines `also form:` that follow.
fn members(source: &str, made_by: &str) -> Vec<Member> {
    let start = format!("{made_by}! {{ ");
    let mut members: Vec<Member> = Vec::new();
    for line in source.lines() {
        if let Some((module, rest)) = line.strip_prefix(&start).and_then(|rest| rest.split_once(", \"")) {
            let name = rest.split('"').next().unwrap_or_default().to_owned();
            members.push(Member { module: module.to_owned(), name, also: Vec::new() });
        } else if let Some(form) =
            line.trim_start().strip_prefix("also ").and_then(|rest| rest.strip_suffix(':'))
            && let Some(member) = members.last_mut()
        {
            member.also.push(form.to_owned());
        }
    }
    members
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_read_with_their_forms() {
        let source = "method! { save_log, \"saveLog\",\n    {}, null,\n    also an_update:\n    {}\n}\n\nmethod! { x, \"hvs.x\",\n}\nlistener! { y, \"y\",";
        let expected = [("save_log", "saveLog", vec!["an_update".to_owned()]), ("x", "hvs.x", vec![])];
        let expected: Vec<Member> = expected
            .into_iter()
            .map(|(module, name, also)| Member { module: module.to_owned(), name: name.to_owned(), also })
            .collect();
        assert_eq!(members(source, "method"), expected);
    }

    #[test]
    fn the_tables_in_the_readmes_are_current() {
        for bindings in ALL {
            let path = format!("crates/{}/README.md", bindings.package);
            let there = read(&paths::root().join(&path)).expect("a README");
            assert!(
                there == bindings.readme().expect("a table"),
                "{path}: run `cargo xtask conformance --tables`"
            );
        }
    }
}

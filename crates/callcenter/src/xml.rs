//! Reading XML with its places, and writing it.

use roxmltree::{Document, Node, ParsingOptions};

use crate::finding::{Fault, Finding, Place};

/// Far more than any call center has; a bound on what a hostile file can cost.
const NODES_LIMIT: u32 = 20_000;

/// The text of a file, without a byte order mark.
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, Finding> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        finding(place_in(&before, before.len()), Fault::NotUtf8)
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The document, or why there is none. Document types are refused before anything in them is looked at.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Finding> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES_LIMIT, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        use roxmltree::Error;
        match error {
            Error::DtdDetected => {
                finding(place_in(text, text.find("<!DOCTYPE").unwrap_or_default()), Fault::Doctype)
            }
            Error::NodesLimitReached | Error::AttributesLimitReached | Error::NamespacesLimitReached => {
                finding(Place { line: 1, column: 1 }, Fault::TooLarge { limit: NODES_LIMIT })
            }
            error => {
                let pos = error.pos();
                // The place is printed by whoever prints the finding.
                let said = error.to_string();
                let reason = said.rsplit_once(" at ").map_or(said.as_str(), |(reason, _)| reason);
                let place = Place { line: pos.row.max(1), column: pos.col.max(1) };
                finding(place, Fault::NotXml { reason: reason.to_owned() })
            }
        }
    })
}

pub(crate) fn finding(place: Place, fault: Fault) -> Finding {
    Finding { place, severity: fault.severity(), fault }
}

fn place_in(text: &str, at: usize) -> Place {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Place { line: number(line), column: number(column) }
}

/// Where an element begins.
pub(crate) fn place(node: Node<'_, '_>) -> Place {
    let pos = node.document().text_pos_at(node.range().start);
    Place { line: pos.row, column: pos.col }
}

/// Everything written in an element, comments left out.
pub(crate) fn text(node: Node<'_, '_>) -> String {
    node.children().filter(Node::is_text).filter_map(|child| child.text()).collect()
}

/// The elements in an element. Text beside them is reported.
pub(crate) fn elements<'a, 'i>(parent: Node<'a, 'i>, findings: &mut Vec<Finding>) -> Vec<Node<'a, 'i>> {
    for child in parent.children().filter(Node::is_text) {
        let stray = child.text().unwrap_or_default().trim();
        if !stray.is_empty() {
            let text = stray.chars().take(40).collect();
            let fault = Fault::StrayText { text, parent: parent.tag_name().name().to_owned() };
            findings.push(finding(place(child), fault));
        }
    }
    parent.children().filter(Node::is_element).collect()
}

/// The text of an element that must hold nothing else.
pub(crate) fn leaf(node: Node<'_, '_>, findings: &mut Vec<Finding>) -> String {
    for child in node.children().filter(Node::is_element) {
        unexpected(child, node, findings);
    }
    text(node)
}

/// Reports an element that does not belong where it stands.
pub(crate) fn unexpected(node: Node<'_, '_>, parent: Node<'_, '_>, findings: &mut Vec<Finding>) {
    let name = |node: Node<'_, '_>| node.tag_name().name().to_owned();
    findings.push(finding(place(node), Fault::UnexpectedElement { name: name(node), parent: name(parent) }));
}

/// Writes elements, indented by two spaces.
#[derive(Debug)]
pub(crate) struct Writer {
    out: String,
    open: Vec<&'static str>,
}

impl Writer {
    pub(crate) fn new() -> Writer {
        Writer { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// A comment on lines of its own. Two hyphens would end it, so they are parted.
    pub(crate) fn comment(&mut self, text: &str) {
        let mut safe = text.replace("--", "- -");
        safe = safe.replace("--", "- -");
        self.out.push_str("<!--\n");
        for line in safe.lines() {
            if !line.is_empty() {
                self.out.push_str("  ");
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
        self.out.push_str("-->\n");
    }

    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push('\n');
        self.open.push(name);
    }

    pub(crate) fn leaf(&mut self, name: &str, attributes: &[(&str, Option<&str>)], text: &str) {
        self.indent();
        self.tag(name, attributes);
        escape(text, &mut self.out);
        self.out.push_str(&format!("</{name}>\n"));
    }

    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn indent(&mut self) {
        self.out.extend(self.open.iter().map(|_| "  "));
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.out.push_str(&format!("<{name}"));
        for (name, value) in attributes {
            if let Some(value) = value {
                self.out.push_str(&format!(" {name}=\""));
                escape(value, &mut self.out);
                self.out.push('"');
            }
        }
        self.out.push('>');
    }
}

/// White space other than a space is written as a number, because readers turn it into spaces.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
}

//! `cti draw`

use std::path::Path;

use draw::Drawing;
use flow::{Aliases, Finding};

use crate::error::Problem;
use crate::output::say;
use crate::titles::Titles;
use crate::{Verdict, files};

pub(crate) fn draw(
    flow: &Path,
    output: Option<&Path>,
    lang: &str,
    aliases: &Aliases,
) -> Result<Verdict, Problem> {
    let (document, _, diagnostics) = files::read_flow(flow, aliases)?;
    // Any other finding leaves something to draw.
    let no_flow = |finding: &Finding| matches!(finding, Finding::NotJson { .. } | Finding::NoActions);
    if let Some(diagnostic) = diagnostics.into_iter().find(|diagnostic| no_flow(&diagnostic.finding)) {
        return Err(Problem::Flow { path: flow.to_owned(), diagnostic: Box::new(diagnostic) });
    }
    let titles = Titles::of(lang)?;
    let svg = draw::svg(&Drawing::titled(&document, &|title| titles.say(title).to_owned()));
    match output {
        Some(path) => files::write(path, &svg)?,
        None => say(svg.trim_end()),
    }
    Ok(Verdict::Well)
}

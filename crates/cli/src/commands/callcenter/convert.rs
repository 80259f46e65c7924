//! `cti callcenter convert`

use std::path::Path;

use callcenter::{Form, Severity, losses, write};

use super::{deliver, line, read};
use crate::Verdict;
use crate::error::Problem;

pub(super) fn convert(path: &Path, to: Form, out: Option<&Path>) -> Result<Verdict, Problem> {
    let report = read(path)?;
    for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Hint) {
        eprintln!("{}", line(path, finding));
    }
    let Some(center) = report.call_center else {
        eprintln!("{}: not converted: mend the errors first", path.display());
        return Ok(Verdict::NotWell);
    };
    for loss in losses(&center, to) {
        eprintln!("lost: {loss}");
    }
    let center = center.with_standard_captions();
    let named = out.map(|out| match to {
        Form::Metadata if out.is_dir() => out.join(format!("{}.callCenter-meta.xml", center.internal_name)),
        _ => out.to_owned(),
    });
    deliver(&write(&center, to), named.as_deref())?;
    Ok(Verdict::Well)
}

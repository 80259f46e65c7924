//! `cti callcenter new`

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use callcenter::{CallCenter, Compatibility, Form, Severity, Standby, read, write};
use clap::{Args, ValueEnum};

use super::{ask, deliver, line};
use crate::Verdict;
use crate::error::Problem;

/// What the file shall say.
#[derive(Args, Clone, Debug)]
pub(crate) struct Answers {
    /// Name in the org: letters and digits. It cannot be changed after the import.
    #[arg(long, default_value = "Switchboard")]
    pub(super) internal_name: String,
    /// Name people see. The internal name when not given.
    #[arg(long)]
    pub(super) display_name: Option<String>,
    /// Address of the softphone page, https.
    #[arg(long)]
    pub(super) adapter_url: Option<String>,
    /// Address of the Amazon Connect instance. Without it adapter.json must say it.
    #[arg(long)]
    pub(super) instance_url: Option<String>,
    /// AWS region of the instance.
    #[arg(long)]
    pub(super) region: Option<String>,
    /// Sign-in address of the identity provider, with SAML.
    #[arg(long)]
    pub(super) sso_url: Option<String>,
    /// Country of numbers without a country code, two letters.
    #[arg(long, default_value = "US")]
    pub(super) country: String,
    /// Height of the panel in pixels, 240 to 2560.
    #[arg(long, default_value_t = 600)]
    height: u16,
    /// Width of the panel in pixels, 200 to 1920.
    #[arg(long, default_value_t = 400)]
    width: u16,
    /// Where the softphone appears.
    #[arg(long, value_enum, default_value_t = Mode::Lightning)]
    mode: Mode,
    /// Page shown when the adapter is not ready in time.
    #[arg(long, requires = "timeout")]
    standby_url: Option<String>,
    /// Milliseconds the adapter has to say that it is ready.
    #[arg(long, requires = "standby_url")]
    timeout: Option<u32>,
    /// File to write; it must not be there yet. The terminal when not given.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Lightning Experience only.
    Lightning,
    /// Lightning Experience and Salesforce Classic.
    Both,
}

pub(super) fn new(mut answers: Answers) -> Result<Verdict, Problem> {
    if answers.adapter_url.is_none() {
        if !std::io::stdin().is_terminal() {
            return Err(Problem::NoAdapterUrl);
        }
        ask::complete(&mut answers, &mut std::io::stdin().lock(), &mut std::io::stderr())?;
    }
    let text = write(&call_center(&answers), Form::Import);
    // The same rules as for any other file: what cannot be imported is not written.
    let report = read(text.as_bytes(), "");
    let name = answers.out.as_deref().unwrap_or(Path::new("callcenter.xml"));
    for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Hint) {
        eprintln!("{}", line(name, finding));
    }
    if report.has_error() {
        eprintln!("not written: change the answers");
        return Ok(Verdict::NotWell);
    }
    deliver(&text, answers.out.as_deref())?;
    Ok(Verdict::Well)
}

/// The call center of these answers.
pub(super) fn call_center(answers: &Answers) -> CallCenter {
    let adapter_url = answers.adapter_url.as_deref().unwrap_or_default();
    let mut center = CallCenter::new(answers.internal_name.trim(), adapter_url.trim());
    if let Some(name) = &answers.display_name {
        center.display_name = name.trim().to_owned();
    }
    center.size.height = answers.height;
    center.size.width = answers.width;
    if answers.mode == Mode::Both {
        center.compatibility = Compatibility::ClassicAndLightning;
    }
    if let (Some(url), Some(timeout_ms)) = (&answers.standby_url, answers.timeout) {
        center.standby = Some(Standby { url: url.trim().to_owned(), timeout_ms });
    }
    let own = [
        ("instanceUrl", answers.instance_url.as_deref()),
        ("region", answers.region.as_deref()),
        ("ssoUrl", answers.sso_url.as_deref()),
        ("country", Some(answers.country.as_str())),
    ];
    for (name, value) in own {
        center.set(name, value.unwrap_or_default().trim());
    }
    center.with_standard_captions()
}

//! The zip to download: the site, its headers, the call center, and what all of it was made of.

use deployment::{Deployment, File, Site, SiteError, archive};
use serde_json::{Value, json};

use crate::form::{Form, Kind};

/// Why there is no zip.
#[derive(Debug)]
pub(crate) enum PackageError {
    /// The release in the page is none.
    Site(SiteError),
    /// The archive cannot be written.
    Archive(archive::ArchiveError),
}

impl std::fmt::Display for PackageError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Site(error) => error.fmt(out),
            Self::Archive(error) => error.fmt(out),
        }
    }
}

/// A zip archive with everything that is to be uploaded, imported or kept.
///
/// ```text
/// site/…, nginx.conf, cloudfront-*.json   as `cti deploy` writes them
/// callcenter.xml                          to be imported in Salesforce Setup
/// adapter.json, flows/…, actions/…        what the site was made of: this page and `cti deploy` read them again
/// ```
///
/// # Errors
/// The files are not those of a release.
pub(crate) fn package(
    form: &Form,
    deployment: &Deployment,
    release: &[File],
) -> Result<Vec<u8>, PackageError> {
    let page = release.iter().filter_map(|file| {
        let name = file.name.strip_prefix("softphone/")?;
        Some(File::new(name, file.bytes.clone()))
    });
    let page: Vec<File> = page.collect();
    let mut files = Site::new(&page, deployment).map_err(PackageError::Site)?.files;
    files.push(File::new("callcenter.xml", callcenter::write(&form.call_center(), callcenter::Form::Import)));
    files.push(File::new("adapter.json", configuration(form)));
    for (kind, folder) in [(Kind::Flow, "flows"), (Kind::Action, "actions")] {
        let sources = form.sources(kind, release).into_iter();
        files.extend(sources.map(|source| File::new(format!("{folder}/{}", source.name), source.text)));
    }
    archive::zip(&files, &[]).map_err(PackageError::Archive)
}

/// The configuration, with its flows and actions in the folders beside it.
fn configuration(form: &Form) -> String {
    let mut value: Value = serde_json::from_str(&form.configuration_text()).unwrap_or_else(|_| json!({}));
    value["flows"] = json!(["flows"]);
    value["actions"] = json!(["actions"]);
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FIELDS;
    use crate::form::Added;
    use crate::intake;
    use crate::report::Report;
    use crate::testing::{FLOW, release};

    // Shows: issue-10-deploy-page
    #[test]
    fn the_zip_holds_site_headers_call_center_and_what_it_was_made_of() {
        let mut form = Form::new();
        for (id, text) in [
            ("origins", "https://acme.lightning.force.com"),
            ("adapter-url", "https://cti.acme.example/"),
            ("instance-url", "acme"),
        ] {
            form.set(FIELDS.into_iter().find(|field| field.id == id).expect("a field"), text);
        }
        form.add(Added { kind: Kind::Flow, name: "a-own.json".into(), text: FLOW.into() });
        let deployment = Report::new(&form, &release()).deployment.expect("a deployment");
        let bytes = package(&form, &deployment, &release()).expect("a zip");
        let files = archive::unzip(&bytes).expect("files");
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        for expected in [
            "adapter.json",
            "callcenter.xml",
            "cloudfront-hashed.json",
            "cloudfront-page.json",
            "flows/a-own.json",
            "flows/shipped.json",
            "nginx.conf",
            "site/.htaccess",
            "site/_headers",
            "site/index.html",
            "site/standby.html",
            "site/web.config",
        ] {
            assert!(names.contains(&expected), "{expected} in {names:?}");
        }
        let text = |name: &str| {
            let file = files.iter().find(|file| file.name == name).expect(name);
            String::from_utf8_lossy(&file.bytes).into_owned()
        };
        assert!(!callcenter::read(text("callcenter.xml").as_bytes(), "callcenter.xml").has_error());
        assert!(text("site/index.html").contains("https://acme.lightning.force.com"));

        // Opened again it is the same deployment.
        let mut again = Form::new();
        again.shipped = false;
        intake::take(&mut again, "site.zip", &bytes);
        let deployment = Report::new(&again, &release()).deployment.expect("a deployment");
        assert_eq!(package(&again, &deployment, &release()).expect("a zip"), bytes);
    }
}

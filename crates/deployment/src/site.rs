//! The files of a site: the page in a folder named by its content, so that browsers may keep it for ever, beside two pages whose
//! addresses stay; and the headers for web servers.
//!
//! ```text
//! site/index.html     never kept by browsers
//! site/standby.html   what Salesforce shows when the page does not start in time; as well
//! site/v-HASH/…       everything else; kept for ever, because another content has another name
//! site/_headers       headers for hosts that read such a file
//! site/**/.htaccess   the same for Apache
//! site/web.config     the same for IIS
//! nginx.conf          the same for nginx
//! cloudfront-*.json   the same for CloudFront, as response headers policies
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::data_block::{self, DataBlockError};
use crate::{Deployment, File, servers};

/// The start page, and what stands in where it does not start: their addresses stay, whatever is in them.
pub const PAGES: [&str; 2] = ["index.html", "standby.html"];

const START: &str = PAGES[0];

/// Why a release cannot become a site.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SiteError {
    /// It has no such page.
    #[error("the release has no {0}")]
    NoPage(&'static str),
    /// A page is no text.
    #[error("{0} is not UTF-8")]
    NotText(String),
    /// The start page has no place for data.
    #[error("{START}: {0}")]
    DataBlock(#[from] DataBlockError),
    /// A page refers to a file that is not there.
    #[error("a page refers to “{0}”, which is no file of the page.")]
    Reference(String),
}

/// The files of a release by name.
type Files<'f> = BTreeMap<&'f str, &'f [u8]>;

/// What is put on a web server, and what it must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The folder below `site/` that is named by its content.
    pub folder: String,
    /// All files, `site/…` to be served, the others for whoever sets up the server.
    pub files: Vec<File>,
}

impl Site {
    /// Makes the site of a deployment out of the files of a release.
    ///
    /// # Errors
    /// The files are not those of a release.
    pub fn new(release: &[File], deployment: &Deployment) -> Result<Self, SiteError> {
        for page in PAGES {
            if !release.iter().any(|file| file.name == page) {
                return Err(SiteError::NoPage(page));
            }
        }
        let folder = content_folder(release);
        let by_name: Files<'_> =
            release.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
        let mut files = Vec::new();
        for File { name, bytes } in release {
            files.push(if is_page(name) {
                let page = String::from_utf8(bytes.clone()).map_err(|_| SiteError::NotText(name.clone()))?;
                let page = if name == START {
                    start_page(&page, deployment, &by_name, &folder)?
                } else {
                    point_attributes(&page, &by_name, &folder)?
                };
                File::new(format!("site/{name}"), page)
            } else {
                File::new(format!("site/{folder}/{name}"), bytes.clone())
            });
        }
        files.extend(servers::all(deployment.hosts(), &folder));
        Ok(Self { folder, files })
    }
}

/// The folder named by the content of everything in it: `v-` and 16 hexadecimal digits, the same on every machine.
fn content_folder(files: &[File]) -> String {
    let mut files: Vec<&File> = files.iter().filter(|file| !is_page(&file.name)).collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let mut hasher = Sha256::new();
    for File { name, bytes } in files {
        for part in [name.as_bytes(), bytes] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    let mut folder = "v-".to_owned();
    for byte in hasher.finalize().iter().take(8) {
        let _ = write!(folder, "{byte:02x}");
    }
    folder
}

/// The digest of a file, as the attribute `integrity` has it.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))
}

/// Whether people's settings name it: then its address stays, whatever is in it.
fn is_page(name: &str) -> bool {
    PAGES.contains(&name)
}

/// The start page with the data of the deployment, and every reference to one of the files led into the folder.
fn start_page(
    page: &str,
    deployment: &Deployment,
    files: &Files<'_>,
    folder: &str,
) -> Result<String, SiteError> {
    let page = data_block::fill(page, deployment.config(), deployment.flows(), deployment.actions())?;
    let [before, data, between, actions, after] = data_block::parts(&page)?;
    let point = |markup: &str| point_attributes(markup, files, folder);
    Ok([&point(before)?, data, &point(between)?, actions, &point(after)?].concat())
}

fn point_attributes(markup: &str, files: &Files<'_>, folder: &str) -> Result<String, SiteError> {
    let mut out = String::new();
    let mut rest = markup;
    while let Some(at) =
        ["src=\"", "href=\""].iter().filter_map(|name| Some(rest.find(name)? + name.len())).min()
    {
        let (before, value_and_more) = rest.split_at(at);
        let value = value_and_more.split('"').next().unwrap_or_default();
        let name = value.strip_prefix("./").unwrap_or(value);
        let Some(bytes) = files.get(name) else {
            return Err(SiteError::Reference(value.to_owned()));
        };
        out.push_str(before);
        out.push_str(&format!("{folder}/{name}"));
        rest = &value_and_more[value.len()..];
        // Only scripts have a `src`. A browser runs none that is another than this one.
        if before.ends_with("src=\"")
            && let Some(after) = rest.strip_prefix('"')
        {
            out.push_str(&format!("\" integrity=\"{}\"", integrity(bytes)));
            rest = after;
        }
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Configuration, SourceFile};

    fn page(head: &str) -> String {
        format!(
            "<link href=\"softphone.css\" /><script type=\"application/json\" id=\"switchboard-config\">{{}}</script>\
             <script type=\"application/json\" id=\"switchboard-actions\">[]</script>{head}"
        )
    }

    fn release(head: &str) -> Vec<File> {
        let standby = "<link rel=\"stylesheet\" href=\"softphone.css\" />";
        vec![
            File::new("boot.js", "boot"),
            File::new("index.html", page(head)),
            File::new("pkg/adapter.js", "adapter"),
            File::new("softphone.css", "css"),
            File::new("standby.html", standby),
        ]
    }

    fn deployment() -> Deployment {
        let flow = SourceFile::new("f.json", r#"{"active":false,"name":"src=\"boot.js\"","actions":[]}"#);
        let any = r#"{"salesforce": {"origins": "any"}}"#;
        Deployment::new(Configuration::parse(any).expect("a document"), &[flow], &[]).expect("a deployment")
    }

    fn text<'s>(site: &'s Site, name: &str) -> &'s str {
        let file = site.files.iter().find(|file| file.name == name).expect(name);
        std::str::from_utf8(&file.bytes).expect("text")
    }

    #[test]
    fn every_file_has_its_place() {
        let site = Site::new(&release(""), &deployment()).expect("a site");
        let folder = &site.folder;
        let names: Vec<String> = site.files.iter().map(|file| file.name.replace(folder, "HASH")).collect();
        let expected = [
            "site/HASH/boot.js",
            "site/index.html",
            "site/HASH/pkg/adapter.js",
            "site/HASH/softphone.css",
            "site/standby.html",
            "site/_headers",
            "site/.htaccess",
            "site/HASH/.htaccess",
            "site/web.config",
            "nginx.conf",
            "cloudfront-page.json",
            "cloudfront-hashed.json",
        ];
        assert_eq!(names, expected);
        assert_eq!(text(&site, &format!("site/{folder}/boot.js")), "boot");
    }

    #[test]
    fn references_lead_into_the_folder_and_data_stays() {
        let site = Site::new(&release("<script type=\"module\" src=\"./boot.js\"></script>"), &deployment());
        let site = site.expect("a site");
        let (start, folder) = (text(&site, "site/index.html"), &site.folder);
        assert!(start.contains(&format!("href=\"{folder}/softphone.css\"")), "{start}");
        assert!(start.contains(&format!("src=\"{folder}/boot.js\"")), "{start}");
        assert!(start.contains("src=\\\"boot.js\\\""), "{start}");
    }

    // Shows: issue-10-integrity
    #[test]
    fn scripts_have_their_digest() {
        let head = "<script type=\"text/plain\" id=\"a\" src=\"boot.js\"></script>";
        let site = Site::new(&release(head), &deployment()).expect("a site");
        let expected = format!(
            "<script type=\"text/plain\" id=\"a\" src=\"{}/boot.js\" \
             integrity=\"sha256-RQm+sKtAHXH6SlzZSlXJp08TMyd2rkAZxb/EwgBRV/8=\"></script>",
            site.folder
        );
        let start = text(&site, "site/index.html");
        assert!(start.contains(&expected), "{start}");
        assert_eq!(start.matches("integrity=").count(), 1, "styles and data have none");
    }

    #[test]
    fn the_standby_page_keeps_its_address_and_finds_its_styles() {
        let site = Site::new(&release(""), &deployment()).expect("a site");
        let expected = format!("<link rel=\"stylesheet\" href=\"{}/softphone.css\" />", site.folder);
        assert_eq!(text(&site, "site/standby.html"), expected);
    }

    #[test]
    fn what_is_no_release_is_refused() {
        let refused =
            |release: &[File]| Site::new(release, &deployment()).expect_err("no release").to_string();
        let elsewhere = release("<script src=\"https://elsewhere.example/x.js\"></script>");
        assert!(refused(&elsewhere).contains("“https://elsewhere.example/x.js”"));
        assert!(refused(&release("<script src=\"missing.js\"></script>")).contains("“missing.js”"));
        assert_eq!(refused(&[]), "the release has no index.html");
        let mut files = release("");
        files[1].bytes = b"<p>".to_vec();
        assert!(refused(&files).starts_with("index.html: the page needs the data block"));
        files[1].bytes = vec![0xff];
        assert_eq!(refused(&files), "index.html is not UTF-8");
    }

    #[test]
    fn another_content_has_another_folder() {
        let mut changed = release("");
        let folder = content_folder(&changed);
        assert_eq!(
            crate::headers::cache_control(&format!("{folder}/boot.js")),
            "public, max-age=31536000, immutable"
        );
        changed[1].bytes.push(b'x');
        assert_eq!(content_folder(&changed), folder, "the page itself does not name the folder");
        changed.reverse();
        assert_eq!(content_folder(&changed), folder, "nor does the order of the files");
        changed.reverse();
        changed[0].bytes.push(b'x');
        assert_ne!(content_folder(&changed), folder);
    }
}

//! What tests of this crate share.

use deployment::File;

/// A flow that may be deployed.
pub(crate) const FLOW: &str = r#"{"active": false, "actions": []}"#;

/// A release as small as can be.
pub(crate) fn release() -> Vec<File> {
    let page = "<script type=\"application/json\" id=\"switchboard-config\">{}</script>\
         <script type=\"application/json\" id=\"switchboard-actions\">[]</script><script src=\"boot.js\"></script>";
    vec![
        File::new("softphone/index.html", page),
        File::new("softphone/standby.html", ""),
        File::new("softphone/boot.js", "boot"),
        File::new("flows/shipped.json", FLOW),
    ]
}

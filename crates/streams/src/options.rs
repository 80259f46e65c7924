//! How to connect.

use serde_json::{Map, Value, json};

/// Options of [`connect`](crate::connect): those of `initCCP` that an adapter needs, and our own.
///
/// ```
/// let options = streams::Options::new("https://acme.my.connect.aws/ccp-v2/");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// `ccpUrl`: where the Contact Control Panel is, e.g. `https://acme.my.connect.aws/ccp-v2/`.
    pub ccp_url: String,
    /// `region` of the instance.
    pub region: Option<String>,
    /// `loginUrl`: the page the login popup opens (SAML); the panel itself if absent.
    pub login_url: Option<String>,
    /// `loginPopup` and its look.
    pub login_popup: LoginPopup,
    /// `loginOptions.disableAuthPopupAfterLogout`, the other way round: whether the library opens the popup by itself when the
    /// agent's token is rejected or she logs out. Without it the host calls
    /// [`Session::reauthenticate`](crate::Session::reauthenticate) when it suits her.
    pub popup_after_logout: bool,
    /// `storageAccess.canRequest`: whether the panel begins with Amazon Connect's page that asks the browser for its cookies. Only for
    /// a browser that keeps them from frames: until they are granted there is no panel, and no load timeout.
    pub storage_access: bool,
    /// `softphone`.
    pub softphone: Softphone,
    /// `pageOptions`: what the panel's settings page offers. Forwarded as it is.
    pub page_options: Map<String, Value>,
    /// `ccpLoadTimeout`, ms: how long to wait for the first acknowledge (library default 5000).
    pub load_timeout_ms: Option<u32>,
    /// `ccpSynTimeout`, ms: pause between keep-alives (library default 1000).
    pub syn_timeout_ms: Option<u32>,
    /// `ccpAckTimeout`, ms: limit of a keep-alive's answer (library default 3000).
    pub ack_timeout_ms: Option<u32>,
    /// `iframeTitle`: the iframe's name for screen readers.
    pub iframe_title: Option<String>,
    /// `style`: the iframe's style text (library default: full width and height).
    pub iframe_style: Option<String>,
    /// Any other option of `initCCP`, by its own name. Plain data only: what is forwarded to the panel
    /// must be cloneable.
    pub extra: Map<String, Value>,
    /// Milliseconds after which a request without an answer fails ([`Error::TimedOut`](crate::Error)).
    pub deadline_ms: u32,
    /// Whether ChatJS and TaskJS are loaded when the first chat or task comes.
    pub companions: Companions,
}

/// What happens when the agent must log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LoginPopup {
    /// A popup opens and closes by itself after the login.
    #[default]
    AutoClose,
    /// A popup opens and stays.
    Stay,
    /// Nothing opens; the host shows a way to log in.
    Never,
}

/// Where the audio of calls is, and how it rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Softphone {
    /// `allowFramedSoftphone`: whether the audio lives in the panel's iframe on this page.
    pub framed: bool,
    /// `ringtoneUrl`: a ringtone of our own.
    pub ringtone_url: Option<String>,
    /// `disableRingtone`.
    pub silent: bool,
}

impl Default for Softphone {
    /// Audio on this page, with the panel's own ringtone.
    fn default() -> Self {
        Self { framed: true, ringtone_url: None, silent: false }
    }
}

/// When ChatJS and TaskJS are loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Companions {
    /// When the first chat or task comes. An agent who takes only calls never pays for them.
    #[default]
    Lazy,
    /// Never by this crate.
    ByHost,
}

impl Options {
    /// The defaults for a Contact Control Panel at `ccp_url`.
    pub fn new(ccp_url: impl Into<String>) -> Self {
        Self {
            ccp_url: ccp_url.into(),
            region: None,
            login_url: None,
            login_popup: LoginPopup::default(),
            popup_after_logout: true,
            storage_access: false,
            softphone: Softphone::default(),
            page_options: Map::new(),
            load_timeout_ms: None,
            syn_timeout_ms: None,
            ack_timeout_ms: None,
            iframe_title: None,
            iframe_style: None,
            extra: Map::new(),
            deadline_ms: 10_000,
            companions: Companions::default(),
        }
    }

    /// The second argument of `initCCP`.
    pub(crate) fn to_data(&self) -> Value {
        let mut softphone = json!({
            "allowFramedSoftphone": self.softphone.framed,
            "disableRingtone": self.softphone.silent,
            "ringtoneUrl": self.softphone.ringtone_url,
        });
        let auto_close = self.login_popup == LoginPopup::AutoClose;
        let login_options = (!self.popup_after_logout)
            .then(|| json!({ "disableAuthPopupAfterLogout": true, "autoClose": auto_close }));
        let storage_access = self.storage_access.then(|| json!({ "canRequest": true }));
        let page_options = (!self.page_options.is_empty()).then_some(&self.page_options);
        leave_out_null(&mut softphone);
        let mut named = json!({
            "ccpUrl": self.ccp_url,
            "region": self.region,
            "loginUrl": self.login_url,
            "loginPopup": self.login_popup != LoginPopup::Never,
            "loginPopupAutoClose": auto_close,
            "loginOptions": login_options,
            "storageAccess": storage_access,
            "softphone": softphone,
            "pageOptions": page_options,
            "ccpLoadTimeout": self.load_timeout_ms,
            "ccpSynTimeout": self.syn_timeout_ms,
            "ccpAckTimeout": self.ack_timeout_ms,
            "iframeTitle": self.iframe_title,
            "style": self.iframe_style,
        });
        leave_out_null(&mut named);
        let mut all = self.extra.clone();
        all.extend(named.as_object().cloned().unwrap_or_default());
        Value::Object(all)
    }
}

/// Only what was said is sent.
fn leave_out_null(object: &mut Value) {
    if let Value::Object(members) = object {
        members.retain(|_, value| !value.is_null());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_said_is_sent() {
        assert_eq!(
            Options::new("https://x.example/ccp-v2/").to_data(),
            json!({
                "ccpUrl": "https://x.example/ccp-v2/", "loginPopup": true, "loginPopupAutoClose": true,
                "softphone": { "allowFramedSoftphone": true, "disableRingtone": false },
            })
        );
    }

    #[test]
    fn everything_has_its_name() {
        let mut options = Options::new("u");
        options.region = Some("eu-west-2".into());
        options.login_url = Some("login".into());
        options.login_popup = LoginPopup::Never;
        options.popup_after_logout = false;
        options.storage_access = true;
        options.softphone = Softphone { framed: false, ringtone_url: Some("ring".into()), silent: true };
        options.page_options.insert("enableAudioDeviceSettings".to_owned(), true.into());
        options.load_timeout_ms = Some(1);
        options.syn_timeout_ms = Some(2);
        options.ack_timeout_ms = Some(3);
        options.iframe_title = Some("t".into());
        options.iframe_style = Some("s".into());
        options.extra.insert("shouldAddNamespaceToLogs".to_owned(), true.into());
        assert_eq!(
            options.to_data(),
            json!({
                "shouldAddNamespaceToLogs": true, "ccpUrl": "u", "region": "eu-west-2",
                "loginUrl": "login", "loginPopup": false, "loginPopupAutoClose": false,
                "loginOptions": { "disableAuthPopupAfterLogout": true, "autoClose": false },
                "storageAccess": { "canRequest": true },
                "softphone": { "allowFramedSoftphone": false, "disableRingtone": true, "ringtoneUrl": "ring" },
                "pageOptions": { "enableAudioDeviceSettings": true },
                "ccpLoadTimeout": 1, "ccpSynTimeout": 2, "ccpAckTimeout": 3,
                "iframeTitle": "t", "style": "s",
            })
        );
    }
}

//! Records as the click-to-dial and navigation events describe them.

use wasm_bindgen::JsValue;

use crate::wire::{flag, text};

/// A click on a phone number. Open CTI guide: onClickToDial().
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClickToDial {
    /// The number as shown on the page, formatting and extension included. Empty only if Salesforce sent none.
    pub number: String,
    /// Id of the record the number belongs to.
    pub record_id: Option<String>,
    /// Its name.
    pub record_name: Option<String>,
    /// API name of its object.
    pub object_type: Option<String>,
    /// The account half, when the record is the contact half of a person account.
    pub account_id: Option<String>,
    /// The contact half, when the record is a person account.
    pub contact_id: Option<String>,
    /// Whether the record is a person account; absent in orgs without them.
    pub person_account: Option<bool>,
    /// The comma-separated parameters of the click-to-dial component.
    pub params: Option<String>,
}

/// What the agent looks at in Salesforce. Open CTI guide: getAppViewInfo(), onNavigationChange().
///
/// Off a record everything but the URL is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppView {
    /// URL of the page. Not to be parsed: the guide warns that its form may change.
    pub url: Option<String>,
    /// Record id.
    pub record_id: Option<String>,
    /// Record name.
    pub record_name: Option<String>,
    /// API name of the object.
    pub object_type: Option<String>,
    /// The account half, when the record is the contact half of a person account.
    pub account_id: Option<String>,
    /// The contact half, when the record is a person account.
    pub contact_id: Option<String>,
    /// Whether the record is a person account; absent on business accounts and in orgs without person accounts.
    pub person_account: Option<bool>,
}

impl ClickToDial {
    pub(crate) fn read(payload: &JsValue) -> ClickToDial {
        let AppView { record_id, record_name, object_type, account_id, contact_id, person_account, .. } =
            AppView::read(payload);
        ClickToDial {
            number: text(payload, "number").unwrap_or_default(),
            record_id,
            record_name,
            object_type,
            account_id,
            contact_id,
            person_account,
            params: text(payload, "params"),
        }
    }
}

impl AppView {
    pub(crate) fn read(payload: &JsValue) -> AppView {
        AppView {
            url: text(payload, "url"),
            record_id: text(payload, "recordId"),
            record_name: text(payload, "recordName"),
            object_type: text(payload, "objectType"),
            account_id: text(payload, "accountId"),
            contact_id: text(payload, "contactId"),
            person_account: flag(payload, "personAccount"),
        }
    }
}

//! What the org knows about fields: type, length, picklist values, and who may write them.
//! Salesforce Object Reference: Task, Contact, Lead, Account, Case.

/// The type of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text up to a length.
    Text(usize),
    /// One of a list, or any other text: the Object Reference does not mark it *restricted*, so that a value outside of the
    /// list is stored all the same, unless the org restricts its picklists.
    Picklist(&'static [&'static str]),
    /// One of a closed list, which the Object Reference marks *restricted*.
    Restricted(&'static [&'static str]),
    /// A whole number of at most this many digits.
    Whole(u32),
    /// True or false.
    Bool,
    /// `YYYY-MM-DD`.
    Date,
    /// A date and a time.
    DateTime,
    /// A phone number, as typed.
    Phone,
    /// The id of a record.
    Reference,
}

/// When a field may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writable {
    Always,
    OnCreate,
    Never,
}

/// One field of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) kind: Kind,
    pub(crate) writable: Writable,
}

const fn field(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, kind, writable: Writable::Always }
}

const fn fixed(name: &'static str, label: &'static str, kind: Kind) -> Field {
    Field { name, label, kind, writable: Writable::Never }
}

/// The statuses of a Task, in the stock order. The last of them that closes is `Completed`.
pub(crate) const TASK_STATUS: &[&str] =
    &["Not Started", "In Progress", "Completed", "Waiting on someone else", "Deferred"];

const SYSTEM: &[Field] = &[
    fixed("Id", "Record ID", Kind::Reference),
    fixed("CreatedDate", "Created Date", Kind::DateTime),
    fixed("LastModifiedDate", "Last Modified Date", Kind::DateTime),
];

const TASK: &[Field] = &[
    field("Subject", "Subject", Kind::Text(255)),
    field("Status", "Status", Kind::Picklist(TASK_STATUS)),
    field("Priority", "Priority", Kind::Picklist(&["High", "Normal", "Low"])),
    field("ActivityDate", "Due Date Only", Kind::Date),
    Field {
        name: "TaskSubtype",
        label: "Task Subtype",
        kind: Kind::Restricted(&["Task", "Email", "LinkedIn", "List Email", "Cadence", "Call", "Note"]),
        writable: Writable::OnCreate,
    },
    field("Type", "Type", Kind::Picklist(&["Call", "Email", "Meeting", "Other"])),
    field("CallType", "Call Type", Kind::Restricted(&["Inbound", "Outbound", "Internal"])),
    field("CallDurationInSeconds", "Call Duration", Kind::Whole(8)),
    field("CallDisposition", "Call Result", Kind::Text(255)),
    field("CallObject", "Call Object Identifier", Kind::Text(255)),
    field("Description", "Comments", Kind::Text(32_000)),
    field("WhoId", "Name ID", Kind::Reference),
    field("WhatId", "Related To ID", Kind::Reference),
    field("OwnerId", "Assigned To ID", Kind::Reference),
    fixed("AccountId", "Account ID", Kind::Reference),
    fixed("IsClosed", "Closed", Kind::Bool),
    fixed("CompletedDateTime", "Completed Date", Kind::DateTime),
];

const CONTACT: &[Field] = &[
    fixed("Name", "Full Name", Kind::Text(121)),
    field("Salutation", "Salutation", Kind::Text(40)),
    field("FirstName", "First Name", Kind::Text(40)),
    field("LastName", "Last Name", Kind::Text(80)),
    field("Title", "Title", Kind::Text(128)),
    field("AccountId", "Account ID", Kind::Reference),
    field("Phone", "Business Phone", Kind::Phone),
    field("MobilePhone", "Mobile Phone", Kind::Phone),
    field("HomePhone", "Home Phone", Kind::Phone),
    field("Email", "Email", Kind::Text(80)),
    field("MailingCity", "Mailing City", Kind::Text(40)),
    field("MailingCountry", "Mailing Country", Kind::Text(80)),
    field("DoNotCall", "Do Not Call", Kind::Bool),
    field("Description", "Contact Description", Kind::Text(32_000)),
    field("OwnerId", "Owner ID", Kind::Reference),
    fixed("IsPersonAccount", "Is Person Account", Kind::Bool),
];

const LEAD: &[Field] = &[
    fixed("Name", "Full Name", Kind::Text(121)),
    field("FirstName", "First Name", Kind::Text(40)),
    field("LastName", "Last Name", Kind::Text(80)),
    field("Company", "Company", Kind::Text(255)),
    field("Title", "Title", Kind::Text(128)),
    field("Phone", "Phone", Kind::Phone),
    field("MobilePhone", "Mobile Phone", Kind::Phone),
    field("Email", "Email", Kind::Text(80)),
    field(
        "Status",
        "Status",
        Kind::Picklist(&[
            "Open - Not Contacted",
            "Working - Contacted",
            "Closed - Converted",
            "Closed - Not Converted",
        ]),
    ),
    field("LeadSource", "Lead Source", Kind::Text(40)),
    fixed("IsConverted", "Converted", Kind::Bool),
    field("DoNotCall", "Do Not Call", Kind::Bool),
    field("OwnerId", "Owner ID", Kind::Reference),
];

const ACCOUNT: &[Field] = &[
    field("Name", "Account Name", Kind::Text(255)),
    field("FirstName", "First Name", Kind::Text(40)),
    field("LastName", "Last Name", Kind::Text(80)),
    field("Phone", "Account Phone", Kind::Phone),
    field("PersonMobilePhone", "Mobile", Kind::Phone),
    field("PersonEmail", "Email", Kind::Text(80)),
    field("PersonDoNotCall", "Do Not Call", Kind::Bool),
    field("Website", "Website", Kind::Text(255)),
    field("Industry", "Industry", Kind::Text(40)),
    field("BillingCity", "Billing City", Kind::Text(40)),
    field("OwnerId", "Owner ID", Kind::Reference),
    field("RecordTypeId", "Record Type ID", Kind::Reference),
    fixed("IsPersonAccount", "Is Person Account", Kind::Bool),
    fixed("PersonContactId", "Contact ID", Kind::Reference),
];

const CASE: &[Field] = &[
    fixed("CaseNumber", "Case Number", Kind::Text(30)),
    field("Subject", "Subject", Kind::Text(255)),
    field("Status", "Status", Kind::Picklist(&["New", "Working", "Escalated", "Closed"])),
    field("Priority", "Priority", Kind::Picklist(&["High", "Medium", "Low"])),
    field("Origin", "Case Origin", Kind::Picklist(&["Phone", "Email", "Web"])),
    field("ContactId", "Contact ID", Kind::Reference),
    field("AccountId", "Account ID", Kind::Reference),
    field("Description", "Description", Kind::Text(32_000)),
    field("OwnerId", "Owner ID", Kind::Reference),
];

const USER: &[Field] = &[
    fixed("Name", "Full Name", Kind::Text(121)),
    fixed("Username", "Username", Kind::Text(80)),
    fixed("Email", "Email", Kind::Text(80)),
    fixed("Phone", "Phone", Kind::Phone),
    fixed("ProfileId", "Profile ID", Kind::Reference),
];

/// A custom object of the org: the customers' sites.
const SITE: &[Field] = &[
    field("Name", "Site Name", Kind::Text(80)),
    field("Phone__c", "Phone", Kind::Phone),
    field("OwnerId", "Owner ID", Kind::Reference),
];

/// The fields of an object, in the order its page shows them; `None` for an object the org does not have.
pub(crate) fn fields(object: &str) -> Option<&'static [Field]> {
    Some(match object {
        "Task" => TASK,
        "Contact" => CONTACT,
        "Lead" => LEAD,
        "Account" => ACCOUNT,
        "Case" => CASE,
        "User" => USER,
        "Site__c" => SITE,
        _ => return None,
    })
}

/// One field, the system's own included. Names are compared without regard to case, as Salesforce does.
pub(crate) fn find(object: &str, name: &str) -> Option<&'static Field> {
    fields(object)?.iter().chain(SYSTEM).find(|field| field.name.eq_ignore_ascii_case(name))
}

/// Whether the object has phone fields to be searched.
pub(crate) fn has_phone(object: &str) -> bool {
    fields(object).is_some_and(|fields| fields.iter().any(|field| field.kind == Kind::Phone))
}

/// Whether records of the object may be made through saveLog.
pub(crate) fn creatable(object: &str) -> bool {
    fields(object).is_some() && object != "User"
}

/// Fields without which a record of the object cannot be made.
pub(crate) fn required(object: &str) -> &'static [&'static str] {
    match object {
        "Contact" => &["LastName"],
        "Lead" => &["LastName", "Company"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_without_regard_to_case() {
        assert_eq!(find("Task", "subject").map(|field| field.name), Some("Subject"));
        assert_eq!(find("Task", "Id").map(|field| field.writable), Some(Writable::Never));
        assert!(find("Task", "Colour__c").is_none());
        assert!(find("Spaceship__c", "Name").is_none());
    }

    #[test]
    fn users_are_not_made_by_softphones() {
        assert!(creatable("Task") && creatable("Lead") && !creatable("User") && !creatable("Spaceship__c"));
    }
}

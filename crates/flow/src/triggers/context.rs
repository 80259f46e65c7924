//! What runs can read of contact and agent (`reference/cti-flows.md` §1.3).

/// One key of `$.contact` or `$.agent`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextField {
    /// The key.
    pub name: &'static str,
    /// `string`, `number`, `boolean`, `map`, `list` or `date`.
    pub kind: &'static str,
    /// What it holds.
    pub description: &'static str,
}

const fn field(name: &'static str, kind: &'static str, description: &'static str) -> ContextField {
    ContextField { name, kind, description }
}

/// Keys of `$.contact`. What is not known is undefined.
pub const CONTACT_FIELDS: &[ContextField] = &[
    field("contactId", "string", "id of the contact"),
    field("originalContactId", "string", "id of the contact it came from; another one after a transfer"),
    field("type", "string", "voice, queue_callback, chat, task or email"),
    field("channel", "string", "the same"),
    field("status", "string", "state of the contact, in Amazon Connect's words"),
    field("statusDuration", "number", "milliseconds since the state began"),
    field("queue", "string", "name of the queue"),
    field("queueTimestamp", "date", "when it entered the queue"),
    field("attributes", "map", "contact attributes: name to text"),
    field("isSoftphoneCall", "boolean", "whether its sound is in the browser"),
    field("isInbound", "boolean", "whether the customer began it"),
    field("isConnected", "boolean", "whether agent and customer are connected"),
    field("isTransfer", "boolean", "whether another agent handed it over"),
    field("isMonitor", "boolean", "whether the agent only listens in"),
    field("callType", "string", "inbound or outbound"),
    field("contactMissed", "boolean", "whether the agent missed or refused it"),
    field("contactStartDate", "date", "when people began to talk, else when its state began"),
    field("rawPhoneNumber", "string", "calls: the customer's number as Amazon Connect spells it"),
    field("phone", "string", "calls: the national number, digits only"),
    field("country", "string", "calls: the country of the number, two letters"),
    field("formattedNumber", "string", "calls: the number as it is written in its country"),
    field("formattedNumberE164", "string", "calls: the number with `+`"),
    field("formattedPhoneNumber", "string", "the same as formattedNumber"),
    field("formattedPhoneNumberE164", "string", "the same as formattedNumberE164"),
    field("parsedNumber", "map", "calls: `number`, `nationalNumber`, `phone`, `country`, `ext`"),
    field(
        "durationInSeconds",
        "number",
        "calls that are over: how long people talked; an addition of Switchboard's",
    ),
    field("outcome", "string", "calls that are over: how it went; an addition of Switchboard's"),
    field("whoId", "string", "the person the contact is about; an addition of Switchboard's"),
    field("whatId", "string", "the thing the contact is about; an addition of Switchboard's"),
    field(
        "relatedRecordName",
        "string",
        "name of the record the contact is about; an addition of Switchboard's",
    ),
];

/// Keys of `$.agent`.
pub const AGENT_FIELDS: &[ContextField] = &[
    field("name", "string", "display name"),
    field("username", "string", "sign-in name"),
    field("extension", "string", "number of the desk phone"),
    field("state", "string", "name of the state"),
    field("softphoneEnabled", "boolean", "whether sound is in the browser"),
    field("routingProfile", "string", "name of the routing profile"),
    field("dialableCountries", "list", "countries that may be called, two letters each"),
    field("permissions", "list", "what the agent may do, for instance `outboundCall`"),
    field(
        "defaultCountry",
        "string",
        "country of numbers without a country code; an addition of Switchboard's",
    ),
];

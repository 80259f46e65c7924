//! Dial Number: an outbound call, or one more party to the call in progress.

use std::sync::Arc;

use crate::{
    Answer, Argument, ArgumentType, Block, BlockContext, BlockStep, Category, Dial, Fallback, PageEffect,
    Port, Ports, Promise, Reply, Results, TelephonyEffect, Text, Value, editor_list, editor_text, promises,
};

pub(super) static BLOCK: Block = Block {
    type_id: "SE_AgentDialNumber",
    title: "Dial Number",
    category: Category::ConnectAgent,
    tags: editor_list(&["call", "outbound", "click-to-dial", "conference"]),
    summary: editor_text(
        "Places an outbound call; while the contact in context is a connected call, adds the number to it instead. Success means that the request was accepted, not that anyone answered.",
    ),
    arguments: &[
        Argument::new(
            "phoneNumber",
            ArgumentType::Text,
            "The number, in any spelling: it is dialed as E.164, and one without a country code belongs to the configured country.",
        )
        .expected(),
        Argument::new(
            "queueARN",
            ArgumentType::Text,
            "Queue to call from; empty is the default outbound queue of the routing profile.",
        )
        .default(Fallback::Text("")),
    ],
    results: Results::Nothing,
    ports: Ports::Call,
    calls: Some(editor_text("Streams agent.connect / contact.addConnection")),
    since: editor_text("5.0"),
    promises: promises(&[
        Promise::new("No voice contact: outbound call; empty queueARN means the default outbound queue of the routing profile."),
        Promise::new("Voice contact active: third party is added and queueARN is ignored (reported issue #106)."),
        Promise::new("Empty or undefined number: failure without any call."),
        Promise::new("Number without \"+\" is given +1 by Streams: prefer E.164."),
        Promise::new("Files lacking queueARN are valid (added in 5.1)."),
        Promise::new("success means the request was accepted, not that anyone answered."),
    ]),
    begin,
    resume: Some(resume),
};

/// What is kept while the number is taken apart.
const PARSING: Value = Value::Bool(true);

fn begin(block: &mut BlockContext<'_>) -> BlockStep {
    let Some(number) = block.text("phoneNumber").map(str::trim) else {
        return BlockStep::refuse("there is no number to dial");
    };
    if is_e164(number) {
        return dial(block, number.to_owned());
    }
    let parse = PageEffect::ParsePhone { number: Text::new(number), country: block.default_country() };
    BlockStep::Call(Arc::new(parse.into()), PARSING)
}

/// Amazon Connect takes E.164 only: it reads a number without plus as an American one.
fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn resume(block: &mut BlockContext<'_>, kept: Value, reply: &Reply) -> BlockStep {
    if kept != PARSING {
        return BlockStep::when_done(reply, Port::Success, Value::Undefined);
    }
    let given = block.text("phoneNumber").unwrap_or_default().trim();
    BlockStep::after(reply, &mut |answer| match answer {
        Answer::Phone { phone: Some(phone) } => Some(dial(block, phone.e164.clone().into())),
        Answer::Phone { phone: None } => Some(BlockStep::refuse(format!("\"{given}\" is no phone number"))),
        _ => None,
    })
}

fn dial(block: &BlockContext<'_>, number: String) -> BlockStep {
    match connected_call(block.contact()) {
        Some(contact) => BlockStep::call(TelephonyEffect::AddParty { contact: contact.to_owned(), number }),
        None => {
            let queue_arn = block.text("queueARN").map(|arn| arn.trim().to_owned());
            BlockStep::call(TelephonyEffect::Dial(Dial { number, queue_arn }))
        }
    }
}

/// Id of the contact in context, when it is a call that is connected.
fn connected_call(contact: &Value) -> Option<&str> {
    let is = |key: &str, words: &[&str]| {
        let text = contact.get(key).as_text().unwrap_or_default();
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    };
    let is_call = is("channel", &["voice"]) || is("type", &["voice", "queue_callback"]);
    let is_connected = contact.get("isConnected").as_bool() == Some(true);
    contact.get("contactId").as_text().filter(|_| is_call && is_connected)
}

#[cfg(test)]
mod tests {
    use crate::blocks::testing::{AMERICAN, try_block};

    const DONE: &str = r#"{"answer":"done"}"#;

    #[test]
    fn promise_1_no_call_means_a_new_call() {
        for contact in [
            r#"{"$value":"undefined"}"#,
            r#"{"contactId":"c-1","type":"voice","isConnected":false}"#,
            r#"{"contactId":"c-1","type":"chat","channel":"chat","isConnected":true}"#,
        ] {
            try_block("SE_AgentDialNumber", r#"{"phoneNumber":"+14155550142","queueARN":""}"#)
                .contact(contact)
                .answer(DONE)
                .asks(r#"[{"effect":"dial","number":"+14155550142","queueArn":null}]"#)
                .leaves("success");
        }
        try_block("SE_AgentDialNumber", r#"{"phoneNumber":"+14155550142","queueARN":"arn:q"}"#)
            .answer(DONE)
            .asks(r#"[{"effect":"dial","number":"+14155550142","queueArn":"arn:q"}]"#);
    }

    #[test]
    fn promise_2_a_connected_call_gets_one_more_party() {
        for kind in [r#""type":"voice""#, r#""type":"queue_callback""#, r#""channel":"VOICE""#] {
            try_block("SE_AgentDialNumber", r#"{"phoneNumber":"+14155550142","queueARN":"arn:q"}"#)
                .contact(&format!(r#"{{"contactId":"c-1",{kind},"isConnected":true}}"#))
                .answer(DONE)
                .asks(r#"[{"effect":"addParty","contact":"c-1","number":"+14155550142"}]"#)
                .leaves("success");
        }
    }

    #[test]
    fn promise_3_no_number_is_a_failure_without_a_call() {
        for controls in [
            "{}",
            r#"{"phoneNumber":""}"#,
            r#"{"phoneNumber":"$.payload.number"}"#,
            r#"{"phoneNumber":null}"#,
        ] {
            try_block("SE_AgentDialNumber", controls)
                .asks("[]")
                .leaves("failure")
                .exception("there is no number to dial");
        }
    }

    #[test]
    fn promise_4_the_number_is_dialed_as_e164_of_the_configured_country() {
        let parse = |number: &str, country: &str| {
            format!(r#"{{"effect":"parsePhone","number":"{number}","country":{country}}}"#)
        };
        let dial = r#"{"effect":"dial","number":"+14155552671","queueArn":null}"#;
        for (number, agent, country) in [
            ("(415) 555-2671", r#"{"defaultCountry":"US"}"#, "\"US\""),
            ("+1 415 555 2671", r#"{"defaultCountry":"DE"}"#, "\"DE\""),
            ("0415 5552671", "{}", "null"),
        ] {
            try_block("SE_AgentDialNumber", &format!(r#"{{"phoneNumber":" {number} "}}"#))
                .agent(agent)
                .answer(AMERICAN)
                .answer(DONE)
                .asks(&format!("[{},{dial}]", parse(number, country)))
                .leaves("success");
        }
        try_block("SE_AgentDialNumber", r#"{"phoneNumber":"(415) 555-2671"}"#)
            .contact(r#"{"contactId":"c-1","type":"voice","isConnected":true}"#)
            .answer(AMERICAN)
            .answer(DONE)
            .asks(&format!(
                r#"[{},{{"effect":"addParty","contact":"c-1","number":"+14155552671"}}]"#,
                parse("(415) 555-2671", "null")
            ));
    }

    #[test]
    fn what_is_no_number_is_not_dialed() {
        try_block("SE_AgentDialNumber", r#"{"phoneNumber":"reception"}"#)
            .answer(r#"{"answer":"phone","phone":null}"#)
            .leaves("failure")
            .exception("\"reception\" is no phone number");
        try_block("SE_AgentDialNumber", r#"{"phoneNumber":"(415) 555-2671"}"#).answer(DONE).leaves("failure");
    }

    #[test]
    fn promise_5_old_files_have_no_queue() {
        try_block("SE_AgentDialNumber", r#"{"phoneNumber":"+1"}"#)
            .answer(DONE)
            .asks(r#"[{"effect":"dial","number":"+1","queueArn":null}]"#);
    }

    #[test]
    fn promise_6_accepted_is_success_without_results() {
        try_block("SE_AgentDialNumber", r#"{"phoneNumber":"+1"}"#)
            .answer(DONE)
            .leaves("success")
            .entry(r#"{"success":true,"results":{"$value":"undefined"},"exception":null}"#);
    }
}

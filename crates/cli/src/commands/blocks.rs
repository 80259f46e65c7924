//! `cti blocks`

use flow::blocks::all;
use flow::{ArgumentType, Block, Category, Fallback, Need, Results};
use serde_json::{Value, json};

use crate::error::Problem;
use crate::output::say;
use crate::titles::Titles;
use crate::{ListFormat, Verdict};

pub(crate) fn blocks(format: ListFormat, lang: &str) -> Result<Verdict, Problem> {
    let titles = &Titles::of(lang)?;
    match format {
        ListFormat::Text => {
            all().for_each(|block| say(format_args!("{:<30} {}", block.type_id, titles.say(block.title))))
        }
        ListFormat::Json => {
            let all: Vec<Value> = all().map(|block| to_json(block, titles)).collect();
            say(serde_json::to_string_pretty(&all)?);
        }
        ListFormat::Markdown => say(markdown(titles).trim_end()),
    }
    Ok(Verdict::Well)
}

fn ports(block: &Block) -> Vec<&'static str> {
    block.ports.all().iter().map(|port| port.name()).collect()
}

fn default(fallback: Fallback) -> Value {
    fallback.value().to_json()
}

fn to_json(block: &'static Block, titles: &Titles) -> Value {
    let arguments = block.arguments.iter().map(|argument| {
        let options = match argument.kind {
            ArgumentType::Select(options) if !options.is_empty() => json!(options),
            _ => Value::Null,
        };
        json!({
            "name": argument.name,
            "type": argument.kind.word(),
            "required": argument.need != Need::Optional,
            "default": default(argument.default),
            "options": options,
            "help": argument.help,
        })
    });
    let results = match block.results {
        Results::Nothing => Value::Null,
        Results::Decision => json!("boolean"),
        Results::Fields(fields) => {
            fields.iter().map(|field| json!({ "name": field.name, "type": field.kind })).collect()
        }
    };
    json!({
        "type": block.type_id,
        "title": titles.say(block.title),
        "category": titles.say(block.category.title()),
        "tags": block.tags,
        "summary": block.summary,
        "arguments": arguments.collect::<Vec<_>>(),
        "ports": ports(block),
        "results": results,
        "calls": block.calls,
        "since": block.since,
    })
}

fn markdown(titles: &Titles) -> String {
    let mut out = String::from("# Blocks\n\nMade by `cti blocks --format markdown`.\n");
    let mut category: Option<Category> = None;
    for block in all() {
        if category.replace(block.category) != Some(block.category) {
            out += &format!("\n## {}\n", titles.say(block.category.title()));
        }
        let title = titles.say(block.title);
        out += &format!("\n### {title} · `{}`\n\n{}\n\n", block.type_id, block.summary);
        if !block.arguments.is_empty() {
            out += "| Argument | Type | Needed | Default | |\n|---|---|---|---|---|\n";
        }
        for argument in block.arguments {
            let kind = match argument.kind {
                ArgumentType::Select(options) if !options.is_empty() => options.join(", "),
                kind => kind.word().to_owned(),
            };
            let needed = if argument.need == Need::Optional { "" } else { "yes" };
            let fallback = match default(argument.default) {
                Value::Null => String::new(),
                value => format!("`{value}`"),
            };
            out += &format!("| `{}` | {kind} | {needed} | {fallback} | {} |\n", argument.name, argument.help);
        }
        let results = match block.results {
            Results::Nothing => "nothing".to_owned(),
            Results::Decision => "the bare boolean".to_owned(),
            Results::Fields(fields) => fields
                .iter()
                .map(|field| format!("`{}` ({})", field.name, field.kind))
                .collect::<Vec<_>>()
                .join(", "),
        };
        let ports = ports(block);
        let ports = if ports.is_empty() { "none".to_owned() } else { ports.join(", ") };
        let calls = block.calls.map(|calls| format!(" Calls: {calls}.")).unwrap_or_default();
        let since = match block.since {
            // The vendor's adapter has no such block.
            "own" => "An addition of Switchboard".to_owned(),
            version => format!("Since {version}"),
        };
        out += &format!("\nPorts: {ports}. Results: {results}.{calls} {since}.\n");
    }
    out
}

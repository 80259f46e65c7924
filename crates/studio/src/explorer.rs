//! The Explorer: every block there is, found by what it is called, says, takes and gives.

use flow::{Block, Category, Need, Results, blocks};

use crate::dialog;
use crate::element::{Part, Row, button, classed, div, is_checked, part, value_of};
use crate::reactive::*;

const CATEGORIES: [Category; 8] = [
    Category::FlowControl,
    Category::DataAndText,
    Category::Utilities,
    Category::SalesforceNavigation,
    Category::SalesforceData,
    Category::SalesforceOmniChannel,
    Category::ConnectAgent,
    Category::ConnectContact,
];

/// Whether a block fits every word of a search: title, description, id, arguments, results, what it calls, tags.
pub(crate) fn fits(block: &Block, search: &str) -> bool {
    let results: Vec<&str> = match block.results {
        Results::Nothing | Results::Decision => Vec::new(),
        Results::Fields(fields) => fields.iter().map(|field| field.name).collect(),
    };
    let arguments = block.arguments.iter().map(|argument| argument.name);
    let mut all: Vec<&str> = vec![block.title, block.summary, block.type_id, block.category.title()];
    all.extend(block.calls);
    all.extend(arguments.chain(results).chain(block.tags.iter().copied()));
    let all = all.join("\n").to_lowercase();
    search.to_lowercase().split_whitespace().all(|word| all.contains(word))
}

/// The blocks to show, those whose title fits first.
fn found(search: &str, categories: &[Category]) -> Vec<&'static Block> {
    let mut found: Vec<&'static Block> = blocks::all()
        .filter(|block| categories.is_empty() || categories.contains(&block.category))
        .filter(|block| fits(block, search))
        .collect();
    let search = search.trim().to_lowercase();
    found.sort_by_key(|block| (!block.title.to_lowercase().contains(&search), block.title));
    found
}

/// Opens the Explorer; `choose` is told what was selected.
pub(crate) fn open(title: &str, choose: impl Fn(&'static Block) + 'static) {
    let choose = std::rc::Rc::new(choose);
    dialog::open("explorer", title, move |close| {
        let search = ArcRwSignal::new(String::new());
        let categories: ArcRwSignal<Vec<Category>> = ArcRwSignal::new(Vec::new());
        let shown = {
            let (search, categories) = (search.clone(), categories.clone());
            move || found(&search.get(), &categories.get())
        };
        let select = move |block: &'static Block| {
            close();
            choose(block);
        };
        let field = part(
            "input",
            &[
                ("type", "search"),
                ("id", "explorer-search"),
                ("placeholder", "Search blocks"),
                ("aria-label", "Search blocks"),
                ("autofocus", ""),
            ],
        );
        let (typed, first, chosen) = (search.clone(), shown.clone(), select.clone());
        let field = field.on("input", move |event: web_sys::Event| typed.set(value_of(&event))).on(
            "keydown",
            move |event: web_sys::KeyboardEvent| {
                let only = (event.key() == "Enter").then(|| untrack(&first).into_iter().next()).flatten();
                if let Some(block) = only {
                    event.prevent_default();
                    chosen(block);
                }
            },
        );
        let count = shown.clone();
        let counter =
            part("p", &[("class", "aside"), ("role", "status")]).live_text(move || match count().len() {
                1 => "Showing 1 block".to_owned(),
                count => format!("Showing {count} blocks"),
            });
        let filters = CATEGORIES.map(|category| {
            let categories = categories.clone();
            let tick = part("input", &[("type", "checkbox")]).on("change", move |event: web_sys::Event| {
                let is_on = is_checked(&event);
                categories.update(|all| {
                    all.retain(|other| *other != category);
                    if is_on {
                        all.push(category);
                    }
                });
            });
            part("label", &[("class", "tick")]).with(&[tick]).text(category.title())
        });
        let filters = part("fieldset", &[]).with(&[classed("legend", "", "Categories")]).with(&filters);
        let cards = div("cards").rows(move || {
            let row = |block: &'static Block| -> Row {
                let select = select.clone();
                (block.type_id.to_owned(), Box::new(move || card(block, select)))
            };
            shown().into_iter().map(row).collect()
        });
        vec![div("explorer-filters").with(&[field, counter, filters]), cards]
    });
}

fn card(block: &'static Block, select: impl Fn(&'static Block) + 'static) -> Part {
    let label = format!("Select {}", block.title);
    let choose = button("Select", move || select(block)).attr("aria-label", Some(&label));
    let parameters = block.arguments.iter().map(|argument| {
        let need = if argument.need == Need::Optional { ", optional" } else { "" };
        part("li", &[]).with(&[classed("code", "", argument.name)]).text(&format!(
            " {}{need}. {}",
            argument.kind.word(),
            argument.help
        ))
    });
    let parameters: Vec<Part> = parameters.collect();
    let none = parameters.is_empty();
    let details = part("details", &[]).with(&[classed("summary", "", "Parameters")]);
    let details = match none {
        true => details.with(&[classed("p", "aside", "None.")]),
        false => details.with(&[part("ul", &[]).with(&parameters)]),
    };
    let calls = block.calls.map(|calls| {
        part("p", &[("class", "calls")]).text("What it calls: ").with(&[classed("code", "", calls)])
    });
    part("article", &[("class", "card"), ("data-type", block.type_id)])
        .with(&[
            classed("h3", "", block.title),
            classed("p", "aside", block.type_id),
            classed("p", "", block.summary),
            details,
        ])
        .maybe(calls)
        .with(&[choose])
}

#[cfg(test)]
mod tests {
    use super::found;

    #[track_caller]
    fn check(search: &str, expected: &str) {
        let ids: Vec<&str> = found(search, &[]).iter().map(|block| block.type_id).collect();
        assert!(ids.contains(&expected), "{search}: {ids:?}");
    }

    #[test]
    fn blocks_are_found_by_all_they_are() {
        check("", "SE_End");
        check("phone", "SE_ContactCustomerPhoneNumber");
        check("SE_SFSearch", "SE_SFSearchAndScreenpop");
        check("defaultFieldValues", "SE_SFSearchAndScreenpop");
        check("  Screenpop   SEARCH ", "SE_SFSearchAndScreenpop");
        assert!(found("nothing is called that", &[]).is_empty());
        assert_eq!(found("start", &[])[0].type_id, "SE_Start", "titles come first");
    }
}

//! The flows of the adapter that is served, drawn for the workbench.

use draw::Drawing;
use flow::Document;
use serde::Serialize;

use super::House;
use crate::site;

/// One flow as the workbench shows it.
#[derive(Debug, Serialize)]
pub(super) struct DrawnFlow {
    /// Its name, as runs of it are called.
    name: String,
    source: Option<String>,
    event: Option<String>,
    drawing: Drawing,
}

/// The flows baked into the adapter's page.
pub(super) fn drawn(house: &House) -> anyhow::Result<Vec<DrawnFlow>> {
    let page = std::fs::read_to_string(house.site.join("adapter/index.html"))?;
    Ok(site::flows_of(&page)?.iter().map(|text| draw(text)).collect())
}

fn draw(text: &str) -> DrawnFlow {
    let (document, _) = Document::parse(text);
    DrawnFlow {
        // The adapter's word for it (crates/adapter/src/settings.rs).
        name: document.name().unwrap_or("unnamed flow").to_owned(),
        source: document.source().map(str::to_owned),
        event: document.event().map(str::to_owned),
        drawing: Drawing::of(&document),
    }
}

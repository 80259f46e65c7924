//! The flows of the adapter that is served, drawn for the workbench.

use deployment::data_block::{self, DataBlockError};
use draw::Drawing;
use flow::Document;
use serde::Serialize;
use thiserror::Error;

use super::House;

/// One flow as the workbench shows it.
#[derive(Debug, Serialize)]
pub(super) struct DrawnFlow {
    /// Its name, as runs of it are called.
    name: String,
    source: Option<String>,
    event: Option<String>,
    drawing: Drawing,
}

/// Why the flows cannot be shown.
#[derive(Debug, Error)]
pub(super) enum FlowsError {
    /// The page cannot be read.
    #[error("{0}")]
    Page(#[from] std::io::Error),
    /// It has no data block to read.
    #[error("{0}")]
    DataBlock(#[from] DataBlockError),
}

/// The flows baked into the adapter's page.
pub(super) fn drawn(house: &House) -> Result<Vec<DrawnFlow>, FlowsError> {
    let page = std::fs::read_to_string(house.site.join("adapter/index.html"))?;
    Ok(data_block::flows_of(&page)?.iter().map(|text| draw(text)).collect())
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

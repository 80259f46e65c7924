//! Makes the page of one deployment out of a release: pure, so that the command line, a browser and tests do the same.
//!
//! | I want to change … | I open |
//! |---|---|
//! | which hosts the page may talk to, and its response headers | `headers.rs` |
//! | how hosts are spelled | `origins.rs` |
//! | where configuration, flows and actions stand in the page | `data_block.rs` |

#![forbid(unsafe_code)]

pub mod data_block;
pub mod headers;
pub mod origins;

//! `deploy.html`: the page with which an administrator makes a deployment out of a release, opened by a double click. A form, checks as
//! one types (those of `cti deploy`), and a zip with the site, its headers, `callcenter.xml` and what it was made of.
//!
//! The release is inside the page, so that it asks nobody for a file: a page opened from a disk may not. Everything here is plain
//! data but [`page`], which reads and writes the elements of `www/deploy/index.html`.
//!
//! | to change … | look in |
//! |---|---|
//! | which field stands for which key | `fields.rs` |
//! | what is said beside which field | `report.rs` |
//! | what a file that was added is taken for | `intake.rs` |
//! | what is in the zip | `package.rs` |
//! | the look, the labels | `www/deploy/` |

mod fields;
mod form;
mod intake;
mod package;
pub mod page;
mod report;
#[cfg(test)]
mod testing;

//! Flows, actions and settings of the org: which hold, from when on, and what becomes of answers that are none.

mod answers;
mod asking;
mod documents;
mod page;
mod start;

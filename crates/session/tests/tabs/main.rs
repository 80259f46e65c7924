//! Several tabs of one agent: whatever she does in them, and whatever becomes of them, they work as one.

mod agents;
mod day;
mod deeds;
mod interrupted;
mod one;
mod troubles;

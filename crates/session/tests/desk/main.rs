//! The desk at work: what it decides about calls, clicks, logs and all the rest, driven by a session as the page drives it.

mod common;

mod actions;
mod again;
mod attributes;
mod boot;
mod bounds;
mod caller;
mod calls;
mod clicks;
mod clicks_beside_calls;
mod context;
mod dial_requests;
mod flow_log;
mod later_release;
mod log;
mod log_by_key;
mod log_refused;
mod log_settings;
mod log_words;
mod notes;
mod numbers;
mod outbox;
mod panel;
mod phases;
mod pops;
mod properties;
mod recording;
mod resend;
mod sales;
mod shown;
mod sign_in;
mod spellings;
mod time;
mod triggers;
mod viewed;

//! What is shown: the page, its utility bar and the panel.

pub(crate) mod messages;
pub(crate) mod panel;
pub(crate) mod panel_view;
pub(crate) mod phone_state;
pub(crate) mod view;

//! The steps of the start whose replies are waited for.

/// The effects whose replies the boot waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BootStep {
    Enable,
    Listen,
    Settings,
    Profile,
    Layout,
    Connect,
}

//! The commands, one file each.

pub(crate) mod blocks;
pub(crate) mod callcenter;
pub(crate) mod coverage;
pub(crate) mod deploy;
pub(crate) mod draw;
pub(crate) mod import;
pub(crate) mod lint;
pub(crate) mod run;
pub(crate) mod test;
pub(crate) mod triggers;
pub(crate) mod upgrade;

//! Names of effects.

use serde::{Deserialize, Serialize};

/// Names one effect, so that its reply finds its way back. Counts from one for each desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EffectId(pub u64);

//! The invariants of the architecture, mostly absences, each with what to do when it is broken.
//!
//! They read the sources and the manifests as text: whoever breaks one finds the sentence, and its reason.

mod invariants {
    mod blocks;
    mod builds;
    mod dependencies;
    mod desk;
    mod pages;
    mod repository;
    mod sources;
    pub(crate) mod tree;
    mod unused;
}

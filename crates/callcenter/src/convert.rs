//! What a form cannot carry.

use thiserror::Error;

use crate::custom::{CUSTOM_ITEMS, SECTION};
use crate::form::Form;
use crate::form::seed::OWN;
use crate::model::{CallCenter, Dialing, Item, Section};
use crate::vocabulary::{DIALING, GENERAL};

/// Something that a form cannot carry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Loss {
    /// The caption of a section or item.
    #[error("the caption {caption:?} of {name}")]
    Caption {
        /// Of what.
        name: String,
        /// The caption.
        caption: String,
    },
    /// A section without items.
    #[error("the section {name}, which has no items")]
    EmptySection {
        /// Which.
        name: String,
    },
    /// The version of the CTI Toolkit.
    #[error("version {version} (of the old CTI Toolkit, not used by Open CTI)")]
    ToolkitVersion {
        /// Which.
        version: String,
    },
    /// The order of the sections.
    #[error("the order of the sections: {name} moves to the end")]
    Order {
        /// What moves.
        name: String,
    },
    /// The internal name stands in the file's name only.
    #[error("the internal name, unless the file is named {file}")]
    InternalName {
        /// The name it must have.
        file: String,
    },
}

/// What is lost when the call center is written in this form.
#[must_use]
pub fn losses(center: &CallCenter, form: Form) -> Vec<Loss> {
    let mut lost = Vec::new();
    if let (Some(version), Form::Import | Form::Seed) = (&center.toolkit_version, form) {
        lost.push(Loss::ToolkitVersion { version: version.clone() });
    }
    match form {
        Form::Import => {}
        Form::Metadata => {
            lost.push(Loss::InternalName { file: format!("{}.callCenter-meta.xml", center.internal_name) });
            let kept = ["reqInternalName", "reqDisplayName"];
            let captions = center.captions.iter().map(|(name, caption)| (name.as_str(), caption));
            lost.extend(
                captions.filter(|(name, _)| !kept.contains(name) && !DIALING.contains(name)).map(caption),
            );
            lost.extend(center.other.iter().filter_map(item_caption));
        }
        Form::Seed => {
            let named = [GENERAL, "reqInternalName", "reqDisplayName", "reqAdapterUrl", DIALING[0]];
            let captions = center.captions.iter().map(|(name, caption)| (name.as_str(), caption));
            lost.extend(captions.filter(|(name, _)| named.contains(name)).map(caption));
            for section in &center.sections {
                lost.extend(section.label.as_ref().map(|label| caption((&section.name, label))));
                if section.items.is_empty() {
                    lost.push(Loss::EmptySection { name: section.name.clone() });
                }
                let own = section
                    .items
                    .iter()
                    .filter(|item| section.name == SECTION && OWN.contains(&item.name.as_str()));
                let usual = |item: &&Item| {
                    let known = CUSTOM_ITEMS.iter().find(|known| known.name == item.name);
                    item.label.as_deref() == known.map(|known| known.label)
                };
                lost.extend(own.filter(|item| !usual(item)).filter_map(item_caption));
            }
            if let Some(late) = late_section(center) {
                lost.push(Loss::Order { name: late.into() });
            }
        }
    }
    lost
}

fn caption((name, caption): (&str, &String)) -> Loss {
    Loss::Caption { name: name.into(), caption: caption.clone() }
}

fn item_caption(item: &Item) -> Option<Loss> {
    item.label.as_ref().map(|label| caption((&item.name, label)))
}

/// The adapter's own section, when all it holds comes last in the descriptor though it does not come last here.
fn late_section(center: &CallCenter) -> Option<&str> {
    let at = center.sections.iter().position(|section| section.name == SECTION)?;
    let only_own = center.sections[at].items.iter().all(|item| OWN.contains(&item.name.as_str()));
    (only_own && at + 1 < center.sections.len()).then_some(SECTION)
}

/// The section of prefixes as any other section.
pub(crate) fn dialing_section(center: &CallCenter, dialing: &Dialing) -> Section {
    let caption = |name: &str| center.captions.get(name).cloned();
    let prefixes = [&dialing.outside, &dialing.long_distance, &dialing.international];
    let items = DIALING[1..].iter().zip(prefixes).map(|(name, value)| Item {
        name: (*name).into(),
        label: caption(name),
        value: value.clone(),
    });
    Section {
        name: DIALING[0].into(),
        label: caption(DIALING[0]),
        items: items.chain(dialing.other.iter().cloned()).collect(),
    }
}

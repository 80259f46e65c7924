//! What the call center and the softphone layout say that does not fit this softphone.

use flow::{Layout, Map};

use crate::boot::problems::Topic;
use crate::config::{Declared, ScreenPopSettings, new_record};
use crate::frame::view::Problem;

/// What the call center declares and should not.
pub(crate) fn declared_problems(settings: &Map<String>) -> impl Iterator<Item = (Topic, Problem)> {
    let declared = Declared::from_settings(settings);
    let version = declared.cti_version.filter(|found| !is_version_4(found));
    let requires = declared.requires_call_center.filter(|found| !found.eq_ignore_ascii_case("true"));
    [
        version.map(|found| (Topic::CtiVersion, Problem::CtiVersion { found })),
        requires.map(|found| (Topic::RequiresCallCenter, Problem::RequiresCallCenter { found })),
    ]
    .into_iter()
    .flatten()
}

/// The layout decides what a search finds: an object that this softphone counts on should be in it.
pub(crate) fn missing_objects(layout: &Layout, config: &ScreenPopSettings) -> Option<Problem> {
    let mut missing: Vec<String> = Vec::new();
    for object in config.priority.iter().chain(&config.new_records) {
        let object = new_record(object).0;
        let is = |known: &String| known == object;
        if !layout.objects.iter().any(is) && !missing.iter().any(is) {
            missing.push(object.to_owned());
        }
    }
    (!missing.is_empty()).then_some(Problem::LayoutObjects { missing })
}

/// `4`, `4.0`, `4.00` are the same version to an administrator.
fn is_version_4(text: &str) -> bool {
    let zeros = |text: &str| text.bytes().all(|digit| digit == b'0');
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    whole.strip_suffix('4').is_some_and(zeros) && zeros(fraction)
}

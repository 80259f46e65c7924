//! What holds for every call center and for every input.

use std::collections::BTreeMap;

use callcenter::{
    CUSTOM_ITEMS, CallCenter, Compatibility, Dialing, Form, Item, SECTION, Section, Size, Standby, losses,
    read, write,
};
use proptest::prelude::*;

const FORMS: [Form; 3] = [Form::Import, Form::Metadata, Form::Seed];

/// Any text a caption or a value may be: marks of XML and JSON, line ends, other scripts. Values are trimmed when read.
fn text() -> impl Strategy<Value = String> {
    "[ -~äß日\\t\\n\\r\u{1F4DE}<>&\"'\\]\\\\-]{0,30}".prop_map(|text| text.trim().to_owned())
}

fn name() -> impl Strategy<Value = String> {
    // A name of one's own: nothing that is Salesforce's or this adapter's.
    "x[A-Za-z0-9]{0,12}"
}

fn label() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(text())
}

/// Items with names of their own.
fn items() -> impl Strategy<Value = Vec<Item>> {
    proptest::collection::btree_map(name(), (label(), text()), 0..5).prop_map(|items| {
        items.into_iter().map(|(name, (label, value))| Item { name, label, value }).collect()
    })
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    let own = (label(), items()).prop_map(|(label, items)| Section { name: SECTION.into(), label, items });
    let others = proptest::collection::btree_map(name(), (label(), items()), 0..3);
    (own, others).prop_map(|(own, others)| {
        let others = others.into_iter().map(|(name, (label, items))| Section { name, label, items });
        std::iter::once(own).chain(others).collect()
    })
}

fn dialing() -> impl Strategy<Value = Option<Dialing>> {
    let dialing = ("[0-9]{0,3}", "[0-9]{0,3}", "[0-9]{0,3}", items()).prop_map(
        |(outside, long_distance, international, other)| Dialing {
            outside,
            long_distance,
            international,
            other,
        },
    );
    proptest::option::of(dialing)
}

fn call_center() -> impl Strategy<Value = CallCenter> {
    let standby = ("[a-z]{1,8}", 1u32..60_000)
        .prop_map(|(host, timeout_ms)| Standby { url: format!("https://{host}.test/?a=1&b=2"), timeout_ms });
    let names = ("[A-Za-z][A-Za-z0-9]{0,39}", text().prop_filter("a display name", |text| !text.is_empty()));
    let size = (240u16..=2560, 200u16..=1920).prop_map(|(height, width)| Size { height, width });
    // One for Classic alone is refused.
    let mode = proptest::sample::select(vec![Compatibility::Lightning, Compatibility::ClassicAndLightning]);
    let captions = proptest::collection::vec(text(), 14);
    (names, size, mode, proptest::option::of(standby), dialing(), items(), sections(), captions).prop_map(
        |(
            (internal_name, display_name),
            size,
            compatibility,
            standby,
            dialing,
            other,
            sections,
            captions,
        )| {
            let mut center = CallCenter::new(&internal_name, "https://cti.acme.test/a?b=1&c=2");
            center =
                CallCenter { display_name, size, compatibility, standby, dialing, other, sections, ..center };
            center.captions = BTreeMap::new();
            let standard = center.clone().with_standard_captions().captions;
            center.captions = standard.into_keys().zip(captions).collect();
            center
        },
    )
}

/// What this form can carry of a call center, by the losses it admits.
fn carried(mut center: CallCenter, form: Form) -> CallCenter {
    match form {
        Form::Import => {}
        Form::Metadata => {
            let kept = ["reqInternalName", "reqDisplayName"];
            center.captions.retain(|name, _| {
                kept.contains(&name.as_str()) || name.ends_with("Prefix") || name == "reqDialingOptions"
            });
            center.other.iter_mut().for_each(|item| item.label = None);
            // A caption is required there: the name stands in.
            for section in &mut center.sections {
                section.label.get_or_insert_with(|| section.name.clone());
                for item in &mut section.items {
                    item.label.get_or_insert_with(|| item.name.clone());
                }
            }
            for item in center.dialing.iter_mut().flat_map(|dialing| &mut dialing.other) {
                item.label.get_or_insert_with(|| item.name.clone());
            }
        }
        Form::Seed => {
            let named =
                ["reqGeneralInfo", "reqInternalName", "reqDisplayName", "reqAdapterUrl", "reqDialingOptions"];
            center.captions.retain(|name, _| !named.contains(&name.as_str()));
            center.sections.iter_mut().for_each(|section| section.label = None);
            center.sections.retain(|section| section.name == SECTION || !section.items.is_empty());
            // Elements of the root there; they come back as the last items of the adapter's own section.
            let own =
                CUSTOM_ITEMS.iter().filter(|item| ["CTIVersion", "RequiresCallCenter"].contains(&item.name));
            let own = own.map(|item| Item {
                name: item.name.into(),
                label: Some(item.label.into()),
                value: item.initial.into(),
            });
            let mut position = 0;
            if center.sections[0].items.is_empty() {
                let section = center.sections.remove(0);
                center.sections.push(section);
                position = center.sections.len() - 1;
            }
            center.sections[position].items.extend(own);
        }
    }
    center
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    // Shows: difference-b
    #[test]
    fn what_is_written_is_read_again(center in call_center()) {
        for form in FORMS {
            let file = format!("{}.callCenter-meta.xml", center.internal_name);
            let text = write(&center, form);
            let report = read(text.as_bytes(), &file);
            let expected = carried(center.clone(), form);
            prop_assert_eq!(report.call_center.as_ref(), Some(&expected), "{:?}\n{}\n{:?}", form, text, report.findings);
            // What came back is carried whole: writing it again gives the same file, and nothing more is lost.
            prop_assert_eq!(write(&expected, form), text);
            let lost = losses(&expected, form);
            prop_assert!(lost.len() <= 1, "{:?}: {:?}", form, lost);
        }
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, "any.xml");
    }

    #[test]
    fn no_damage_panics(
        center in call_center(),
        form in proptest::sample::select(FORMS.to_vec()),
        cuts in proptest::collection::vec((any::<prop::sample::Index>(), 0usize..20, "[<>&\"/a-z0-9=]{0,8}"), 1..4),
    ) {
        let mut bytes = write(&center, form).into_bytes();
        for (index, length, insert) in cuts {
            let at = index.index(bytes.len() + 1);
            let end = (at + length).min(bytes.len());
            bytes.splice(at..end, insert.into_bytes());
        }
        let report = read(&bytes, "Acme.callCenter");
        // Every finding has its code, sentence and remedy, and a file without call center has a reason.
        prop_assert!(report.call_center.is_some() || report.has_error());
        for finding in &report.findings {
            prop_assert!(!finding.to_string().is_empty() && finding.remedy().ends_with('.'));
        }
    }
}

#[test]
fn hostile_files_are_refused() {
    #[track_caller]
    fn check(text: &str, code: &str) {
        let report = read(text.as_bytes(), "callcenter.xml");
        let codes: Vec<_> = report.findings.iter().map(|finding| finding.fault.code()).collect();
        assert_eq!(codes, [code]);
    }
    let many = |piece: &str, count: usize| piece.repeat(count);
    check(&format!("<callCenter>{}</callCenter>", many("<section/>", 30_000)), "too-large");
    check(&many("<a>", 100_000), "too-large");
    check(&format!("{}{}", many("<a>", 10_000), many("</a>", 10_000)), "root");
    check(
        &format!("<?xml version=\"1.0\"?>\n<!DOCTYPE a [{}]>\n<a/>", many("<!ENTITY b \"c\">", 1000)),
        "doctype",
    );
}

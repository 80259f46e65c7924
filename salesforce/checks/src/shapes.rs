//! The types in this project (Metadata API guide: CallCenter, CustomApplication, FlexiPage, CspTrustedSite,
//! CorsWhitelistOrigin, PermissionSet, ApexClass, LightningComponentBundle). Fields that nothing here uses are left out.

use super::org_shapes::ORG_SHAPES;
use super::project::{File, metadata};
use super::shape::Kind::{Attributes, Blank, Flag, Group, Https, Json, OneOf, Text, Version};
use super::shape::Times::{Any, AtMostOne, One, Some};
use super::shape::{Field, Shape};

const SHAPES: [Shape; 9] = [
    Shape {
        folder: "callCenters",
        ends: ".callCenter-meta.xml",
        root: "CallCenter",
        fields: &[
            Field("adapterUrl", AtMostOne, Https),
            Field("customSettings", AtMostOne, Json),
            Field("displayName", One, Text),
            Field("displayNameLabel", One, Text),
            Field("internalNameLabel", One, Text),
            Field(
                "sections",
                Any,
                Group(&[
                    Field(
                        "items",
                        Any,
                        Group(&[
                            Field("label", One, Text),
                            Field("name", One, Text),
                            Field("value", One, Blank),
                        ]),
                    ),
                    Field("label", One, Text),
                    Field("name", One, Text),
                ]),
            ),
        ],
    },
    Shape {
        folder: "applications",
        ends: ".app-meta.xml",
        root: "CustomApplication",
        fields: &[
            Field("description", AtMostOne, Text),
            Field("formFactors", Some, OneOf(&["Large", "Small"])),
            Field("isNavAutoTempTabsDisabled", AtMostOne, Flag),
            Field("isNavPersonalizationDisabled", AtMostOne, Flag),
            Field("label", One, Text),
            Field("navType", One, OneOf(&["Console", "Standard"])),
            Field("tabs", Some, Text),
            Field("uiType", One, OneOf(&["Lightning"])),
            Field("utilityBar", One, Text),
            Field(
                "workspaceConfig",
                AtMostOne,
                Group(&[Field(
                    "mappings",
                    Some,
                    Group(&[Field("fieldName", AtMostOne, Text), Field("tab", One, Text)]),
                )]),
            ),
        ],
    },
    Shape {
        folder: "flexipages",
        ends: ".flexipage-meta.xml",
        root: "FlexiPage",
        fields: &[
            Field(
                "flexiPageRegions",
                Some,
                Group(&[
                    Field(
                        "itemInstances",
                        Any,
                        Group(&[Field(
                            "componentInstance",
                            One,
                            Group(&[
                                Field(
                                    "componentInstanceProperties",
                                    Any,
                                    Group(&[
                                        Field("name", One, Text),
                                        Field("type", AtMostOne, OneOf(&["decorator"])),
                                        Field("value", One, Text),
                                    ]),
                                ),
                                Field("componentName", One, Text),
                                Field("identifier", One, Text),
                            ]),
                        )]),
                    ),
                    Field("name", One, Text),
                    Field("type", One, OneOf(&["Region", "Facet", "Background"])),
                ]),
            ),
            Field("masterLabel", One, Text),
            Field(
                "template",
                One,
                Group(&[
                    Field("name", One, OneOf(&["one:utilityBarTemplateDesktop"])),
                    Field("properties", Any, Group(&[Field("name", One, Text), Field("value", One, Text)])),
                ]),
            ),
            Field("type", One, OneOf(&["UtilityBar"])),
        ],
    },
    Shape {
        folder: "cspTrustedSites",
        ends: ".cspTrustedSite-meta.xml",
        root: "CspTrustedSite",
        fields: &[
            Field("canAccessCamera", AtMostOne, Flag),
            Field("canAccessMicrophone", AtMostOne, Flag),
            Field(
                "context",
                AtMostOne,
                OneOf(&["All", "LEX", "Communities", "VisualForce", "FieldServiceMobileExtension"]),
            ),
            Field("description", AtMostOne, Text),
            Field("endpointUrl", One, Https),
            Field("isActive", One, Flag),
            Field("isApplicableToConnectSrc", AtMostOne, Flag),
            Field("isApplicableToFontSrc", AtMostOne, Flag),
            Field("isApplicableToFrameSrc", AtMostOne, Flag),
            Field("isApplicableToImgSrc", AtMostOne, Flag),
            Field("isApplicableToMediaSrc", AtMostOne, Flag),
            Field("isApplicableToStyleSrc", AtMostOne, Flag),
        ],
    },
    Shape {
        folder: "corsWhitelistOrigins",
        ends: ".corsWhitelistOrigin-meta.xml",
        root: "CorsWhitelistOrigin",
        fields: &[Field("urlPattern", One, Https)],
    },
    Shape {
        folder: "permissionsets",
        ends: ".permissionset-meta.xml",
        root: "PermissionSet",
        fields: &[
            Field(
                "applicationVisibilities",
                Any,
                Group(&[Field("application", One, Text), Field("visible", One, Flag)]),
            ),
            Field("classAccesses", Any, Group(&[Field("apexClass", One, Text), Field("enabled", One, Flag)])),
            Field("customPermissions", Any, Group(&[Field("enabled", One, Flag), Field("name", One, Text)])),
            Field("description", AtMostOne, Text),
            Field(
                "fieldPermissions",
                Any,
                Group(&[
                    Field("editable", One, Flag),
                    Field("field", One, Text),
                    Field("readable", One, OneOf(&["true"])),
                ]),
            ),
            Field("hasActivationRequired", AtMostOne, Flag),
            Field("label", One, Text),
            Field(
                "objectPermissions",
                Any,
                Group(&[
                    Field("allowCreate", One, Flag),
                    Field("allowDelete", One, Flag),
                    Field("allowEdit", One, Flag),
                    Field("allowRead", One, OneOf(&["true"])),
                    Field("modifyAllRecords", One, OneOf(&["false"])),
                    Field("object", One, Text),
                    Field("viewAllRecords", One, OneOf(&["false"])),
                ]),
            ),
            Field(
                "tabSettings",
                Any,
                Group(&[Field("tab", One, Text), Field("visibility", One, OneOf(&["Available", "Visible"]))]),
            ),
            Field("userPermissions", Any, Group(&[Field("enabled", One, Flag), Field("name", One, Text)])),
        ],
    },
    Shape {
        folder: "classes",
        ends: ".cls-meta.xml",
        root: "ApexClass",
        fields: &[Field("apiVersion", One, Version), Field("status", One, OneOf(&["Active"]))],
    },
    Shape {
        folder: "messageChannels",
        ends: ".messageChannel-meta.xml",
        root: "LightningMessageChannel",
        fields: &[
            Field("description", AtMostOne, Text),
            Field("isExposed", One, Flag),
            Field(
                "lightningMessageFields",
                Any,
                Group(&[Field("description", AtMostOne, Text), Field("fieldName", One, Text)]),
            ),
            Field("masterLabel", One, Text),
        ],
    },
    Shape {
        folder: "lwc",
        ends: ".js-meta.xml",
        root: "LightningComponentBundle",
        fields: &[
            Field("apiVersion", One, Version),
            Field("description", AtMostOne, Text),
            Field("isExposed", One, Flag),
            Field("masterLabel", AtMostOne, Text),
            Field(
                "targetConfigs",
                AtMostOne,
                Group(&[Field(
                    "targetConfig",
                    Some,
                    Attributes(&[
                        "name",
                        "type",
                        "label",
                        "description",
                        "default",
                        "required",
                        "min",
                        "max",
                    ]),
                )]),
            ),
            Field(
                "targets",
                AtMostOne,
                Group(&[Field(
                    "target",
                    Some,
                    OneOf(&[
                        "lightning__Tab",
                        "lightning__AppPage",
                        "lightning__RecordPage",
                        "lightning__RecordAction",
                    ]),
                )]),
            ),
        ],
    },
];

fn all() -> impl Iterator<Item = &'static Shape> {
    const { &SHAPES }.iter().chain(const { &ORG_SHAPES })
}

/// The shape of a file in this folder: of several types the one whose ending it has.
fn shape(folder: &str, name: &str) -> &'static Shape {
    let of_folder = || all().filter(|shape| shape.folder == folder);
    of_folder()
        .find(|shape| name.ends_with(shape.ends))
        .or_else(|| of_folder().next())
        .unwrap_or_else(|| panic!("{folder}: a type without a shape; add it from the Metadata API guide"))
}

#[test]
fn every_file_has_the_shape_of_its_type() {
    let files = metadata();
    for shape in all() {
        let is_of_it = |file: &&File| {
            let (folder, name) = file.folder_and_name();
            folder == shape.folder && name.ends_with(shape.ends)
        };
        assert!(files.iter().any(|file| is_of_it(&file)), "no {} in {}", shape.ends, shape.folder);
    }
    let mut wrong = Vec::new();
    for file in &files {
        let (folder, name) = file.folder_and_name();
        let shape = shape(folder, name);
        if !name.ends_with(shape.ends) {
            wrong.push(format!("{}: the name must end in {}", file.path, shape.ends));
        }
        wrong.extend(shape.check(&file.text).into_iter().map(|fault| format!("{}: {fault}", file.path)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[track_caller]
fn check(folder: &str, root: &str, inside: &str, expected: &[&str]) {
    let namespace = "http://soap.sforce.com/2006/04/metadata";
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{namespace}\">{inside}</{root}>"
    );
    assert_eq!(shape(folder, "").check(&text), expected, "{inside}");
}

#[test]
fn what_does_not_fit_is_named() {
    let cors = |inside: &str, expected: &[&str]| {
        check("corsWhitelistOrigins", "CorsWhitelistOrigin", inside, expected);
    };
    cors("<urlPattern>https://a.example</urlPattern>", &[]);
    cors("", &["CorsWhitelistOrigin has 0 urlPattern"]);
    cors("<urlPattern>http://a.example</urlPattern>", &["urlPattern: “http://a.example”"]);
    cors(
        "<urlPattern>https://a.example</urlPattern><url>x</url>",
        &[
            "CorsWhitelistOrigin has no field url",
            "the fields of CorsWhitelistOrigin are not in alphabetical order",
        ],
    );
    check(
        "corsWhitelistOrigins",
        "CorsWhitelistOrigins",
        "<urlPattern>https://a.example</urlPattern>",
        &["the root must be CorsWhitelistOrigin in http://soap.sforce.com/2006/04/metadata"],
    );

    let csp = |inside: &str, expected: &[&str]| check("cspTrustedSites", "CspTrustedSite", inside, expected);
    let url = "<endpointUrl>https://a.example</endpointUrl>";
    csp(&format!("{url}<isActive>yes</isActive>"), &["isActive: “yes”"]);
    csp(&format!("<context>Everywhere</context>{url}<isActive>true</isActive>"), &["context: “Everywhere”"]);

    let center = |settings: &str, expected: &[&str]| {
        let names = "<displayName>A</displayName><displayNameLabel>B</displayNameLabel><internalNameLabel>C</internalNameLabel>";
        check(
            "callCenters",
            "CallCenter",
            &format!("<customSettings>{settings}</customSettings>{names}"),
            expected,
        );
    };
    center("{\"reqUseApi\":\"true\"}", &[]);
    center("{reqUseApi}", &["customSettings: “{reqUseApi}”"]);
    center("<a/>", &["customSettings: “”", "customSettings holds elements"]);

    let bundle = |config: &str, expected: &[&str]| {
        let text = format!(
            "<apiVersion>66.0</apiVersion><isExposed>true</isExposed><targetConfigs>\
             <targetConfig targets=\"lightning__RecordPage\">{config}</targetConfig></targetConfigs>"
        );
        check("lwc", "LightningComponentBundle", &text, expected);
    };
    bundle("<property name=\"a\" type=\"String\"/>", &[]);
    bundle("<property name=\"a\" kind=\"x\"/>", &["property has no attribute kind", "property lacks type"]);
    bundle("<item name=\"a\" type=\"String\"/>", &["targetConfig has no field item"]);
}

//! The types of the org package (Metadata API guide: CustomObject and its parts, CustomMetadata, CustomPermission, CustomTab,
//! Layout, QuickAction, ApexTrigger). Fields that nothing here uses are left out.

use super::shape::Kind::{Blank, Flag, Group, Number, OneOf, Text, Version};
use super::shape::Times::{Any, AtMostOne, One, Some};
use super::shape::{Field, Shape};

/// Where a name stands for itself in a part of an object.
const FULL_NAME: Field = Field("fullName", One, Text);

const LAYOUT_ITEM: &[Field] =
    &[Field("behavior", One, OneOf(&["Edit", "Required", "Readonly"])), Field("field", One, Text)];

pub(super) const ORG_SHAPES: [Shape; 11] = [
    Shape {
        folder: "objects",
        ends: ".object-meta.xml",
        root: "CustomObject",
        fields: &[
            Field("compactLayoutAssignment", AtMostOne, Text),
            Field("deploymentStatus", AtMostOne, OneOf(&["Deployed"])),
            Field("description", One, Text),
            Field("enableActivities", AtMostOne, Flag),
            Field("enableBulkApi", AtMostOne, Flag),
            Field("enableFeeds", AtMostOne, Flag),
            Field("enableHistory", AtMostOne, Flag),
            Field("enableReports", AtMostOne, Flag),
            Field("enableSearch", AtMostOne, Flag),
            Field("enableSharing", AtMostOne, Flag),
            Field("enableStreamingApi", AtMostOne, Flag),
            Field("label", One, Text),
            Field(
                "nameField",
                AtMostOne,
                Group(&[
                    Field("label", One, Text),
                    Field("trackHistory", AtMostOne, Flag),
                    Field("type", One, OneOf(&["Text"])),
                ]),
            ),
            Field("pluralLabel", One, Text),
            Field("sharingModel", AtMostOne, OneOf(&["ReadWrite", "ControlledByParent"])),
            Field("visibility", One, OneOf(&["Public"])),
        ],
    },
    Shape {
        folder: "objects",
        ends: ".field-meta.xml",
        root: "CustomField",
        fields: &[
            FULL_NAME,
            Field("caseSensitive", AtMostOne, Flag),
            Field("defaultValue", AtMostOne, Text),
            Field("description", One, Text),
            Field("externalId", AtMostOne, Flag),
            Field("fieldManageability", AtMostOne, OneOf(&["SubscriberControlled"])),
            Field("inlineHelpText", AtMostOne, Text),
            Field("label", One, Text),
            Field("length", AtMostOne, Number),
            Field("precision", AtMostOne, Number),
            Field("referenceTo", AtMostOne, Text),
            Field("relationshipLabel", AtMostOne, Text),
            Field("relationshipName", AtMostOne, Text),
            Field("relationshipOrder", AtMostOne, Number),
            Field("reparentableMasterDetail", AtMostOne, Flag),
            Field("required", AtMostOne, Flag),
            Field("scale", AtMostOne, Number),
            Field("trackHistory", AtMostOne, Flag),
            Field("trackTrending", AtMostOne, Flag),
            Field(
                "type",
                One,
                OneOf(&["Checkbox", "LongTextArea", "MasterDetail", "Number", "Text", "TextArea"]),
            ),
            Field("unique", AtMostOne, Flag),
            Field("visibleLines", AtMostOne, Number),
            Field("writeRequiresMasterRead", AtMostOne, Flag),
        ],
    },
    Shape {
        folder: "objects",
        ends: ".compactLayout-meta.xml",
        root: "CompactLayout",
        fields: &[FULL_NAME, Field("fields", Some, Text), Field("label", One, Text)],
    },
    Shape {
        folder: "objects",
        ends: ".listView-meta.xml",
        root: "ListView",
        fields: &[
            FULL_NAME,
            Field("columns", Some, Text),
            Field("filterScope", One, OneOf(&["Everything"])),
            Field(
                "filters",
                Any,
                Group(&[
                    Field("field", One, Text),
                    Field("operation", One, OneOf(&["equals"])),
                    Field("value", One, Text),
                ]),
            ),
            Field("label", One, Text),
        ],
    },
    Shape {
        folder: "objects",
        ends: ".validationRule-meta.xml",
        root: "ValidationRule",
        fields: &[
            FULL_NAME,
            Field("active", One, OneOf(&["true"])),
            Field("description", One, Text),
            Field("errorConditionFormula", One, Text),
            Field("errorDisplayField", AtMostOne, Text),
            Field("errorMessage", One, Text),
        ],
    },
    Shape {
        folder: "layouts",
        ends: ".layout-meta.xml",
        root: "Layout",
        fields: &[
            Field(
                "layoutSections",
                Some,
                Group(&[
                    Field("customLabel", One, Flag),
                    Field("detailHeading", One, Flag),
                    Field("editHeading", One, Flag),
                    Field("label", One, Text),
                    Field("layoutColumns", Some, Group(&[Field("layoutItems", Any, Group(LAYOUT_ITEM))])),
                    Field("style", One, OneOf(&["TwoColumnsTopToBottom", "OneColumn"])),
                ]),
            ),
            Field(
                "platformActionList",
                AtMostOne,
                Group(&[
                    Field("actionListContext", One, OneOf(&["Record"])),
                    Field(
                        "platformActionListItems",
                        Some,
                        Group(&[
                            Field("actionName", One, Text),
                            Field("actionType", One, OneOf(&["QuickAction", "StandardButton"])),
                            Field("sortOrder", One, Number),
                        ]),
                    ),
                ]),
            ),
            Field(
                "relatedLists",
                Any,
                Group(&[
                    Field("fields", Some, Text),
                    Field("relatedList", One, Text),
                    Field("sortField", AtMostOne, Text),
                    Field("sortOrder", AtMostOne, OneOf(&["Asc", "Desc"])),
                ]),
            ),
            Field("showEmailCheckbox", One, Flag),
            Field("showHighlightsPanel", One, Flag),
            Field("showInteractionLogPanel", One, Flag),
            Field("showRunAssignmentRulesCheckbox", One, Flag),
            Field("showSubmitAndAttachButton", One, Flag),
        ],
    },
    Shape {
        folder: "tabs",
        ends: ".tab-meta.xml",
        root: "CustomTab",
        fields: &[
            Field("customObject", AtMostOne, OneOf(&["true"])),
            Field("description", AtMostOne, Text),
            Field("label", AtMostOne, Text),
            Field("lwcComponent", AtMostOne, Text),
            Field("motif", One, Text),
        ],
    },
    Shape {
        folder: "customPermissions",
        ends: ".customPermission-meta.xml",
        root: "CustomPermission",
        fields: &[
            Field("description", One, Text),
            Field("isLicensed", One, OneOf(&["false"])),
            Field("label", One, Text),
        ],
    },
    Shape {
        folder: "customMetadata",
        ends: ".md-meta.xml",
        root: "CustomMetadata",
        fields: &[
            Field("label", One, Text),
            Field("protected", One, Flag),
            Field("values", Some, Group(&[Field("field", One, Text), Field("value", One, Blank)])),
        ],
    },
    Shape {
        folder: "quickActions",
        ends: ".quickAction-meta.xml",
        root: "QuickAction",
        fields: &[
            Field("actionSubtype", One, OneOf(&["ScreenAction", "Action"])),
            Field("description", AtMostOne, Text),
            Field("label", One, Text),
            Field("lightningWebComponent", One, Text),
            Field("optionsCreateFeedItem", One, OneOf(&["false"])),
            Field("type", One, OneOf(&["LightningWebComponent"])),
        ],
    },
    Shape {
        folder: "triggers",
        ends: ".trigger-meta.xml",
        root: "ApexTrigger",
        fields: &[Field("apiVersion", One, Version), Field("status", One, OneOf(&["Active"]))],
    },
];

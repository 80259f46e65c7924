//! Where the two libraries differ, and why.

use flow::Phone;

use crate::numbers::Number;

/// A reason for a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    /// The international form is grouped otherwise.
    International,
    /// Only one calls it valid.
    Validity,
    /// The national form of a short number, or of one that one or both do not call valid.
    LocalForm,
    /// Another word before the extension.
    ExtensionWord,
    /// An extension behind a slash.
    SlashExtension,
    /// A word among the digits, or behind them.
    Letters,
    /// The number begins with its own calling code, without plus.
    OwnCode,
    /// Three digits at most, beside marks.
    TooShort,
}

impl Class {
    /// What differs, and why that is well.
    pub(crate) fn reason(self) -> &'static str {
        match self {
            Self::International => "international form: the small metadata group some numbers otherwise",
            Self::Validity => {
                "validity: the page's small metadata know fewer rules; a flow never refuses to dial for it"
            }
            Self::LocalForm => {
                "national form of a short number or one not valid: the small metadata leave out the forms of local numbers"
            }
            Self::ExtensionWord => {
                "extension: the page writes \" ext. \" everywhere, here some regions have their own word"
            }
            Self::SlashExtension => "extension behind a slash: here the text ends at the slash",
            Self::Letters => {
                "letters among digits: here they are dialled as on a telephone's keys, in the page they end the number"
            }
            Self::OwnCode => {
                "own calling code without plus before what is not valid: the page names no country, or keeps the code"
            }
            Self::TooShort => "two or three digits: one reads them as a number, the other does not",
        }
    }
}

/// The classes of a difference; nothing when a part of it has no known reason.
pub(crate) fn classes_of(number: &Number, here: Option<&Phone>, page: Option<&Phone>) -> Option<Vec<Class>> {
    let text = number.text.strip_prefix("tel:").unwrap_or(&number.text).to_owned();
    let letters = ["ext. ", " extn ", ";ext=", " x"].iter().fold(text, |text, word| text.replace(word, ""));
    let letters = letters.chars().any(|c| c.is_alphabetic() || "*#@$".contains(c));
    let (here, page) = match (here, page) {
        (Some(here), Some(page)) => (here, page),
        (Some(phone), None) | (None, Some(phone)) => {
            return match phone.national_number.len() {
                0..=3 => Some(vec![Class::TooShort]),
                _ if letters => Some(vec![Class::Letters]),
                _ => None,
            };
        }
        (None, None) => return Some(Vec::new()),
    };
    let own_code = !number.text.contains('+') && !page.valid;
    if here.e164 != page.e164 {
        let ends = page.national_number.ends_with(&*here.national_number)
            || here.national_number.ends_with(&*page.national_number);
        let class = if letters { Some(Class::Letters) } else { (own_code && ends).then_some(Class::OwnCode) };
        return class.map(|class| vec![class]);
    }
    if here.national_number != page.national_number {
        return None;
    }
    let invalid = !(here.valid && page.valid);
    let mut classes = Vec::new();
    if here.country != page.country {
        if !own_code || page.country.is_some() || here.country.as_deref() != number.country.as_deref() {
            return None;
        }
        classes.push(Class::OwnCode);
    }
    if here.extension != page.extension {
        if !(number.text.contains('/') && here.extension.is_none()) {
            return None;
        }
        classes.push(Class::SlashExtension);
    }
    if here.valid != page.valid {
        classes.push(Class::Validity);
    }
    let plain = |form: &str, phone: &Phone| match &phone.extension {
        Some(digits) => {
            form.strip_suffix(digits.as_str()).unwrap_or(form).trim_end_matches(is_of_word).to_owned()
        }
        None => form.to_owned(),
    };
    let digits = |form: &str| form.chars().filter(char::is_ascii_digit).collect::<String>();
    let (ours, theirs) = (plain(&here.national, here), plain(&page.national, page));
    if ours != theirs {
        // A number that is not valid may also get its national prefix in one form only.
        let local = here.national_number.len() <= 7 && digits(&ours) == digits(&theirs);
        if !invalid && !local {
            return None;
        }
        classes.push(Class::LocalForm);
    } else if here.national != page.national && here.extension == page.extension {
        classes.push(Class::ExtensionWord);
    }
    let (ours, theirs) = (plain(&here.international, here), plain(&page.international, page));
    if ours != theirs {
        if digits(&ours) != digits(&theirs) {
            return None;
        }
        classes.push(Class::International);
    }
    Some(classes)
}

/// Whether this stands between a number and the digits of its extension.
fn is_of_word(c: char) -> bool {
    !c.is_ascii_digit() && c != ')'
}

//! Phone numbers, natively. The page uses libphonenumber-js; both take numbers apart without asking whether they are valid.

use flow::{Phone, Text};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, Region};

/// The region of numbers that belong to no country (+800 …).
const WORLD: &str = "001";

/// Takes a number apart; nothing when the text cannot be read as one.
pub fn parse(number: &str, country: Option<&str>) -> Option<Phone> {
    let region = country.and_then(|code| Region::from_code(code.trim()).ok());
    // A number that reads without help carries its own country code; else the given country is also its country, known
    // or not as one of its numbers (911 in US), as libphonenumber-js has it.
    let (parsed, assumed) = match PhoneNumber::parse(number, None) {
        Ok(parsed) => (parsed, None),
        Err(_) => (PhoneNumber::parse(number, region).ok()?, region),
    };
    // Unless it is dialled abroad from there (00 44 …).
    let code = parsed.country_code;
    let assumed =
        assumed.filter(|region| PHONE_NUMBER_UTIL.get_country_code_for_region(*region) == Some(code));
    let mut plain = parsed.clone();
    let extension = plain.extension.take().filter(|digits| !digits.is_empty());
    Some(Phone {
        e164: plain.format_as(PhoneNumberFormat::E164).into_owned().into(),
        national: parsed.format_as(PhoneNumberFormat::National).into_owned().into(),
        international: international(&plain, extension.as_deref()).into(),
        country: parsed
            .get_region_code()
            .or(assumed)
            .map(|region| region.to_string())
            .filter(|code| code != WORLD)
            .map(Text::from),
        national_number: parsed.get_national_significant_number().into(),
        extension: extension.map(Text::from),
        valid: parsed.is_valid(),
    })
}

/// The international form as the page writes it: blanks between the groups and nothing else, " ext. " before an extension.
fn international(number: &PhoneNumber, extension: Option<&str>) -> String {
    let form = number.format_as(PhoneNumberFormat::International);
    let groups: Vec<&str> =
        form.split(|c: char| !c.is_ascii_digit() && c != '+').filter(|group| !group.is_empty()).collect();
    let groups = groups.join(" ");
    extension.map_or(groups.clone(), |extension| format!("{groups} ext. {extension}"))
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[track_caller]
    fn check(
        number: &str,
        country: Option<&str>,
        national: &str,
        e164: &str,
        region: Option<&str>,
        digits: &str,
    ) {
        let phone = parse(number, country).expect(number);
        assert_eq!((phone.national.as_str(), phone.e164.as_str()), (national, e164));
        assert_eq!((phone.country.as_deref(), phone.national_number.as_str()), (region, digits));
    }

    #[test]
    fn table_of_section_1_7() {
        let us = Some("US");
        check("4155552671", us, "(415) 555-2671", "+14155552671", us, "4155552671");
        check("(415) 555-2671", us, "(415) 555-2671", "+14155552671", us, "4155552671");
        check("+14155552671", Some("GB"), "(415) 555-2671", "+14155552671", us, "4155552671");
        check("+442079460958", us, "020 7946 0958", "+442079460958", Some("GB"), "2079460958");
        check("tel:+14155552671", None, "(415) 555-2671", "+14155552671", us, "4155552671");
        check("911", us, "911", "+1911", us, "911");
        check("0015892181646", Some("EG"), "(589) 218-1646", "+15892181646", None, "5892181646");
        check("+80080893369", us, "8089 3369", "+80080893369", None, "80893369");
        let with_extension = parse("+14155552671 ext. 12", None).expect("reads");
        assert_eq!(with_extension.extension.as_deref(), Some("12"));
        assert_eq!(with_extension.e164, "+14155552671");
        assert_eq!(with_extension.national, "(415) 555-2671 ext. 12");
        let short = parse("+1415555267", None).expect("reads");
        assert_eq!((short.e164.as_str(), short.country, short.valid), ("+1415555267", None, false));
    }

    #[test]
    fn the_international_form_has_blanks_only() {
        for (number, international) in [
            ("+14155552671", "+1 415 555 2671"),
            ("+442079460958", "+44 20 7946 0958"),
            ("+551123456789", "+55 11 2345 6789"),
            ("+14155552671 ext. 12", "+1 415 555 2671 ext. 12"),
            ("+1415555267", "+1 415555267"),
        ] {
            assert_eq!(parse(number, None).expect(number).international, international);
        }
    }

    #[test]
    fn what_cannot_be_read() {
        for (text, country) in
            [("4155552671", None), ("abc", Some("US")), ("", Some("US")), ("4155552671", Some("zzz"))]
        {
            assert_eq!(parse(text, country), None, "{text}");
        }
    }
}

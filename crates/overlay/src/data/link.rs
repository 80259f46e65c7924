//! Where a value leads: to an address or to a record of Salesforce.

/// What a value leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// An https address.
    Address,
    /// The page of a record.
    Record,
}

/// Where a value leads, if anywhere. Nothing but https, and nothing that only looks like a record id.
pub fn link(name: &str, text: &str) -> Option<Link> {
    if is_address(text) {
        Some(Link::Address)
    } else if is_record_id(name, text) {
        Some(Link::Record)
    } else {
        None
    }
}

/// An https address and nothing else: browsers drop control characters and blanks, so what has any is none.
fn is_address(text: &str) -> bool {
    let scheme = text.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
    scheme && text.len() > 8 && !text.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// 18 characters whose last three fit the others, or 15 under a name that ends in "id".
fn is_record_id(name: &str, text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !text.starts_with("000");
    let name = name.as_bytes();
    let named = name.len() >= 2 && name[name.len() - 2..].eq_ignore_ascii_case(b"id");
    plain
        && (text.len() == 18 && text.as_bytes()[15..].eq_ignore_ascii_case(&check(text))
            || text.len() == 15 && named)
}

/// The last three characters of an id say which of each five before are capitals.
fn check(text: &str) -> [u8; 3] {
    let mut check = [0; 3];
    for (five, check) in text.as_bytes().chunks(5).zip(&mut check) {
        let bits = five.iter().rev().fold(0, |bits, byte| bits * 2 + usize::from(byte.is_ascii_uppercase()));
        *check = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits];
    }
    check
}

#[cfg(test)]
mod tests {
    use super::{Link, link};

    #[test]
    fn only_https_and_records() {
        let check =
            |name: &str, text: &str, expected| assert_eq!(link(name, text), expected, "{name} {text}");
        check("url", "https://shop.example/orders/7?a=b#c", Some(Link::Address));
        check("url", "HTTPS://shop.example", Some(Link::Address));
        for text in [
            "http://shop.example",
            "https://",
            "https://a.example and more",
            "https://a.example\n",
            "\u{1}https://a.example",
            " https://a.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "/a",
            "",
            "httpſ://a.example",
        ] {
            check("url", text, None);
        }
        check("any", "0035g00000XyZabAAF", Some(Link::Record));
        check("any", "0035G00000XYZABAAF", None);
        check("any", "0035g00000XyZabAAX", None);
        check("contactId", "0035g00000XyZab", Some(Link::Record));
        check("contact", "0035g00000XyZab", None);
        check("ID", "0035g00000XyZab", Some(Link::Record));
        check("d", "0035g00000XyZab", None);
        check("id", "000000000000000AAA", None);
        check("id", "0035g00000XyZa-", None);
        check("id", "шшшшшшш", None);
    }
}

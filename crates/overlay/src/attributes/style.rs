//! The style an administrator may give an attribute: what it looks like, never where it is or what it loads.

/// The properties that are let through.
const ALLOWED: [&str; 9] = [
    "color",
    "background-color",
    "font-weight",
    "font-style",
    "font-size",
    "text-align",
    "text-decoration",
    "text-transform",
    "letter-spacing",
];

/// The declarations of a style that are let through.
pub fn declarations(style: &str) -> Vec<(&'static str, &str)> {
    let one = |declaration: &'_ str| -> Option<(&'static str, usize)> {
        let (name, value) = declaration.split_once(':')?;
        let name = name.trim().to_ascii_lowercase();
        let allowed = ALLOWED.into_iter().find(|known| *known == name)?;
        let harmless = |c: char| c.is_ascii_alphanumeric() || " #%.,()-+".contains(c);
        let lower = value.to_ascii_lowercase();
        let plain = value.chars().all(harmless) && !lower.contains("url") && !lower.contains("expression");
        plain.then_some((allowed, declaration.len() - value.len()))
    };
    style
        .split(';')
        .filter_map(|declaration| {
            let (name, at) = one(declaration)?;
            Some((name, declaration[at..].trim()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::declarations;

    #[track_caller]
    fn check(style: &str, expected: &[(&str, &str)]) {
        assert_eq!(declarations(style), expected, "{style}");
    }

    #[test]
    fn looks_pass_and_everything_else_does_not() {
        check("color: #b00; font-weight:bold", &[("color", "#b00"), ("font-weight", "bold")]);
        check("COLOR: rgb(1, 2, 3)", &[("color", "rgb(1, 2, 3)")]);
        check("", &[]);
        check("color", &[]);
        check("position: fixed; inset: 0; color: red", &[("color", "red")]);
        check("background: url(https://x.example)", &[]);
        check("background-color: url(x)", &[]);
        check("color: red/**/; color: \\75rl", &[]);
        check("width: expression(alert(1)); --x: y", &[]);
    }
}

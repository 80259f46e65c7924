//! How wide text is, near enough, and how it is broken into lines. Fonts differ from machine to machine, so a drawing
//! that must be the same everywhere reckons with a wide one.

/// Width of a text in canvas units at a font size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| em(c) * size).sum()
}

fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '|' | '\'' | '!' | 'I' => 0.32,
        'f' | 't' | 'r' | ' ' | '(' | ')' | '[' | ']' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.92,
        'A'..='Z' | '_' => 0.68,
        // Ideographs, kana, Hangul, emoji.
        '\u{1100}'.. if !('\u{1E00}'..'\u{2E80}').contains(&c) => 1.05,
        _ => 0.58,
    }
}

/// Lines that fit: broken at blanks where there are any, the last one cut short where the text goes on.
pub(crate) fn wrap(text: &str, size: f64, widths: &[f64]) -> Vec<String> {
    let mut words: Vec<&str> = text.split_whitespace().rev().collect();
    let mut lines = Vec::new();
    for (at, room) in widths.iter().enumerate() {
        let last = at + 1 == widths.len();
        let mut line = String::new();
        while let Some(word) = words.pop() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(&longer, size) <= *room || last {
                line = longer;
            } else if line.is_empty() {
                // One word longer than a line is broken inside.
                let cut = fitting(word, size, *room);
                words.push(&word[cut..]);
                line = word[..cut].to_owned();
                break;
            } else {
                words.push(word);
                break;
            }
        }
        if line.is_empty() {
            break;
        }
        lines.push(if last { shorten(&line, size, *room) } else { line });
    }
    lines
}

/// The text, or as much of its beginning as fits with an ellipsis.
pub(crate) fn shorten(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let cut = fitting(text, size, room - size);
    format!("{}…", text[..cut].trim_end())
}

/// How many bytes of the text fit; at least one character.
fn fitting(text: &str, size: f64, room: f64) -> usize {
    let mut used = 0.0;
    for (at, c) in text.char_indices() {
        used += em(c) * size;
        if used > room && at > 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(wrap(text, 10.0, &[60.0, 60.0]), expected, "{text}");
    }

    #[test]
    fn lines() {
        check("", &[]);
        check("Short", &["Short"]);
        check("Write the call log", &["Write the", "call log"]);
        check("Write the call log of this call", &["Write the", "call log o…"]);
        check("Donaudampfschifffahrtsgesellschaft", &["Donaudamp", "fschifffah…"]);
        check("顧客の電話番号を調べる", &["顧客の電話", "番号を調…"]);
    }
}

//! The pages' markup, as it travels.
//!
//! Of the data blocks, which hold texts of other people, nothing changes but the space between lines, where JSON has no meaning: in
//! there `<` is written as an escape, and a text has no line's end.

/// A page without comments and indentation.
pub(crate) fn small(page: &str) -> String {
    let mut markup = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        markup.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    markup.push_str(rest);
    lines(markup.lines().map(str::trim).filter(|line| !line.is_empty()))
}

/// A page that fetches none of these files ahead.
pub(crate) fn without_links(page: &str, files: &[String]) -> String {
    let is_link =
        |line: &str, file: &str| line.contains("<link ") && line.contains(&format!("href=\"{file}\""));
    lines(page.lines().filter(|line| !files.iter().any(|file| is_link(line, file))))
}

fn lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::{small, without_links};

    #[test]
    fn what_nobody_sees_goes() {
        let page =
            "<body>\n  <!-- One,\n  two. -->\n  <p>\n    Text <b>x</b>\n\n  </p><!-- three -->\n</body>\n";
        assert_eq!(small(page), "<body>\n<p>\nText <b>x</b>\n</p>\n</body>\n");
    }

    #[test]
    fn what_is_gone_is_not_fetched_ahead() {
        let page = "  <link href=\"a.js\" />\n  <link href=\"b/a.js\" />\n  <script src=\"a.js\">\n";
        let left = without_links(page, &["a.js".to_owned()]);
        assert_eq!(left, "  <link href=\"b/a.js\" />\n  <script src=\"a.js\">\n");
    }
}

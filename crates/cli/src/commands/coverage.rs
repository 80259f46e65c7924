//! `cti blocks --coverage`

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use flow::{Promise, Shown, blocks};

use crate::error::Problem;
use crate::output::say;
use crate::titles::Titles;
use crate::{Verdict, files};

/// Where blocks and their tests stand, seen from the project's folder.
const BLOCKS: &str = "crates/flow/src/blocks";

/// Tests that every block passes that asks the world for something, in `blocks/tests.rs`.
const OF_ASKING: &[&str] =
    &["timeouts_fail_the_block", "rejections_fail_the_block", "answers_of_the_wrong_type_fail_the_block"];

/// Prints each promise of each block with what shows it, and which titles no language has; the exit status says whether every
/// promise is shown or has a reason why not.
pub(crate) fn coverage() -> Result<Verdict, Problem> {
    let sources = sources(Path::new(BLOCKS))?;
    let of_asking = files::read(&Path::new(BLOCKS).join("tests.rs"))?;
    let (mut tested, mut missing, mut not_shown) = (0, 0, 0);
    let mut line = |found: bool, what: &str| {
        *(if found { &mut tested } else { &mut missing }) += 1;
        say(format_args!("  {}  {what}", if found { "ok       " } else { "MISSING  " }));
    };
    for block in blocks::all() {
        say(block.type_id);
        let source = sources.get(block.type_id).map_or("", String::as_str);
        for (position, Promise { text, shown }) in block.promises.iter().enumerate() {
            match shown {
                Shown::Here => match test_of(source, position + 1) {
                    Some(test) => line(true, &test),
                    None => line(false, text),
                },
                Shown::By(tests) => tests.iter().for_each(|test| line(is_there(test), test)),
                Shown::Not(because) => {
                    not_shown += 1;
                    say(format_args!("  not shown  {text} Because {because}."));
                }
            }
        }
        if block.resume.is_some() {
            OF_ASKING.iter().for_each(|test| line(of_asking.contains(&format!("fn {test}()")), test));
        }
    }
    for (tag, title) in untranslated(&titles())? {
        say(format_args!("warning: catalogue/{tag}.json has no title for {title:?}, which stays English"));
    }
    let count = blocks::all().count();
    say(format_args!(
        "\n{count} blocks, {tested} behaviours tested, {missing} not, {not_shown} not shown for a reason"
    ));
    Ok(if missing == 0 { Verdict::Well } else { Verdict::NotWell })
}

/// Titles of blocks and categories, in English.
fn titles() -> BTreeSet<&'static str> {
    blocks::all().flat_map(|block| [block.title, block.category.title()]).collect()
}

/// Those of these titles that a language has not, with its tag.
fn untranslated<'a>(titles: &BTreeSet<&'a str>) -> Result<Vec<(&'static str, &'a str)>, Problem> {
    let mut found = Vec::new();
    for tag in Titles::tags().filter(|tag| *tag != "en") {
        let translated = Titles::of(tag)?;
        found.extend(titles.iter().filter(|title| !translated.has(title)).map(|title| (tag, *title)));
    }
    Ok(found)
}

/// Whether a test that is named with its place is there: a function, a case of a name, or a folder.
fn is_there(test: &str) -> bool {
    match test.split_once("::") {
        Some((file, name)) => files::read(Path::new(file)).is_ok_and(|text| {
            text.contains(&format!("fn {name}()")) || text.contains(&format!("name: \"{name}\""))
        }),
        None => Path::new(test).is_dir(),
    }
}

/// The source of each block by its type id.
fn sources(folder: &Path) -> Result<BTreeMap<String, String>, Problem> {
    let problem = |source| Problem::Read { path: folder.to_owned(), source };
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else {
            let text = files::read(&path)?;
            let type_id = text.split_once("type_id: \"").and_then(|(_, rest)| rest.split_once('"'));
            if let Some((type_id, _)) = type_id {
                found.insert(type_id.to_owned(), text.clone());
            }
        }
    }
    Ok(found)
}

/// Name of the test of one promise.
fn test_of(source: &str, number: usize) -> Option<String> {
    let (_, rest) = source.split_once(&format!("#[test]\n    fn promise_{number}_"))?;
    let (name, _) = rest.split_once('(')?;
    Some(format!("promise_{number}_{name}"))
}

#[cfg(test)]
mod tests {
    use flow::{Shown, blocks};

    use super::{is_there, test_of, untranslated};
    use crate::titles::Titles;

    #[test]
    fn a_test_that_is_gone_is_missed() {
        let check = |test: &str, expected: bool| {
            let test = format!("{}/../../{test}", env!("CARGO_MANIFEST_DIR"));
            assert_eq!(is_there(&test), expected, "{test}");
        };
        check("crates/cli/tests/promises.rs::e164_has_no_extension", true);
        check("crates/cli/tests/promises.rs::e164_has_an_extension", false);
        check("crates/cli/tests/no_such.rs::e164_has_no_extension", false);
        check("crates/sim/tests/contract/searching.rs::without deferral the rules pop", true);
        check("tests/e2e/cases/known-caller", true);
        check("tests/e2e/cases/no-such", false);
        let source = "#[test]\n    fn promise_2_x() {";
        assert_eq!((test_of(source, 2).as_deref(), test_of(source, 1)), (Some("promise_2_x"), None));
    }

    #[test]
    fn tests_elsewhere_are_named_and_reasons_given() {
        let mut count = 0;
        for block in blocks::all() {
            for promise in block.promises {
                count += 1;
                let said = match promise.shown {
                    Shown::Here => true,
                    Shown::By(tests) => !tests.is_empty(),
                    Shown::Not(because) => !because.is_empty(),
                };
                assert!(said && !promise.text.is_empty(), "{}: {promise:?}", block.type_id);
            }
        }
        assert!(count >= 94, "the catalogue carries its promises here: {count}");
    }

    // Shows: languages-catalogue
    #[test]
    fn a_title_without_a_translation_is_warned_of_and_stays_english() {
        let titles = ["Start", "A block of tomorrow"].into();
        let warned = untranslated(&titles).expect("the catalogues can be read");
        let languages = Titles::tags().filter(|tag| *tag != "en");
        assert!(
            warned.len() == 9 && warned.into_iter().eq(languages.map(|tag| (tag, "A block of tomorrow")))
        );
        let german = Titles::of("de").expect("readable");
        assert_eq!(german.say("A block of tomorrow"), "A block of tomorrow");
    }
}

//! What is said when something is saved: that it is, and that somebody else was quicker.

use std::rc::Rc;

use crate::app::App;
use crate::dialog::{self, Notice};

/// It is kept; when agents will have it.
pub(crate) fn say_saved(app: &App) {
    app.say(Notice::info(format!("Saved {}", app.place().sentence())));
}

/// Somebody else has saved since: nothing is overwritten before the person has said which counts. `what` is a flow or an action;
/// `is_there` says whether it is still there, `theirs` loads it where it can be loaded here.
pub(crate) fn ask_which_counts(
    what: &str,
    is_there: bool,
    overwrite: impl Fn() + 'static,
    theirs: Option<Rc<dyn Fn()>>,
) {
    let sentence = if is_there {
        format!(
            "This {what} was saved elsewhere since you opened it. Nothing was overwritten. Theirs can be loaded here and undone."
        )
    } else {
        format!("This {what} was deleted elsewhere since you opened it.")
    };
    let mut choices: Vec<dialog::Choice> = vec![("Save mine over it", "danger", Rc::new(overwrite))];
    choices.extend(theirs.map(|load| -> dialog::Choice { ("Load theirs", "", load) }));
    choices.push(("Cancel, keep my draft", "", Rc::new(|| {})));
    dialog::ask("Changed elsewhere", &sentence, choices);
}

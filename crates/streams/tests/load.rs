//! Loading the unmodified files late, while the page enforces Trusted Types.

#![cfg(target_arch = "wasm32")]

#[cfg(library_missing)]
compile_error!(
    "the browser tests run the real library: run `npm ci` in the repository's root, then test again"
);

#[cfg(not(library_missing))]
mod load {
    use std::cell::RefCell;
    use std::rc::Rc;

    use streams::{LoadError, Script};
    use wasm_bindgen::prelude::wasm_bindgen;
    use wasm_bindgen_futures::spawn_local;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen(module = "/tests/load.js")]
    extern "C" {
        fn name(id: &str, text: &str);
        fn enforce(policy: &str) -> bool;
        fn live() -> u32;
        fn violations() -> String;
    }

    const NOWHERE: &str = "http://127.0.0.1:9/nowhere.js";

    // One story: a page cannot unload a script, so the order matters.
    // Shows: S3
    #[wasm_bindgen_test]
    async fn from_nothing_to_all_three_without_a_violation() {
        assert_eq!(
            streams::load(Script::Streams).await,
            Err(LoadError::NotNamed { id: "amazon-connect-streams" })
        );
        name(Script::Streams.id(), include_str!(env!("STREAMS_JS")));
        name(Script::Chat.id(), NOWHERE);
        name(Script::Task.id(), "window.somethingElse = true");
        let open = enforce("require-trusted-types-for 'script'; trusted-types switchboard-opencti");
        assert!(!open, "the page must enforce Trusted Types");

        // Asked for twice at once, it runs once.
        let other = Rc::new(RefCell::new(None));
        let slot = Rc::clone(&other);
        spawn_local(async move { *slot.borrow_mut() = Some(streams::load(Script::Streams).await) });
        assert_eq!(streams::load(Script::Streams).await, Ok(()));
        assert!(Script::Streams.is_loaded());
        assert_eq!(live(), 1);

        // What cannot be fetched, or is something else, is said; and can be tried again.
        assert_eq!(streams::load(Script::Chat).await, Err(LoadError::Failed { src: NOWHERE.into() }));
        let wrong = streams::load(Script::Task).await;
        assert!(
            matches!(wrong, Err(LoadError::Ineffective { id: "amazon-connect-taskjs", .. })),
            "{wrong:?}"
        );
        name(Script::Chat.id(), include_str!(env!("CHAT_JS")));
        name(Script::Task.id(), include_str!(env!("TASK_JS")));
        for script in [Script::Chat, Script::Task] {
            assert_eq!(streams::load(script).await, Ok(()));
            assert!(script.is_loaded());
        }

        assert_eq!(*other.borrow(), Some(Ok(())));
        assert_eq!(live(), 3);
        assert_eq!(violations(), "");
    }
}

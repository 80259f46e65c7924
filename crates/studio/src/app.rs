//! The page as a whole: which page of it is open, what the library has, what is said.

use std::rc::Rc;

use flow::Document;
use wasm_bindgen_futures::spawn_local;

use crate::dialog::{Notice, Notices};
use crate::element::{Part, classed, div, listen, part};
use crate::library::{self, Item, ItemKind, Library, LibraryError, Save, Target};
use crate::reactive::*;
use crate::{actions, drafts, editor, list, versions};

/// What every page works with.
#[derive(Clone)]
pub(crate) struct App(Rc<Inner>);

struct Inner {
    library: Rc<dyn Library>,
    items: ArcRwSignal<Loaded>,
    route: ArcRwSignal<Route>,
    notices: Notices,
}

/// What the library has, as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Loaded {
    /// Not known yet.
    Waiting,
    /// These items, by name.
    Items(Vec<Item>),
    /// It gives nothing.
    Failed(LibraryError),
}

/// A page of the page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Route {
    /// All flows.
    List,
    /// One flow, drawn.
    Flow(String),
    /// All actions.
    Actions,
    /// One action.
    Action(String),
    /// An action that is not kept yet.
    NewAction,
}

impl Route {
    fn of_address() -> Route {
        let hash = window().location().hash().unwrap_or_default();
        let key_after = |start: &str| {
            let key = hash.strip_prefix(start).filter(|key| !key.is_empty())?;
            Some(js_sys::decode_uri_component(key).map_or_else(|_| key.to_owned(), String::from))
        };
        if let Some(key) = key_after("#/flows/") {
            return Route::Flow(key);
        }
        if let Some(key) = key_after("#/actions/") {
            return Route::Action(key);
        }
        match hash.as_str() {
            "#/actions" => Route::Actions,
            "#/new-action" => Route::NewAction,
            _ => Route::List,
        }
    }

    /// Its address within the page.
    pub(crate) fn address(&self) -> String {
        let encoded = |key: &str| String::from(js_sys::encode_uri_component(key));
        match self {
            Route::List => "#/".to_owned(),
            Route::Flow(key) => format!("#/flows/{}", encoded(key)),
            Route::Actions => "#/actions".to_owned(),
            Route::Action(key) => format!("#/actions/{}", encoded(key)),
            Route::NewAction => "#/new-action".to_owned(),
        }
    }
}

/// Puts the page into the body.
pub(crate) fn mount() {
    let app = App(Rc::new(Inner {
        library: library::of_this_page(),
        items: ArcRwSignal::new(Loaded::Waiting),
        route: ArcRwSignal::new(Route::of_address()),
        notices: Notices::new(),
    }));
    let route = app.0.route.clone();
    let on_route = route.clone();
    listen(
        &window(),
        "hashchange",
        Box::new(move |_| {
            let now = Route::of_address();
            if on_route.with_untracked(|shown| *shown != now) {
                on_route.set(now);
            }
        }),
    );
    let other_tab = app.clone();
    listen(
        &window(),
        "storage",
        Box::new(move |event| {
            let key = js_sys::Reflect::get(&event, &"key".into()).ok().and_then(|key| key.as_string());
            if key.is_none_or(|key| library::is_item(&key)) {
                other_tab.load();
            }
        }),
    );
    app.load();
    let shown = app.clone();
    let pages = div("page").live_parts(move || {
        let page = match route.get() {
            Route::List => list::page(&shown),
            Route::Flow(key) => opened(&shown, move |app| {
                let item = app.flows().into_iter().find(|item| item.key == key);
                item.map(|item| editor::page(app, &item))
            }),
            Route::Actions => actions::page(&shown),
            Route::Action(key) => opened(&shown, move |app| {
                let item = app.actions().into_iter().find(|item| item.key == key);
                item.map(|item| actions::editor_page(app, Some(&item)))
            }),
            Route::NewAction => opened(&shown, |app| Some(actions::editor_page(app, None))),
        };
        vec![page]
    });
    let narrow = classed("p", "narrow", "Drawing needs a window of 1,024 pixels or more. Here you can read.");
    if let Some(body) = document().body() {
        body.set_text_content(None);
        let all = [narrow, pages, app.0.notices.shown()];
        all.iter().for_each(|part| drop(body.append_child(&part.0)));
    }
}

/// The editor of something, once the library has been read.
fn opened(app: &App, editor: impl Fn(&App) -> Option<Part> + 'static) -> Part {
    let app = app.clone();
    // Made once per opening: what another tab saves later must not throw away what is being drawn.
    let ready = ArcRwSignal::new(app.0.items.with_untracked(|items| *items != Loaded::Waiting));
    let (items, is_ready) = (app.0.items.clone(), ready.clone());
    follow_until_ready(items, is_ready);
    div("page").live_parts(move || {
        if !ready.get() {
            return vec![part("p", &[("role", "status"), ("class", "empty")]).text("Opening…")];
        }
        vec![editor(&app).unwrap_or_else(|| {
            let back = part("a", &[("href", "#/")]).text("All flows");
            div("empty").with(&[classed("h1", "", "It is not there"), back])
        })]
    })
}

fn follow_until_ready(items: ArcRwSignal<Loaded>, ready: ArcRwSignal<bool>) {
    crate::element::follow(move || {
        if items.with(|items| *items != Loaded::Waiting) && !ready.get_untracked() {
            ready.set(true);
        }
    });
}

impl App {
    /// Reads the library anew.
    pub(crate) fn load(&self) {
        let app = self.clone();
        spawn_local(async move {
            let loaded = match app.0.library.list().await {
                Ok(mut items) => {
                    items.sort_by_key(|item| (name_of(&item.text).to_lowercase(), item.key.clone()));
                    Loaded::Items(items)
                }
                Err(error) => Loaded::Failed(error),
            };
            app.0.items.set(loaded);
        });
    }

    /// What the library has; follows it.
    pub(crate) fn items(&self) -> Loaded {
        self.0.items.get()
    }

    /// The flows it has, as they are now.
    pub(crate) fn flows(&self) -> Vec<Item> {
        self.items_of(ItemKind::Flow)
    }

    /// The actions it has, as they are now.
    pub(crate) fn actions(&self) -> Vec<Item> {
        self.items_of(ItemKind::Action)
    }

    fn item(&self, key: &str) -> Option<Item> {
        self.0.items.with_untracked(|loaded| match loaded {
            Loaded::Items(items) => items.iter().find(|item| item.key == key).cloned(),
            Loaded::Waiting | Loaded::Failed(_) => None,
        })
    }

    fn items_of(&self, kind: ItemKind) -> Vec<Item> {
        self.0.items.with_untracked(|loaded| match loaded {
            Loaded::Items(items) => items.iter().filter(|item| item.kind == kind).cloned().collect(),
            Loaded::Waiting | Loaded::Failed(_) => Vec::new(),
        })
    }

    /// The library's words about itself.
    pub(crate) fn place(&self) -> library::Place {
        self.0.library.place()
    }

    /// Says something at the edge of the page.
    pub(crate) fn say(&self, notice: Notice) {
        self.0.notices.say(notice);
    }

    /// Says nothing any more.
    pub(crate) fn hush(&self) {
        self.0.notices.clear();
    }

    /// Opens a page.
    pub(crate) fn go(&self, route: &Route) {
        let _ = window().location().set_hash(&route.address());
    }

    /// Keeps a text; `then` is told what came of it.
    pub(crate) fn save(
        &self,
        target: Target,
        kind: ItemKind,
        text: String,
        then: impl FnOnce(&App, Result<Item, LibraryError>) + 'static,
    ) {
        let app = self.clone();
        spawn_local(async move {
            let before = match &target {
                Target::New { .. } => None,
                Target::Existing { key, .. } | Target::Restored { key } => app.item(key),
            };
            let is_new = matches!(target, Target::New { .. });
            let saved = app.0.library.save(Save { target, kind, text }).await;
            if let Ok(item) = &saved {
                versions::was_saved(before.as_ref(), is_new, item);
                app.put(item.clone());
            }
            then(&app, saved);
        });
    }

    /// Gives a flow up; it can be taken back.
    pub(crate) fn remove(&self, item: &Item) {
        let (app, item) = (self.clone(), item.clone());
        spawn_local(async move {
            if let Err(error) = app.0.library.remove(&item).await {
                app.say(Notice::error(error.to_string()));
                return app.load();
            }
            drafts::drop(&item.key);
            app.0.items.update(|loaded| {
                if let Loaded::Items(items) = loaded {
                    items.retain(|other| other.key != item.key);
                }
            });
            let undo = {
                let (app, item) = (app.clone(), item.clone());
                move || {
                    let target = Target::Restored { key: item.key.clone() };
                    app.save(target, item.kind, item.text.clone(), |app, saved| {
                        if let Err(error) = saved {
                            app.say(Notice::error(error.to_string()));
                        }
                    });
                }
            };
            app.say(Notice::info(format!("“{}” is deleted.", item_name(&item))).with("Undo", undo));
        });
    }

    fn put(&self, item: Item) {
        self.0.items.update(|loaded| {
            if let Loaded::Items(items) = loaded {
                items.retain(|other| other.key != item.key);
                items.push(item);
                items.sort_by_key(|item| (name_of(&item.text).to_lowercase(), item.key.clone()));
            }
        });
    }
}

/// The name of what is kept, for people.
fn item_name(item: &Item) -> String {
    match item.kind {
        ItemKind::Flow => name_of(&item.text),
        ItemKind::Action => actions::name_of(item),
    }
}

/// The name of a flow, for people.
pub(crate) fn name_of(text: &str) -> String {
    let name = Document::parse(text).0.name().map(str::trim).unwrap_or_default().to_owned();
    if name.is_empty() { "Flow without a name".to_owned() } else { name }
}

//! The studio's library on this machine: the folders `flows` and `actions` of a clone, read and written for its page.
//!
//! | request | body | answer |
//! |---|---|---|
//! | `GET /studio/library` | | `[{key, kind, text, revision}]` |
//! | `PUT /studio/library/{key}` | `{kind, text, revision}`, the revision that was read; null for a new file | the item as it is now |
//! | `DELETE /studio/library/{key}?revision=R` | | `null` |
//!
//! Another revision than the one that was read is refused with 409 and the item as it is, a file that is gone with 410. A key is
//! the name of a file without `.json`; those of actions end with `.action`.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::House;
use super::api::Refusal;
use super::origin::{Door, Place};

/// The folders, one request at a time.
#[derive(Debug)]
pub(super) struct Library(Mutex<PathBuf>);

/// A file as the studio sees it.
#[derive(Debug, PartialEq, Serialize)]
struct Item {
    key: String,
    kind: Kind,
    text: String,
    revision: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Kind {
    Flow,
    Action,
}

#[derive(Deserialize)]
struct Put {
    kind: Kind,
    text: String,
    revision: Option<String>,
}

#[derive(Deserialize)]
struct Removal {
    revision: String,
}

/// Why a file was not written.
#[derive(Debug)]
enum Wrong {
    Refused(Refusal),
    Changed(Item),
    Gone,
}

impl From<Refusal> for Wrong {
    fn from(refusal: Refusal) -> Wrong {
        Wrong::Refused(refusal)
    }
}

impl IntoResponse for Wrong {
    fn into_response(self) -> Response {
        match self {
            Wrong::Refused(refusal) => refusal.into_response(),
            Wrong::Changed(now) => (StatusCode::CONFLICT, Json(now)).into_response(),
            Wrong::Gone => StatusCode::GONE.into_response(),
        }
    }
}

/// The routes, beside the studio's page.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new().route("/studio/library", get(list)).route("/studio/library/{key}", put(keep).delete(remove))
}

impl Library {
    /// The folders `flows` and `actions` below this one.
    pub(super) fn new(root: PathBuf) -> Library {
        Library(Mutex::new(root))
    }

    fn with<T>(&self, work: impl FnOnce(&FilePath) -> T) -> T {
        work(&self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The library, for a page on the adapter's origin: no other page is to write files.
fn of<'h>(house: &'h House, headers: &HeaderMap) -> Result<&'h Library, Refusal> {
    let is_studio = match Door::read(headers)? {
        Door::Named { place, .. } => place == Place::Adapter,
        Door::Forwarded { .. } => true,
        Door::Bare { .. } => false,
    };
    let library = house.library.as_ref().filter(|_| is_studio);
    let none = || Refusal(StatusCode::NOT_FOUND, "This host keeps no flows.".to_owned());
    library.ok_or_else(none)
}

async fn list(State(house): State<Arc<House>>, headers: HeaderMap) -> Result<Json<Vec<Item>>, Refusal> {
    of(&house, &headers)?.with(|root| {
        let mut items = Vec::new();
        for kind in [Kind::Flow, Kind::Action] {
            let Ok(files) = std::fs::read_dir(root.join(kind.folder())) else { continue };
            let names = files.flatten().filter_map(|file| file.file_name().into_string().ok());
            let keys = names.filter_map(|name| name.strip_suffix(".json").map(str::to_owned));
            items.extend(keys.filter(|key| Kind::of(key) == Some(kind)).filter_map(|key| read(root, &key)));
        }
        Ok(Json(items))
    })
}

async fn keep(
    State(house): State<Arc<House>>,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Item>, Wrong> {
    let library = of(&house, &headers)?;
    let wrong = |text: String| Wrong::Refused(Refusal(StatusCode::BAD_REQUEST, text));
    let put: Put = serde_json::from_slice(&body).map_err(|error| wrong(error.to_string()))?;
    if Kind::of(&key) != Some(put.kind) {
        return Err(wrong(format!("“{key}” cannot be the name of such a file.")));
    }
    library.with(|root| {
        check(root, &key, put.revision.as_deref())?;
        let file = root.join(put.kind.folder()).join(format!("{key}.json"));
        // Aside first: a file that is half-written must not be built into the page.
        let aside = file.with_extension("json.new");
        let written = std::fs::write(&aside, &put.text).and_then(|()| std::fs::rename(&aside, &file));
        written.map_err(|error| wrong(format!("{}: {error}", file.display())))?;
        read(root, &key).map(Json).ok_or(Wrong::Gone)
    })
}

async fn remove(
    State(house): State<Arc<House>>,
    Path(key): Path<String>,
    Query(removal): Query<Removal>,
    headers: HeaderMap,
) -> Result<Json<()>, Wrong> {
    of(&house, &headers)?.with(|root| {
        check(root, &key, Some(&removal.revision))?;
        let kind = Kind::of(&key).ok_or(Wrong::Gone)?;
        let file = root.join(kind.folder()).join(format!("{key}.json"));
        let gone = std::fs::remove_file(&file);
        gone.map(Json).map_err(|error| {
            Wrong::Refused(Refusal(StatusCode::INTERNAL_SERVER_ERROR, format!("{}: {error}", file.display())))
        })
    })
}

/// Whether the file is as it was read.
fn check(root: &FilePath, key: &str, revision: Option<&str>) -> Result<(), Wrong> {
    match (read(root, key), revision) {
        (None, None) => Ok(()),
        (Some(now), Some(read)) if now.revision == read => Ok(()),
        (Some(now), _) => Err(Wrong::Changed(now)),
        (None, Some(_)) => Err(Wrong::Gone),
    }
}

fn read(root: &FilePath, key: &str) -> Option<Item> {
    let kind = Kind::of(key)?;
    let text = std::fs::read_to_string(root.join(kind.folder()).join(format!("{key}.json"))).ok()?;
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    Some(Item { key: key.to_owned(), kind, revision: format!("{:016x}", hasher.finish()), text })
}

impl Kind {
    fn folder(self) -> &'static str {
        match self {
            Kind::Flow => "flows",
            Kind::Action => "actions",
        }
    }

    /// What a file of this name is, without `.json`; nothing for names that are none of ours, scenarios among them.
    fn of(key: &str) -> Option<Kind> {
        let stem = key.strip_suffix(".action").unwrap_or(key);
        let is_plain = !stem.is_empty()
            && stem.len() <= 80
            && stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_plain.then_some(if stem.len() < key.len() { Kind::Action } else { Kind::Flow })
    }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, header};
    use deployment::headers::DeploymentHosts;
    use serde_json::{Value, json};
    use tower::ServiceExt as _;

    use super::Kind;
    use crate::{HostOptions, router};

    /// Status and JSON of one request; null when the answer is none.
    async fn ask(router: &axum::Router, host: &str, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let request = Request::builder().method(method).uri(path).header(header::HOST, host);
        let response = router.clone().oneshot(request.body(Body::from(body.to_string())).expect("request"));
        let response = response.await.expect("never fails");
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.expect("body");
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    // Shows: studio-nothing-lost
    #[tokio::test]
    async fn files_are_kept_and_never_overwritten_unseen() {
        let root = std::env::temp_dir().join(format!("switchboard-library-{}", std::process::id()));
        for (file, text) in [
            ("flows/a.json", "{\"actions\":[]}"),
            ("flows/a.scenario.json", "{}"),
            ("actions/b.action.json", "{\"name\":\"b\"}"),
        ] {
            let file = root.join(file);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("temporary folder");
            std::fs::write(file, text).expect("temporary file");
        }
        let adapter = DeploymentHosts::from_config(&json!({})).expect("hosts");
        let library = Some(root.clone());
        let options = HostOptions { port: 0, site: root.clone(), adapter, library, announce: false };
        let router = router(&options);
        let studio = "cti.localhost:8008";

        let (status, items) = ask(&router, studio, "GET", "/studio/library", &Value::Null).await;
        let keys = |items: &Value| -> Vec<String> {
            let key = |item: &Value| item["key"].as_str().unwrap_or_default().to_owned();
            items.as_array().map(|items| items.iter().map(key).collect()).unwrap_or_default()
        };
        assert_eq!((status, keys(&items)), (200, vec!["a".to_owned(), "b.action".to_owned()]));
        let read = items[0]["revision"].clone();

        let put = |revision: Value, text: &str| json!({ "kind": "flow", "text": text, "revision": revision });
        let path = "/studio/library/a";
        let (status, saved) = ask(&router, studio, "PUT", path, &put(read.clone(), "new")).await;
        assert_eq!((status, &saved["text"]), (200, &json!("new")));
        let (status, now) = ask(&router, studio, "PUT", path, &put(read.clone(), "newer")).await;
        assert_eq!((status, &now), (409, &saved), "saved since it was read");
        let (status, _) = ask(&router, studio, "PUT", path, &put(Value::Null, "newest")).await;
        assert_eq!(status, 409, "a new file must not be there");
        assert_eq!(std::fs::read_to_string(root.join("flows/a.json")).ok().as_deref(), Some("new"));
        for (host, path) in [
            ("t.lightning.localhost:8008", path),
            ("127.0.0.1:8008", path),
            (studio, "/studio/library/..%2FCargo"),
            (studio, "/studio/library/b.action"),
        ] {
            let (status, _) = ask(&router, host, "PUT", path, &put(Value::Null, "no")).await;
            assert!(matches!(status, 400 | 404), "{host} {path}: {status}");
        }
        let gone = format!("{path}?revision={}", saved["revision"].as_str().expect("text"));
        let (status, _) =
            ask(&router, studio, "DELETE", &format!("{path}?revision=other"), &Value::Null).await;
        assert_eq!(status, 409);
        assert_eq!(ask(&router, studio, "DELETE", &gone, &Value::Null).await.0, 200);
        assert_eq!(ask(&router, studio, "DELETE", &gone, &Value::Null).await.0, 410);
        std::fs::remove_dir_all(&root).expect("temporary folder");
    }

    #[test]
    fn only_plain_names_are_files_of_the_library() {
        for (key, expected) in [
            ("voice-screen-pop", Some(Kind::Flow)),
            ("callback-customer.action", Some(Kind::Action)),
            ("voice-screen-pop.scenario", None),
            ("../Cargo", None),
            ("", None),
            (".action", None),
            ("a/b", None),
        ] {
            assert_eq!(Kind::of(key), expected, "{key}");
        }
    }
}

//! The JSON endpoints under `/sim/`, the same on every origin.
//!
//! | request | body | answer |
//! |---|---|---|
//! | `GET /sim/health` | | `{ok, worlds}` |
//! | `POST /sim/worlds` | `{world?, …options}` (`sim::WorldOptions`) | `{world, origins}` |
//! | `POST /sim/consoles`, `/sim/ccps` | `{}`; of a panel `{hasCookies?}` | `{id}` |
//! | `POST /sim/consoles/{id}/acts`, `/sim/ccps/{id}/acts` | one act | `{}` |
//! | `POST /sim/consoles/{id}/softphone` | one Open CTI envelope | `{}` |
//! | `POST /sim/ccps/{id}/messages` | one conduit message | `{}` |
//! | `GET /sim/consoles/{id}/events?after=N`, `/sim/ccps/…` | | `{seq, view?, messages}` (long poll) |
//! | `DELETE /sim/consoles/{id}`, or `POST …/close` (`sendBeacon` can only post) | | `{}` |
//! | `POST /sim/direct` | one direction | `{}` |
//! | `POST /sim/scenario` | `{name}` | `{}` |
//! | `GET /sim/scenarios` | | `[{name, description}]` |
//! | `GET /sim/flows` | | `[{name, source, event, drawing}]`, the adapter's flows (`draw::Drawing`) |
//! | `GET /sim/facts` | | what is true |
//! | `POST /sim/recording` | `{action or attributes, contactId, initialContactId, …}`, as the page sends it | nothing, or why not |
//! | `POST /sim/library` | `{method, args}`, a component's call of `SwitchboardLibrary` | `{says}`, `{throws}` or `{never}` |
//! | `POST /sim/clock` | `{advanceMs}` | `{now}` |
//!
//! A refusal is `{"error": sentence}` with a matching status.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequestParts, Path, Query, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sim::{CcpActOn, CcpId, ConsoleAct, ConsoleId, Direction, LibraryAnswer, World, WorldOptions};

use super::House;
use super::flows;
use super::live::{LiveWorld, Page};
use super::origin::{Door, Place, WorldName, WrongDoor};
use super::worlds::{self, Resident};

/// The routes under `/sim/`.
pub(super) fn routes() -> Router<Arc<House>> {
    Router::new()
        .route("/sim/health", get(health))
        .route("/sim/worlds", post(make_world))
        .route("/sim/consoles", post(open_console))
        .route("/sim/consoles/{id}", delete(close_console))
        .route("/sim/consoles/{id}/close", post(close_console))
        .route("/sim/consoles/{id}/acts", post(act_in_console))
        .route("/sim/consoles/{id}/softphone", post(from_softphone))
        .route("/sim/consoles/{id}/events", get(console_events))
        .route("/sim/ccps", post(open_ccp))
        .route("/sim/ccps/{id}", delete(close_ccp))
        .route("/sim/ccps/{id}/close", post(close_ccp))
        .route("/sim/ccps/{id}/acts", post(act_in_ccp))
        .route("/sim/ccps/{id}/messages", post(from_page))
        .route("/sim/ccps/{id}/events", get(ccp_events))
        .route("/sim/direct", post(direct))
        .route("/sim/scenario", post(scenario))
        .route("/sim/scenarios", get(scenarios))
        .route("/sim/flows", get(drawn_flows))
        .route("/sim/facts", get(facts))
        .route("/sim/recording", post(recording))
        .route("/sim/library", post(library))
        .route("/sim/clock", post(clock))
        .route("/sim/{*rest}", axum::routing::any(no_such_endpoint))
}

/// Why a request was refused, as one sentence.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) StatusCode, pub(super) String);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        (self.0, [(header::CACHE_CONTROL, "no-store")], Json(json!({ "error": self.1 }))).into_response()
    }
}

impl From<WrongDoor> for Refusal {
    fn from(wrong: WrongDoor) -> Self {
        Self(StatusCode::MISDIRECTED_REQUEST, wrong.0)
    }
}

type Answer = Result<Json<Value>, Refusal>;

fn done() -> Answer {
    Ok(Json(json!({})))
}

/// The world a request belongs to.
struct InWorld(Arc<LiveWorld>);

impl FromRequestParts<Arc<House>> for InWorld {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, house: &Arc<House>) -> Result<Self, Refusal> {
        let door = Door::read(&parts.headers)?;
        Ok(Self(resident(house, &door)?.live))
    }
}

/// The world behind a door. A host name makes its world on first sight; a header names one that exists.
pub(super) fn resident(house: &House, door: &Door) -> Result<Resident, Refusal> {
    match door {
        Door::Named { place: Place::Console | Place::Ccp, world: Some(name), port } => {
            Ok(house.worlds.find_or_make(name, *port))
        }
        Door::Forwarded { world, .. } => house.worlds.find(world).ok_or_else(|| {
            Refusal(
                StatusCode::NOT_FOUND,
                format!("There is no world “{world}” in this host: make it with POST /sim/worlds {{\"world\": \"{world}\"}}."),
            )
        }),
        _ => Err(Refusal(
            StatusCode::NOT_FOUND,
            "This origin names no world. Ask at http://WORLD.lightning.localhost:PORT/sim/…, or send the header \
             x-switchboard-world."
                .to_owned(),
        )),
    }
}

/// A JSON body. The content type is demanded because it makes a browser ask first before another site's page may
/// send one here.
struct Body<T>(T);

impl<T: DeserializeOwned> axum::extract::FromRequest<Arc<House>> for Body<T> {
    type Rejection = Refusal;

    async fn from_request(request: axum::extract::Request, house: &Arc<House>) -> Result<Self, Refusal> {
        let json = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/json"));
        if !json {
            let sentence = "Send the body with content-type: application/json.".to_owned();
            return Err(Refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence));
        }
        let path = request.uri().path().to_owned();
        let bytes = Bytes::from_request(request, house).await.map_err(|error| {
            Refusal(StatusCode::BAD_REQUEST, format!("The body could not be read: {error}."))
        })?;
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        serde_json::from_slice(text).map(Body).map_err(|error| {
            Refusal(
                StatusCode::BAD_REQUEST,
                format!("The body sent to {path} is not what it takes: {error}."),
            )
        })
    }
}

fn gone(page: Page) -> Refusal {
    let sentence = match page {
        Page::Console(_) => "This console tab is closed in the world: open one with POST /sim/consoles.",
        Page::Ccp(_) => "This CCP frame is closed in the world: open one with POST /sim/ccps.",
    };
    Refusal(StatusCode::GONE, sentence.to_owned())
}

#[derive(Deserialize)]
struct After {
    #[serde(default)]
    after: u64,
}

async fn events(world: &LiveWorld, page: Page, after: u64) -> Result<Response, Refusal> {
    let delivery = world.poll(page, after).await.ok_or_else(|| gone(page))?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(delivery)).into_response())
}

async fn health(State(house): State<Arc<House>>) -> Answer {
    Ok(Json(json!({ "ok": true, "worlds": house.worlds.names() })))
}

#[derive(Deserialize)]
struct NewWorld {
    world: Option<WorldName>,
    #[serde(flatten)]
    options: Value,
}

async fn make_world(
    State(house): State<Arc<House>>,
    headers: HeaderMap,
    Body(body): Body<NewWorld>,
) -> Answer {
    // A test names its world in the header it will use from then on, or here, or takes the name it is given.
    let from_header = match Door::read(&headers)? {
        Door::Forwarded { world, .. } | Door::Named { world: Some(world), .. } => Some(world),
        _ => None,
    };
    let name = body.world.or(from_header).unwrap_or_else(worlds::fresh_name);
    let options: WorldOptions = serde_json::from_value(body.options).map_err(|error| {
        Refusal(StatusCode::BAD_REQUEST, format!("The options of the new world are not right: {error}."))
    })?;
    let resident = house.worlds.make(&name, options);
    Ok(Json(json!({ "world": name, "origins": resident.origins })))
}

async fn open_console(InWorld(world): InWorld) -> Answer {
    match world.enter(|world| Page::Console(world.open_console())) {
        Page::Console(id) => Ok(Json(json!({ "id": id }))),
        Page::Ccp(_) => unreachable!("a console was opened"),
    }
}

async fn close_console(InWorld(world): InWorld, Path(id): Path<ConsoleId>) -> Answer {
    world.leave(Page::Console(id));
    done()
}

async fn act_in_console(
    InWorld(world): InWorld,
    Path(id): Path<ConsoleId>,
    Body(act): Body<ConsoleAct>,
) -> Answer {
    let page = Page::Console(id);
    world.act_for(page, |world| world.act(id, act)).ok_or_else(|| gone(page))?;
    done()
}

async fn from_softphone(
    InWorld(world): InWorld,
    Path(id): Path<ConsoleId>,
    Body(envelope): Body<Value>,
) -> Answer {
    let page = Page::Console(id);
    world.act_for(page, |world| world.from_softphone(id, &envelope)).ok_or_else(|| gone(page))?;
    done()
}

async fn console_events(
    InWorld(world): InWorld,
    Path(id): Path<ConsoleId>,
    Query(query): Query<After>,
) -> Result<Response, Refusal> {
    events(&world, Page::Console(id), query.after).await
}

/// A frame, and what its browser lets it have.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewFrame {
    #[serde(default = "yes")]
    has_cookies: bool,
}

fn yes() -> bool {
    true
}

async fn open_ccp(InWorld(world): InWorld, Body(frame): Body<NewFrame>) -> Answer {
    match world.enter(|world| Page::Ccp(world.open_ccp_frame(frame.has_cookies))) {
        Page::Ccp(id) => Ok(Json(json!({ "id": id }))),
        Page::Console(_) => unreachable!("a CCP was opened"),
    }
}

async fn close_ccp(InWorld(world): InWorld, Path(id): Path<CcpId>) -> Answer {
    world.leave(Page::Ccp(id));
    done()
}

async fn act_in_ccp(InWorld(world): InWorld, Path(id): Path<CcpId>, Body(act): Body<CcpActOn>) -> Answer {
    let page = Page::Ccp(id);
    let refused = |failed: sim::connect::Failed| Refusal(StatusCode::CONFLICT, failed.to_string());
    world.act_for(page, |world| world.ccp_act(id, act)).ok_or_else(|| gone(page))?.map_err(refused)?;
    done()
}

async fn from_page(InWorld(world): InWorld, Path(id): Path<CcpId>, Body(message): Body<Value>) -> Answer {
    let page = Page::Ccp(id);
    world.act_for(page, |world| world.from_page(id, &message)).ok_or_else(|| gone(page))?;
    done()
}

async fn ccp_events(
    InWorld(world): InWorld,
    Path(id): Path<CcpId>,
    Query(query): Query<After>,
) -> Result<Response, Refusal> {
    events(&world, Page::Ccp(id), query.after).await
}

async fn direct(InWorld(world): InWorld, Body(direction): Body<Direction>) -> Answer {
    world.act(|world| world.direct(direction));
    done()
}

#[derive(Deserialize)]
struct ScenarioName {
    name: String,
}

async fn scenario(InWorld(world): InWorld, Body(ScenarioName { name }): Body<ScenarioName>) -> Answer {
    if sim::scenario(&name).is_none() {
        let known: Vec<&str> = World::scenarios().iter().map(|(known, _)| *known).collect();
        let sentence = format!("There is no scenario “{name}”; there are {}.", known.join(", "));
        return Err(Refusal(StatusCode::NOT_FOUND, sentence));
    }
    world.act(|world| world.direct(Direction::Scenario { name }));
    done()
}

#[derive(Deserialize)]
struct LibraryCall {
    method: String,
    args: Value,
}

async fn library(InWorld(world): InWorld, Body(LibraryCall { method, args }): Body<LibraryCall>) -> Answer {
    let text = match world.act(|world| world.call_library(&method, &args)) {
        LibraryAnswer::Says(text) => text,
        LibraryAnswer::SaysAt(due, text) => {
            world.reach(due).await;
            text
        }
        LibraryAnswer::Throws(message) => return Ok(Json(json!({ "throws": message }))),
        LibraryAnswer::Never => return Ok(Json(json!({ "never": true }))),
    };
    Ok(Json(json!({ "says": text })))
}

async fn scenarios() -> Json<Value> {
    let about = |(name, description): &(&str, &str)| json!({ "name": name, "description": description });
    Json(World::scenarios().iter().map(about).collect())
}

async fn drawn_flows(State(house): State<Arc<House>>) -> Result<Response, Refusal> {
    let drawn = flows::drawn(&house).map_err(|error| {
        let text =
            format!("The adapter's flows could not be read ({error}): `cargo xtask build` makes the site.");
        Refusal(StatusCode::NOT_FOUND, text)
    })?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(drawn)).into_response())
}

async fn facts(InWorld(world): InWorld) -> Result<Response, Refusal> {
    let facts = world.act(|world| world.facts());
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(facts)).into_response())
}

/// A service of the customer's own that controls recordings and writes attributes, in front of the simulated instance.
async fn recording(InWorld(world): InWorld, Body(mut asked): Body<Value>) -> Result<Response, Refusal> {
    let written = asked["attributes"].as_str().and_then(|text| serde_json::from_str::<Value>(text).ok());
    let operation = if let Some(attributes) = written {
        asked["attributes"] = attributes;
        "updateContactAttributes"
    } else {
        let actions = ["start", "pause", "resume", "stop"];
        let at = actions.iter().position(|action| asked["action"] == *action);
        let at = at.ok_or_else(|| Refusal(StatusCode::BAD_REQUEST, "There is no such action.".to_owned()))?;
        // In the order of the actions.
        sim::connect::RECORDING_OPERATIONS[at]
    };
    match world.act(|world| world.connect_call(operation, &asked)) {
        Ok(_) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(sim::ConnectFailure::Refused(why)) => {
            let why: Value = why.as_str().and_then(|why| serde_json::from_str(why).ok()).unwrap_or_default();
            Ok((StatusCode::CONFLICT, why["message"].as_str().unwrap_or_default().to_owned()).into_response())
        }
        // Whoever asked gives up, sooner or later.
        Err(sim::ConnectFailure::NoAnswer) => std::future::pending().await,
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Jump {
    advance_ms: u64,
}

async fn clock(InWorld(world): InWorld, Body(Jump { advance_ms }): Body<Jump>) -> Answer {
    Ok(Json(json!({ "now": world.jump(advance_ms) })))
}

async fn no_such_endpoint(Path(rest): Path<String>) -> Refusal {
    let sentence = format!("There is no endpoint /sim/{rest}: crates/sim-host/src/api.rs lists them.");
    Refusal(StatusCode::NOT_FOUND, sentence)
}

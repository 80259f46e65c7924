//! The files of the three sites, each under its own security policy, and the script the org serves.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use deployment::{data_block, headers, studio as studio_page};

use super::House;
use super::api::{Refusal, resident};
use super::opencti_script;
use super::origin::{Door, Place};
use super::worlds;
use sim::Origins;

/// Answers everything that is not under `/sim/`.
pub(super) async fn serve(State(house): State<Arc<House>>, request: Request) -> Response {
    let (method, uri) = (request.method(), request.uri());
    if !matches!(*method, Method::GET | Method::HEAD) {
        return sentence(
            StatusCode::METHOD_NOT_ALLOWED,
            &format!("Pages are read with GET, not with {method}."),
        );
    }
    if uri.path() == "/favicon.ico" {
        return StatusCode::NO_CONTENT.into_response();
    }
    match route(&house, request.headers(), uri) {
        Ok(answer) => answer,
        Err(Refusal(status, text)) => sentence(status, &text),
    }
}

fn route(house: &House, headers: &HeaderMap, uri: &Uri) -> Result<Response, Refusal> {
    let door = Door::read(headers)?;
    let (place, scene) = match &door {
        Door::Bare { port } => return Ok(redirect(&format!("http://lightning.localhost:{port}"), uri)),
        // Each visitor plays in a world of his own; the deep link travels along.
        Door::Named { place: Place::Console, world: None, port } => {
            return Ok(redirect(&format!("http://{}.lightning.localhost:{port}", worlds::fresh_name()), uri));
        }
        // The adapter is the same for every world: it has no world in its name.
        Door::Named { place: Place::Adapter, port, .. } => {
            (Place::Adapter, Scene { origins: None, local_port: Some(*port) })
        }
        Door::Named { place, port, .. } => {
            let origins = resident(house, &door)?.origins;
            (*place, Scene { origins: Some(origins), local_port: Some(*port) })
        }
        Door::Forwarded { origin, .. } => {
            let origins = resident(house, &door)?.origins;
            (place_of(origin.as_deref(), &origins)?, Scene { origins: Some(origins), local_port: None })
        }
    };
    match place {
        Place::Console => console(house, &scene, uri),
        Place::Adapter => adapter(house, &scene, uri),
        Place::Ccp => ccp(house, &scene, uri),
    }
}

/// What the pages of one origin depend on.
struct Scene {
    /// The world's origins; absent for the adapter reached by name, which serves all worlds.
    origins: Option<Origins>,
    /// The port of the names under `localhost`; absent when the request stands for a production origin, which gets
    /// exactly what ships.
    local_port: Option<u16>,
}

fn place_of(origin: Option<&str>, origins: &Origins) -> Result<Place, Refusal> {
    let places =
        [(&origins.console, Place::Console), (&origins.adapter, Place::Adapter), (&origins.ccp, Place::Ccp)];
    let asked = origin.unwrap_or("(none)");
    places.into_iter().find(|(known, _)| known.as_str() == asked).map(|(_, place)| place).ok_or_else(|| {
        let known = format!("{}, {} and {}", origins.console, origins.adapter, origins.ccp);
        let text = format!("This world has no page on {asked}: its origins are {known}.");
        Refusal(StatusCode::MISDIRECTED_REQUEST, text)
    })
}

fn console(house: &House, scene: &Scene, uri: &Uri) -> Result<Response, Refusal> {
    let path = uri.path();
    let frames = scene.origins.as_ref().map_or("'none'", |origins| origins.adapter.as_str());
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; frame-src {frames}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    );
    if opencti_script::is_asked(path) {
        let text = read(&house.site.join("sim/opencti.js"))?;
        let text = opencti_script::fill(&String::from_utf8_lossy(&text), scene.origins.as_ref());
        return Ok(file(Path::new("opencti.js"), text.into_bytes(), &[]));
    }
    if path == "/" || path == "/lightning" || path.starts_with("/lightning/") {
        let index = house.site.join("workbench/index.html");
        return Ok(file(&index, read(&index)?, &[("Content-Security-Policy", policy)]));
    }
    if let Some(rest) = path.strip_prefix("/workbench/") {
        let found = inside(&house.site.join("workbench"), rest)?;
        return Ok(file(&found, read(&found)?, &[("Content-Security-Policy", policy)]));
    }
    Err(no_page(path, "/, /lightning/…, /workbench/… and /support/api/NN.0/lightning/opencti_min.js"))
}

/// The studio's page. In a release it lies beside the softphone; Lightning and web servers send it this policy.
fn studio(house: &House, scene: &Scene, rest: &str) -> Result<Response, Refusal> {
    let name = if rest.is_empty() { "index.html" } else { rest };
    let found = inside(&house.site.join("studio"), name)?;
    let mut bytes = read(&found)?;
    let mut hosts = house.adapter.clone();
    if let Some(port) = scene.local_port {
        hosts = hosts.with_localhost(port);
    }
    if name == "index.html" {
        let mut page = String::from_utf8_lossy(&bytes).into_owned();
        page = studio_page::page(&page, &hosts).unwrap_or(page);
        if house.library.is_some() {
            page = page.replace(r#"library" content="browser""#, r#"library" content="folder""#);
        }
        bytes = page.into_bytes();
    }
    Ok(file(&found, bytes, &headers::studio_headers(&hosts)))
}

fn adapter(house: &House, scene: &Scene, uri: &Uri) -> Result<Response, Refusal> {
    let path = uri.path();
    if path == "/studio" {
        return Ok(moved("/studio/"));
    }
    if let Some(rest) = path.strip_prefix("/studio/") {
        return studio(house, scene, rest);
    }
    if path == "/softphone" {
        // Kept query: Open CTI is dead without what Salesforce appended (Open CTI reference, §2.2).
        let query = uri.query().map_or(String::new(), |query| format!("?{query}"));
        return Ok(moved(&format!("/softphone/{query}")));
    }
    let rest = path.strip_prefix("/softphone/").ok_or_else(|| no_page(path, "/softphone/… and /studio/…"))?;
    let name = if rest.is_empty() { "index.html" } else { rest };
    let found = inside(&house.site.join("adapter"), name)?;
    let mut bytes = read(&found)?;
    let mut deployment = house.adapter.clone();
    if let Some(port) = scene.local_port {
        deployment = deployment.with_localhost(port);
        if name == "index.html" {
            let page = data_block::for_localhost(&String::from_utf8_lossy(&bytes), port);
            bytes = page
                .map_err(|error| Refusal(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))?
                .into_bytes();
        }
    }
    let mut extra = headers::adapter_headers(&deployment);
    extra.push(("Cache-Control", headers::cache_control(name).to_owned()));
    Ok(file(&found, bytes, &extra))
}

fn ccp(house: &House, scene: &Scene, uri: &Uri) -> Result<Response, Refusal> {
    let path = uri.path();
    let name = match path {
        "/ccp-v2/" => "ccp.html",
        // Where the browser is asked for the panel's cookies (Streams reference, §5.9).
        "/request-storage-access" => "storage-access.html",
        _ => {
            let rest = path.strip_prefix("/ccp-v2/");
            rest.ok_or_else(|| no_page(path, "/ccp-v2/… and /request-storage-access"))?
        }
    };
    let found = inside(&house.site.join("sim"), name)?;
    // Connect lets only approved origins frame the CCP, and every frame around it counts: the adapter's and the
    // console's. An administrator has to approve both.
    let approved = match &scene.origins {
        Some(origins) => format!("{} {}", origins.adapter, origins.console),
        None => "'none'".to_owned(),
    };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         frame-ancestors {approved}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
         trusted-types 'none'"
    );
    Ok(file(&found, read(&found)?, &[("Content-Security-Policy", policy)]))
}

/// A path below a folder. Only plain names are let through: no file here needs more.
fn inside(folder: &Path, rest: &str) -> Result<PathBuf, Refusal> {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'@'))
    };
    if rest.split('/').all(plain) {
        Ok(folder.join(rest))
    } else {
        Err(Refusal(StatusCode::NOT_FOUND, format!("“{rest}” is not a file name this host serves.")))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    std::fs::read(path).map_err(|error| {
        let text =
            format!("{} could not be read ({error}): `cargo xtask build` makes the site.", path.display());
        Refusal(StatusCode::NOT_FOUND, text)
    })
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        _ => "text/plain; charset=utf-8",
    }
}

fn file(path: &Path, bytes: Vec<u8>, extra: &[(&str, String)]) -> Response {
    let mut response = Response::new(bytes.into());
    let headers = response.headers_mut();
    let mut set = |name: &str, value: &str| {
        if let (Ok(name), Ok(value)) = (header::HeaderName::try_from(name), value.parse()) {
            headers.insert(name, value);
        }
    };
    set("Content-Type", media_type(path));
    set("Cache-Control", "no-cache");
    set("X-Content-Type-Options", "nosniff");
    for (name, value) in extra {
        set(name, value);
    }
    response
}

fn redirect(origin: &str, uri: &Uri) -> Response {
    let rest = uri.path_and_query().map_or("/", |rest| rest.as_str());
    moved(&format!("{origin}{rest}"))
}

// Temporary, and never remembered: the next visit may be sent elsewhere.
fn moved(location: &str) -> Response {
    let headers = [(header::LOCATION, location.to_owned()), (header::CACHE_CONTROL, "no-store".to_owned())];
    (StatusCode::TEMPORARY_REDIRECT, headers).into_response()
}

fn no_page(path: &str, known: &str) -> Refusal {
    Refusal(StatusCode::NOT_FOUND, format!("There is no page {path} on this origin; it has {known}."))
}

fn sentence(status: StatusCode, text: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, format!("{text}\n")).into_response()
}

//! Requests answered from memory.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio_stream::{Stream, StreamExt};

use super::inject::{self, PROBLEMS_CSS, RELOAD_JS};
use super::live::{Live, Shown};
use crate::offline;

/// Everything that the server answers.
pub(super) fn router(live: Live) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/{*path}", get(file))
        .route(inject::EVENTS_URL, get(events))
        .route(
            inject::RELOAD_URL,
            get(async || typed("text/javascript", RELOAD_JS)),
        )
        .route(
            inject::PROBLEMS_URL,
            get(async || typed("text/css", PROBLEMS_CSS)),
        )
        // An author wants to see what was just written, not what a browser has kept.
        .route(
            &format!("/{}", offline::WORKER_URL),
            get(async || typed("text/javascript", offline::NO_WORKER)),
        )
        .layer(middleware::from_fn(guard))
        .with_state(live)
}

/// Refuses requests that reach this machine by another name than its own, as a page elsewhere could
/// make a browser do, and anything but reading. Nothing is kept by the browser.
async fn guard(request: Request, next: Next) -> Response {
    if !is_local(request.headers()) {
        let why = "This server answers only as localhost and 127.0.0.1.\n";
        return (StatusCode::FORBIDDEN, why).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let Some(host) = host else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    name.eq_ignore_ascii_case("localhost") || name == "127.0.0.1"
}

async fn home(State(live): State<Live>) -> Response {
    respond(&live.now(), "", "")
}

async fn file(State(live): State<Live>, Path(path): Path<String>, url: Uri) -> Response {
    let last = url.path().rsplit('/').next().unwrap_or_default();
    respond(&live.now(), &path, last)
}

async fn events(State(live): State<Live>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let versions = live.changes().map(|shown| {
        Ok(Event::default()
            .event("version")
            .data(shown.version.to_string()))
    });
    Sse::new(versions).keep_alive(KeepAlive::default())
}

/// The file of a path, of which the last part is also given as in the URL.
///
/// Paths are only ever looked up, so none can lead out of the site.
fn respond(shown: &Shown, path: &str, last: &str) -> Response {
    let index = match path {
        "" => String::from("index.html"),
        folder => format!("{}/index.html", folder.trim_end_matches('/')),
    };
    let is_folder = path.is_empty() || path.ends_with('/');
    if !is_folder && shown.files.contains_key(&index) {
        let with_slash = format!("./{last}/");
        return (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, with_slash)]).into_response();
    }
    let wanted = if is_folder { index.as_str() } else { path };
    if let Some(bytes) = shown.files.get(wanted) {
        return content(shown, StatusCode::OK, wanted, bytes.clone().into());
    }
    if shown.files.is_empty()
        && let Some(problems) = &shown.problems
    {
        let page = inject::problem_page(problems);
        return (StatusCode::INTERNAL_SERVER_ERROR, typed("text/html", page)).into_response();
    }
    match shown.files.get("404.html") {
        Some(bytes) => content(
            shown,
            StatusCode::NOT_FOUND,
            "404.html",
            bytes.clone().into(),
        ),
        None => (StatusCode::NOT_FOUND, "There is no such page.\n").into_response(),
    }
}

/// A file with its type; a page also with what makes it reload.
fn content(shown: &Shown, status: StatusCode, path: &str, bytes: Vec<u8>) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_page = kind == mime_guess::mime::TEXT_HTML;
    let body = match String::from_utf8(bytes) {
        Ok(page) if is_page => Body::from(inject::into_page(&page, shown.problems.as_deref())),
        Ok(text) => Body::from(text),
        Err(error) => Body::from(error.into_bytes()),
    };
    (status, typed(kind.essence_str(), body)).into_response()
}

/// A body with its type; whatever is text is UTF-8.
fn typed(kind: &str, body: impl IntoResponse) -> impl IntoResponse {
    let kind = match kind {
        text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
        other => other.to_owned(),
    };
    ([(CONTENT_TYPE, kind)], body)
}

//! All routes, and who may use each. No route reads a file of the disk.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::scenario::{Scenario, to_toml};

use super::guard::Role;
use super::http::{Refusal, answer, begin_events, event, is_gone, write};
use super::request::{self, RunRequest, RunsRequest, SettingRequest};
use super::show::Position;
use super::state::State;
use super::{describe, film, story};

/// A method and path that is answered.
pub(crate) struct Route {
    /// `GET` for what only shows, `POST` for what is computed or shown to others.
    pub method: &'static str,
    /// Its path.
    pub path: &'static str,
    /// The lowest role that may use it.
    pub role: Role,
    answer: Answer,
}

/// A route that runs the scenario of a request, and may be asked to stop.
type RunRoute = fn(&State, &[u8], Role, &dyn Fn() -> bool) -> Result<Option<String>, Refusal>;

/// How it is answered.
#[derive(Clone, Copy)]
enum Answer {
    /// With a file of the program: its content type and its bytes.
    File(&'static str, &'static [u8]),
    /// With what it computes.
    Json(fn(&State, &[u8], Role) -> Result<String, Refusal>),
    /// With what a run gives, as long as somebody waits for it.
    OneRun(RunRoute),
    /// With a scenario file.
    Toml(fn(&State, &[u8]) -> Result<String, Refusal>),
    /// With runs as they end.
    Runs,
    /// With what the presenter sees.
    Watch,
}

const fn file(path: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Route {
    Route { method: "GET", path, role: Role::Watcher, answer: Answer::File(content_type, bytes) }
}

const fn computed(path: &'static str, answer: Answer) -> Route {
    Route { method: "POST", path, role: Role::Guest, answer }
}

/// All routes.
pub(crate) static ROUTES: [Route; 12] = [
    file("/", "text/html; charset=utf-8", include_bytes!("page/index.html")),
    file("/page.css", "text/css; charset=utf-8", include_bytes!("page/built/page.css")),
    file("/page.js", "text/javascript; charset=utf-8", include_bytes!("page/built/page.js")),
    file("/icon.svg", "image/svg+xml", include_bytes!("page/icon.svg")),
    file("/licences.txt", "text/plain; charset=utf-8", include_bytes!("page/built/licences.txt")),
    Route { method: "GET", path: "/library", role: Role::Watcher, answer: Answer::Json(library) },
    Route { method: "GET", path: "/watch", role: Role::Watcher, answer: Answer::Watch },
    computed("/scenario", Answer::Json(scenario)),
    computed("/simulate", Answer::Runs),
    computed("/network", Answer::OneRun(film)),
    computed("/story", Answer::OneRun(tell)),
    computed("/export", Answer::Toml(export)),
];

/// The route of a request.
///
/// # Errors
/// There is none, or not for this role.
pub(crate) fn find(method: &str, path: &str, role: Role) -> Result<&'static Route, Refusal> {
    let mut here = ROUTES.iter().filter(|route| route.path == path).peekable();
    if here.peek().is_none() {
        return Err(Refusal::new(404, "not found"));
    }
    let route = here.find(|route| route.method == method);
    let route = route.ok_or_else(|| Refusal::new(405, "this method is not allowed here"))?;
    if role < route.role {
        return Err(Refusal::new(403, "you can watch here; only the presenter can set knobs"));
    }
    Ok(route)
}

const JSON: &str = "application/json; charset=utf-8";

impl Route {
    /// Answers a request that the guard has let through.
    ///
    /// # Errors
    /// What cannot be answered, before the answer has begun. A lost connection is not an error.
    pub(crate) fn answer(&self, state: &State, role: Role, body: &[u8], stream: &mut TcpStream) -> Result<(), Refusal> {
        // A connection that is lost meanwhile needs no answer.
        let _gone = match self.answer {
            Answer::File(content_type, bytes) => answer(stream, 200, content_type, "", bytes),
            Answer::Json(compute) => answer(stream, 200, JSON, "", compute(state, body, role)?.as_bytes()),
            Answer::OneRun(compute) => match compute(state, body, role, &|| !is_gone(stream))? {
                Some(text) => answer(stream, 200, JSON, "", text.as_bytes()),
                None => Ok(()),
            },
            Answer::Toml(compute) => {
                let text = compute(state, body)?;
                let named = "Content-Disposition: attachment; filename=\"scenario.toml\"\r\n";
                answer(stream, 200, "application/toml; charset=utf-8", named, text.as_bytes())
            }
            Answer::Runs => runs(state, role, body, stream)?,
            Answer::Watch => watch(state, stream),
        };
        Ok(())
    }
}

fn library(state: &State, _: &[u8], role: Role) -> Result<String, Refusal> {
    let mut library = state.library.clone();
    library["may"] = json!(if role == Role::Watcher { "watch" } else { "turn" });
    library["present"] = json!(state.present);
    library["audience"] = json!(state.has_audience);
    library["begin"] = json!(state.begin);
    Ok(library.to_string())
}

fn scenario(state: &State, body: &[u8], _: Role) -> Result<String, Refusal> {
    let request: SettingRequest = request::read(body)?;
    let scenario = request::scenario(&request.setting, state.own.as_ref())?;
    Ok(describe::full(&scenario).to_string())
}

fn export(state: &State, body: &[u8]) -> Result<String, Refusal> {
    let request: SettingRequest = request::read(body)?;
    let mut scenario = request::scenario(&request.setting, state.own.as_ref())?;
    scenario.seed = request.seed.or(scenario.seed);
    if let Some(replicates) = request.replicates.filter(|n| (1..=request::MAX_REPLICATES).contains(n)) {
        scenario.run.replicates = replicates;
    }
    Ok(to_toml(&scenario))
}

/// One run, when its turn comes: no more at a time than there are threads.
fn one_run(state: &State, body: &[u8]) -> Result<(RunRequest, Scenario), Refusal> {
    let request: RunRequest = request::read(body)?;
    let scenario = request::scenario(&request.setting, state.own.as_ref())?;
    request::check_size(&scenario)?;
    if request.worker >= scenario.population.knobs.traits.workers {
        return Err(Refusal::new(422, "there is no worker of this number"));
    }
    Ok((request, scenario))
}

fn film(state: &State, body: &[u8], role: Role, is_wanted: &dyn Fn() -> bool) -> Result<Option<String>, Refusal> {
    let (request, scenario) = one_run(state, body)?;
    let _turn = state.turns.take(role)?;
    let plan = request::plan_of(&scenario, &request)?;
    let film = film::film(&scenario, &plan, request.seed, request.replicate, is_wanted);
    Ok(film.map(|film| film.to_string()))
}

fn tell(state: &State, body: &[u8], role: Role, is_wanted: &dyn Fn() -> bool) -> Result<Option<String>, Refusal> {
    let (request, scenario) = one_run(state, body)?;
    let _turn = state.turns.take(role)?;
    let plan = request::plan_of(&scenario, &request)?;
    let (run, whom) = ((request.seed, request.replicate), (request.worker, request.week));
    Ok(story::story(&scenario, &plan, run, whom, is_wanted).map(|story| story.to_string()))
}

/// Sent while nothing else is, so that a lost connection is noticed.
const STILL_HERE: &str = ": still here\n\n";
const QUIET: Duration = Duration::from_secs(1);
/// The longest an answer goes on; a page asks again.
const MAX_ANSWER: Duration = Duration::from_secs(30 * 60);

fn runs(state: &State, role: Role, body: &[u8], stream: &mut TcpStream) -> Result<std::io::Result<()>, Refusal> {
    let request: RunsRequest = request::read(body)?;
    let (lines, described) = request.lines(state.own.as_ref())?;
    let mut results = state.pool.begin(role, request.client()?, lines, request.seed(), request.replicates())?;
    // Watchers are shown the request too, so that their page can tell settings apart.
    let shown = (role == Role::Presenter).then(|| {
        let body: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let number = state.show.begin(event("asked", &body.to_string()));
        state.show.add(number, &described);
        number
    });
    Ok((|| {
        begin_events(stream)?;
        write(stream, described.as_bytes())?;
        let begun = Instant::now();
        while let Some(text) = results.next(QUIET) {
            if begun.elapsed() > MAX_ANSWER {
                break;
            }
            if let Some(number) = shown.filter(|_| !text.is_empty()) {
                state.show.add(number, &text);
            }
            write(stream, if text.is_empty() { STILL_HERE } else { &text }.as_bytes())?;
        }
        Ok(())
    })())
}

fn watch(state: &State, stream: &mut TcpStream) -> std::io::Result<()> {
    begin_events(stream)?;
    let (mut position, begun) = (Position::default(), Instant::now());
    while begun.elapsed() < MAX_ANSWER {
        match state.show.next(&mut position, QUIET) {
            Some(text) => write(stream, text.as_bytes())?,
            None => write(stream, STILL_HERE.as_bytes())?,
        }
    }
    Ok(())
}

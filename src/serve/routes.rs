//! What can be asked for, and by whom. There is no other route, and no file of the disk behind any.

use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::scenario::to_toml;

use super::ask::{self, OneRun, OneSetting, Simulate};
use super::guard::Role;
use super::http::{Refusal, answer, begin_events, event, write};
use super::show::Place;
use super::{Server, describe, network, story};

/// A thing to ask for.
pub struct Route {
    /// `GET` for what only shows, `POST` for what is computed or shown to others.
    pub method: &'static str,
    /// Its path.
    pub path: &'static str,
    /// The least role.
    pub role: Role,
    answer: Answer,
}

/// How it is answered.
#[derive(Clone, Copy)]
enum Answer {
    /// With a file of the program: its sort and its bytes.
    File(&'static str, &'static [u8]),
    /// With what it computes.
    Json(fn(&Server, &[u8], Role) -> Result<String, Refusal>),
    /// With a scenario file.
    Toml(fn(&Server, &[u8]) -> Result<String, Refusal>),
    /// With runs as they end.
    Runs,
    /// With what the presenter sees.
    Watch,
}

const fn file(path: &'static str, sort: &'static str, bytes: &'static [u8]) -> Route {
    Route { method: "GET", path, role: Role::Watcher, answer: Answer::File(sort, bytes) }
}

const fn ask(path: &'static str, answer: Answer) -> Route {
    Route { method: "POST", path, role: Role::Guest, answer }
}

/// All of them.
pub static ROUTES: [Route; 12] = [
    file("/", "text/html; charset=utf-8", include_bytes!("page/index.html")),
    file("/page.css", "text/css; charset=utf-8", include_bytes!("page/built/page.css")),
    file("/page.js", "text/javascript; charset=utf-8", include_bytes!("page/built/page.js")),
    file("/icon.svg", "image/svg+xml", include_bytes!("page/icon.svg")),
    file("/licences.txt", "text/plain; charset=utf-8", include_bytes!("page/built/licences.txt")),
    Route { method: "GET", path: "/library", role: Role::Watcher, answer: Answer::Json(library) },
    Route { method: "GET", path: "/watch", role: Role::Watcher, answer: Answer::Watch },
    ask("/scenario", Answer::Json(scenario)),
    ask("/simulate", Answer::Runs),
    ask("/network", Answer::Json(film)),
    ask("/story", Answer::Json(tell)),
    ask("/export", Answer::Toml(export)),
];

/// The route of a request.
///
/// # Errors
/// There is none, or not for this role.
pub fn find(method: &str, path: &str, role: Role) -> Result<&'static Route, Refusal> {
    let mut here = ROUTES.iter().filter(|route| route.path == path).peekable();
    if here.peek().is_none() {
        return Err(Refusal::new(404, "there is nothing here"));
    }
    let route = here.find(|route| route.method == method);
    let route = route.ok_or_else(|| Refusal::new(405, "not in this way"))?;
    if role < route.role {
        return Err(Refusal::new(403, "here one watches; knobs are turned by whoever presents"));
    }
    Ok(route)
}

const JSON: &str = "application/json; charset=utf-8";

impl Route {
    /// Answers a request that the guard has let through.
    ///
    /// # Errors
    /// What cannot be answered, before the answer has begun. One who goes away is no error.
    pub fn answer(&self, server: &Server, role: Role, body: &[u8], stream: &mut TcpStream) -> Result<(), Refusal> {
        // Who goes away while being answered wants no answer any more.
        let _gone = match self.answer {
            Answer::File(sort, bytes) => answer(stream, 200, sort, "", bytes),
            Answer::Json(compute) => answer(stream, 200, JSON, "", compute(server, body, role)?.as_bytes()),
            Answer::Toml(compute) => {
                let text = compute(server, body)?;
                let named = "Content-Disposition: attachment; filename=\"scenario.toml\"\r\n";
                answer(stream, 200, "application/toml; charset=utf-8", named, text.as_bytes())
            }
            Answer::Runs => runs(server, role, body, stream)?,
            Answer::Watch => watch(server, stream),
        };
        Ok(())
    }
}

fn library(server: &Server, _: &[u8], role: Role) -> Result<String, Refusal> {
    let mut library = server.library.clone();
    library["may"] = json!(if role == Role::Watcher { "watch" } else { "turn" });
    library["present"] = json!(server.present);
    library["audience"] = json!(server.doors.len() > 1);
    library["begin"] = json!(server.begin);
    Ok(library.to_string())
}

fn scenario(server: &Server, body: &[u8], _: Role) -> Result<String, Refusal> {
    let asked: OneSetting = ask::read(body)?;
    let scenario = ask::scenario(&asked.setting, server.own.as_ref())?;
    Ok(describe::whole(&scenario).to_string())
}

fn export(server: &Server, body: &[u8]) -> Result<String, Refusal> {
    let asked: OneSetting = ask::read(body)?;
    let mut scenario = ask::scenario(&asked.setting, server.own.as_ref())?;
    scenario.seed = asked.seed.or(scenario.seed);
    if let Some(replicates) = asked.replicates.filter(|n| (1..=ask::MOST_REPLICATES).contains(n)) {
        scenario.run.replicates = replicates;
    }
    Ok(to_toml(&scenario))
}

/// One run, when its turn comes: no more at a time than there are threads.
fn one_run(server: &Server, body: &[u8]) -> Result<(OneRun, crate::scenario::Scenario), Refusal> {
    let asked: OneRun = ask::read(body)?;
    let scenario = ask::scenario(&asked.setting, server.own.as_ref())?;
    ask::fits(&scenario)?;
    if asked.worker >= scenario.population.knobs.traits.workers {
        return Err(Refusal::new(422, "there is no worker of this number"));
    }
    Ok((asked, scenario))
}

fn film(server: &Server, body: &[u8], _: Role) -> Result<String, Refusal> {
    let (asked, scenario) = one_run(server, body)?;
    let _turn = server.turns.take()?;
    Ok(network::film(&scenario, &ask::plan_of(&scenario), asked.seed, asked.replicate).to_string())
}

fn tell(server: &Server, body: &[u8], _: Role) -> Result<String, Refusal> {
    let (asked, scenario) = one_run(server, body)?;
    let _turn = server.turns.take()?;
    let plan = ask::plan_of(&scenario);
    Ok(story::story(&scenario, &plan, asked.seed, asked.replicate, asked.worker, asked.week).to_string())
}

/// Sent while nothing else is, so that one who has gone is noticed.
const STILL_HERE: &str = ": still here\n\n";
const QUIET: Duration = Duration::from_secs(1);
/// No answer goes on for longer; a page asks again.
const LONGEST: Duration = Duration::from_secs(30 * 60);

fn runs(server: &Server, role: Role, body: &[u8], stream: &mut TcpStream) -> Result<std::io::Result<()>, Refusal> {
    let asked: Simulate = ask::read(body)?;
    let (lines, described) = asked.lines(server.own.as_ref())?;
    let mut results = server.pool.begin(asked.client()?, lines, asked.seed(), asked.replicates())?;
    // Watchers are shown what was asked, too, so that their page knows one setting from another.
    let shown = (role == Role::Presenter).then(|| {
        let asked: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
        let number = server.show.begin(event("asked", &asked.to_string()));
        server.show.add(number, &described);
        number
    });
    Ok((|| {
        begin_events(stream)?;
        write(stream, described.as_bytes())?;
        let begun = Instant::now();
        while let Some(text) = results.next(QUIET) {
            if begun.elapsed() > LONGEST {
                break;
            }
            if let Some(number) = shown.filter(|_| !text.is_empty()) {
                server.show.add(number, &text);
            }
            write(stream, if text.is_empty() { STILL_HERE } else { &text }.as_bytes())?;
        }
        Ok(())
    })())
}

fn watch(server: &Server, stream: &mut TcpStream) -> std::io::Result<()> {
    begin_events(stream)?;
    let (mut place, begun) = (Place::default(), Instant::now());
    while begun.elapsed() < LONGEST {
        match server.show.next(&mut place, QUIET) {
            Some(text) => write(stream, text.as_bytes())?,
            None => write(stream, STILL_HERE.as_bytes())?,
        }
    }
    Ok(())
}

//! A local page on which settings are tried: a small server, the runs it makes, and the page it holds.
//!
//! The guard stands first, the routes second; what is behind them computes and keeps nothing but what the presenter
//! shows to watchers. Nothing is read from the disk once the server is open, and nothing is ever written.

mod describe;
mod film;
mod guard;
mod http;
mod jobs;
mod lock;
mod papers;
mod request;
mod routes;
mod sample;
mod server;
mod setting;
mod show;
mod state;
mod story;
mod turns;

pub use server::{Options, Server};

/// All routes: method, path, and whether watchers may use it.
pub fn routes() -> impl Iterator<Item = (&'static str, &'static str, bool)> {
    routes::ROUTES.iter().map(|route| (route.method, route.path, route.role == guard::Role::Watcher))
}

//! The server: its ports, and one thread for each connection.

use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::config::{Problem, Problems};
use crate::scenario::library::scenarios;
use crate::scenario::{Draft, Overrides, Shelf, find};

use super::guard::{Door, Entry, Role, Token};
use super::http::Refusal;
use super::jobs::Pool;
use super::lock::lock;
use super::show::Show;
use super::state::State;
use super::turns::Turns;
use super::{describe, http, request, routes, setting};

/// What to serve, and to whom.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The scenario to begin with: a file or an embedded name; `j4dw` where there is none.
    pub scenario: Option<String>,
    /// The port; 0 for any that is free.
    pub port: u16,
    /// An address of this machine on which others may watch.
    pub listen: Option<IpAddr>,
    /// Whether those others may set knobs.
    pub hands_on: bool,
    /// Begin in large type with few controls.
    pub present: bool,
    /// Threads that run the model.
    pub threads: usize,
}

/// Connections of the audience at once; more are refused.
const MAX_CONNECTIONS: usize = 600;
/// Connections of one machine of the audience at once: a room behind one address, and not all there are.
const MAX_OF_ONE: usize = 400;
/// Connections to the presenter's own port at once: nobody else's count there.
const MAX_OF_PRESENTER: usize = 600;
/// Stack of a connection's thread, which reads scenario files.
const STACK: usize = 2 << 20;

/// A server whose ports are open.
pub struct Server {
    state: State,
    doors: Vec<(TcpListener, Door)>,
    /// Open connections by the machine they come from; those to the presenter's port apart.
    connections: [Mutex<BTreeMap<IpAddr, usize>>; 2],
}

/// A connection that counts until it is dropped.
struct Counted {
    server: Arc<Server>,
    is_first: bool,
    from: IpAddr,
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = lock(&self.server.connections[usize::from(self.is_first)]);
        if let Some(count) = open.get_mut(&self.from) {
            *count -= 1;
        }
        open.retain(|_, count| *count > 0);
    }
}

impl Server {
    /// Reads the scenario, opens the ports and starts the threads that run the model.
    ///
    /// # Errors
    /// A scenario that is wrong, or a port that cannot be opened.
    pub fn open(options: &Options) -> Result<Arc<Self>, Problems> {
        let name = options.scenario.as_deref().unwrap_or("j4dw");
        let embedded = scenarios().iter().any(|file| file.name == name) && !Path::new(name).is_file();
        let own = if embedded {
            None
        } else {
            let text = find(name, Path::new(""), scenarios(), None, &Shelf::default())?;
            Some(Draft::read(&text, &Overrides::default())?)
        };
        let loaded = match &own {
            Some(draft) => draft.clone().finish()?,
            None => crate::scenario::load(name, &Overrides::default())?,
        };
        request::check_size(&loaded).map_err(|refusal| Problem::whole(refusal.text, "`mobilise run` runs it"))?;
        let mut doors = vec![door(IpAddr::V4(Ipv4Addr::LOCALHOST), options.port, Role::Presenter)?];
        if let Some(address) = options.listen {
            if address.is_unspecified() {
                let hint = "name the one by which the audience reaches this machine, as in --listen 192.168.1.20";
                return Err(Problem::whole("`--listen` takes one address of this machine", hint).into());
            }
            let role = if options.hands_on { Role::Guest } else { Role::Watcher };
            doors.push(door(address, 0, role)?);
        }
        let state = State {
            library: describe::library(own.is_some().then_some(loaded.name.as_str()), request::MAX_REPLICATES),
            begin: if embedded { name.to_owned() } else { setting::OWN.to_owned() },
            own,
            present: options.present,
            has_audience: doors.len() > 1,
            pool: Pool::start(options.threads),
            turns: Turns::new(options.threads),
            show: Show::default(),
        };
        Ok(Arc::new(Self { state, doors, connections: Default::default() }))
    }

    /// The addresses with their tokens: the presenter's own, and, where there is one, the audience's.
    pub fn addresses(&self) -> Vec<String> {
        let address =
            |(_, door): &(TcpListener, Door)| format!("http://{}/?token={}", door.hosts[0], door.token.text());
        self.doors.iter().map(address).collect()
    }

    /// Requests whose runs are not finished.
    pub fn running_jobs(&self) -> usize {
        self.state.pool.running_jobs()
    }

    /// Answers requests for as long as the program lives.
    pub fn serve(self: &Arc<Self>) {
        std::thread::scope(|scope| {
            for (listener, door) in &self.doors {
                scope.spawn(move || {
                    for stream in listener.incoming() {
                        match stream {
                            Ok(stream) => self.receive(stream, door),
                            // No more files can be open for the moment.
                            Err(_) => std::thread::sleep(Duration::from_millis(50)),
                        }
                    }
                });
            }
        });
    }

    /// Answers one connection on a thread of its own.
    fn receive(self: &Arc<Self>, mut stream: TcpStream, door: &Door) {
        let Some(counted) = self.count(&stream, door.role) else {
            let _ = stream.set_nonblocking(true);
            let _ = io::Write::write(&mut stream, b"HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n");
            return;
        };
        let (server, door) = (Arc::clone(self), door.clone());
        // Where no thread can be had, what it was given is dropped and no longer counts.
        let _ = std::thread::Builder::new().stack_size(STACK).spawn(move || {
            let _ = stream.set_nodelay(true);
            if let Err(refusal) = server.converse(&mut stream, &door) {
                let text = format!("{}\n", refusal.text);
                let _ = http::answer(&mut stream, refusal.status, "text/plain; charset=utf-8", "", text.as_bytes());
            }
            linger(&mut stream);
            drop(counted);
        });
    }

    /// Counts a connection; nothing where there are too many of its kind.
    fn count(self: &Arc<Self>, stream: &TcpStream, role: Role) -> Option<Counted> {
        let from = stream.peer_addr().ok()?.ip();
        let is_first = role == Role::Presenter;
        let (max, max_of_one) =
            if is_first { (MAX_OF_PRESENTER, MAX_OF_PRESENTER) } else { (MAX_CONNECTIONS, MAX_OF_ONE) };
        let mut open = lock(&self.connections[usize::from(is_first)]);
        if open.values().sum::<usize>() >= max || open.get(&from).is_some_and(|count| *count >= max_of_one) {
            return None;
        }
        *open.entry(from).or_default() += 1;
        Some(Counted { server: Arc::clone(self), is_first, from })
    }

    fn converse(&self, stream: &mut TcpStream, door: &Door) -> Result<(), Refusal> {
        let head = http::read_head(stream)?;
        let role = match door.check(&head)? {
            Entry::First => {
                // The token leaves the address bar, and the page can be opened again by the cookie.
                let more = format!("Location: /\r\n{}", door.give_cookie());
                let _gone = http::answer(stream, 303, "text/plain; charset=utf-8", &more, b"");
                return Ok(());
            }
            Entry::In(role) => role,
        };
        let route = routes::find(&head.method, &head.path, role)?;
        let body = if route.method == "GET" { Vec::new() } else { http::read_body(stream, &head)? };
        route.answer(&self.state, role, &body, stream)
    }
}

/// Waits a moment for the other side to close, so that the last of an answer is not lost with what it still sends.
fn linger(stream: &mut TcpStream) {
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(200)));
    let mut rest = [0; 4 << 10];
    for _ in 0..64 {
        if !matches!(io::Read::read(stream, &mut rest), Ok(1..)) {
            break;
        }
    }
}

/// Opens a port.
fn door(address: IpAddr, port: u16, role: Role) -> Result<(TcpListener, Door), Problems> {
    let wanted = SocketAddr::new(address, port);
    let refused = |error: io::Error| {
        let hint = if address.is_loopback() {
            "another --port; 0 takes one that is free"
        } else {
            "name an address of this machine"
        };
        Problems::from(Problem::whole(format!("cannot listen on {wanted}: {error}"), hint))
    };
    let listener = TcpListener::bind(wanted).map_err(refused)?;
    let bound = listener.local_addr().map_err(refused)?;
    let mut hosts = vec![bound.to_string()];
    if address.is_loopback() {
        hosts.push(format!("localhost:{}", bound.port()));
    }
    let token = Token::random()
        .map_err(|error| Problem::whole(format!("could not obtain random numbers: {error}"), "try again"))?;
    let cookie = format!("mobilise-{}", bound.port());
    Ok((listener, Door { hosts, cookie, token, role }))
}

//! Talking to a server as bytes.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::sync::Arc;

use mobilise::serve::{Options, Server};
use serde_json::Value;

/// An answer.
pub struct Said {
    pub status: u16,
    pub head: String,
    pub body: String,
}

/// A server of our own, and the key to one of its doors.
#[derive(Clone)]
pub struct Host {
    pub server: Arc<Server>,
    /// As in `127.0.0.1:1234`.
    pub address: String,
    pub token: String,
}

/// A server with a door for the presenter, and one for an audience.
pub fn hosts(hands_on: bool) -> [Host; 2] {
    let options = Options { listen: Some(IpAddr::V4(Ipv4Addr::LOCALHOST)), hands_on, threads: 2, ..Options::default() };
    let server = Server::open(&options).unwrap_or_else(|problems| panic!("{problems}"));
    let answering = Arc::clone(&server);
    std::thread::spawn(move || answering.serve());
    let addresses = server.addresses();
    std::array::from_fn(|n| {
        let (address, token) = addresses[n].trim_start_matches("http://").split_once("/?token=").expect("a token");
        Host { server: Arc::clone(&server), address: address.to_owned(), token: token.to_owned() }
    })
}

/// A server with the presenter's door.
pub fn host() -> Host {
    let [own, _] = hosts(false);
    own
}

impl Host {
    pub fn cookie(&self) -> String {
        let port = self.address.rsplit_once(':').expect("a port").1;
        format!("Cookie: mobilise-{port}={}", self.token)
    }

    /// A request as a browser sends it, with these headers in place of its own of the same name; `-Name` leaves one out.
    pub fn request(&self, method: &str, target: &str, headers: &[&str], body: &str) -> String {
        let mut all = vec![format!("Host: {}", self.address), self.cookie(), "Sec-Fetch-Site: same-origin".to_owned()];
        if method != "GET" {
            all.push(format!("Origin: http://{}", self.address));
            all.push(format!("Content-Length: {}", body.len()));
        }
        for header in headers {
            let name = header.trim_start_matches('-').split(':').next().expect("a name").to_owned();
            all.retain(|known| known.split(':').next() != Some(name.as_str()));
            if !header.starts_with('-') {
                all.push((*header).to_owned());
            }
        }
        format!("{method} {target} HTTP/1.1\r\n{}\r\n\r\n{body}", all.join("\r\n"))
    }

    pub fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).expect("it listens")
    }

    /// Sends bytes and reads all that comes back.
    pub fn send(&self, request: &str) -> Said {
        self.try_send(request).unwrap_or_else(|text| panic!("no answer to {request:.300}: {text}"))
    }

    /// The same; what came back, where it is no answer: a connection that is one too many may be cut off.
    pub fn try_send(&self, request: &str) -> Result<Said, String> {
        let mut stream = self.connect();
        // What is refused early may be closed before all is sent.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).expect("UTF-8");
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return Err(text) };
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        Ok(Said { status, head: head.to_owned(), body: body.to_owned() })
    }

    pub fn get(&self, target: &str, headers: &[&str]) -> Said {
        self.send(&self.request("GET", target, headers, ""))
    }

    pub fn post(&self, target: &str, body: &Value) -> Said {
        self.send(&self.request("POST", target, &[], &body.to_string()))
    }
}

/// The events of an answer: names with their data.
pub fn events(body: &str) -> Vec<(String, Value)> {
    let parts = body.split("\n\n").filter_map(|part| part.strip_prefix("event: "));
    parts
        .filter_map(|part| part.split_once("\ndata: "))
        .map(|(name, data)| (name.to_owned(), serde_json::from_str(data).expect("JSON")))
        .collect()
}

//! As much of HTTP/1.1 as a page needs, with a limit on everything.
//!
//! Written by hand over the standard library's sockets, with `httparse` for the one part that is easily got wrong. The
//! crate `tiny_http` (0.12) takes no deadline for what it reads, so a client that sends a byte a minute is kept for ever; an
//! asynchronous server brings fifty crates for a page with one user.
//! Every connection carries one request and is then closed, so there is no second request to smuggle.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// Bytes of a request line with all headers.
pub(crate) const MAX_HEAD: usize = 16 << 10;
/// Headers of a request.
const MAX_HEADERS: usize = 64;
/// Bytes of a body: a scenario written out in full takes some 25 kB.
pub(crate) const MAX_BODY: usize = 512 << 10;
/// How long a head, and then a body, may take to arrive.
pub(crate) const READ_WITHIN: Duration = Duration::from_secs(5);
/// How long a part of an answer may take to be taken.
pub(crate) const WRITE_WITHIN: Duration = Duration::from_secs(10);

/// The request line and headers.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// `GET` or another method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// What comes after the question mark.
    pub query: String,
    headers: Vec<(String, String)>,
    /// The beginning of the body that arrived with it.
    rest: Vec<u8>,
}

impl Head {
    /// All values of a header.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The value of a header that is there once.
    pub(crate) fn only<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let mut all = self.all(name);
        all.next().filter(|_| all.next().is_none())
    }
}

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The status.
    pub status: u16,
    /// The reason, for readers.
    pub text: String,
}

impl Refusal {
    /// A refusal with these words.
    pub(crate) fn new(status: u16, text: impl Into<String>) -> Self {
        Self { status, text: text.into() }
    }
}

/// Reads until `deadline`; nothing where the other side has ended.
fn read_some(stream: &mut TcpStream, buffer: &mut [u8], deadline: Instant) -> Result<usize, Refusal> {
    let late = || Refusal::new(408, "the request took too long to arrive");
    loop {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()).ok_or_else(late)?;
        let gone = |_: io::Error| Refusal::new(400, "the connection was lost");
        stream.set_read_timeout(Some(left)).map_err(gone)?;
        match stream.read(buffer) {
            Ok(read) => return Ok(read),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                return Err(late());
            }
            Err(_) => return Err(Refusal::new(400, "the connection was lost")),
        }
    }
}

/// Whether the other side has closed the connection. It sends nothing more after its request.
pub(crate) fn is_gone(stream: &TcpStream) -> bool {
    if stream.set_nonblocking(true).is_err() {
        return true;
    }
    let is_gone = match stream.peek(&mut [0]) {
        Ok(read) => read == 0,
        Err(error) => error.kind() != io::ErrorKind::WouldBlock,
    };
    stream.set_nonblocking(false).is_err() || is_gone
}

/// Reads a head, and of the body only what arrives with it.
///
/// # Errors
/// A head that is too long, too slow, or malformed.
pub(crate) fn read_head(stream: &mut TcpStream) -> Result<Head, Refusal> {
    let deadline = Instant::now() + READ_WITHIN;
    let mut bytes = Vec::with_capacity(2 << 10);
    let end = loop {
        let mut buffer = [0; 4 << 10];
        let read = read_some(stream, &mut buffer, deadline)?;
        if read == 0 {
            return Err(Refusal::new(400, "the request ended early"));
        }
        let before = bytes.len().saturating_sub(3);
        bytes.extend_from_slice(&buffer[..read]);
        if let Some(at) = bytes[before..].windows(4).position(|four| four == b"\r\n\r\n") {
            break before + at + 4;
        }
        if bytes.len() > MAX_HEAD {
            return Err(Refusal::new(431, "the headers are too long"));
        }
    };
    parse(&bytes, end)
}

fn parse(bytes: &[u8], end: usize) -> Result<Head, Refusal> {
    let wrong = || Refusal::new(400, "malformed request");
    if end > MAX_HEAD {
        return Err(Refusal::new(431, "the headers are too long"));
    }
    let mut room = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut room);
    match request.parse(&bytes[..end]) {
        Ok(httparse::Status::Complete(_)) => {}
        Err(httparse::Error::TooManyHeaders) => return Err(Refusal::new(431, "there are too many headers")),
        _ => return Err(wrong()),
    }
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers = Vec::with_capacity(request.headers.len());
    for header in request.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| wrong())?;
        headers.push((header.name.to_owned(), value.to_owned()));
    }
    Ok(Head {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        rest: bytes[end..].to_vec(),
    })
}

/// Reads the body that a head announces.
///
/// # Errors
/// A body of unknown length, too long, or too slow.
pub(crate) fn read_body(stream: &mut TcpStream, head: &Head) -> Result<Vec<u8>, Refusal> {
    if head.all("Transfer-Encoding").next().is_some() {
        return Err(Refusal::new(501, "say how long the body is: Content-Length"));
    }
    let digits = |text: &&str| !text.is_empty() && text.len() < 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    let length = head.only("Content-Length").filter(digits).and_then(|text| text.parse::<usize>().ok());
    let length = length.ok_or_else(|| Refusal::new(411, "say how long the body is: Content-Length"))?;
    if length > MAX_BODY {
        return Err(Refusal::new(413, format!("a body has at most {MAX_BODY} bytes")));
    }
    let deadline = Instant::now() + READ_WITHIN;
    let mut body = head.rest.clone();
    let mut buffer = vec![0; 32 << 10];
    while body.len() < length {
        match read_some(stream, &mut buffer, deadline)? {
            0 => return Err(Refusal::new(400, "the body ended early")),
            read => body.extend_from_slice(&buffer[..read]),
        }
    }
    body.truncate(length);
    Ok(body)
}

/// Headers of every answer: nothing is loaded from elsewhere, framed by others, or cached.
pub(crate) const ALWAYS: &str = "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; \
     connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'\r\n\
     X-Content-Type-Options: nosniff\r\n\
     X-Frame-Options: DENY\r\n\
     Referrer-Policy: no-referrer\r\n\
     Cross-Origin-Opener-Policy: same-origin\r\n\
     Cross-Origin-Resource-Policy: same-origin\r\n\
     Cache-Control: no-store\r\n\
     Connection: close\r\n";

/// The words that go with a status.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        303 => "See Other",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        503 => "Service Unavailable",
        _ => "Answer",
    }
}

/// Writes all of it, within [`WRITE_WITHIN`].
///
/// # Errors
/// A connection that is lost or does not take it.
pub(crate) fn write(stream: &mut TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    let deadline = Instant::now() + WRITE_WITHIN;
    while !bytes.is_empty() {
        let left = deadline.checked_duration_since(Instant::now()).filter(|left| !left.is_zero());
        stream.set_write_timeout(Some(left.ok_or(io::ErrorKind::TimedOut)?))?;
        match stream.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Answers with a body of a known length. `more` are headers, each ending in a line's end.
///
/// # Errors
/// As for [`write()`].
pub(crate) fn answer(
    stream: &mut TcpStream,
    status: u16,
    content_type: &str,
    more: &str,
    body: &[u8],
) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n{more}{ALWAYS}\r\n",
        reason(status),
        body.len()
    );
    write(stream, &[head.as_bytes(), body].concat())
}

/// Begins an answer of server-sent events, which ends with the connection.
///
/// # Errors
/// As for [`write()`].
pub(crate) fn begin_events(stream: &mut TcpStream) -> io::Result<()> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n{ALWAYS}\r\n");
    write(stream, head.as_bytes())
}

/// One event as its bytes; `data` is on one line.
pub(crate) fn event(name: &str, data: &str) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

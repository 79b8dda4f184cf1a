//! From letting go of a slider to a first curve, and to a band of a hundred runs: the J4DW case over the local page's
//! server, asked as the page asks. And the page's weight.
//!
//! `cargo bench --bench serve` prints three rounds, each of another setting.

#![allow(clippy::print_stdout)] // a bench prints
#![allow(clippy::disallowed_methods)] // and times

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use mobilise::serve::{Options, Server, routes};

/// Most runs of the last band.
const RUNS: u32 = 100;

fn main() {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let server = Server::open(&Options { threads, ..Options::default() }).expect("a server");
    let answering = Arc::clone(&server);
    std::thread::spawn(move || answering.serve());
    let whole = server.addresses().remove(0);
    let (address, token) = whole.trim_start_matches("http://").split_once("/?token=").expect("a key");
    let port = address.rsplit_once(':').expect("a port").1;
    let common = format!("Host: {address}\r\nCookie: mobilise-{port}={token}\r\n");
    println!("{threads} threads");
    for round in 1..=3 {
        let body = format!(
            "{{\"client\":\"benchmark\",\"number\":{round},\"seed\":1,\"replicates\":{RUNS},\"lines\":[{{\"setting\":\
             {{\"scenario\":\"j4dw\",\"set\":{{\"coping.relief\":0.{round}}}}}}}]}}"
        );
        let begun = Instant::now();
        let mut stream = TcpStream::connect(address).expect("it listens");
        let length = body.len();
        let head =
            format!("POST /simulate HTTP/1.1\r\n{common}Origin: http://{address}\r\nContent-Length: {length}\r\n");
        stream.write_all(format!("{head}\r\n{body}").as_bytes()).expect("it listens");
        let (mut first, mut one, mut bytes) = (None, None, 0);
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            bytes += line.len();
            if line == "event: runs" {
                first.get_or_insert(begun.elapsed());
            }
            if line.contains("\"replicate\":1,") {
                one.get_or_insert(begun.elapsed());
            }
        }
        let (first, one) = (first.expect("a curve").as_millis(), one.expect("two runs").as_millis());
        let all = begun.elapsed().as_secs_f64();
        println!(
            "first part of a curve {first} ms, a second run {one} ms, {RUNS} runs {all:.1} s, {} kB",
            bytes / 1000
        );
    }
    let mut weight = 0;
    for (_, path, _) in routes().filter(|(method, path, _)| *method == "GET" && !["/library", "/watch"].contains(path))
    {
        let mut stream = TcpStream::connect(address).expect("it listens");
        stream.write_all(format!("GET {path} HTTP/1.1\r\n{common}\r\n").as_bytes()).expect("it listens");
        let mut page = Vec::new();
        weight += stream.read_to_end(&mut page).expect("the page");
    }
    println!("the page, uncompressed: {} kB", weight / 1000);
}

//! What is too long or too slow.

use std::io::{Read, Write};

use serde_json::json;

use super::talk::{Host, host, hosts};

/// Everything up to the end of the connection.
fn rest(stream: &mut std::net::TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn what_is_too_long_is_refused() {
    let host = host();
    let long = "x".repeat(20 << 10);
    assert_eq!(host.get(&format!("/{long}"), &[]).status, 431);
    assert_eq!(host.get("/", &[&format!("X-Long: {long}")]).status, 431);
    let many = (0..100).map(|n| format!("X-{n}: y")).collect::<Vec<_>>().join("\r\n");
    assert_eq!(host.get("/", &[&many]).status, 431);
    let post = |headers: &[&str], body: &str| host.send(&host.request("POST", "/scenario", headers, body)).status;
    assert_eq!(post(&["Content-Length: 600000"], ""), 413);
    assert_eq!(post(&["Content-Length: 99999999999999999999"], ""), 411);
    assert_eq!(post(&["Content-Length: -1"], ""), 411);
    assert_eq!(post(&["Content-Length: 2\r\nContent-Length: 3"], "{}"), 411);
    assert_eq!(post(&["-Content-Length"], "{}"), 411);
    assert_eq!(post(&["Transfer-Encoding: chunked"], "2\r\n{}\r\n0\r\n\r\n"), 501);
    for broken in
        ["\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9\r\n\r\n", "\0\0\0\0\r\n\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n"]
    {
        assert_eq!(host.send(broken).status, 400, "{broken:?}");
    }
}

/// Who sends nothing, or too little, is told so and sent away, and meanwhile others are served.
#[test]
fn the_slow_are_sent_away_and_nobody_waits_for_them() {
    let host = host();
    let begun = host.request("POST", "/scenario", &["Content-Length: 100"], "{");
    let mut slow: Vec<_> = (0..50)
        .map(|n| {
            let mut stream = host.connect();
            // Nothing; half a head; a body that does not come.
            let sent = ["", "GET / HTTP/1.1\r\nHo", begun.as_str()][n % 3];
            stream.write_all(sent.as_bytes()).expect("it listens");
            stream
        })
        .collect();
    assert_eq!(host.get("/library", &[]).status, 200);
    for stream in &mut slow {
        assert!(rest(stream).starts_with("HTTP/1.1 408 "));
    }
}

fn simulate(host: &Host, setting: &serde_json::Value, replicates: u32) -> (u16, String) {
    let asked = json!({ "client": "abcdefgh", "number": 1, "seed": 1, "replicates": replicates, "lines": [{ "setting": setting }] });
    let said = host.post("/simulate", &asked);
    (said.status, said.body)
}

#[test]
fn what_would_take_too_long_is_refused() {
    let host = host();
    for (setting, replicates, words) in [
        (json!({ "scenario": "world" }), 1, "worker-weeks"),
        (json!({ "scenario": "j4dw", "set": { "population.workers": 100_000 } }), 1, "worker-weeks"),
        (
            json!({ "scenario": "j4dw", "set": { "population.workers": 50_000, "population.daily_contacts": 50 } }),
            201,
            "replicates",
        ),
        (json!({ "scenario": "j4dw" }), 0, "replicates"),
        (
            json!({ "scenario": "j4dw", "set": { "run.weeks": 2000, "population.workers": 50_000_000 } }),
            1,
            "worker-weeks",
        ),
    ] {
        let (status, text) = simulate(&host, &setting, replicates);
        assert!(status == 422 && text.contains(words), "{setting}: {status} {text}");
    }
    let line = json!({ "setting": { "scenario": "j4dw" } });
    let many = json!({ "client": "abcdefgh", "number": 1, "seed": 1, "replicates": 1, "lines": vec![line; 5] });
    assert_eq!(host.post("/simulate", &many).status, 422);
    let nameless = json!({ "client": "<script>", "number": 1, "seed": 1, "replicates": 1, "lines": [{ "setting": { "scenario": "lessons" } }] });
    assert_eq!(host.post("/simulate", &nameless).status, 400);
}

/// An audience that keeps connections open, as many as it gets, does not lock the presenter out.
#[test]
fn an_idle_audience_leaves_the_presenter_a_door() {
    let [presenter, audience] = hosts(true);
    let idle: Vec<_> = (0..620).map_while(|_| std::net::TcpStream::connect(&audience.address).ok()).collect();
    if idle.len() < 620 {
        return println!("skipped: no more than {} connections can be open here", idle.len());
    }
    for _ in 0..3 {
        assert_eq!(presenter.get("/library", &[]).status, 200);
    }
}

/// A guest may call themselves what they like: the presenter's runs go on under the presenter's name.
#[test]
fn a_guest_does_not_end_the_presenters_runs() {
    let [presenter, audience] = hosts(true);
    let asked = |number: u64, weeks: u32| {
        let setting = json!({ "scenario": "j4dw", "set": { "population.workers": 300, "run.weeks": weeks } });
        json!({ "client": "abcdefgh", "number": number, "seed": 1, "replicates": 2, "lines": [{ "setting": setting }] })
    };
    let mut stream = presenter.connect();
    let body = asked(1, 520).to_string();
    stream.write_all(presenter.request("POST", "/simulate", &[], &body).as_bytes()).expect("it listens");
    assert_eq!(audience.post("/simulate", &asked(1_000, 4)).status, 200);
    assert!(rest(&mut stream).contains("event: done"), "the presenter's runs were ended");
    // And what comes after, with a lower number than the guest's.
    let said = presenter.post("/simulate", &asked(2, 4));
    assert!(said.body.contains("event: runs"), "{}", said.body);
}

/// A network that nobody waits for is not computed to its end: others have their turn.
#[test]
fn an_abandoned_network_gives_its_turn_back() {
    let [_, audience] = hosts(true);
    let long = json!({ "scenario": "j4dw", "set": { "population.workers": 20_000, "run.weeks": 1_000 } });
    let body = |setting: &serde_json::Value| {
        json!({ "setting": setting, "seed": 1, "replicate": 0, "worker": 0, "week": 0 }).to_string()
    };
    for _ in 0..8 {
        let mut stream = audience.connect();
        stream.write_all(audience.request("POST", "/network", &[], &body(&long)).as_bytes()).expect("it listens");
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    let short = json!({ "scenario": "j4dw", "set": { "population.workers": 100, "run.weeks": 4 } });
    let clock = std::time::Instant::now();
    let said = audience.send(&audience.request("POST", "/story", &[], &body(&short)));
    assert_eq!(said.status, 200, "{}", said.body);
    assert!(clock.elapsed() < std::time::Duration::from_secs(20), "it waited {:?}", clock.elapsed());
}

//! Many at once, and one who changes their mind.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use sysinfo::{Pid, ProcessesToUpdate, System};

use super::talk::{Host, events, host, hosts};

fn asked((client, number): (&str, u64), relief: f64, weeks: u32, replicates: u32) -> Value {
    let set = json!({ "run.weeks": weeks, "population.workers": 200, "coping.relief": relief });
    let line = json!({ "setting": { "scenario": "j4dw", "set": set } });
    json!({ "client": client, "number": number, "seed": 1, "replicates": replicates, "lines": [line] })
}

/// The answer to a client's last request, asked again where too many ask at once, as the page does.
fn last_answer(host: &Host, client: &str, number: u64) -> Vec<(String, Value)> {
    loop {
        let body = asked((client, number), 0.34, 20, 2).to_string();
        match host.try_send(&host.request("POST", "/simulate", &[], &body)) {
            Ok(said) if said.status != 503 => return events(&said.body),
            _ => {}
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Waits until nothing is under way.
fn settle(host: &Host) {
    while host.server.running_jobs() > 0 {
        std::thread::yield_now();
    }
}

/// Two hundred people each move a slider eight times and do not wait for what they asked before; each gets the whole
/// answer to the last, and nothing goes on after that.
#[test]
fn the_last_request_of_each_of_many_is_answered() {
    let host = host();
    let (sender, answers) = channel();
    for n in 0..200 {
        let (host, sender) = (host.clone(), sender.clone());
        std::thread::spawn(move || {
            let client = format!("client{n:04}");
            let mut older = Vec::new();
            for step in 0..7 {
                let mut stream = host.connect();
                let body = asked((&client, step), 0.1 * step as f64, 500, 200).to_string();
                stream.write_all(host.request("POST", "/simulate", &[], &body).as_bytes()).expect("it listens");
                // Some go away at once, others just read no more.
                if step % 2 == 0 {
                    older.push(stream);
                }
            }
            sender.send((n, last_answer(&host, &client, 7))).expect("somebody listens");
        });
    }
    drop(sender);
    let mut all: Vec<(i32, Vec<(String, Value)>)> = answers.iter().collect();
    all.sort_by_key(|(n, _)| *n);
    assert_eq!(all.len(), 200);
    let values = |list: &[(String, Value)]| {
        let mut runs: Vec<String> =
            list.iter().filter(|(name, _)| name == "runs").map(|(_, data)| data.to_string()).collect();
        runs.sort();
        runs
    };
    for (n, list) in &all {
        assert_eq!(list.last().map(|(name, _)| name.as_str()), Some("done"), "client {n}");
        assert_eq!(values(list), values(&all[0].1), "client {n}: the same setting, the same numbers");
    }
    settle(&host);
}

/// The same for a minute, by which every slider has moved some hundred times: memory does not grow, and each gets the
/// answer to the last. Alone in its process, since it weighs it: `cargo test --release --test browser serve:: -- --ignored`.
#[test]
#[ignore = "takes a minute, and weighs the process"]
#[allow(clippy::print_stderr)] // what it weighs is worth reading
fn two_hundred_move_sliders_for_a_minute() {
    let host = host();
    let begin = Instant::now();
    let people: Vec<_> = (0..200)
        .map(|n| {
            let host = host.clone();
            std::thread::spawn(move || {
                let client = format!("client{n:04}");
                let (mut step, mut older) = (0, VecDeque::new());
                while begin.elapsed() < MINUTE {
                    let mut stream = host.connect();
                    let body = asked((&client, step), 0.001 * (step % 600) as f64, 500, 200).to_string();
                    stream.write_all(host.request("POST", "/simulate", &[], &body).as_bytes()).expect("it listens");
                    older.push_back(stream);
                    older.truncate(2);
                    step += 1;
                    std::thread::sleep(Duration::from_millis(500));
                }
                (step, last_answer(&host, &client, step).last().map(|(name, _)| name.clone()))
            })
        })
        .collect();
    let mut weights = Vec::new();
    while begin.elapsed() < MINUTE {
        std::thread::sleep(MINUTE / 12);
        weights.push(weight());
    }
    let mut moves = 0;
    for person in people {
        let (steps, last) = person.join().expect("nobody stumbles");
        assert_eq!(last.as_deref(), Some("done"));
        moves += steps;
    }
    settle(&host);
    eprintln!("{moves} moves; bytes every five seconds: {weights:?}");
    let (early, late) = (weights[2..6].iter().max(), weights[8..].iter().max());
    assert!(late < early.map(|bytes| bytes + bytes / 5).as_ref(), "it grows: {weights:?}");
}

const MINUTE: Duration = Duration::from_secs(60);

/// Bytes this process holds.
fn weight() -> u64 {
    let me = Pid::from_u32(std::process::id());
    let mut system = System::new();
    system.refresh_processes(ProcessesToUpdate::Some(&[me]), true);
    system.process(me).expect("it is there").memory()
}

#[test]
fn a_newer_request_ends_the_older() {
    let host = host();
    let mut older = host.connect();
    // More than could be run in the time the test takes.
    let body = asked(("abcdefgh", 1), 0.1, 20_000, 200).to_string();
    older.write_all(host.request("POST", "/simulate", &[], &body).as_bytes()).expect("it listens");
    let mut lines = BufReader::new(older).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "event: runs"), "it has begun");
    let newer = events(&host.post("/simulate", &asked(("abcdefgh", 2), 0.2, 20, 2)).body);
    assert_eq!(newer.last().expect("an end").0, "done");
    let rest: Vec<String> = lines.collect();
    assert!(!rest.iter().any(|line| line == "event: done"), "the older one ends without having done all");
    settle(&host);
}

#[test]
fn those_who_watch_see_what_is_shown() {
    let [presenter, watcher] = hosts(false);
    let watch = |host: &Host| {
        let mut stream = host.connect();
        stream.write_all(host.request("GET", "/watch", &[], "").as_bytes()).expect("it listens");
        BufReader::new(stream).lines().map_while(Result::ok)
    };
    let mut early = watch(&watcher);
    let shown = presenter.post("/simulate", &asked(("abcdefgh", 1), 0.1, 20, 2));
    let done = |lines: &mut dyn Iterator<Item = String>| {
        let mut text = Vec::new();
        for line in lines {
            text.push(line);
            if text.last().is_some_and(|line| line == "event: done") {
                return text.join("\n");
            }
        }
        panic!("it ended early")
    };
    let (early, late) = (done(&mut early), done(&mut watch(&watcher)));
    let runs = |text: &str| text.split("event: runs").count() - 1;
    for seen in [&early, &late] {
        assert_eq!(runs(seen), runs(&shown.body));
        assert!(seen.contains("event: asked") && seen.contains("\"coping.relief\":0.1"), "what was set is shown, too");
    }
}

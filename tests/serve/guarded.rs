//! Who comes in.

use mobilise::serve::routes;

use super::talk::{Host, host, hosts};

/// A body that every route that takes one understands well enough to begin.
const BODY: &str = r#"{"client":"abcdefgh","number":1,"seed":1,"replicates":1,"lines":[]}"#;

fn ask(host: &Host, method: &str, path: &str, headers: &[&str]) -> u16 {
    host.send(&host.request(method, path, headers, if method == "POST" { BODY } else { "" })).status
}

#[test]
fn every_route_asks_for_the_key() {
    let host = host();
    let port = host.address.rsplit_once(':').expect("a port").1;
    let wrong = format!("Cookie: mobilise-{port}={}", "0".repeat(host.token.len()));
    let short = format!("Cookie: mobilise-{port}={}", &host.token[1..]);
    let empty = format!("Cookie: mobilise-{port}=");
    let other = format!("Cookie: mobilise-1={}", host.token);
    assert!(routes().count() >= 10);
    for (method, path, _) in routes() {
        for cookie in ["-Cookie", &wrong, &short, &empty, &other] {
            assert_eq!(ask(&host, method, path, &[cookie]), 401, "{method} {path} {cookie}");
        }
        // In the address it is taken for the page alone, and once: then it is a cookie.
        let with = format!("{path}?token={}", host.token);
        let expected = if path == "/" { 303 } else { 401 };
        assert_eq!(ask(&host, method, &with, &["-Cookie"]), expected, "{method} {path}");
    }
    let first = host.get(&format!("/?token={}", host.token), &["-Cookie", "Sec-Fetch-Site: none"]);
    assert!(first.head.contains("\r\nLocation: /\r\n"), "{}", first.head);
    assert!(first.head.contains(&format!("={}; HttpOnly; SameSite=Strict; Path=/\r\n", host.token)), "{}", first.head);
    assert_eq!(ask(&host, "GET", "/", &[]), 200);
}

#[test]
fn a_foreign_host_is_refused_whatever_else_is_right() {
    let host = host();
    let (_, port) = host.address.rsplit_once(':').expect("a port");
    let hostile = [
        "-Host".to_owned(),
        "Host:".to_owned(),
        "Host: evil.example".to_owned(),
        format!("Host: evil.example:{port}"),
        "Host: 127.0.0.1".to_owned(),
        format!("Host: 127.0.0.1.evil.example:{port}"),
        format!("Host: 127.0.0.1:{port}.evil.example"),
        format!("Host: localhost.evil.example:{port}"),
        format!("Host: 0.0.0.0:{port}"),
        format!("Host: [::1]:{port}"),
        format!("Host: 127.0.0.1:{port}@evil.example"),
        format!("Host: {0}, {0}", host.address),
        format!("Host: {0}\r\nHost: evil.example", host.address),
        "Host: 127.0.0.1:1".to_owned(),
    ];
    for (method, path, _) in routes() {
        for hostile in &hostile {
            assert_eq!(ask(&host, method, path, &[hostile]), 421, "{method} {path} {hostile}");
        }
    }
    // Even the key in the address opens nothing there.
    let rebound = host.get(&format!("/?token={}", host.token), &["Host: evil.example"]);
    assert_eq!((rebound.status, rebound.head.contains("Set-Cookie")), (421, false));
    assert_eq!(ask(&host, "GET", "/", &[&format!("Host: LOCALHOST:{port}")]), 200);
}

#[test]
fn other_pages_are_refused() {
    let host = host();
    let port = host.address.rsplit_once(':').expect("a port").1;
    let own = format!("Origin: http://{}", host.address);
    let origins = [
        "Origin: null".to_owned(),
        "Origin:".to_owned(),
        "Origin: http://evil.example".to_owned(),
        format!("Origin: https://{}", host.address),
        format!("Origin: http://localhost:{port}"),
        "Origin: http://127.0.0.1:1".to_owned(),
        format!("Origin: http://{}.evil.example", host.address),
        format!("{own}\r\nOrigin: http://evil.example"),
        format!("{own}, http://evil.example"),
    ];
    for (method, path, _) in routes() {
        for origin in &origins {
            assert_eq!(ask(&host, method, path, &[origin]), 403, "{method} {path} {origin}");
        }
        for site in ["cross-site", "same-site", "", "same-origin\r\nSec-Fetch-Site: cross-site"] {
            assert_eq!(ask(&host, method, path, &[&format!("Sec-Fetch-Site: {site}")]), 403, "{method} {path} {site}");
        }
        if method == "POST" {
            assert_eq!(ask(&host, method, path, &["-Origin"]), 403, "{path} without an origin");
            assert_eq!(ask(&host, method, path, &["Sec-Fetch-Site: none"]), 403, "{path} typed into an address bar");
        }
    }
    // A browser that says nothing of sites still has its origin checked.
    assert_eq!(ask(&host, "GET", "/library", &["-Sec-Fetch-Site"]), 200);
}

#[test]
fn those_who_watch_turn_nothing() {
    let [presenter, watcher] = hosts(false);
    for (method, path, open) in routes().filter(|route| route.1 != "/watch") {
        let status = ask(&watcher, method, path, &[]);
        assert_eq!(status == 403, !open, "{method} {path} {status}");
        assert_ne!(ask(&presenter, method, path, &[]), 403, "{method} {path}");
    }
    // One door's key does not open the other.
    let wrong = format!("Cookie: mobilise-{}={}", presenter.address.rsplit_once(':').expect("a port").1, watcher.token);
    assert_eq!(ask(&presenter, "GET", "/", &[&wrong]), 401);
    let [_, guest] = hosts(true);
    assert_ne!(ask(&guest, "POST", "/scenario", &[]), 403, "told otherwise, they may");
}

#[test]
fn every_answer_is_kept_from_others() {
    let host = host();
    let mut answers: Vec<String> = routes()
        .filter(|route| route.0 == "GET" && route.1 != "/watch")
        .map(|route| host.get(route.1, &[]).head)
        .collect();
    answers.push(host.get("/nothing", &[]).head);
    answers.push(host.get("/", &["-Cookie"]).head);
    answers.push(host.get("/", &["Host: evil.example"]).head);
    for head in answers {
        for line in [
            "Content-Security-Policy: default-src 'none'; script-src 'self';",
            "frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff",
            "Cache-Control: no-store",
            "Cross-Origin-Resource-Policy: same-origin",
        ] {
            assert!(head.contains(line), "no {line} in {head}");
        }
        assert!(!head.contains("Access-Control"), "{head}");
    }
}

/// What is shown by GET stays as it is by GET: every route that computes or shows to others is another method, and
/// neither answers to the other's.
#[test]
fn a_get_has_no_effect() {
    let host = host();
    for (method, path, _) in routes() {
        let other = if method == "GET" { "POST" } else { "GET" };
        assert_eq!(ask(&host, other, path, &[]), 405, "{other} {path}");
        for strange in ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"] {
            let headers = [&*format!("Origin: http://{}", host.address)];
            assert_eq!(ask(&host, strange, path, &headers), 405, "{strange} {path}");
        }
    }
    for path in ["/nothing", "/page.js/", "//", "/../Cargo.toml", "/..%2fCargo.toml", "/etc/passwd", "*", "http://x/"] {
        assert_eq!(ask(&host, "GET", path, &[]), 404, "{path}");
    }
}

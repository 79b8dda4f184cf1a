//! A headless Chromium, spoken to through a pipe by its DevTools protocol: nothing to install beside the browser.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Where this is set, as CI sets it, the browser must be had.
const REQUIRED: &str = "MOBILISE_REQUIRE_BROWSER";

/// What Debian and others call it.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// A page in a browser of its own.
pub struct Browser {
    process: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    session: String,
    number: u64,
    /// What it reported by itself: requests, console, exceptions.
    pub events: Vec<Value>,
    _profile: TempDir,
}

impl Browser {
    /// Starts one; none where there is no browser, unless it is required.
    pub fn start() -> Option<Browser> {
        let there = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|done| done.status.success());
        let Some(name) = NAMES.into_iter().find(there) else {
            assert!(std::env::var_os(REQUIRED).is_none(), "no browser is installed: one of {}", NAMES.join(", "));
            println!("skipped: no browser is installed (one of {})", NAMES.join(", "));
            return None;
        };
        let profile = tempfile::tempdir().expect("a folder");
        // The browser reads commands from file 3 and answers on file 4; the shell puts our pipes there.
        let line = format!(
            "exec {name} --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
             --disable-background-networking --remote-debugging-pipe --user-data-dir=\"$0\" about:blank 3<&0 4>&1 >/dev/null"
        );
        let mut process = Command::new("sh")
            .args(["-c", &line])
            .arg(profile.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a shell");
        let to = process.stdin.take().expect("a pipe");
        let from = BufReader::new(process.stdout.take().expect("a pipe"));
        let session = String::new();
        let mut browser = Browser { process, to, from, session, number: 0, events: Vec::new(), _profile: profile };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let wanted = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.call("Target.attachToTarget", wanted);
        browser.session = attached["sessionId"].as_str().expect("a session").to_owned();
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        Some(browser)
    }

    /// Asks for something and waits for its answer.
    pub fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut asked = json!({ "id": self.number, "method": method, "params": parameters });
        if !self.session.is_empty() {
            asked["sessionId"] = json!(self.session);
        }
        self.to.write_all(format!("{asked}\0").as_bytes()).expect("the browser listens");
        loop {
            let mut answer = Vec::new();
            self.from.read_until(0, &mut answer).expect("the browser answers");
            assert!(answer.pop() == Some(0), "the browser ended while asked for {method}");
            let mut answer: Value = serde_json::from_slice(&answer).expect("JSON");
            if answer["id"] == json!(self.number) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].take();
            }
            if answer["method"].is_string() {
                self.events.push(answer);
            }
        }
    }

    /// The value of an expression on the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let wanted = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.call("Runtime.evaluate", wanted);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].take()
    }

    /// Waits until an expression on the page is true.
    pub fn wait(&mut self, expression: &str) {
        // Long enough for the slowest machine; no promise is made of it.
        for _ in 0..3000 {
            if self.value(expression) == json!(true) {
                return;
            }
            sleep(Duration::from_millis(20));
        }
        panic!("never true: {expression}");
    }

    /// Opens a file from the disk.
    pub fn open(&mut self, path: &Path) {
        let url = format!("file://{}", path.display());
        self.visit(&url);
        self.wait(&format!("location.href === {} && document.readyState === 'complete'", json!(url)));
    }

    /// Sets out for an address.
    pub fn visit(&mut self, url: &str) {
        self.call("Page.navigate", json!({ "url": url }));
    }

    /// A window of this size, on light or dark ground.
    pub fn window(&mut self, width: u32, height: u32, dark: bool) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.call("Emulation.setDeviceMetricsOverride", size);
        let ground = if dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": ground }]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        let text = match key {
            "Enter" => "\r",
            key if key.chars().count() == 1 => key,
            _ => "",
        };
        // What the browser itself does with a key hangs on this number.
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "End" => 35,
            "Home" => 36,
            "ArrowLeft" => 37,
            "ArrowRight" => 39,
            "Delete" => 46,
            _ => 0,
        };
        for kind in ["keyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": key, "code": key, "text": text, "windowsVirtualKeyCode": code });
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Clicks there.
    pub fn click(&mut self, x: f64, y: f64) {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// Moves the pointer there.
    pub fn point(&mut self, x: f64, y: f64) {
        self.call("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": x, "y": y }));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

//! Nothing that a file says moves a terminal's cursor or turns its text round.

use crate::program::Desk;

#[test]
fn nothing_a_file_says_is_obeyed_by_a_terminal() {
    let desk = Desk::new();
    let evil = "\u{1b}[2J\u{9b}1m\u{202e}x";
    let escaped = "\\u001b[2J\\u009b1m\\u202ex";
    let is_harmless = |text: &str| !text.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7f}']);
    desk.write("about.toml", &format!("version = 1\nabout = \"{escaped}\"\nbase = \"j4dw\"\n"));
    for (arguments, file, text) in [
        (&["check", "about.toml"][..], "", String::new()),
        (&["odd", "about.toml"], "", String::new()),
        (&["network", "describe", "evil.csv"], "evil.csv", format!("source,target\nAda,Bo\nBo,\"{evil}\"\n")),
        (&["network", "describe", "evil.csv"], "evil.csv", format!("source,target\n{evil},{evil}\n")),
        (
            &["network", "describe", "evil.graphml"],
            "evil.graphml",
            format!("<graphml><graph><node id=\"{}\"/><{0}/></graph></graphml>", "\u{9b}1m\u{202e}"),
        ),
        (&["check", "evil.toml"], "evil.toml", format!("version = 1\n[organisation.\"{escaped}\"]\n")),
        (&["check", "evil.toml"], "evil.toml", format!("version = 1\n{evil} = 2\n")),
        (&["check", &format!("{evil}.toml")], "", String::new()),
        (&["run", "j4dw", "--set", evil], "", String::new()),
    ] {
        if !file.is_empty() {
            desk.write(file, &text);
        }
        let output = desk.program().args(arguments).output().expect("it runs");
        for text in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(text);
            assert!(is_harmless(&text), "{arguments:?}\n{}", text.escape_debug());
        }
    }
    let about = "<script>alert(1)</script>";
    desk.write("script.toml", &format!("version = 1\nabout = \"{about}\"\nbase = \"j4dw\"\n"));
    assert!(!desk.good(&["odd", "script.toml"]).out.contains(about));
}

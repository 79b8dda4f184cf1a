//! Sizes and limits are seen before anything runs.

use crate::program::Desk;

#[test]
#[cfg(target_os = "linux")]
fn sizes_and_limits_are_seen_before_anything_runs() {
    let desk = Desk::new();
    let tiny = [
        "run",
        "j4dw",
        "--set",
        "population.workers=100",
        "--weeks=3",
        "--replicates=1",
        "--seed=1",
        "-q",
        "--out=out",
    ];
    desk.good(&tiny);
    let record = desk.read("out/run.json");
    let (from, to) = ("\"replicates\": 1", "\"replicates\": 1000000001");
    assert!(record.contains(from), "{from}");
    desk.write("out/other.json", &record.replace(from, to));
    desk.refused(&["rerun", "out/other.json"], &["1000000001"]);
    desk.refused(&["run", "j4dw", "--set", "coping.relief=0.5\ncoping.resonance=0.1"], &["one key", "--set once"]);
    let script = format!(
        "ulimit -v 600000; exec '{}' run j4dw --set population.workers=3000000",
        env!("CARGO_BIN_EXE_mobilise")
    );
    let mut limited = std::process::Command::new("/bin/sh");
    let output = limited.env_clear().current_dir(desk.at("")).args(["-c", &script]).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("of memory"), "{:?}\n{said}", output.status);
}

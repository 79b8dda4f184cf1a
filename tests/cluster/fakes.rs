//! What a scheduler does too seldom to wait for, by scripts that stand for its programs.

use std::process::Command;

use super::program::{Desk, Said};
use super::tools::{desk, script};

/// Runs shards at once, or keeps them for later; loses those it is told to; says what it is told to.
const SBATCH: &str = r#"#!/bin/sh
echo "$@" >> "$FAKE/asked"
if [ -f "$FAKE/refuse" ]; then cat "$FAKE/refuse" >&2; exit 1; fi
for a in "$@"; do
    case "$a" in
        --array=*) array=${a#--array=} ;;
        --wrap=*) wrap=${a#--wrap=} ;;
        --output=*) log=${a#--output=} ;;
    esac
done
job=$(($(cat "$FAKE/job" 2>/dev/null || echo 0) + 1))
echo $job > "$FAKE/job"
for range in $(echo "${array%\%*}" | tr , ' '); do
    n=${range%-*}
    while [ "$n" -le "${range#*-}" ]; do
        out=$(echo "$log" | sed "s/%a/$n/")
        if grep -qx "$n" "$FAKE/lost" "$FAKE/lost-$job" 2>/dev/null; then
            printf 'first line\nno room on node07\n' >> "$out"
        elif [ -f "$FAKE/later" ]; then
            printf '%s\n' "(SLURM_ARRAY_TASK_ID=$n; $wrap)" >> "$FAKE/kept"
        else
            SLURM_ARRAY_TASK_ID=$n sh -c "$wrap" >> "$out" 2>&1
        fi
        n=$((n + 1))
    done
done
cat "$FAKE/banner" 2>/dev/null
echo "$job$(cat "$FAKE/cluster" 2>/dev/null)"
"#;

/// Knows of no job, unless it is told of one.
const SQUEUE: &str = r#"#!/bin/sh
echo "$@" >> "$FAKE/looked"
if [ -f "$FAKE/silent" ]; then rm "$FAKE/silent"; echo "Unable to contact slurm controller" >&2; exit 1; fi
if [ -f "$FAKE/states" ]; then cat "$FAKE/states"; exit 0; fi
echo "slurm_load_jobs error: Invalid job id specified" >&2
exit 1
"#;

const SCONTROL: &str = "#!/bin/sh\necho 'MaxArraySize            = '$(cat \"$FAKE/size\" 2>/dev/null || echo 1001)\n";

/// A desk with scripts for Slurm's programs.
pub struct Fake {
    pub desk: Desk,
}

impl Fake {
    pub fn new() -> Self {
        let desk = desk(4, 8);
        std::fs::create_dir(desk.at("fake")).expect("made");
        for (name, text) in [("sbatch", SBATCH), ("squeue", SQUEUE), ("scontrol", SCONTROL)] {
            script(&desk.at("fake").join(name), text);
        }
        desk.good(&["sweep", "experiment.toml", "--out", "local", "--quiet"]);
        Self { desk }
    }

    pub fn tell(&self, what: &str, text: &str) {
        self.desk.write(&format!("fake/{what}"), text);
    }

    pub fn forget(&self, what: &str) {
        std::fs::remove_file(self.desk.at("fake").join(what)).expect("it was told");
    }

    /// What sbatch was asked for, a line each time.
    pub fn asked(&self) -> Vec<String> {
        let path = self.desk.at("fake/asked");
        if path.is_file() { self.desk.read("fake/asked").lines().map(str::to_owned).collect() } else { Vec::new() }
    }

    pub fn program(&self, more: &[&str]) -> Command {
        let mut command = self.desk.program();
        command.env("PATH", format!("{}:/usr/bin:/bin", self.desk.at("fake").display()));
        command.env("FAKE", self.desk.at("fake"));
        command.args(["sweep", "experiment.toml", "--on", "slurm", "--out", "out"]).args(more);
        command
    }

    pub fn sweep(&self, more: &[&str]) -> Said {
        let done = self.program(more).output().expect("it starts");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let said = Said { code: done.status.code().expect("an end"), out: text(&done.stdout), err: text(&done.stderr) };
        assert!(!said.err.contains("panicked"), "{}", said.err);
        said
    }
}

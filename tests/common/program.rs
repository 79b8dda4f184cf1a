//! The program as a user meets it: the real binary, a folder of its own, an empty environment.

use std::path::PathBuf;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder to run the program in.
pub struct Desk {
    folder: TempDir,
}

/// What the program said and how it ended.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder to work in") }
    }

    /// A path in the folder.
    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file there.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.at(name), text).expect("a file can be written");
    }

    /// The text of a file there.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Names of what is in a folder there (`""` is the folder itself), sorted.
    pub fn names(&self, name: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.at(name)).expect("a folder can be read");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The program, ready to run in the folder.
    pub fn program(&self) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mobilise"));
        command.env_clear().current_dir(self.folder.path());
        command
    }

    /// Runs the program. Whatever it does, it does not panic and sends no colours where nobody sees them.
    pub fn run(&self, arguments: &[&str]) -> Said {
        let output = Command::from_std(self.program()).args(arguments).output().expect("the program starts");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it writes UTF-8");
        let said = Said {
            code: output.status.code().expect("it ends by itself"),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        assert!(!said.err.contains("panicked"), "{arguments:?}\n{}", said.err);
        assert!(!said.out.contains('\u{1b}') && !said.err.contains('\u{1b}'), "colours: {arguments:?}\n{}", said.err);
        said
    }

    /// Runs the program, which does what it is told.
    pub fn good(&self, arguments: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.code, 0, "{arguments:?}\n{}", said.err);
        said
    }

    /// Runs the program, which refuses with a message that holds these words, and prints no data.
    pub fn refused(&self, arguments: &[&str], words: &[&str]) -> Said {
        let said = self.run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}\n{}{}", said.out, said.err);
        assert_eq!(said.out, "", "{arguments:?}: data beside an error");
        for word in words.iter().chain(&["error: "]) {
            assert!(said.err.contains(word), "{arguments:?}: no {word:?} in\n{}", said.err);
        }
        said
    }
}

//! Names in scripts that the program's typeface lacks.
//!
//! The contract: whatever command draws them says which names the PNGs of its folder lack, once; the bytes of these PNGs
//! are the same with any typefaces; `plot` and `talk` draw them with a typeface of this machine, or say that none has
//! them.

use crate::program::Desk;

const NAMES: [&str; 5] = ["第一", "مجموعة", "קבוצה", "समूह", "👩‍🌾"];

fn scenario(name: &str) -> String {
    format!(
        "version = 1\nname = \"{name}\"\n[run]\nweeks = 30\n[population]\nworkers = 80\n[organisation.\"{name}\"]\n\
         founders.count = 8\n"
    )
}

#[test]
fn every_command_that_draws_says_which_names_its_pngs_lack() {
    let desk = Desk::new();
    for name in NAMES {
        desk.write("s.toml", &scenario(name));
        let said = desk.good(&["run", "s.toml", "--replicates", "2", "--seed", "1", "--out", "run"]);
        let told = |text: &str| text.lines().filter(|line| line.contains("lack letters")).count();
        assert!(told(&said.err) == 1 && said.err.contains(&format!("`{name}`")), "{}", said.err);
        // Drawn again, it is there, or the same is said of this machine.
        let drawn = desk.good(&["plot", "run", "--figure", "curves", "--out", "figures"]);
        let [first, again] =
            ["run/curves.png", "figures/curves.png"].map(|file| std::fs::read(desk.at(file)).expect("a picture"));
        assert!(told(&drawn.err) == 1 || first != again, "{name}: neither drawn nor named\n{}", drawn.err);
        if told(&drawn.err) == 1 {
            assert!(drawn.err.contains("no typeface of this machine") && drawn.err.contains(name), "{}", drawn.err);
        }
        let talk = desk.good(&["talk", "run", "--out", "talk"]);
        assert!(talk.err.contains("the PDF figures lack letters of") && talk.err.contains(name), "{}", talk.err);
        for folder in ["run", "figures", "talk"] {
            std::fs::remove_dir_all(desk.at(folder)).expect("removed");
        }
    }
    // Other commands that draw.
    let name = NAMES[0];
    desk.write("s.toml", &scenario(name));
    desk.write(
        "fit.toml",
        "version = 1\nscenario = \"s.toml\"\nseed = 3\nparticles = 10\nat_most = 40\n[prior]\ncoping.relief = { from = \
         0.0, to = 1.0 }\n[pattern.members]\nmeasure = \"members\"\nweek = 20\nobserved = 8\ntolerance = 4\n",
    );
    let morris = "version = 1\nscenario = \"s.toml\"\nseed = 1\nreplicates = 2\ndesign = \"morris\"\ntrajectories = 3\nlevels = \
                  4\noutcomes = [\"attendance\"]\n[vary]\ncoping.relief = { from = 0.0, to = 1.0 }\ncoping.resonance = { \
                  from = 0.0, to = 1.0 }\n";
    desk.write("morris.toml", morris);
    for command in [
        &["calibrate", "fit.toml", "--out", "fitted"][..],
        &["sensitivity", "morris.toml", "--out", "sensitive"],
        &["network", "follow", "s.toml", "--seed", "1", "--out", "followed"],
    ] {
        let said = desk.good(command);
        assert!(said.err.contains(&format!("lack letters of `{name}`")), "{command:?}: {}", said.err);
    }
    desk.write("s.toml", &scenario("Zoë – Кружок"));
    assert!(!desk.good(&["run", "s.toml", "--replicates", "2", "--seed", "1", "--out", "own"]).err.contains("lack"));
}

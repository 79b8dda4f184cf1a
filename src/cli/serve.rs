//! `mobilise serve`: the local page.

use std::net::IpAddr;
use std::process::{Command, Stdio};

use clap::Args;

use mobilise::serve::{Options, Server};

use super::failure::Failure;
use super::options::ThreadsOption;
use super::parse::{address, whole};
use super::terminal::Terminal;

/// Arguments of `mobilise serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The scenario to begin with: a file, or a name that `mobilise list` shows [default: j4dw]
    scenario: Option<String>,
    /// The port [default: any free port]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true,
        value_parser = whole::<u16>(0..=65_535, "0 takes one that is free"))]
    port: u16,
    /// Print the address without opening a browser
    #[arg(long)]
    no_open: bool,
    /// Begin in large type with few controls, for a talk
    #[arg(long)]
    present: bool,
    /// Let others watch over the network at this address of your computer; not encrypted
    #[arg(long, value_name = "ADDRESS", value_parser = address)]
    listen: Option<IpAddr>,
    /// Let those others change settings too, each for themselves
    #[arg(long, requires = "listen")]
    hands_on: bool,
    #[command(flatten)]
    threads: ThreadsOption,
}

/// Opens the page and answers until the program is stopped.
pub fn run(arguments: &ServeArguments, terminal: &Terminal) -> Result<(), Failure> {
    let server = Server::open(&Options {
        scenario: arguments.scenario.clone(),
        port: arguments.port,
        listen: arguments.listen,
        hands_on: arguments.hands_on,
        present: arguments.present,
        threads: arguments.threads.count(),
    })?;
    let addresses = server.addresses();
    let own = &addresses[0];
    terminal.data(&format!("{own}\n"))?;
    terminal.say(
        "The address holds the key to the page: anyone on this machine who has it can use the page. Stop with Ctrl-C.",
    );
    if let Some(audience) = addresses.get(1) {
        terminal.data(&format!("{audience}\n"))?;
        let may = if arguments.hands_on {
            "can turn knobs, each for themselves, on this machine's processors"
        } else {
            "sees what you show, and can turn nothing"
        };
        terminal.say(&format!(
            "--listen: anyone who has the second address and reaches this machine over the network {may}. What goes over \
             the network is not encrypted: others on it can read it, the key included. Stop the program when you are done."
        ));
    }
    if !arguments.no_open {
        open(own);
    }
    server.serve();
    Ok(())
}

/// Opens the user's browser, where the system knows how; the address is printed in any case.
fn open(address: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(opener);
    let _ = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

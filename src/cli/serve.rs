//! `mobilise serve`: the local page.

use std::net::IpAddr;
use std::process::{Command, Stdio};

use clap::Args;

use mobilise::config::Problem;
use mobilise::serve::{Options, Server};

use super::options::{threads, whole};
use super::{Failure, Terminal};

/// Arguments of `mobilise serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The scenario to begin with: a file, or an embedded name [default: j4dw]
    scenario: Option<String>,
    /// The port of this machine to serve on [default: any that is free]
    #[arg(long, value_name = "N")]
    port: Option<String>,
    /// Print the address and open no browser
    #[arg(long)]
    no_open: bool,
    /// Begin in large type with few controls
    #[arg(long)]
    present: bool,
    /// Let others watch over the network, on this address of the machine; not encrypted
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Let those others turn knobs as well, each for themselves
    #[arg(long, requires = "listen")]
    hands_on: bool,
    /// Threads to run the model on; the numbers are the same on any number of them
    #[arg(long, value_name = "N")]
    threads: Option<String>,
}

/// Opens the page and answers until the program is stopped.
pub fn run(arguments: &ServeArguments, terminal: &Terminal) -> Result<(), Failure> {
    let port = match &arguments.port {
        Some(port) => whole("--port", port, 0..=65_535, "0 takes one that is free")? as u16,
        None => 0,
    };
    let listen = arguments.listen.as_deref().map(address).transpose()?;
    let server = Server::open(&Options {
        scenario: arguments.scenario.clone(),
        port,
        listen,
        hands_on: arguments.hands_on,
        present: arguments.present,
        threads: threads(arguments.threads.as_deref())?,
    })?;
    let addresses = server.addresses();
    let own = &addresses[0];
    terminal.data(&format!("{own}\n"))?;
    terminal
        .say("The address holds the key to the page: whoever has it can use it, on this machine. Stop with Ctrl-C.");
    if let Some(audience) = addresses.get(1) {
        terminal.data(&format!("{audience}\n"))?;
        let may = if arguments.hands_on {
            "can turn knobs, each for themselves, on this machine's processors"
        } else {
            "sees what you show, and can turn nothing"
        };
        terminal.say(&format!(
            "--listen: whoever has the second address and reaches this machine over the network {may}. What goes over \
             the network is not encrypted: others on it can read it, the key included. Stop the program when you are done."
        ));
    }
    if !arguments.no_open {
        open(own);
    }
    server.serve();
    Ok(())
}

fn address(text: &str) -> Result<IpAddr, Failure> {
    text.parse().map_err(|_| {
        let hint =
            "as in --listen 192.168.1.20: the one by which the audience reaches this machine; the port is chosen";
        Problem::whole(format!("`--listen` takes an address of this machine, and `{text}` is none"), hint).into()
    })
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

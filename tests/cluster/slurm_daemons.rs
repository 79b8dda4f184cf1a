//! Slurm on this machine: a controller and two nodes of one core, in a folder of their own.

use std::fs::File;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::processes::{lives, program, signal, with};
use super::tools::LIMIT;

/// Where this is set, as CI sets it, Slurm must be there.
const REQUIRED: &str = "MOBILISE_REQUIRE_SLURM";

/// A controller and two nodes, `n1` and `n2`, until dropped.
pub struct Slurm {
    folder: TempDir,
    daemons: Vec<(&'static str, Child)>,
}

/// Ports that nobody uses; held until all three are known, so that they are three.
fn free_ports() -> [u16; 3] {
    let held: [TcpListener; 3] = std::array::from_fn(|_| TcpListener::bind("127.0.0.1:0").expect("a port"));
    held.map(|port| port.local_addr().expect("a port").port())
}

impl Slurm {
    /// Starts it. `None` where it is not installed or does not start – unless it is required.
    pub fn start() -> Option<Self> {
        let skip = |why: String| {
            assert!(std::env::var_os(REQUIRED).is_none(), "no Slurm to be had: {why}");
            println!("skipped: {why}");
            None
        };
        let wanted = ["slurmctld", "slurmd", "sbatch", "squeue", "scontrol", "sinfo", "scancel"];
        if let Some(name) = wanted.into_iter().find(|name| program(name).is_none()) {
            return skip(format!("`{name}` is not installed (Debian: slurmctld, slurmd, slurm-client)"));
        }
        // Which of them a machine takes depends on how its control groups are mounted; none of them is used.
        let mut why = String::new();
        for cgroup in ["cgroup/v1", "disabled", "autodetect"] {
            let mut slurm = Self::begin(cgroup);
            match slurm.wait_for_nodes() {
                Ok(()) => return Some(slurm),
                Err(error) => why += &format!("with {cgroup}: {error}\n"),
            }
        }
        skip(why)
    }

    fn begin(cgroup: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().display();
        let said = |program: &str, argument: &str| {
            let done = Command::new(program).arg(argument).output().expect("it starts");
            String::from_utf8_lossy(&done.stdout).trim().to_owned()
        };
        let (host, user) = (said("hostname", "-s"), said("id", "-un"));
        let [controller, one, two] = free_ports();
        // No authentication: these daemons listen to this machine only, and live for a minute.
        let settings = format!(
            "ClusterName=test\nSlurmctldHost={host}(127.0.0.1)\nSlurmctldPort={controller}\nSlurmUser={user}\n\
             SlurmdUser={user}\nAuthType=auth/none\nCredType=cred/none\nAuthInfo=cred_expire=5\n\
             ProctrackType=proctrack/linuxproc\nTaskPlugin=task/none\nStateSaveLocation={place}/state\n\
             SlurmdSpoolDir={place}/spool-%n\nSlurmctldPidFile={place}/controller.pid\nSlurmdPidFile={place}/%n.pid\n\
             SlurmctldLogFile={place}/controller.log\nSlurmdLogFile={place}/%n.log\nReturnToService=2\n\
             SlurmdTimeout=10\nKillWait=2\nMinJobAge=300\nSchedulerType=sched/backfill\n\
             SchedulerParameters=sched_interval=2,batch_sched_delay=0,bf_interval=2\nSelectType=select/cons_tres\n\
             SelectTypeParameters=CR_CPU\nCommunicationParameters=NoCtldInAddrAny,NoInAddrAny\n\
             JobCompType=jobcomp/filetxt\nJobCompLoc={place}/jobs\nMpiDefault=none\n\
             NodeName=n1 NodeHostname={host} NodeAddr=127.0.0.1 Port={one} CPUs=1 State=UNKNOWN\n\
             NodeName=n2 NodeHostname={host} NodeAddr=127.0.0.1 Port={two} CPUs=1 State=UNKNOWN\n\
             PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP\n"
        );
        std::fs::write(folder.path().join("slurm.conf"), settings).expect("written");
        std::fs::write(folder.path().join("cgroup.conf"), format!("CgroupPlugin={cgroup}\n")).expect("written");
        for name in ["state", "spool-n1", "spool-n2"] {
            std::fs::create_dir(folder.path().join(name)).expect("made");
        }
        let mut slurm = Self { folder, daemons: Vec::new() };
        slurm.daemon("slurmctld", "controller", &[]);
        slurm.daemon("slurmd", "n1", &["-N", "n1"]);
        slurm.daemon("slurmd", "n2", &["-N", "n2"]);
        slurm
    }

    fn daemon(&mut self, name: &str, what: &'static str, arguments: &[&str]) {
        let said = File::create(self.folder.path().join(format!("{what}.out"))).expect("a file");
        let mut command = Command::new(program(name).expect("installed"));
        command.arg("-D").args(arguments).envs([self.environment()]);
        command.stdin(Stdio::null()).stdout(said.try_clone().expect("a file")).stderr(said);
        self.daemons.push((what, command.spawn().expect("it starts")));
    }

    /// What makes a program of Slurm's speak to this one.
    pub fn environment(&self) -> (&'static str, PathBuf) {
        ("SLURM_CONF", self.folder.path().join("slurm.conf"))
    }

    fn wait_for_nodes(&mut self) -> Result<(), String> {
        let clock = Instant::now();
        loop {
            for (what, daemon) in &mut self.daemons {
                if let Some(status) = daemon.try_wait().expect("a process") {
                    let text = |end: &str| std::fs::read_to_string(self.folder.path().join(format!("{what}.{end}")));
                    let said = text("log").unwrap_or_default() + &text("out").unwrap_or_default();
                    let last: Vec<&str> = said.lines().rev().take(4).collect();
                    return Err(format!("{what} ended with {status}: {}", last.join(" | ")));
                }
            }
            if self.ask("sinfo", &["--noheader", "--Node", "--format=%T"]).lines().filter(|l| *l == "idle").count() == 2
            {
                return Ok(());
            }
            if clock.elapsed() > LIMIT {
                return Err("the nodes did not come up".to_owned());
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// What one of its programs prints.
    pub fn ask(&self, name: &str, arguments: &[&str]) -> String {
        let done = Command::new(name).args(arguments).envs([self.environment()]).output().expect("it starts");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// A line for each shard that ended, as its controller wrote them.
    pub fn jobs(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("jobs")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// The process of a node.
    pub fn node(&self, name: &str) -> u32 {
        self.daemons.iter().find(|(what, _)| *what == name).map(|(_, daemon)| daemon.id()).expect("a node")
    }

    /// All processes that know of this Slurm: its daemons, their helpers, the jobs.
    pub fn processes(&self) -> Vec<u32> {
        let (name, value) = self.environment();
        with(&format!("{name}={}", value.display()))
    }
}

impl Drop for Slurm {
    /// Nothing of it is left, however the test ended: daemons first, so that nothing is started any more.
    fn drop(&mut self) {
        for (_, daemon) in &mut self.daemons {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
        for _ in 0..50 {
            let own = std::process::id();
            let left: Vec<u32> = self.processes().into_iter().filter(|id| *id != own && lives(*id)).collect();
            if left.is_empty() {
                break;
            }
            left.into_iter().for_each(|id| signal(id, "KILL"));
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

"""The options of HyperQueue's `hq` that mobilise uses, in front of HyperQueue's real engine.

The Python package holds the engine – server, scheduler, workers, client – and no `hq`. So the command line is this
script's, and all that happens to tasks is the engine's.

    hq.py serve FOLDER            a server and a worker of one core, until killed
    hq.py work FOLDER OWN         one more worker of one core, a process of its own, until killed
    hq.py --output-mode=quiet submit … -- COMMAND
    hq.py --output-mode=json job info ID
"""

import json
import os
import sys
import threading
import time
from pathlib import Path

from hyperqueue import Client, Job, LocalCluster
from hyperqueue.cluster import WorkerConfig


def serve(folder):
    cluster = LocalCluster(os.path.abspath(folder), WorkerConfig(cores=1))
    Path(folder, "ready").touch()
    time.sleep(3600)
    cluster.stop()


def work(folder, own):
    # A cluster starts workers of its own server only: this one is shown the way to the other.
    cluster = LocalCluster(os.path.abspath(own))
    link = Path(own, "hq-current")
    link.unlink()
    link.symlink_to(os.readlink(Path(folder, "hq-current")))
    cluster.start_worker(WorkerConfig(cores=1))
    Path(own, "ready").touch()
    time.sleep(3600)


def numbers(array):
    for part in array.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


def submit(folder, words):
    end = words.index("--")
    options, command = words[:end], words[end + 1 :]
    known = {"array", "name", "cpus", "cwd", "stdout", "stderr"}
    given = dict(option.removeprefix("--").split("=", 1) for option in options)
    assert given.keys() == known, f"options that are not known here: {given.keys() ^ known}"
    assert given["stdout"] == "none" and given["cpus"] == "1"
    job = Job(name=given["name"], max_fails=None)
    for number in numbers(given["array"]):
        log = given["stderr"].replace("%{TASK_ID}", str(number))
        # The engine's own numbers of tasks begin with 0 in each job.
        task = ["env", f"HQ_TASK_ID={number}", *command]
        job.program(task, cwd=given["cwd"], stdout=None, stderr=log)
    print(Client(folder).submit(job).id)
    id_path = Path(folder, "names.json")
    names = json.loads(id_path.read_text()) if id_path.exists() else []
    id_path.write_text(json.dumps([*names, given["name"]]))


def info(folder, job):
    client = Client(folder)
    names = json.loads(Path(folder, "names.json").read_text())

    def answer(jobs):
        # The engine tells what has ended; what runs is among the others.
        if job in jobs:
            state = jobs[job]
            left = state["total"] - state["finished"] - state["failed"]
            stats = {"running": left, "finished": state["finished"], "failed": state["failed"]}
            stats |= {"canceled": 0, "aborted": 0, "waiting": 0}
            found = [{"info": {"id": job, "name": names[job - 1], "task_count": state["total"], "task_stats": stats}}]
        else:
            found = []
        print(json.dumps(found), flush=True)
        os._exit(0)

    threading.Thread(target=client.connection.wait_for_jobs, args=([job], answer), daemon=True).start()
    time.sleep(60)
    sys.exit("no answer from the server")


def main(words):
    folder = os.environ.get("HQ_SERVER_DIR", "")
    match words:
        case ["serve", folder]:
            serve(folder)
        case ["work", folder, own]:
            work(folder, own)
        case ["--output-mode=quiet", "submit", *rest]:
            submit(folder, rest)
        case ["--output-mode=json", "job", "info", job]:
            info(folder, int(job))
        case _:
            sys.exit(f"not known here: {words}")


main(sys.argv[1:])

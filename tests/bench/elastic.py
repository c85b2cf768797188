#!/usr/bin/env python3
"""How long a graph takes on one node that grows to four by extension jobs, beside four nodes from the beginning.

Needs a cluster of four free nodes with two CPUs or more on this machine (SLURM_CONF) and an installed program (ATOLL,
default: the one on PATH); says so and prints nothing where there is none. The apps sleep, so that the machine's own
speed counts little. Prints rows as harness.hpp describes them: `elastic/makespan` is the time from the first app's
begin to the last one's end, `elastic/first_drop` that from the decision to submit to the first app on an extension.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

ATOLL = os.environ.get("ATOLL") or shutil.which("atoll")
APPS, SECONDS = 400, 1
CLUSTER = """
cluster_class: dask_jobqueue.SLURMCluster
cluster_kwargs: {cores: 2, processes: 1, memory: 400MB, walltime: 0-00:20:00}
adapt_kwargs: {minimum: %d, maximum: 4, target_duration: 5s}
"""


def graph(ledger):
    """Apps that write down when and in which job they begin and end."""
    command = ("printf 'begin %s %s\\n' $SLURM_JOB_ID $EPOCHREALTIME >> {0}; sleep {1}; "
               "printf 'end %s %s\\n' $SLURM_JOB_ID $EPOCHREALTIME >> {0}").format(ledger, SECONDS)
    return [{"oid": f"app_{i}", "name": "app", "categoryType": "Application", "weight": SECONDS, "command": command,
             "dropclass": "dlg.apps.bash_shell_app.BashShellApp"} for i in range(APPS)]


class Costs(threading.Thread):
    """Looks every half second how much CPU time the ranks of a session have had."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        self.folder, self.ended, self.seconds = str(folder), threading.Event(), {}

    def run(self):
        while not self.ended.wait(0.5):
            for path in pathlib.Path("/proc").glob("[0-9]*"):
                try:
                    self.look(path)
                except (OSError, ValueError):
                    continue

    def look(self, path):
        name, command = (path / "comm").read_text().strip(), (path / "cmdline").read_text()
        if name != "atoll" or self.folder not in command or "\0ranks\0" not in command:
            return
        variables = (path / "environ").read_bytes().split(b"\0")
        rank = next(int(text.split(b"=")[1]) for text in variables
                    if text.startswith((b"PMIX_RANK=", b"OMPI_COMM_WORLD_RANK=")))
        fields = (path / "stat").read_text().rpartition(")")[2].split()
        self.seconds[rank] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(work, minimum):
    """\\returns the ledger's lines, the times at which islands were submitted, and CPU seconds by rank."""
    ledger = work / "ledger"
    (work / "graph.json").write_text(json.dumps(graph(ledger)))
    (work / "cluster.yaml").write_text(CLUSTER % minimum)
    environment = os.environ | {"ATOLL_ROOT": str(work / "sessions")}
    costs = Costs(work)
    costs.start()
    subprocess.run([ATOLL, "submit", work / "graph.json", "-c", work / "cluster.yaml", "--follow",
                    *([] if minimum < 4 else ["--no-adapt"])], env=environment, check=True, stdout=subprocess.DEVNULL)
    while subprocess.run(["squeue", "-h", "--me"], capture_output=True, text=True).stdout:
        time.sleep(0.2)
    costs.ended.set()
    costs.join()
    islands = next((work / "sessions").glob("*/islands.json"), None)
    notes = json.loads(islands.read_text())["notes"] if islands else []
    submitted = [note["time"] for note in notes if note["line"].startswith("+")]
    return [line.split() for line in ledger.read_text().splitlines()], submitted, costs.seconds


def makespan(lines):
    times = [float(time_) for _, _, time_ in lines]
    return max(times) - min(times)


def row(name, ours, floor, unit):
    print(json.dumps({"name": name, "ours": round(ours, 3), "peer": None, "floor": floor, "unit": unit,
                      "ratio_peer": None, "ratio_floor": floor and round(ours / floor, 3)}))


def main():
    if not ATOLL or "SLURM_CONF" not in os.environ or subprocess.run(["squeue", "-h"], capture_output=True).returncode:
        print("bench_elastic: needs a cluster (scripts/local-slurm) and an installed atoll", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for name, minimum in (("fixed", 4), ("elastic", 1)):
            work = pathlib.Path(folder, name)
            work.mkdir()
            results.append(run(work, minimum))
    (fixed, _, _), (elastic, submitted, costs) = results
    row("elastic/makespan", makespan(elastic), makespan(fixed), "s, floor: four nodes")
    base = elastic[0][1]
    first = min((float(time_) for what, job, time_ in elastic if what == "begin" and job != base), default=None)
    if first and submitted:
        row("elastic/first_drop", first - submitted[0], None, "s after the decision to submit")
    for rank, seconds in sorted(costs.items()):
        row(f"elastic/cpu/{'manager' if rank == 0 else 'node'}", seconds / APPS * 1e3, None, "CPU s per 1000 drops")


if __name__ == "__main__":
    main()

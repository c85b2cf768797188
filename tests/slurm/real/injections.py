#!/usr/bin/env python3
"""Runs sessions on a cluster and does them harm at random moments: nothing may be lost, doubled or done again.

usage: injections.py --atoll PROGRAM --work DIR [--count N] [--seed S] [--kinds KIND,...]

SLURM_CONF names the cluster; nodes are expected to be on this machine, and have two CPUs or more. The apps of a session
write into one ledger when they begin and end. Only processes of the session at hand are killed: those that have its
folder in their arguments.

For each kind of harm it prints how long no app began, and how long it took from the moment in which a process of the
session noticed the loss (its log says when; else the moment of the harm) until apps began again; and how many apps ended
twice, which is where a process had ended and nobody who lived knew of it.
"""
import argparse
import collections
import ctypes
import datetime
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

CHAINS, LEVELS, SECONDS = 16, 20, 0.4
PATIENCE = 180
STOPPED_FOR = 20
WATCHED = 3
CLUSTER = """
cluster_class: dask_jobqueue.SLURMCluster
cluster_kwargs: {cores: 2, processes: 1, memory: 400MB, walltime: 0-00:20:00}
adapt_kwargs: {minimum: 2, maximum: 4, target_duration: 2s}
"""
PIDFD_GETFD = 438
# What logs say in the moment in which a loss is counted.
NOTICED = re.compile(r"is lost|was lost|has died|asked to stop with status 6|rank 0 is not reached")


def graph(ledger):
    """Chains of apps, each with a file behind it, and an app that reads the last of each."""
    drops, last = [], []
    for chain in range(CHAINS):
        before = []
        for level in range(LEVELS):
            app, data = f"app_{chain}-{level}", f"data_{chain}-{level}"
            command = (f"echo begin {app} >> {ledger}; sleep {SECONDS}; echo {app} > %o0; "
                       f"echo end {app} >> {ledger}")
            drops.append({"oid": app, "name": "app", "categoryType": "Application", "command": command,
                          "dropclass": "dlg.apps.bash_shell_app.BashShellApp", "inputs": before, "outputs": [data]})
            drops.append({"oid": data, "name": "data", "categoryType": "Data", "filepath": f"{data}.txt",
                          "dropclass": "dlg.data.drops.file.FileDROP"})
            before = [data]
        last += before
    drops.append({"oid": "join", "name": "join", "categoryType": "Application", "inputs": last,
                  "dropclass": "dlg.apps.bash_shell_app.BashShellApp",
                  "command": f"echo begin join >> {ledger}; echo end join >> {ledger}"})
    return drops


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


class Process:
    """One process of the session, as /proc shows it."""

    def __init__(self, folder):
        self.pid = int(folder.name)
        self.command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        stat = (folder / "stat").read_text()
        self.name = stat[stat.index("(") + 1:stat.rindex(")")]
        self.state, parent = stat[stat.rindex(")") + 2:].split()[:2]
        self.parent = int(parent)
        variables = (folder / "environ").read_bytes().split(b"\0")
        self.rank = next((int(text.split(b"=")[1]) for text in variables
                          if text.startswith((b"PMIX_RANK=", b"OMPI_COMM_WORLD_RANK="))), None)


class Session:
    """A session on the cluster, and what can be done to it."""

    def __init__(self, atoll, work, random_numbers):
        self.atoll, self.work, self.random = atoll, work, random_numbers
        self.ledger = work / "ledger"
        self.ledger.touch()
        (work / "graph.json").write_text(json.dumps(graph(self.ledger)))
        (work / "cluster.yaml").write_text(CLUSTER)
        # Harm may come faster than drops end: that nothing was done since the last is no reason to give up here.
        self.environment = os.environ | {"ATOLL_ROOT": str(work / "sessions"), "ATOLL_MAX_RESTARTS": "100"}
        self.command("submit", work / "graph.json", "-c", work / "cluster.yaml", "--set", "idle_timeout=3s",
                     "--set", "poll_interval=2s")
        self.folder = next(path for path in (work / "sessions").iterdir() if not path.is_symlink())
        # Whatever there is to do: what is tested is what becomes of extensions, not when there are any.
        self.command("scale", self.folder, 4)

    def command(self, *arguments):
        done = subprocess.run([self.atoll, *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"atoll {arguments[0]}: status {done.returncode}: {done.stderr}")
        return done.stdout

    def processes(self, word):
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                process = Process(folder)
            except (OSError, ValueError):
                continue
            if str(self.folder) in process.command and process.name == word and process.state != "Z":
                found.append(process)
        return sorted(found, key=lambda process: process.pid)

    def managers(self, subcommand):
        return [process for process in self.processes("atoll") if f"atoll {subcommand} " in process.command]

    def helpers(self):
        """Launch helpers of node managers and extensions; rank 0 has one too, but runs nothing."""
        return [process for process in self.processes("atoll-helper") if process.rank != 0]

    def lines(self, word):
        return [line.split()[1] for line in self.ledger.read_text().splitlines() if line.startswith(word)]

    def ended_twice(self):
        return sum(times - 1 for times in collections.Counter(self.lines("end")).values())

    def noticed_since(self, moment):
        """When the first of the session's processes noticed a loss after `moment`, or nothing."""
        times = []
        for path in (self.folder / "logs").glob("*.log"):
            if path.name.startswith("output"):
                continue
            for line in path.read_text(errors="replace").splitlines():
                if NOTICED.search(line):
                    times.append(datetime.datetime.fromisoformat(line.split()[0]).timestamp())
        return min((time for time in times if time >= moment), default=None)

    def base_job(self):
        return json.loads((self.folder / "session.json").read_text())["job_id"]

    def has_ended(self):
        return (self.folder / "exit_status").exists()

    # --- harm; each returns what was done, or nothing when there was nothing to do it to

    def kill(self, candidates, number=signal.SIGKILL):
        if not candidates:
            return None
        process = self.random.choice(candidates)
        try:
            os.kill(process.pid, number)
        except ProcessLookupError:
            return None
        return f"process {process.pid}" + ("" if process.rank is None else f", rank {process.rank}")

    def node_manager(self):
        return self.kill([p for p in self.managers("ranks") if p.rank])

    def rank_0(self):
        return self.kill([p for p in self.managers("ranks") if p.rank == 0])

    def extension_manager(self):
        return self.kill(self.managers("extension"))

    def helper(self):
        return self.kill(self.helpers())

    def srun(self):
        return self.kill(self.processes("srun"))

    def scancel_extension(self):
        islands = self.folder / "islands.json"
        jobs = [island["job_id"] for island in json.loads(islands.read_text())["islands"]
                if island["state"] == "working"] if islands.exists() else []
        if not jobs:
            return None
        job = self.random.choice(jobs)
        output("scancel", job)
        return f"job {job}"

    def scancel_base(self):
        job = self.base_job()
        output("scancel", job)
        self.wait_for(lambda: self.has_ended() and job not in output("squeue", "-h", "-o", "%i").split())
        status = (self.folder / "exit_status").read_text().strip()
        if status == "0":
            return None
        self.command("resume", self.folder)
        return f"job {job}, status {status}, resumed as job {self.base_job()}"

    def stop(self, candidates):
        done = self.kill(candidates, signal.SIGSTOP)
        if done:
            pid = int(re.search(r"\d+", done).group())
            time.sleep(STOPPED_FOR)
            try:
                os.kill(pid, signal.SIGCONT)
            except ProcessLookupError:
                pass
        return done

    def stop_extension(self):
        return self.stop(self.managers("extension"))

    def stop_node_manager(self):
        return self.stop([p for p in self.managers("ranks") if p.rank])

    def cut_link(self):
        """Shuts every TCP connection of one extension, as a network that breaks does."""
        for process in self.managers("extension"):
            cut = 0
            try:
                pidfd = os.pidfd_open(process.pid)
                for entry in pathlib.Path(f"/proc/{process.pid}/fd").iterdir():
                    cut += os.readlink(entry).startswith("socket:") and shut(pidfd, int(entry.name))
            except OSError:
                continue
            if cut:
                return f"{cut} connections of process {process.pid}"
        return None

    # --- waiting and judging

    def wait_for(self, condition, patience=PATIENCE):
        end = time.monotonic() + patience
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"the session stands still: {output('squeue')}")
            time.sleep(0.05)

    def complaints(self):
        status = (self.folder / "exit_status").read_text().strip()
        if status != "0":
            yield f"exit status {status}"
        ended = collections.Counter(self.lines("end"))
        apps = [f"app_{chain}-{level}" for chain in range(CHAINS) for level in range(LEVELS)]
        yield from (f"{app} never ended" for app in [*apps, "join"] if ended[app] == 0)
        for app in apps:
            path = self.folder / "data" / app.replace("app", "data").__add__(".txt")
            if not path.exists() or path.read_text() != f"{app}\n":
                yield f"{path.name} holds {path.read_text() if path.exists() else 'nothing'!r}"
        yield from self.repeats(ended)
        yield from (f"{path.name} is left behind" for path in (self.folder / "data").glob(".part-*"))
        if (self.folder / "link.json").exists():
            yield "link.json is left behind"
        for island in json.loads((self.folder / "islands.json").read_text())["islands"]:
            if island["state"] != "ended":
                yield f"island {island['number']} is {island['state']} after the end"
        yield from (f"still there: {p.command}" for word in ("atoll", "atoll-helper", "srun") for p in self.processes(word))

    def repeats(self, ended):
        """An app may end twice when nobody had recorded that it ended; never after that."""
        self.again = [app for app, times in ended.items() if times > 1]
        for app in self.again:
            story = self.command("story", self.folder, app)
            if len(re.findall("FINISHED", story)) > 1:
                yield f"{app} ran again after it was recorded as finished:\n{story}"


def shut(pidfd, number):
    libc = ctypes.CDLL(None, use_errno=True)
    copy = libc.syscall(PIDFD_GETFD, pidfd, number, 0)
    if copy < 0:
        return 0
    connection = socket.socket(fileno=copy)
    try:
        if connection.family not in (socket.AF_INET, socket.AF_INET6):
            return 0
        connection.getpeername()
        connection.shutdown(socket.SHUT_RDWR)
        return 1
    except OSError:
        return 0
    finally:
        connection.close()


# How often each is chosen, relative to the others.
KINDS = {"node_manager": 4, "rank_0": 4, "extension_manager": 5, "helper": 4, "srun": 3, "scancel_extension": 3,
         "scancel_base": 2, "stop_extension": 1, "stop_node_manager": 1, "cut_link": 4}


class Pulse(threading.Thread):
    """Looks when apps begin, until it is told to stop."""

    def __init__(self, session):
        super().__init__(daemon=True)
        self.session, self.stopped = session, threading.Event()
        self.beats = [time.time()]

    def run(self):
        begun = len(self.session.lines("begin"))
        while not self.stopped.wait(0.02):
            now = len(self.session.lines("begin"))
            if now > begun:
                begun = now
                self.beats.append(time.time())

    def since_last(self):
        return time.time() - self.beats[-1]

    def longest_pause(self):
        """Its beginning and end, wall clock."""
        return max(zip(self.beats, [*self.beats[1:], time.time()]), key=lambda pause: pause[1] - pause[0])


class Harm:
    """What one injection did."""

    def __init__(self, paused, back, again):
        self.paused, self.back, self.again = paused, back, again


def injure(session, kind, tally):
    """Does harm of one kind and waits until apps begin again. \\returns whether anything could be done."""
    pulse = Pulse(session)
    pulse.start()
    before, moment = session.ended_twice(), time.time()
    done = getattr(session, kind)()
    if done is not None:
        seen = time.time() + WATCHED
        session.wait_for(lambda: session.has_ended() or (time.time() > seen and pulse.since_last() < 1))
    pulse.stopped.set()
    pulse.join()
    if done is None:
        return False
    began, ended = pulse.longest_pause()
    noticed = session.noticed_since(moment)
    # Without a word of a loss, or with one that came after the pause, there is nothing but the pause.
    back = ended - (began if noticed is None or noticed > ended else max(noticed, moment))
    tally[kind].append(Harm(ended - began, back, session.ended_twice() - before))
    print(f"  {kind}: {done}; no app began for {ended - began:.1f} s at most, {back:.1f} s after the loss was noticed; "
          f"{tally[kind][-1].again} ended twice", flush=True)
    return True


def summary(values):
    values = sorted(values)
    return f"{values[len(values) // 2]:.1f} s (median), {values[-1]:.1f} s (most)"


def run_session(arguments, number, tally, left):
    """One session with up to `left` injuries. \\returns complaints."""
    work = arguments.work / f"session-{number}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    numbers = random.Random(f"{arguments.seed}-{number}")
    session = Session(arguments.atoll, work, numbers)
    print(f"session {number}: seed {arguments.seed}, {session.folder}", flush=True)
    kinds = {kind: KINDS[kind] for kind in arguments.kinds}
    session.wait_for(lambda: len(session.lines("end")) >= 4)
    most = CHAINS * LEVELS - 3 * CHAINS
    while left > 0 and not session.has_ended() and len(session.lines("end")) < most:
        # A drop that was running in three lost ranks would be set aside: those at hand come to their end first.
        done = len(session.lines("end"))
        session.wait_for(lambda: session.has_ended() or len(session.lines("end")) >= done + CHAINS)
        time.sleep(numbers.uniform(0, 2))
        left -= not session.has_ended() and injure(session, numbers.choices([*kinds], [*kinds.values()])[0], tally)
    session.wait_for(session.has_ended)
    session.wait_for(lambda: not output("squeue", "-h", "--me"), 60)
    complaints = list(session.complaints())
    print(f"  ended; {len(session.again)} apps ended twice before it was recorded: {session.again}", flush=True)
    return complaints, session.ended_twice()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--atoll", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=[*KINDS])
    arguments = parser.parse_args()
    tally = collections.defaultdict(list)
    number, failed, again = 0, 0, 0
    while (left := arguments.count - sum(map(len, tally.values()))) > 0:
        number += 1
        try:
            complaints, twice = run_session(arguments, number, tally, left)
            again += twice
        except (RuntimeError, TimeoutError, OSError) as problem:
            complaints = [str(problem)]
        failed += bool(complaints)
        for complaint in complaints:
            print(f"  WRONG: {complaint}", flush=True)
        if complaints and subprocess.run(["squeue", "-h", "--me"], capture_output=True, text=True).stdout:
            subprocess.run(["scancel", "--me"])
            time.sleep(10)
    for kind, harms in sorted(tally.items()):
        print(f"{kind}: {len(harms)} times, no app began for {summary(harm.paused for harm in harms)}; "
              f"back at work {summary(harm.back for harm in harms)} after the loss was noticed; "
              f"{sum(harm.again for harm in harms)} apps ended twice")
    print(f"{sum(map(len, tally.values()))} injections in {number} sessions, {failed} sessions went wrong, "
          f"{again} apps ended twice, seed {arguments.seed}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()

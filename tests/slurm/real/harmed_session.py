"""A session on the cluster, and what can be done to it."""
import ctypes
import datetime
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import threading
import time

from ledger import Ledger

CHAINS, SECONDS = 24, 0.4
PATIENCE = 180
STOPPED_FOR = 20
CLUSTER = """
cluster_class: dask_jobqueue.SLURMCluster
cluster_kwargs: {cores: 2, processes: 1, memory: 400MB, walltime: 0-00:20:00}
adapt_kwargs: {minimum: 2, maximum: 4, target_duration: 2s}
"""
PIDFD_GETFD = 438
# What logs say in the moment in which a loss is counted.
RANKS_NOTICED = re.compile(r"rank \d+ was lost|has died|asked to stop with status 6")
NOTICED = re.compile(r"is lost|was lost|has died|rank 0 is not reached")


def graph(ledger, levels):
    """Chains of apps, each with a file behind it, and an app that reads the last of each."""
    drops, last = [], []
    for chain in range(CHAINS):
        before = []
        for level in range(levels):
            app, data = f"app_{chain}-{level}", f"data_{chain}-{level}"
            command = (f"echo begin {app} $PPID >> {ledger}; sleep {SECONDS}; echo {app} > %o0; "
                       f"echo end {app} $PPID >> {ledger}")
            drops.append({"oid": app, "name": "app", "categoryType": "Application", "command": command,
                          "dropclass": "dlg.apps.bash_shell_app.BashShellApp", "inputs": before, "outputs": [data]})
            drops.append({"oid": data, "name": "data", "categoryType": "Data", "filepath": f"{data}.txt",
                          "dropclass": "dlg.data.drops.file.FileDROP"})
            before = [data]
        last += before
    drops.append({"oid": "join", "name": "join", "categoryType": "Application", "inputs": last,
                  "dropclass": "dlg.apps.bash_shell_app.BashShellApp",
                  "command": f"echo begin join $PPID >> {ledger}; echo end join $PPID >> {ledger}"})
    return drops


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout


class Process:
    """One process of a session, as /proc shows it; held by a descriptor, so that its number is never another's."""

    def __init__(self, folder):
        self.pid = int(folder.name)
        self.command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        stat = (folder / "stat").read_text()
        self.name = stat[stat.index("(") + 1:stat.rindex(")")]
        self.state, parent = stat[stat.rindex(")") + 2:].split()[:2]
        self.parent = int(parent)
        self.folder = folder

    def variable(self, *names):
        """Of the environment that it began with."""
        variables = dict(text.split("=", 1) for text in
                         (self.folder / "environ").read_bytes().decode(errors="replace").split("\0") if "=" in text)
        return next((variables[name] for name in names if name in variables), None)

    @property
    def rank(self):
        text = self.variable("PMIX_RANK", "OMPI_COMM_WORLD_RANK")
        return None if text is None else int(text)


def send(pid, number):
    """\\returns a descriptor of the process that was sent the signal, or nothing when it has gone."""
    try:
        descriptor = os.pidfd_open(pid)
        signal.pidfd_send_signal(descriptor, number)
        return descriptor
    except ProcessLookupError:
        return None


class Session:
    """A session on the cluster. Of the methods that do harm, each returns what was done, or nothing when there was nothing
    to do it to."""

    def __init__(self, atoll, work, random_numbers, levels):
        self.atoll, self.work, self.random, self.levels = atoll, work, random_numbers, levels
        self.ledger = Ledger(work / "ledger")
        (work / "graph.json").write_text(json.dumps(graph(self.ledger.path, levels)))
        (work / "cluster.yaml").write_text(CLUSTER)
        self.stopped = {}  # pid -> the timer that lets it go on
        # Harm may come faster than drops end: that nothing was done since the last is no reason to give up here.
        self.environment = os.environ | {"ATOLL_ROOT": str(work / "sessions"), "ATOLL_MAX_RESTARTS": "100"}
        self.command("submit", work / "graph.json", "-c", work / "cluster.yaml", "--set", "idle_timeout=3s",
                     "--set", "poll_interval=1s", "--set", "partition=metis")
        self.folder = next(path for path in (work / "sessions").iterdir() if not path.is_symlink())
        # Whatever there is to do: what is tested is what becomes of extensions, not when there are any.
        self.command("scale", self.folder, 4)
        self.ledger.start()

    def command(self, *arguments):
        done = subprocess.run([self.atoll, *map(str, arguments)], env=self.environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"atoll {arguments[0]}: status {done.returncode}: {done.stderr}")
        return done.stdout

    # --- what there is

    def processes(self, *names):
        found = []
        for folder in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                process = Process(folder)
            except (OSError, ValueError):
                continue
            if process.name in names and str(self.folder) in process.command and process.state != "Z":
                found.append(process)
        return sorted(found, key=lambda process: process.pid)

    def managers(self, subcommand):
        """Those that were not stopped: what becomes of these when they come back is what is to be seen."""
        return [process for process in self.processes("atoll")
                if f"atoll {subcommand} " in process.command and process.pid not in self.stopped]

    def ranks(self):
        return self.with_ranks(self.managers("ranks"))

    @staticmethod
    def with_ranks(processes):
        found = []
        for process in processes:
            try:
                found.append((process, process.rank))
            except OSError:
                continue
        return found

    def helpers_of(self, process):
        return {helper.pid for helper in self.processes("atoll-helper") if helper.parent == process.pid}

    def jobs(self):
        return [line.split()[0] for line in output("squeue", "--noheader", "--format=%i %k").splitlines()
                if line.endswith(f"atoll:{self.folder.name}")]

    def base_job(self):
        return json.loads((self.folder / "session.json").read_text())["job_id"]

    def epoch(self):
        """Of the ranks that began last."""
        return max((int(path.name.split("-")[0]) for path in (self.folder / "journal").glob("*-0-0.atj")), default=0)

    def has_ended(self):
        return (self.folder / "exit_status").exists()

    def noticed_since(self, moment, what):
        """When the first of the session's processes said `what` after `moment`, or nothing."""
        times = []
        for path in (self.folder / "logs").glob("*.log"):
            if path.name.startswith("output"):
                continue
            for line in path.read_text(errors="replace").splitlines():
                if what.search(line):
                    times.append(datetime.datetime.fromisoformat(line.split()[0]).timestamp())
        return min((time for time in times if time >= moment), default=None)

    # --- harm

    def kill(self, kind, candidates, number=signal.SIGKILL):
        """`candidates` are pairs of a process and its rank; that of an executor is None."""
        if not candidates:
            return None
        process, rank = self.random.choice(candidates)
        self.ledger.lose(kind, None if rank is not None else {process.pid} | self.helpers_of(process))
        descriptor = send(process.pid, number)
        if descriptor is None:
            return None
        if number == signal.SIGSTOP:
            self.go_on_later(process.pid, descriptor)
        else:
            os.close(descriptor)
        return f"process {process.pid}" + ("" if rank is None else f", rank {rank}")

    def go_on_later(self, pid, descriptor):
        def go_on():
            try:
                signal.pidfd_send_signal(descriptor, signal.SIGCONT)
            except ProcessLookupError:
                pass
            os.close(descriptor)

        self.stopped[pid] = threading.Timer(STOPPED_FOR, go_on)
        self.stopped[pid].start()

    def node_manager(self, kind):
        return self.kill(kind, [(process, rank) for process, rank in self.ranks() if rank])

    def rank_0(self, kind):
        return self.kill(kind, [(process, rank) for process, rank in self.ranks() if rank == 0])

    def extension_manager(self, kind):
        return self.kill(kind, [(process, None) for process in self.managers("extension")])

    def helper(self, kind):
        """Of a node manager or extension; rank 0 has one too, but runs nothing."""
        found = self.with_ranks(self.processes("atoll-helper"))
        return self.kill(kind, [(process, rank) for process, rank in found
                                if rank != 0 and process.parent not in self.stopped])

    def srun(self, kind):
        """The one that the others of a step belong to."""
        found = self.processes("srun")
        return self.kill(kind, [(process, 0) for process in found
                                if all(process.parent != other.pid for other in found)])

    def scancel_extension(self, kind):
        found = self.managers("extension")
        if not found:
            return None
        process = self.random.choice(found)
        try:
            job = process.variable("SLURM_JOB_ID")
        except OSError:
            return None
        self.ledger.lose(kind, self.helpers_of(process))
        output("scancel", job)
        return f"job {job}"

    def scancel_base(self, kind):
        job = self.base_job()
        self.ledger.lose(kind, None)
        output("scancel", job)
        self.wait_for(lambda: self.has_ended() and job not in self.jobs())
        status = (self.folder / "exit_status").read_text().strip()
        if status == "0":
            return None
        self.command("resume", self.folder)
        return f"job {job}, status {status}, resumed as job {self.base_job()}"

    def stop_extension(self, kind):
        return self.kill(kind, [(process, None) for process in self.managers("extension")], signal.SIGSTOP)

    def stop_node_manager(self, kind):
        return self.kill(kind, [(process, rank) for process, rank in self.ranks() if rank], signal.SIGSTOP)

    def cut_link(self, _kind):
        """Shuts every TCP connection of one extension, as a network that breaks does."""
        for process in self.managers("extension"):
            cut = 0
            try:
                pidfd = os.pidfd_open(process.pid)
                for entry in pathlib.Path(f"/proc/{process.pid}/fd").iterdir():
                    cut += os.readlink(entry).startswith("socket:") and shut(pidfd, int(entry.name))
                os.close(pidfd)
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

    def finish(self):
        """Waits until the session and its jobs have ended."""
        self.wait_for(self.has_ended)
        self.wait_for(lambda: not self.jobs(), 60)
        for timer in self.stopped.values():
            timer.join()
        self.ledger.finish()

    def complaints(self):
        status = (self.folder / "exit_status").read_text().strip()
        if status != "0":
            yield f"exit status {status}"
        ended = self.ledger.ends
        apps = [f"app_{chain}-{level}" for chain in range(CHAINS) for level in range(self.levels)]
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
        yield from (f"still there: {process.command}" for process in self.processes("atoll", "atoll-helper", "srun"))

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

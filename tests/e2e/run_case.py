#!/usr/bin/env python3
"""Runs one end-to-end case against an installed Atoll and compares what came out (see README.md)."""
import argparse
import fnmatch
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import uuid

DEFAULT_COMMAND = 'atoll run "$CASE"/graph.json --ranks "$RANKS"'
MARK = "ATOLL_E2E_RUN"
SKIPPED = 77
KEPT = "ATOLL_CORPUS"
SECONDS_TO_END = 5


def read_settings(case):
    """The lines `key: value` of the case's settings file."""
    settings = {"status": "0", "timeout": "60"}
    path = case / "settings"
    for line in path.read_text().splitlines() if path.exists() else []:
        key, _, value = line.partition(":")
        settings[key.strip()] = value.strip()
    return settings


def environment(case, arguments, mark):
    """The user's environment without traces of an outer job, with the installed program in front."""
    inherited = {key: value for key, value in os.environ.items()
                 if key == KEPT or not key.startswith(("SLURM_", "SBATCH_", "PMI", "OMPI_", "ATOLL_"))}
    cluster = {"SLURM_CONF": slurm_conf(arguments), "OMPI_MCA_btl_tcp_if_include": "lo",
               "OMPI_MCA_oob_tcp_if_include": "lo"} if arguments.slurm else {}
    return inherited | cluster | {
        "PATH": f"{arguments.prefix / 'bin'}:{os.environ['PATH']}",
        "CASE": str(case),
        "RANKS": arguments.ranks,
        "PREFIX": str(arguments.prefix),
        "SOURCE": str(pathlib.Path(__file__).resolve().parents[2]),
        "BUILD": str(arguments.build),
        "ATOLL_ROOT": str(arguments.work / "sessions"),
        MARK: mark,
    }


def slurm_conf(arguments):
    """Configuration file of the cluster that a fixture of ctest has started."""
    cluster = pathlib.Path(__file__).resolve().parents[1] / "slurm/real/cluster"
    return subprocess.check_output([cluster, "conf", arguments.build, arguments.slurm], text=True).strip()


def processes_with(mark):
    """Command lines of the processes that carry the mark in their environment, by process id."""
    found = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def survivors(mark):
    """What still runs when everything had time to end; killed on the way."""
    end = time.monotonic() + SECONDS_TO_END
    while processes_with(mark) and time.monotonic() < end:
        time.sleep(0.05)
    left = processes_with(mark)
    for process in left:
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass
    return list(left.values())


def run(case, arguments, settings):
    """Exit status, stdout, stderr and surviving processes of the case's command."""
    mark = uuid.uuid4().hex
    command = case / "cmd"
    argv = ["bash", "-eu", str(command)] if command.exists() else ["bash", "-euc", DEFAULT_COMMAND]
    with open(arguments.work / "stdout", "w+b") as out, open(arguments.work / "stderr", "w+b") as err:
        child = subprocess.Popen(argv, cwd=arguments.work, env=environment(case, arguments, mark),
                                 stdin=subprocess.DEVNULL, stdout=out, stderr=err, start_new_session=True)
        try:
            status = str(child.wait(int(settings["timeout"])))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            status = f"none: killed after {settings['timeout']} s"
    left = survivors(mark)
    return status, *((arguments.work / name).read_text(errors="replace") for name in ("stdout", "stderr")), left


def unmatched(expected, actual):
    """Complaints about lines of `expected` that `actual` does not have in this order, or has though it must not."""
    lines = actual.splitlines()
    position = 0
    for pattern in filter(None, expected.splitlines()):
        if pattern.startswith("!"):
            yield from (f"must not be there: {line}" for line in lines if matches(line, pattern[1:]))
            continue
        while position < len(lines) and not matches(lines[position], pattern):
            position += 1
        if position == len(lines):
            yield f"not found (in this order): {pattern}"
            return
        position += 1


def matches(line, pattern):
    """True when the whole line fits the pattern, in which only `*` is special."""
    return fnmatch.fnmatchcase(line, pattern.replace("[", "[[]").replace("?", "[?]"))


def different_files(expected, folder):
    """Complaints about files below `expected` that are not the same below `folder`."""
    for path in sorted(expected.rglob("*")) if expected.exists() else []:
        if path.is_dir():
            continue
        name = path.relative_to(expected)
        if not (folder / name).is_file():
            yield f"{name}: is missing"
        elif (folder / name).read_bytes() != path.read_bytes():
            yield f"{name}: differs; it holds {(folder / name).read_bytes()[:200]!r}"


def session_folder(work):
    """The only session's folder; where there is none or several, the folder of all of them."""
    sessions = sorted(path for path in (work / "sessions").glob("*") if path.is_dir() and not path.is_symlink())
    return sessions[0] if len(sessions) == 1 else work / "sessions"


def problems(case, arguments):
    """Everything in which the case did not come out as expected, and what it printed."""
    settings = read_settings(case)
    status, out, err, left = run(case, arguments, settings)
    if status == str(SKIPPED):
        print(out)
        sys.exit(SKIPPED)
    complaints = [f"exit status {status}, expected {settings['status']}"] if status != settings["status"] else []
    for name, actual in (("stdout", out), ("stderr", err)):
        if (case / name).exists():
            complaints += [f"{name}: {text}" for text in unmatched((case / name).read_text(), actual)]
    complaints += different_files(case / "files", arguments.work)
    complaints += different_files(case / "session", session_folder(arguments.work))
    complaints += [f"still running {SECONDS_TO_END} s after the end: {command}" for command in left]
    return complaints, out, err


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=pathlib.Path)
    parser.add_argument("--prefix", type=pathlib.Path, required=True, help="where Atoll is installed")
    parser.add_argument("--work", type=pathlib.Path, required=True, help="folder to run in; emptied first")
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the build folder")
    parser.add_argument("--ranks", default="1")
    parser.add_argument("--slurm", nargs="?", const="first", choices=["first", "second"],
                        help="the case talks to this cluster of the slurm fixtures")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.work, ignore_errors=True)
    arguments.work.mkdir(parents=True)

    complaints, out, err = problems(arguments.case.resolve(), arguments)
    for complaint in complaints:
        print(complaint)
    if complaints:
        print(f"--- stdout\n{out}--- stderr\n{err}---\nThe case ran in {arguments.work}")
    sys.exit(bool(complaints))


if __name__ == "__main__":
    main()

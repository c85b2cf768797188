#!/usr/bin/env python3
"""A graph that is narrow, wide and narrow again, and the check of where and how often its apps ran.

usage: elastic.py graph WIDTH SECONDS LEDGER > graph.json
       elastic.py check WIDTH LEDGER SESSION

Every app writes a line into the ledger when it begins and when it ends, with the job that it runs in. The last app
waits until no extension job is left (at most a minute), so that the check depends on no speed.
"""
import collections
import json
import pathlib
import sys


def app(name, command, inputs, outputs, ledger):
    logged = f"echo begin {name} $SLURM_JOB_ID >> {ledger}; {command}; echo end {name} $SLURM_JOB_ID >> {ledger}"
    return {"oid": name, "name": name.split("_")[0], "categoryType": "Application", "command": logged,
            "dropclass": "dlg.apps.bash_shell_app.BashShellApp", "inputs": inputs, "outputs": outputs}


def file(name):
    return {"oid": name, "name": "file", "categoryType": "Data", "filepath": f"{name}.txt",
            "dropclass": "dlg.data.drops.file.FileDROP"}


def make(width, seconds, ledger):
    wide = [f"out_{i}" for i in range(width)]
    drops = [app("split", "echo all > %o0", [], ["begun"], ledger), file("begun")]
    for i, out in enumerate(wide):
        drops += [app(f"work_{i}", f"sleep {seconds}; echo {i} > %o0", ["begun"], [out], ledger), file(out)]
    there = "grep -qE '\"(working|draining|starting|waiting)\"' ../islands.json"
    wait = f"for i in `seq 300`; do {there} || break; sleep 0.2; done"
    drops += [app("join", "echo all > %o0", wide, ["joined"], ledger), file("joined"),
              app("tail", f"{wait}; echo all > %o0", ["joined"], ["ended"], ledger), file("ended")]
    json.dump(drops, sys.stdout)


def complaints_of_ledger(width, lines):
    apps = ["split", "join", "tail", *(f"work_{i}" for i in range(width))]
    for what in ("begin", "end"):
        times = collections.Counter(line.split()[1] for line in lines if line.startswith(what))
        yield from (f"{name}: {what} {times[name]} times" for name in apps if times[name] != 1)
        yield from (f"{name} is no app of the graph" for name in times if name not in apps)


def complaints_of_session(width, session):
    for i in range(width):
        path = session / "data" / f"out_{i}.txt"
        if not path.exists() or path.read_text() != f"{i}\n":
            yield f"{path.name} is not right"
    yield from (f"{name} is left behind" for name in ("link.json",) if (session / name).exists())
    yield from (f"{path} is left behind" for path in (session / "data").glob(".part-*"))
    for island in json.loads((session / "islands.json").read_text())["islands"]:
        if island["state"] != "ended":
            yield f"island {island['number']} is {island['state']} after the end"


def check(width, ledger, session):
    lines = ledger.read_text().splitlines()
    for complaint in [*complaints_of_ledger(width, lines), *complaints_of_session(width, session)]:
        print(complaint)
    jobs = list(dict.fromkeys(line.split()[2] for line in lines))
    print(f"jobs that worked: {len(jobs)}")
    print("narrow ends in the base job:", *sorted({line.split()[1] for line in lines if line.split()[2] == jobs[0]
                                                  and not line.split()[1].startswith("work")}))
    print("extensions:", *jobs[1:])


if __name__ == "__main__":
    if sys.argv[1] == "graph":
        make(int(sys.argv[2]), sys.argv[3], sys.argv[4])
    else:
        check(int(sys.argv[2]), pathlib.Path(sys.argv[3]), pathlib.Path(sys.argv[4]))

#!/usr/bin/env python3
"""Runs real graphs to their end and compares how many drops end in each state with what DALiuGE's engine made of them.

usage: final_states.py CORPUS RANKS [TEXT]     (only graphs whose path contains TEXT)

Graphs that need components which this installation cannot run are passed over. Sleeps are shortened, as they were when
DALiuGE ran the graphs. WANTED says what must come out where DALiuGE's own result is a defect of that engine.
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys

import h5py

SLEEP = "0.02"
TIMEOUT = 60
FINAL = {"COMPLETED", "ERROR", "SKIPPED"}
SLEEP_FIELD = {"name": "sleep_time", "value": SLEEP, "defaultValue": SLEEP, "type": "Float", "usage": "NoPort",
               "parameterType": "ApplicationArgument", "positional": False, "precious": False}
# Where DALiuGE's own end is a defect, by name of the graph's file.
WANTED = {
    # Its engine was stopped while apps slept as long as their inputs said.
    "parallel_sleep.graph": {"COMPLETED": 42},
    # Initial content of a memory drop stood before what an app wrote there.
    "Diagram-2024-08-06-16-40-04.graph": {"COMPLETED": 6},
    # An input port with the name of an argument that is an output failed the app; an event has no content to be read.
    "ArrayIngest_Demo.graph": {"COMPLETED": 135},
    "parallelLoopMultiWithLoopEdges.graph": {"COMPLETED": 75},
    # The same; then its '%o0' are paths.
    "eagle_gather_simple_updated.graph": {"COMPLETED": 42},
    # A shell app's output was read before it was written.
    "test-20190830-110556.graph": {"COMPLETED": 2},
    # Branches with one output hung; they fail. Their error spreads past what the first branch skips, because an app
    # with more than its threshold of failed inputs fails, skipped inputs or not. Six links from app to app are drops.
    "cont_img_mvp.graph": {"COMPLETED": 7, "ERROR": 141, "SKIPPED": 2},
}


def is_field(node, *names):
    return isinstance(node, dict) and node.get("name") in names and "value" in node


def shorten_sleeps(node):
    """The document with every sleep cut, wherever a graph of any dialect may have it."""
    if isinstance(node, list):
        changed = [shorten_sleeps(entry) for entry in node]
        if any(is_field(entry, "dropclass") and "Sleep" in str(entry["value"]) for entry in changed):
            changed = [entry for entry in changed if not is_field(entry, "sleep_time")] + [SLEEP_FIELD]
        return changed
    if not isinstance(node, dict):
        return node
    changed = {key: shorten_sleeps(value) for key, value in node.items()}
    for key in ("sleep_time", "sleepTime"):
        if key in changed and not isinstance(changed[key], dict):
            changed[key] = SLEEP
    if is_field(changed, "sleep_time"):
        changed |= {"value": SLEEP, "defaultValue": SLEEP}
    if changed.get("name") == "sleep_times":  # content that is handed to sleeping apps
        changed = json.loads(re.sub(r'"\[[0-9, ]+\]"', '"[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]"', json.dumps(changed)))
    return changed


def runnable(graph):
    command = ["atoll", "validate", "--runnable", graph]
    return subprocess.run(command, capture_output=True, timeout=TIMEOUT).returncode == 0


def states_of(session):
    """Number of drops in each final state, apps and data by the same names."""
    with h5py.File(session / "run.h5") as run:
        rows = run["drops"][()]
        names = {number: name for name, number in h5py.check_enum_dtype(rows.dtype["state"]).items()}
    counted = collections.Counter(names[row["state"]] for row in rows)
    counted["COMPLETED"] += counted.pop("FINISHED", 0)
    return {state: count for state, count in counted.items() if count}


def run(graph, folder, ranks):
    """Exit status and final states of one graph."""
    folder.mkdir(parents=True)
    text = gzip.decompress(graph.read_bytes()) if graph.suffix == ".gz" else graph.read_bytes()
    copy = folder / "short.graph"
    copy.write_text(json.dumps(shorten_sleeps(json.loads(text))))
    if not runnable(copy):
        return None, None, ""
    done = subprocess.run(["atoll", "run", copy, "--ranks", ranks, "--root", folder / "root"],
                          capture_output=True, text=True, timeout=TIMEOUT)
    sessions = [path for path in (folder / "root").glob("*") if (path / "run.h5").exists() and not path.is_symlink()]
    return done.returncode, states_of(sessions[0]) if sessions else {}, done.stdout + done.stderr


def cases(corpus):
    """(graph's file, graph that it is made of, wanted states or None) of whole graphs, then of unrolled templates."""
    wanted = {entry["graph"]: WANTED.get(pathlib.Path(entry["graph"]).name, entry["states"])
              for entry in json.loads((corpus / "final_states.json").read_text())}
    for graph, states in wanted.items():
        yield corpus / graph, graph, states
    for entry in json.loads((corpus / "golden" / "index.json").read_text()):
        yield corpus / entry["golden"], entry["graph"], wanted.get(entry["graph"])


def ends_well(status, states, wanted):
    """True when the session ended as wanted; where nothing is known, when all its drops are in final states."""
    if wanted is None:
        return status in (0, 1) and bool(states) and not states.keys() - FINAL
    return states == wanted and status == (1 if "ERROR" in wanted else 0)


def main():
    corpus, ranks = pathlib.Path(sys.argv[1]), sys.argv[2]
    text = sys.argv[3] if len(sys.argv) > 3 else ""
    failed = passed = 0
    for number, (file, graph, wanted) in enumerate(cases(corpus)):
        if text not in graph:
            continue
        try:
            status, states, said = run(file, pathlib.Path(f"{number}-{ranks}"), ranks)
        except subprocess.TimeoutExpired:
            status, states, said = "none", {"no end": 1}, ""
        if states is None:
            continue
        good = ends_well(status, states, wanted)
        passed, failed = passed + good, failed + (not good)
        if not good:
            print(f"{file}: {states}, exit status {status}; wanted {wanted} ({graph})\n{said[:900]}")
    print(f"{passed} of {passed + failed} graphs end as they should on {ranks} ranks")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

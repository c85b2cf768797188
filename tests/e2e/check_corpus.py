#!/usr/bin/env python3
"""Compares what `atoll unroll` makes of real logical graphs with what DALiuGE's translator made of them.

usage: check_corpus.py ATOLL PROJECT

The corpus is $ATOLL_CORPUS, else ../shared/corpus beside the project; it is no part of the project. Without it the
test is skipped (exit status 77). Two comparisons: digests of all graphs, and whole templates drop by drop. What is
known and wanted to differ is listed in docs/adr/0004-unrolling.md.
"""
import gzip
import json
import os
import pathlib
import subprocess
import sys

SKIPPED = 77
RELATIONS = ("inputs", "outputs", "consumers", "producers")
# Differences of docs/adr/0004-unrolling.md: null ports, classes that a category means, the group-by's port_map.
UNCOMPARED = {"ports", "port_map"}


def relations(entries):
    """Distinct (oid, port) of a relation list, in order."""
    found = {}
    for entry in entries or []:
        for pair in entry.items() if isinstance(entry, dict) else [(entry, None)]:
            found.setdefault(pair)
    return list(found)


def differences(wanted, got):
    """Keys in which one drop differs."""
    for key in sorted((wanted.keys() | got.keys()) - UNCOMPARED):
        if key in RELATIONS:
            same = relations(wanted.get(key)) == relations(got.get(key))
        elif not wanted.get("dropclass") and key in ("dropclass", "sleep_time"):
            same = True
        else:
            same = key in wanted and key in got and wanted[key] == got[key]
        if not same:
            yield key


def compare_template(atoll, graph, golden):
    """Lines that say how the template of one graph differs."""
    run = subprocess.run([atoll, "unroll", "-p", "P", graph], capture_output=True, timeout=120)
    if run.returncode != 0:
        return [run.stderr.decode(errors="replace").strip()]
    with gzip.open(golden) as file:
        wanted = {drop["oid"]: drop for drop in json.load(file) if "oid" in drop}
    got = {drop["oid"]: drop for drop in json.loads(run.stdout) if "oid" in drop}
    lines = [f"no drop {oid}" for oid in wanted.keys() - got.keys()]
    lines += [f"extra drop {oid}" for oid in got.keys() - wanted.keys()]
    for oid in wanted.keys() & got.keys():
        lines += [f"{oid}: {key}" for key in differences(wanted[oid], got[oid])]
    return lines


def main():
    atoll, project = sys.argv[1], pathlib.Path(sys.argv[2])
    corpus = pathlib.Path(os.environ.get("ATOLL_CORPUS", project.parent / "shared" / "corpus"))
    if not (corpus / "expected.json").exists():
        print(f"skipped: no corpus of real graphs at {corpus} (set ATOLL_CORPUS)")
        return SKIPPED
    digests = subprocess.run([sys.executable, "-B", corpus / "digest.py", "compare", atoll])
    failed = digests.returncode != 0
    for entry in json.loads((corpus / "golden" / "index.json").read_text()):
        lines = compare_template(atoll, corpus / entry["graph"], corpus / entry["golden"])
        for line in lines[:5]:
            print(f"{entry['graph']}: {line}")
        failed = failed or bool(lines)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Checks that every physical graph of the corpus is valid.

usage: physical_graphs.py CORPUS
"""
import json
import pathlib
import subprocess
import sys


def main():
    corpus = pathlib.Path(sys.argv[1])
    graphs = [entry["graph"] for entry in json.loads((corpus / "expected.json").read_text())
              if entry.get("kind") == "physical"]
    failed = 0
    for graph in graphs:
        done = subprocess.run(["atoll", "validate", corpus / graph], capture_output=True, text=True)
        if done.returncode != 0:
            failed += 1
            print(f"{graph}: exit status {done.returncode}\n{done.stderr}")
    print(f"{len(graphs) - failed} of {len(graphs)} physical graphs are valid")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

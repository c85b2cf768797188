#!/usr/bin/env python3
"""Fail when a block of lines stands in two places."""
import re
from collections import defaultdict

import sources

WINDOW = 8
SKIPPED = re.compile(r"^(//.*|#include.*|[{}();,\s]*|namespace .*|} *// *namespace.*)$")

windows = defaultdict(list)
for path in sources.cpp_files("src", "include"):
    lines = [(number, re.sub(r"\s+", " ", line.strip()))
             for number, line in enumerate((sources.root / path).read_text().splitlines(), 1)]
    kept = [(number, line) for number, line in lines if not SKIPPED.match(line)]
    for start in range(len(kept) - WINDOW + 1):
        block = tuple(line for _, line in kept[start:start + WINDOW])
        windows[block].append(f"{path}:{kept[start][0]}")

seen, problems = set(), []
for places in windows.values():
    files = tuple(place.rpartition(":")[0] for place in places)
    if len(places) > 1 and files not in seen:
        seen.add(files)
        problems.append(f"{WINDOW} or more equal lines at {', '.join(places)}")
sources.finish(problems, "give them one home")

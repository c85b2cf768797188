#!/usr/bin/env python3
"""Fail when a third-party header is included outside the libraries it is private to."""
import re

import sources

# Start of the header's name -> libraries that may include it, in src/ only.
HOMES = {
    "boost/program_options": {"app"},
    "hdf5": {"drops"},
    "H5": {"drops"},
    "metis.h": {"translate"},
    "mpi.h": {"comm"},
    "nlohmann/": {"app", "graph", "session", "slurm"},
    "openssl/": {"comm"},
    "simdjson": {"graph"},
    "spdlog/": {"core"},
    "yaml-cpp/": {"config"},
    "zlib.h": {"graph", "session"},
    "zstd.h": {"graph", "session"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.MULTILINE)

problems = []
for path in sources.cpp_files("src", "include/atoll"):
    for header in INCLUDE.findall((sources.root / path).read_text()):
        for start, homes in HOMES.items():
            if not header.startswith(start):
                continue
            if path.parts[0] == "include":
                problems.append(f"{path}: a public header may not include <{header}>")
            elif sources.library_of(path) not in homes:
                problems.append(f"{path}: <{header}> belongs to {', '.join(sorted(homes))}")
sources.finish(problems, "keep the header behind that library's interface, or change HOMES together with an ADR")

#!/usr/bin/env python3
"""Fail on notes to oneself without an issue number, and on names that need an apology."""
import re

import sources

NOTE = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))")
APOLOGY = re.compile(r"not to be confused", re.IGNORECASE)

paths = sources.cpp_files() + sources.files(
    "CMakeLists.txt", "**/CMakeLists.txt", "cmake/*", "scripts/**/*", ".ci/*", "slurm/**/*", "yaml/**/*",
    "modulefiles/**/*", "docs/**/*.md", "*.md", "examples/**/*.sh")
problems = []
for path in paths:
    if path.parts[0].startswith("build") or "__pycache__" in path.parts:
        continue
    for number, line in enumerate((sources.root / path).read_text(errors="replace").splitlines(), 1):
        if NOTE.search(line):
            problems.append(f"{path}:{number}: note without an issue number (write TODO(#12)): {line.strip()}")
        if APOLOGY.search(line):
            problems.append(f"{path}:{number}: two things have one name: {line.strip()}")
sources.finish(problems)

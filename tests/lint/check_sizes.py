#!/usr/bin/env python3
"""Fail when a function or a file is too large to be read at once."""
import sources

MAX_FUNCTION_LINES = 60
MAX_PARAMETERS = 6
MAX_FILE_LINES = 400

paths = sources.cpp_files()
problems = []
for path in paths:
    lines = (sources.root / path).read_text().count("\n")
    if lines > MAX_FILE_LINES:
        problems.append(f"{path}: {lines} lines (at most {MAX_FILE_LINES})")
for function in sources.functions(paths):
    where = f"{function.file}:{function.line}: '{function.name}' has"
    if function.length > MAX_FUNCTION_LINES:
        problems.append(f"{where} {function.length} lines (at most {MAX_FUNCTION_LINES})")
    if function.parameters > MAX_PARAMETERS:
        problems.append(f"{where} {function.parameters} parameters (at most {MAX_PARAMETERS})")
sources.finish(problems)

#!/usr/bin/env python3
"""Fail when clang-format would change a file."""
import subprocess

import sources

paths = [str(path) for path in sources.cpp_files()]
result = subprocess.run(["clang-format", "--dry-run", "-Werror", *paths], cwd=sources.root,
                        capture_output=True, text=True, check=False)
wrong = sorted({line.split(":")[0] for line in result.stderr.splitlines() if "[-Wclang-format-violations]" in line})
if result.returncode and not wrong:
    wrong = [result.stderr]
sources.finish([f"{path}: not formatted" for path in wrong], f"clang-format -i {' '.join(wrong)}")

#!/usr/bin/env python3
"""Fail when shellcheck finds fault with a shell script."""
import subprocess

import sources


def is_bash(path):
    with open(sources.root / path, "rb") as file:
        return b"bash" in file.readline()


scripts = [str(path) for path in sources.files("scripts/**/*", ".ci/*", "tests/**/*.sh", "examples/**/*.sh", "tests/**/cmd",
                                               "slurm/**/*.sbatch", "tests/**/run")
           if is_bash(path)]
result = subprocess.run(["shellcheck", *scripts], cwd=sources.root, capture_output=True, text=True, check=False)
sources.finish([result.stdout + result.stderr] if result.returncode else [])

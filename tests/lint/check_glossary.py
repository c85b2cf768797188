#!/usr/bin/env python3
"""Fail when a public type is not in the glossary, has no comment, or shares its name with another."""
import subprocess
import sys

import sources

sys.exit(subprocess.run([sys.executable, str(sources.root / "scripts/dev/glossary"), "--check"]).returncode)

#!/usr/bin/env python3
"""Fail when a folder of src/ or include/atoll/ has no line in the architecture page, or a line no folder."""
import re

import sources

PAGE = "docs/explanation/architecture.md"

text = (sources.root / PAGE).read_text()
described = set(re.findall(r"^\| `((?:src|include/atoll)/[\w/]+)/` \|", text, re.MULTILINE))
existing = {str(path.parent) for path in sources.cpp_files("src", "include/atoll")}
problems = [f"{PAGE}: no line describes {folder}/" for folder in sorted(existing - described)]
problems += [f"{PAGE}: describes {folder}/, which does not exist" for folder in sorted(described - existing)]
sources.finish(problems, "rows have the form: | `src/core/` | what it holds | third party |")

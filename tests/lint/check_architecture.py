#!/usr/bin/env python3
"""Fail when a folder of src/ or include/atoll/ has no line in the architecture page, or a line no folder."""
import re

import sources

PAGE = "docs/explanation/architecture.md"

text = (sources.root / PAGE).read_text()
described = set(re.findall(r"^\| `((?:src|include/atoll)/[\w/]+)/` \|", text, re.MULTILINE))
existing = {str(path.parent.relative_to(sources.root))
            for folder in ("src", "include/atoll")
            for path in (sources.root / folder).rglob("*.?pp")}
problems = [f"{PAGE}: no line describes {folder}/" for folder in sorted(existing - described)]
problems += [f"{PAGE}: describes {folder}/, which does not exist" for folder in sorted(described - existing)]
sources.finish(problems, "the tables of folders have rows of the form: | `src/core/` | what it holds |")

#!/usr/bin/env python3
"""Fail when a record of a decision lacks a number of its own, or one of its parts."""
import collections
import re

import sources

PARTS = ("Context", "Decision", "Alternatives", "Consequences")

problems = []
numbers = collections.defaultdict(list)
for page in sources.files("docs/adr/*.md"):
    text = (sources.root / page).read_text()
    number = re.match(r"\d{4}-", page.name)
    if not number:
        problems.append(f"{page}: is not called NNNN-title.md")
        continue
    numbers[int(number.group()[:4])].append(page)
    if not text.startswith(f"# {int(number.group()[:4])}. "):
        problems.append(f"{page}: does not begin with '# {int(number.group()[:4])}. TITLE'")
    problems += [f"{page}: has no paragraph **{part}.**" for part in PARTS if f"**{part}.**" not in text]
problems += [f"{', '.join(map(str, pages))}: have one number" for pages in numbers.values() if len(pages) > 1]
sources.finish(problems, f"the next free number is {max(numbers, default=0) + 1}")

#!/usr/bin/env python3
"""Fail when a relative link in a Markdown file leads nowhere."""
import re

import sources

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def anchors(path):
    """Anchors of a page's headings, made as GitHub makes them."""
    titles = re.findall(r"^#+ +(.*)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


problems = []
for page in sources.files("*.md", "docs/**/*.md", "tests/**/*.md", "examples/**/*.md", "yaml/**/*.md", "slurm/**/*.md"):
    text = re.sub(r"^```.*?^```", "", (sources.root / page).read_text(), flags=re.MULTILINE | re.DOTALL)
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (sources.root / page).parent / target if target else sources.root / page
        if not path.exists():
            problems.append(f"{page}: '{link}' leads to nothing")
        elif anchor and path.suffix == ".md" and anchor not in anchors(path):
            problems.append(f"{page}: '{link}': no such heading in '{target or page}'")
sources.finish(problems)

#!/usr/bin/env python3
"""Fail when the table of exit statuses and the enumeration in the code differ."""
import re

import sources

PAGE = "docs/reference/exit-statuses.md"

code = (sources.root / "include/atoll/core/error.hpp").read_text()
enumeration = re.search(r"enum class ExitStatus : int \{(.*?)\};", code, re.DOTALL).group(1)
known = {(int(value), name) for name, value in re.findall(r"^\s*(\w+) = (\d+),", enumeration, re.MULTILINE)}
listed = {(int(value), name) for value, name in
          re.findall(r"^\| (\d+) \| `(\w+)` \|", (sources.root / PAGE).read_text(), re.MULTILINE)}
problems = [f"{PAGE}: has no row for {value} `{name}`" for value, name in sorted(known - listed)]
problems += [f"{PAGE}: {value} `{name}` is not in enum ExitStatus" for value, name in sorted(listed - known)]
sources.finish(problems)

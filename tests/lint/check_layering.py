#!/usr/bin/env python3
"""Fail when a file includes a header of another library in the same or a higher layer."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
layers = dict(re.findall(r"(\w+):(\d+)", (root / "cmake/AtollLibrary.cmake").read_text()))
include = re.compile(r'^\s*#\s*include\s+[<"](?:atoll/)?(\w+)/', re.MULTILINE)

bad = []
for path in sorted([*root.glob("src/*/**/*.?pp"), *root.glob("include/atoll/*/**/*.?pp")]):
    parts = path.relative_to(root).parts
    library = parts[1] if parts[0] == "src" else parts[2]
    for used in include.findall(path.read_text()):
        if used in layers and used != library and layers[used] >= layers[library]:
            bad.append(f"{path.relative_to(root)}: {library} (layer {layers[library]}) "
                       f"may not include {used} (layer {layers[used]})")
print("\n".join(bad))
sys.exit(bool(bad))

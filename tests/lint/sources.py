"""What the lint checks share: which files there are, and which functions are in them."""
import json
import pathlib
import subprocess
import sys
from typing import NamedTuple

root = pathlib.Path(__file__).resolve().parents[2]


class Function(NamedTuple):
    file: str
    line: int
    name: str
    length: int
    parameters: int


def files(*patterns):
    """Files below the project's folder that match one of the patterns, sorted, relative to it."""
    found = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    return sorted(path.relative_to(root) for path in found)


def cpp_files(*folders):
    """C++ sources and headers below the given folders (default: all of the project's)."""
    folders = folders or ("include", "src", "tests", "examples", "slurm")
    return files(*(f"{folder}/**/*.{ending}" for folder in folders for ending in ("cpp", "hpp", "h", "c")))


def library_of(path):
    """Library a file of src/ or include/atoll/ belongs to."""
    return path.parts[1] if path.parts[0] == "src" else path.parts[2]


def count_parameters(signature):
    """Number of parameters in `(int a, std::map<K, V> b) const`."""
    depth, commas, anything = 0, 0, False
    for character in signature[signature.find("(") + 1:]:
        if character in "(<[{":
            depth += 1
        elif character in ")>]}":
            depth -= 1
            if depth < 0:
                break
        elif character == "," and depth == 0:
            commas += 1
        if not character.isspace():
            anything = True
    return commas + 1 if anything else 0


def functions(paths):
    """Functions with a body in the given files, as ctags sees them."""
    command = ["ctags", "--output-format=json", "--languages=C++,C", "--langmap=C++:.cpp.hpp,C:.c.h",
               "--kinds-C++=f", "--kinds-C=f", "--fields=+neS", "-f", "-", "-L", "-"]
    names = "\n".join(str(path) for path in paths)
    output = subprocess.run(command, cwd=root, input=names, capture_output=True, text=True, check=True).stdout
    for tag in map(json.loads, output.splitlines()):
        if "end" in tag:
            yield Function(tag["path"], tag["line"], tag["name"], tag["end"] - tag["line"] + 1,
                           count_parameters(tag.get("signature", "()")))


def finish(problems, hint=""):
    """Print the problems and leave with the exit status that ctest understands."""
    for problem in problems:
        print(problem)
    if problems and hint:
        print(f"hint: {hint}")
    sys.exit(bool(problems))

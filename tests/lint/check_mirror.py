#!/usr/bin/env python3
"""Fail when a source of a library has no test of the same name, or an exemption or a test has lost its source."""
import sources

EXEMPTIONS = "tests/lint/mirror_exemptions.txt"

exempt = {}
for line in (sources.root / EXEMPTIONS).read_text().splitlines():
    if line.strip() and not line.startswith("#"):
        path, _, reason = line.partition(":")
        exempt[path.strip()] = reason.strip()

tests = {(path.parts[2], path.stem.removesuffix("_test"))
         for path in sources.files("tests/unit/*/*_test.cpp", "tests/mpi/*/*_test.cpp", "tests/sim/*/*_test.cpp")}
tests |= {(None, path.stem.removesuffix("_test"))
          for path in sources.files("tests/mpi/*_test.cpp", "tests/link/*_test.cpp")}
problems = []
stems = set()
for path in sources.files("src/*/**/*.cpp"):
    library, stem = path.parts[1], path.stem
    if library == "app":
        continue  # wiring of commands: the end-to-end cases run the program
    stems.add((library, stem))
    tested = (library, stem) in tests or (None, stem) in tests
    if not tested and str(path) not in exempt:
        problems.append(f"{path}: has no tests/unit/{library}/{stem}_test.cpp")
    if tested and str(path) in exempt:
        print(f"note: {EXEMPTIONS}: '{path}' has a test now; the line can go")

for path, reason in exempt.items():
    if not (sources.root / path).exists():
        problems.append(f"{EXEMPTIONS}: '{path}' does not exist; remove the line")
    if not reason:
        problems.append(f"{EXEMPTIONS}: '{path}' needs a reason after a colon")

stems |= {(sources.library_of(path), path.stem) for path in sources.cpp_files("include/atoll", "src")}
for path in sources.files("tests/unit/*/*_test.cpp"):
    if (path.parts[2], path.stem.removesuffix("_test")) not in stems:
        problems.append(f"{path}: tests no source or header of library '{path.parts[2]}' by its name")

sources.finish(problems, f"write the test, or name the file with a reason in {EXEMPTIONS}")

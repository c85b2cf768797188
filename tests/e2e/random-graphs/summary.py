#!/usr/bin/env python3
"""States of all drops and checksums of all files of a session: what must not depend on the number of ranks."""
import hashlib
import pathlib
import sys

import h5py

session = pathlib.Path(sys.argv[1])
with h5py.File(session / "run.h5") as run:
    rows = run["drops"][()]
    names = {number: name for name, number in h5py.check_enum_dtype(rows.dtype["state"]).items()}
    for row in sorted(rows, key=lambda r: r["uid"]):
        print(row["uid"].decode(), names[row["state"]], row["bytes"] if names[row["state"]] == "COMPLETED" else "")
for path in sorted((session / "data").rglob("*")):
    print(path.relative_to(session), hashlib.sha256(path.read_bytes()).hexdigest())

#!/usr/bin/env bash
# Runs the graph beside this file and compares its result; needs `atoll` on PATH.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
atoll run "$here/hello.graph" --ranks 2 --root "$root"
diff "$here/expected.txt" "$root"/*/data/hello.txt

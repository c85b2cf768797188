#!/usr/bin/env bash
# Builds the plug-in and runs the graph that uses it. Needs atoll on PATH (or in ATOLL).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
atoll=${ATOLL:-$(command -v atoll)}
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
prefix=$(dirname "$(dirname "$(readlink -f "$atoll")")")
cmake -S "$here" -B "$build" -DCMAKE_PREFIX_PATH="$prefix" >"$build/cmake.log"
cmake --build "$build" >>"$build/cmake.log"
ATOLL_PLUGIN_PATH="$build" "$atoll" run "$here/spectrum.graph" "$@"

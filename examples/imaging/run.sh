#!/usr/bin/env bash
# Images a simulated sky: run.sh [BEAMS] [options of 'atoll run' or, with CLUSTER=FILE.yaml, of 'atoll submit']
#
# BEAMS is 36 when not given; 4 takes some seconds. Results: cube.h5, mosaic.png and sources.txt in the session's data folder.
set -eu
here=$(dirname "$(readlink -f "$0")")
beams=${1:-36}
[ $# -eq 0 ] || shift
missing=()
command -v wsclean > /dev/null || missing+=(wsclean)
/usr/bin/python3 -c 'import casacore.tables' 2> /dev/null || missing+=(python3-casacore)
/usr/bin/python3 -c 'import h5py' 2> /dev/null || missing+=(python3-h5py)
if [ "${#missing[@]}" -gt 0 ]; then
    echo "imaging: this example needs Debian's packages: ${missing[*]}" >&2
    exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
graph=$folder/imaging.graph
/usr/bin/python3 "$here/make_graph.py" "$beams" > "$graph"
if [ -n "${CLUSTER:-}" ]; then
    atoll submit "$graph" -c "$CLUSTER" --follow "$@"
else
    atoll run "$graph" "$@"
fi

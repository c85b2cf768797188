#!/usr/bin/env bash
# Images one sub-band of one beam: image.sh MEASUREMENT_SET SUB_BAND IMAGE.fits
set -eu
here=$(dirname "$(readlink -f "$0")")
size=$(PYTHONPATH="$here" /usr/bin/python3 -B -c 'import sky; print(sky.SIZE, sky.CHANNELS, round(sky.PIXEL * 3600))')
read -r pixels channels arcsec <<<"$size"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# casacore locks what it opens, and the beam's other sub-bands are imaged at the same time.
cp -r "$1" "$work/beam.ms"
wsclean -quiet -j 1 -no-reorder -no-update-model-required -temp-dir "$work" \
    -size "$pixels" "$pixels" -scale "${arcsec}asec" \
    -channel-range $(($2 * channels)) $((($2 + 1) * channels)) \
    -weight briggs 0 -niter 500 -mgain 0.8 -auto-threshold 4 -name "$work/image" "$work/beam.ms"
cp "$work/image-image.fits" "$3"

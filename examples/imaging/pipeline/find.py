#!/usr/bin/python3
"""Finds the sources in the mosaic and compares them with the sky: find.py BEAMS CUBE.h5 SOURCES.txt

Exit status 1 when a source is missing, is more than a pixel and a half from its place, is a quarter brighter or
fainter than it should be, or when something shines that is not there.
"""
import math
import sys

import h5py
import numpy as np

import sky


def peaks(image, threshold):
    """(column, row, value) of each maximum above \\p threshold, the brightest first; one within 6 pixels."""
    left, found = image.copy(), []
    while True:
        row, column = np.unravel_index(np.argmax(left), left.shape)
        if left[row, column] < threshold:
            return found
        found.append((column, row, float(image[row, column])))
        left[max(0, row - 6):row + 7, max(0, column - 6):column + 7] = 0


def centroid(image, column, row):
    """Position of the peak to a part of a pixel, from a parabola through its neighbours."""
    def shift(before, at, after):
        curve = before - 2 * at + after
        return 0.0 if curve == 0 else 0.5 * (before - after) / curve
    row, column = np.clip(row, 1, image.shape[0] - 2), np.clip(column, 1, image.shape[1] - 2)
    return (column + shift(*image[row, column - 1:column + 2]), row + shift(*image[row - 1:row + 2, column]))


def main():
    beams, cube_path, list_path = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    with h5py.File(cube_path) as file:
        mosaic, weight = file["mosaic"][()], file["weight"][()]
    mosaic = np.where(weight > 0.25, mosaic, 0)
    half = mosaic.shape[0] / 2 - 0.5
    seen = []
    for column, row, value in peaks(mosaic, 0.4):
        x, y = centroid(mosaic, column, row)
        seen.append((-(x - half) * sky.PIXEL, (y - half) * sky.PIXEL, value))
    lines, problems = ["# east north (degrees from the centre)  jansky  expected  off by (pixels)"], []
    for east, north, flux in sky.sources(beams):
        near = min(seen, key=lambda s: math.hypot(s[0] - east, s[1] - north), default=(99, 99, 0))
        off = math.hypot(near[0] - east, near[1] - north) / sky.PIXEL
        lines.append(f"{near[0]:9.4f} {near[1]:9.4f} {near[2]:8.3f} {flux:8.3f} {off:8.2f}")
        if off > 1.5 or abs(near[2] / flux - 1) > 0.25:
            problems.append(f"source at {east:.4f} {north:.4f} of {flux} Jy: nearest is {off:.1f} pixels off, {near[2]:.2f} Jy")
    if len(seen) > len(lines) - 1:
        problems.append(f"{len(seen)} sources were found where {len(lines) - 1} are")
    with open(list_path, "w") as file:
        file.write("\n".join(lines) + "\n")
    print(f"{len(seen)} of {len(lines) - 1} sources found")
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""Writes the visibilities of one beam: simulate.py BEAM BEAMS MEASUREMENT_SET

An array of 16 antennas within 900 m tracks the beam's centre for four hours. The sky is sky.py's, each source
weakened by the antennas' response; noise is added from a fixed seed.
"""
import sys

import numpy as np
from casacore.tables import default_ms, makearrcoldesc, maketabdesc, table

import sky

LIGHT = 299792458.0
LATITUDE = np.radians(-26.7)
ANTENNAS, TIMES = 16, 24
NOISE = 0.05  # jansky, of each visibility


def baselines():
    """Antenna positions (equatorial XYZ, metres) and the pairs."""
    random = np.random.default_rng(1)
    radius = 450 * np.sqrt(random.uniform(0.003, 1, ANTENNAS))
    angle = random.uniform(0, 2 * np.pi, ANTENNAS)
    east, north = radius * np.cos(angle), radius * np.sin(angle)
    positions = np.stack([-np.sin(LATITUDE) * north, east, np.cos(LATITUDE) * north], axis=1)
    first, second = np.triu_indices(ANTENNAS, 1)
    return positions, first, second


def track(xyz, dec):
    """u, v, w (metres) of baselines xyz [n, 3] over the hour angles of the observation: [TIMES, n, 3]."""
    dec = np.radians(dec)
    hours = np.radians(np.linspace(-30, 30, TIMES))[:, None]
    x, y, z = xyz[None, :, 0], xyz[None, :, 1], xyz[None, :, 2]
    along = np.cos(hours) * x - np.sin(hours) * y
    return np.stack([np.sin(hours) * x + np.cos(hours) * y,
                     -np.sin(dec) * along + np.cos(dec) * z,
                     np.cos(dec) * along + np.sin(dec) * z], axis=2)


def visibilities(uvw, frequencies, centre, beams, seed):
    """[rows, channels] complex."""
    values = np.zeros((len(uvw), len(frequencies)), complex)
    for east, north, flux in sky.sources(beams):
        l, m, n = sky.direction_cosines(*sky.to_sky(east, north), *centre)
        delay = uvw @ np.array([l, m, n - 1]) / LIGHT
        values += flux * sky.response(l, m) * np.exp(2j * np.pi * np.outer(delay, frequencies))
    random = np.random.default_rng(seed)
    return values + NOISE * (random.standard_normal(values.shape) + 1j * random.standard_normal(values.shape))


def fill(subtable, rows, **columns):
    with table(subtable, readonly=False, ack=False) as t:
        t.addrows(rows - t.nrows())
        for name, values in columns.items():
            for row in range(rows):
                t.putcell(name, row, values[row] if isinstance(values, list) else values)


def write(name, uvw, data, frequencies, centre, pairs, positions):
    rows, channels = data.shape
    ms = default_ms(name, maketabdesc(makearrcoldesc("DATA", 0j, ndim=2, shape=[channels, 2], valuetype="complex")))
    ms.addrows(rows)
    start, step = 5.0e9, 600.0
    times = np.repeat(start + step * np.arange(TIMES), len(pairs[0]))
    ms.putcol("TIME", times)
    ms.putcol("TIME_CENTROID", times)
    ms.putcol("INTERVAL", np.full(rows, step))
    ms.putcol("EXPOSURE", np.full(rows, step))
    ms.putcol("ANTENNA1", np.tile(pairs[0], TIMES).astype(np.int32))
    ms.putcol("ANTENNA2", np.tile(pairs[1], TIMES).astype(np.int32))
    ms.putcol("UVW", uvw)
    ms.putcol("DATA", np.repeat(data[:, :, None], 2, axis=2).astype(np.complex64))
    ms.putcol("FLAG", np.zeros((rows, channels, 2), bool))
    ms.putcol("WEIGHT", np.ones((rows, 2), np.float32))
    ms.putcol("SIGMA", np.ones((rows, 2), np.float32))
    ms.close()
    width = np.full(channels, 1e6)
    direction = np.radians([centre])
    fill(name + "/ANTENNA", ANTENNAS, NAME=[f"a{i:02}" for i in range(ANTENNAS)], POSITION=list(positions),
         DISH_DIAMETER=12.0, MOUNT="ALT-AZ", TYPE="GROUND-BASED")
    fill(name + "/FIELD", 1, NAME="beam", PHASE_DIR=direction, DELAY_DIR=direction, REFERENCE_DIR=direction)
    fill(name + "/SPECTRAL_WINDOW", 1, NUM_CHAN=channels, CHAN_FREQ=frequencies, CHAN_WIDTH=width,
         EFFECTIVE_BW=width, RESOLUTION=width, REF_FREQUENCY=float(frequencies[0]), TOTAL_BANDWIDTH=float(width.sum()))
    fill(name + "/POLARIZATION", 1, NUM_CORR=2, CORR_TYPE=np.array([9, 12], np.int32),
         CORR_PRODUCT=np.array([[0, 0], [1, 1]], np.int32))
    fill(name + "/DATA_DESCRIPTION", 1, SPECTRAL_WINDOW_ID=0, POLARIZATION_ID=0)
    fill(name + "/OBSERVATION", 1, TELESCOPE_NAME="SIMULATED", TIME_RANGE=times[[0, -1]])


def main():
    beam, beams, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    centre = sky.to_sky(*sky.grid(beams)[beam])
    frequencies = np.concatenate([f + 1e6 * np.arange(sky.CHANNELS) for f in sky.FREQUENCIES])
    positions, first, second = baselines()
    uvw = track(positions[second] - positions[first], centre[1]).reshape(-1, 3)
    data = visibilities(uvw, frequencies, centre, beams, seed=beam)
    write(name, uvw, data, frequencies, centre, (first, second), positions)


if __name__ == "__main__":
    main()

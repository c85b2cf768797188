#!/usr/bin/python3
"""Gathers all images into one cube and one mosaic: gather.py BEAMS CUBE.h5 MOSAIC.png IMAGE...

The images come beam by beam, each beam's sub-bands in order. The mosaic is the mean over sub-bands, every beam
weighted by its response squared, as flat in brightness as the beams allow.
"""
import struct
import sys
import zlib

import h5py
import numpy as np

import fits
import sky


def mosaic_of(cube, headers):
    """(mosaic [n, n], noise weight [n, n], extent in degrees from the centre)."""
    reach = max(max(abs(e), abs(n)) for e, n in sky.grid(len(cube))) + 0.55
    size = int(2 * reach / sky.PIXEL)
    axis = (np.arange(size) - size / 2 + 0.5) * sky.PIXEL
    total, weight = np.zeros((size, size)), np.zeros((size, size))
    east, north = np.meshgrid(-axis, axis)  # east is left
    ra, dec = np.vectorize(sky.to_sky)(east, north)
    for image, header in zip(cube.mean(axis=1), headers):
        l, m, _ = np.vectorize(sky.direction_cosines)(ra, dec, header["CRVAL1"], header["CRVAL2"])
        column = np.rint(header["CRPIX1"] - 1 + np.degrees(l) / header["CDELT1"]).astype(int)
        row = np.rint(header["CRPIX2"] - 1 + np.degrees(m) / header["CDELT2"]).astype(int)
        seen = (column >= 0) & (row >= 0) & (column < image.shape[1]) & (row < image.shape[0])
        gain = np.vectorize(sky.response)(l[seen], m[seen])
        gain[gain < 0.2] = 0
        total[seen] += gain * image[row[seen], column[seen]]
        weight[seen] += gain ** 2
    good = weight > 0.04
    return np.where(good, total / np.where(good, weight, 1), 0), weight, reach


def write_png(path, image):
    """\\p image in grey, dark sky and bright sources, north up."""
    level = np.clip((np.arcsinh(image * 20) / np.arcsinh(20 * 2.0)), 0, 1)
    pixels = (255 * level[::-1]).astype(np.uint8)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n"
                   + chunk(b"IHDR", struct.pack(">IIBBBBB", pixels.shape[1], pixels.shape[0], 8, 0, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def main():
    beams, cube_path, png_path, paths = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
    read = [fits.read(path) for path in paths]
    bands = len(paths) // beams
    cube = np.stack([image for _, image in read]).reshape(beams, bands, *read[0][1].shape)
    headers = [header for header, _ in read][::bands]
    mosaic, weight, reach = mosaic_of(cube, headers)
    with h5py.File(cube_path, "w") as file:
        data = file.create_dataset("cube", data=cube, chunks=(1, 1, *cube.shape[2:]), compression="gzip")
        data.attrs["axes"] = ["beam", "sub-band", "declination", "right ascension"]
        data.attrs["frequency"] = sky.FREQUENCIES[:bands]
        data.attrs["centre"] = [(h["CRVAL1"], h["CRVAL2"]) for h in headers]
        file["mosaic"], file["weight"] = mosaic.astype(np.float32), weight.astype(np.float32)
        file["mosaic"].attrs["reach"] = reach
    write_png(png_path, mosaic)


if __name__ == "__main__":
    main()

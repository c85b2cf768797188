"""Reads the images that wsclean writes: just enough of FITS."""
import math

import numpy as np


def read(path):
    """(header as a dict, image [rows, columns]) of a file's first unit."""
    with open(path, "rb") as file:
        raw = file.read()
    header, position = {}, 0
    while "END" not in header:
        card = raw[position:position + 80].decode("ascii")
        position += 80
        key, value = card[:8].strip(), card[10:].split(" /")[0].strip()
        if card[8:10] == "= ":
            header[key] = value.strip("' ") if value.startswith("'") else float(value) if value not in "TF" else value == "T"
        elif key == "END":
            header["END"] = True
    begin = -(-position // 2880) * 2880
    columns, rows = int(header["NAXIS1"]), int(header["NAXIS2"])
    return header, np.frombuffer(raw, ">f4", columns * rows, begin).reshape(rows, columns).astype(np.float32)


def pixel_of(header, ra, dec):
    """Column and row (from 0) of a direction, in the orthographic projection of the image."""
    import sky
    l, m, _ = sky.direction_cosines(ra, dec, header["CRVAL1"], header["CRVAL2"])
    return (header["CRPIX1"] - 1 + math.degrees(l) / header["CDELT1"],
            header["CRPIX2"] - 1 + math.degrees(m) / header["CDELT2"])

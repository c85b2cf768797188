"""The sky of this example: where the beams point and which sources shine.

Angles are in degrees, fluxes in jansky. All steps of the pipeline take them from here; the last step finds the
sources again without looking.
"""
import math

CENTRE = (187.5, -45.0)     # right ascension and declination of the mosaic
BEAM_SPACING = 0.75
BEAM_FWHM = 1.1             # of the antennas' response, a Gaussian
FREQUENCIES = (887.5e6, 943.5e6)  # one sub-band each, Hz
CHANNELS = 2                # of a sub-band
PIXEL = 20 / 3600
SIZE = 216                  # pixels of a beam's image, 1.2 degrees


def grid(beams):
    """Offsets (east, north) of the beams' centres from the mosaic's, in rows as square as possible."""
    columns = math.ceil(math.sqrt(beams))
    rows = math.ceil(beams / columns)
    return [((columns - 1) / 2 * BEAM_SPACING - (i % columns) * BEAM_SPACING,
             (i // columns) * BEAM_SPACING - (rows - 1) / 2 * BEAM_SPACING) for i in range(beams)]


def sources(beams):
    """(east, north, flux) of every source: one near each beam's centre, so that each beam has work."""
    found = []
    for i, (east, north) in enumerate(grid(beams)):
        angle = 2.399963 * i            # the golden angle: no two beams alike
        radius = 0.08 + 0.16 * ((i * 7) % 10) / 10
        found.append((east + radius * math.cos(angle), north + radius * math.sin(angle), 1.0 + (i % 5) * 0.5))
    return found


def to_sky(east, north):
    """Right ascension and declination (degrees) of a point given by its offsets from the mosaic's centre.

    The mosaic is a gnomonic projection about its centre; offsets are degrees on the tangent plane.
    """
    l, m = math.radians(east), math.radians(north)
    ra0, dec0 = (math.radians(angle) for angle in CENTRE)
    rho = math.sqrt(1 + l * l + m * m)
    dec = math.asin((math.sin(dec0) + m * math.cos(dec0)) / rho)
    ra = ra0 + math.atan2(l, math.cos(dec0) - m * math.sin(dec0))
    return math.degrees(ra), math.degrees(dec)


def from_sky(ra, dec):
    """Offsets (east, north) of a point of the sky: the inverse of to_sky."""
    ra, dec, ra0, dec0 = (math.radians(angle) for angle in (ra, dec, *CENTRE))
    scale = math.sin(dec0) * math.sin(dec) + math.cos(dec0) * math.cos(dec) * math.cos(ra - ra0)
    east = math.cos(dec) * math.sin(ra - ra0) / scale
    north = (math.cos(dec0) * math.sin(dec) - math.sin(dec0) * math.cos(dec) * math.cos(ra - ra0)) / scale
    return math.degrees(east), math.degrees(north)


def direction_cosines(ra, dec, ra0, dec0):
    """(l, m, n) of a direction about a phase centre; degrees in."""
    ra, dec, ra0, dec0 = (math.radians(angle) for angle in (ra, dec, ra0, dec0))
    l = math.cos(dec) * math.sin(ra - ra0)
    m = math.sin(dec) * math.cos(dec0) - math.cos(dec) * math.sin(dec0) * math.cos(ra - ra0)
    return l, m, math.sqrt(1 - l * l - m * m)


def response(l, m):
    """Power of an antenna's beam in direction (l, m)."""
    return math.exp(-4 * math.log(2) * (math.degrees(math.hypot(l, m)) / BEAM_FWHM) ** 2)

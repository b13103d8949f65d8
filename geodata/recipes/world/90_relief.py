"""relief.bin: heights of land of the world every 10', from ETOPO5 (NOAA NGDC, public domain) in Debian's ferret-datasets.

Arguments: the folder of packages, the folder to write to. Needs netCDF4 and scipy.

The packaged grid lies too far west by 1.5' to 13.5' (it drifts with longitude) and 1.5' too far north, found by shifting it over better height maps: it is
moved back. Heights are rounded to 20 m, the sea is 0, land below the sea's level too.

Format, read by src/data/relief/world.rs: "relief1", then for each tile of 15 x 15 degrees, row by row from the north-west, its length and its bytes. A tile is a stream of
variable-length integers (LEB128), row by row: the difference of each height from what its neighbours let expect (median edge detector, as in LOCO-I; Weinberger,
Seroussi, Sapiro 2000), folded to be positive (zigzag); a run of zeros is a 0 and how many more follow."""
import sys
import netCDF4
import numpy as np
from scipy.ndimage import map_coordinates

PKG, OUT = sys.argv[1:3]
TILE = 90

z = netCDF4.Dataset(f"{PKG}/ferret-datasets/usr/share/ferret-vis/data/etopo5.cdf").variables["ROSE"][:]
z = np.roll(np.array(z)[::-1], 2160, axis=1).astype("f4")
mean = (z + np.roll(z, 1, 1) + np.roll(z, 1, 0) + np.roll(z, (1, 1), (0, 1))) / 4  # of 2 x 2, centre half a step north-west
lat = 90 - (np.arange(1080) + 0.5) / 6
lon = -180 + (np.arange(2160) + 0.5) / 6
dx, dy = (7.5 - lon / 30) / 60, 1.5 / 60
row, column = (90 - lat - dy) * 12 + 0.5, (lon - dx + 180) * 12 + 0.5
e = map_coordinates(mean, np.meshgrid(row, column, indexing="ij"), order=1, mode="grid-wrap")
e[0], e[-1] = e[1], e[-2]
heights = np.round(np.maximum(e, 0) / 20).astype(int)


def leb(n):
    out = bytearray()
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return out


def tile(h):
    a = np.zeros((TILE + 1, TILE + 1), int)
    a[1:, 1:] = h
    left, up, corner = a[1:, :-1], a[:-1, 1:], a[:-1, :-1]
    low, high = np.minimum(left, up), np.maximum(left, up)
    expected = np.where(corner >= high, low, np.where(corner <= low, high, left + up - corner))
    out, zeros = bytearray(), 0
    for d in (h - expected).ravel().tolist() + [None]:
        if d == 0:
            zeros += 1
            continue
        if zeros:
            out += leb(0) + leb(zeros - 1)
            zeros = 0
        if d is not None:
            out += leb(2 * d if d > 0 else -2 * d - 1)
    return out


with open(f"{OUT}/relief.bin", "wb") as f:
    f.write(b"relief1")
    for r in range(0, 1080, TILE):
        for c in range(0, 2160, TILE):
            t = tile(heights[r : r + TILE, c : c + TILE])
            f.write(leb(len(t)) + t)
    print("relief.bin", f.tell(), "heights", heights.min() * 20, heights.max() * 20)

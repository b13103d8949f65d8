"""built_up.geojson: outlines of built-up areas from the 1 km classes 22, 23 and 30, smoothed so that no cell shows.

Reads settlement.geojson, which 50_ground.py wrote; needs numpy, shapely 2 and contourpy. The cells (1/120 degree) are painted eight times finer, blurred by a Gaussian of 0.5 cell and cut at 0.44.
"""
import json
import sys

import numpy as np
from contourpy import FillType, contour_generator
from shapely.geometry import Polygon, mapping, shape

OUT = sys.argv[2]
WEST, NORTH, CELL, FINE, SIGMA, CUT = 35.0, 38.0, 1 / 120, 8, 0.5, 0.44
size = 480
mask = np.zeros((size, size))
for f in json.load(open(f"{OUT}/settlement.geojson"))["features"]:
    if f["properties"]["degurba"] not in (22, 23, 30):
        continue
    area = shape(f["geometry"])
    x0, y0, x1, y1 = area.bounds
    for c in range(round((x0 - WEST) / CELL), round((x1 - WEST) / CELL)):
        for r in range(round((NORTH - y1) / CELL), round((NORTH - y0) / CELL)):
            centre = (WEST + (c + 0.5) * CELL, NORTH - (r + 0.5) * CELL)
            if area.covers(shape({"type": "Point", "coordinates": centre})):
                mask[r, c] = 1
fine = np.kron(mask, np.ones((FINE, FINE)))
reach = int(3 * SIGMA * FINE)
kernel = np.exp(-np.arange(-reach, reach + 1) ** 2 / (2 * (SIGMA * FINE) ** 2))
kernel /= kernel.sum()
for axis in (0, 1):
    fine = np.apply_along_axis(lambda v: np.convolve(v, kernel, mode="same"), axis, fine)
step = CELL / FINE
xs = WEST + (np.arange(size * FINE) + 0.5) * step
ys = NORTH - (np.arange(size * FINE) + 0.5) * step
polygons, offsets = contour_generator(xs, ys, fine, fill_type=FillType.OuterOffset).filled(CUT, 2.0)
parts = []
for points, offset in zip(polygons, offsets):
    rings = [points[a:b] for a, b in zip(offset[:-1], offset[1:])]
    parts.append(Polygon(rings[0], rings[1:]).simplify(0.0003))
parts = sorted((p for p in parts if not p.is_empty), key=lambda g: (-g.area, g.bounds))
lines = []
for part in parts:
    g = mapping(part)
    g["coordinates"] = [[[round(x, 5), round(y, 5)] for x, y in ring] for ring in g["coordinates"]]
    lines.append(json.dumps({"type": "Feature", "properties": {}, "geometry": g}, separators=(",", ":")))
with open(f"{OUT}/built_up.geojson", "w") as out:
    out.write('{"type":"FeatureCollection","name":"built_up","attribution":"European Commission, JRC, GHS-WUP-DEGURBA R2025A (CC BY 4.0)","features":[\n'
              + ",\n".join(lines) + "\n]}\n")

"""built_up.geojson: outlines of built-up areas from the 1 km classes 22, 23 and 30, smoothed so that no cell shows.

Run from geodata/idlib; needs shapely 2. The cells' union is opened and closed by 0.45 km with round corners.
"""
import json
from shapely.affinity import scale
from shapely.geometry import mapping, shape
from shapely.ops import unary_union

STRETCH = 0.8090  # cos 36°: degrees of longitude as long as those of latitude
R = 0.45 / 111.0
cells = [shape(f["geometry"]) for f in json.load(open("settlement_ghs_degurba2025_1km.geojson"))["features"]
         if f["properties"]["degurba"] in (22, 23, 30)]
area = scale(unary_union([c.buffer(1e-7) for c in cells]), STRETCH, 1, origin=(0, 0))
area = area.buffer(R * 0.9).buffer(-R * 1.55).buffer(R * 0.62).simplify(R * 0.02)
area = scale(area, 1 / STRETCH, 1, origin=(0, 0))
parts = sorted(area.geoms, key=lambda g: (-g.area, g.bounds))
lines = []
for part in parts:
    g = mapping(part)
    g["coordinates"] = [[[round(x, 5), round(y, 5)] for x, y in ring] for ring in g["coordinates"]]
    lines.append(json.dumps({"type": "Feature", "properties": {}, "geometry": g}, separators=(",", ":")))
with open("built_up.geojson", "w") as out:
    out.write('{"type":"FeatureCollection","name":"built_up","attribution":"European Commission, JRC, GHS-WUP-DEGURBA R2025A (CC BY 4.0)","features":[\n'
              + ",\n".join(lines) + "\n]}\n")

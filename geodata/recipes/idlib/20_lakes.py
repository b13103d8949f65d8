"""lakes: OpenStreetMap of 2017 (npm @geo-maps/earth-waterbodies-10m 0.6.0); names by a table of our own."""
import json, sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
from shapely.geometry import Point, shape

# A point in the box of the lake: English, Arabic.
NAMED = json.load(open(f"{__file__.rsplit('/', 1)[0]}/water_names.json", encoding="utf-8"))["lakes"]

d = json.load(open(f"{PKG}/geo-maps-waterbodies/package/map.geo.json", encoding="utf-8"))
geometries = d["geometries"] if d["type"] == "GeometryCollection" else [f["geometry"] for f in d["features"]]
parts = []
for g in map(shape, geometries):
    for p in getattr(g, "geoms", [g]):
        w, s, e, n = p.bounds
        if e > 35 and w < 39 and n > 34 and s < 38:
            parts.append(p)
lakes = []
for p in sorted((p for p in parts if 2e-6 < p.area < 1), key=lambda p: -p.area):
    p = make_valid(p)
    if not any(p.intersection(k).area > 0.5 * p.area for k in lakes):     # the package stores overlapping variants
        lakes.append(p)
features = []
for p in lakes:
    m = {"area_km2": round(transform(to_utm, p).area / 1e6, 2)}
    for lon, lat, en, ar in NAMED:
        if m["area_km2"] > 20 and p.envelope.contains(Point(lon, lat)):
            m.update(name=en, name_ar=ar)
    features.append((make_valid(p).intersection(BOX), m))
print("not found:", [t for t in NAMED if not any(m.get("name") == t[2] for _, m in features)])
write("lakes", features, OSM, 5)

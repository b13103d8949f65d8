"""border_tr_sy (to measure to), borders, countries, coastline, sea.

Borders of Türkiye, Syria and Lebanon: OpenStreetMap of 2026, as the time zones of timezone-boundary-builder 2026c
(PyPI timezonefinder-data 3.2026.3.post1) have them; coast: OpenStreetMap of 2017 (npm @geo-maps/countries-coastline-1m
0.6.0). The zones reach into the sea, so they are cut at that coast."""
import json, sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from itertools import combinations

from common import *
from shapely.geometry import MultiLineString, Polygon, shape
from timezonefinder import TimezoneFinder

WINDOW = box(35.0, 34.0, 43.5, 38.5)
ZONES = {"TUR": "Europe/Istanbul", "SYR": "Asia/Damascus", "LBN": "Asia/Beirut"}
NAMES = {"TUR": ("Türkiye", "تركيا"), "SYR": ("Syria", "سوريا"), "LBN": ("Lebanon", "لبنان")}

finder = TimezoneFinder()
zone = {c: unary_union([make_valid(Polygon(p[0], p[1:])) for p in finder.get_geometry(tz_name=z, coords_as_pairs=True)])
        for c, z in ZONES.items()}
coast = {}
for line in open(f"{PKG}/geo-maps-coastline-1m/package/map.geo.json", encoding="utf-8"):
    if any(f'"A3":"{c}"' in line for c in ZONES):
        f = json.loads(line.strip().rstrip(","))
        coast[f["properties"]["A3"]] = shape(f["geometry"])
land = unary_union([make_valid(g).intersection(box(34.5, 33, 44, 39)) for g in coast.values()])


def shared_boundary(a, b):
    a, b = (make_valid(make_valid(g).intersection(WINDOW)) for g in (a, b))
    s = a.boundary.intersection(b.boundary)
    if s.length < 3:
        s = b.boundary.intersection(a.buffer(0.0003))
    m = unary_union([g for g in getattr(s, "geoms", [s]) if g.geom_type in ("LineString", "MultiLineString")])
    return linemerge(m) if m.geom_type == "MultiLineString" else m


border = lines(lines(shared_boundary(zone["TUR"], zone["SYR"])).intersection(land.buffer(0.0006)))
if border.geom_type != "LineString":
    border = MultiLineString([x for x in border.geoms if x.length > 0.0005])
border = lines(border.intersection(BOX))
border = max(getattr(border, "geoms", [border]), key=lambda x: x.length)   # drops a sliver of 10 m near 38.105E 36.879N
write("border_tr_sy", [(border, {"name": "Türkiye–Syria border",
                                 "source": "timezonefinder-data (timezone-boundary-builder 2026c, OSM)"})], OSM)

countries = []
for code, g in zone.items():
    g = make_valid(make_valid(g).intersection(land.intersection(BOX)))
    g = unary_union([x for x in getattr(g, "geoms", [g]) if "Polygon" in x.geom_type and x.area > 1e-9])
    countries.append((g, {"iso_a3": code, "name": NAMES[code][0], "name_ar": NAMES[code][1]}))
write("countries", [(simplified(g, 20), p) for g, p in countries], OSM, 5)

drawn = [(simplified(border, 5), {"left": "TUR", "right": "SYR", "kind": "international"})]
for (a, pa), (b, pb) in combinations(countries, 2):
    s = lines(a.boundary.intersection(b.boundary))
    if s.length > 0 and {pa["iso_a3"], pb["iso_a3"]} != {"TUR", "SYR"}:
        drawn.append((simplified(s, 20), {"left": pa["iso_a3"], "right": pb["iso_a3"], "kind": "international"}))
write("borders", drawn, OSM)

shore = unary_union([make_valid(g).intersection(BOX.buffer(0.05)) for g in coast.values()]).buffer(1e-5).buffer(-1e-5)
sea = BOX.difference(shore)
sea = unary_union([x for x in getattr(sea, "geoms", [sea]) if x.bounds[0] < 35.001 or x.area > 0.01])
write("sea", [(simplified(sea, 20), {"name": "Mediterranean Sea", "name_ar": "البحر الأبيض المتوسط"})], OSM, 5)
write("coastline", [(simplified(lines(sea.boundary.intersection(BOX.buffer(-1e-6))), 20), {"name": "coastline"})], OSM, 5)

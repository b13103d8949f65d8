"""Shared by the recipes of the Idlib pack: the box, rounding, simplifying in UTM 37N, writing GeoJSON."""
import json, os, sys

import pyproj
from shapely import make_valid
from shapely.geometry import box, mapping
from shapely.ops import linemerge, transform, unary_union

PKG, OUT = sys.argv[1], sys.argv[2]
BOX = box(35, 34, 39, 38)
to_utm = pyproj.Transformer.from_crs(4326, 32637, always_xy=True).transform
to_lonlat = pyproj.Transformer.from_crs(32637, 4326, always_xy=True).transform
OSM = "© OpenStreetMap contributors, ODbL 1.0"
NATURAL_EARTH = "Made with Natural Earth"


def simplified(g, metres):
    """Douglas-Peucker with a tolerance on the ground."""
    return transform(to_lonlat, transform(to_utm, g).simplify(metres))


def rounded(o, decimals):
    if isinstance(o, (list, tuple)):
        if o and isinstance(o[0], (int, float)):
            return [round(float(v), decimals) for v in o[:2]]
        return [rounded(x, decimals) for x in o]
    return o


def lines(g):
    parts = [x for x in getattr(g, "geoms", [g]) if x.geom_type in ("LineString", "MultiLineString")]
    m = unary_union(parts)
    return linemerge(m) if m.geom_type == "MultiLineString" else m


def write(name, features, attribution, decimals=6):
    """features: (geometry, properties) pairs; empty geometries are left out."""
    fc = {"type": "FeatureCollection", "name": name, "attribution": attribution, "features": []}
    for g, p in features:
        if g.is_empty or g.geom_type == "GeometryCollection":
            continue
        m = mapping(g)
        geometry = {"type": m["type"], "coordinates": rounded(m["coordinates"], decimals)}
        fc["features"].append({"type": "Feature", "properties": p, "geometry": geometry})
    path = f"{OUT}/{name}.geojson"
    with open(path, "w", encoding="utf-8") as f:
        f.write(json.dumps(fc, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{name}: {len(fc['features'])} features, {os.path.getsize(path) / 1e3:.1f} kB")

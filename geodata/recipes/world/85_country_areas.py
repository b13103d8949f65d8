"""country_areas: which country a place lies in, with the countries' codes and English names; disputed_areas: where two maps disagree.

country_areas.bin: Natural Earth's countries (countries_10m) as blocks of LZMA, a great polygon alone, small ones of a country
together by cells of ten degrees. A block unpacked is varints: the number of rings, their numbers of vertices (the first isn't repeated), then of all
vertices the steps in longitude, then those in latitude, in 1e-4 degrees, zigzag. A place inside an odd number of rings is inside.
country_areas.tsv: one row a block: ISO 3166 alpha-3 code (none: -), offset, bytes, box.
country_codes.tsv: alpha-3, alpha-2, names.
disputed_areas: where the country of OpenStreetMap of 2017 is another than Natural Earth's, wider than 2 * WIDE_DEG. Both edges
were rounded off by that much."""
import json, lzma, sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
from border_blocks import iso_codes, packed_places

GREAT, WIDE_DEG = 400, 0.05
iso = iso_codes(load("countries_10m")["features"])
features = load("countries_10m")["features"]

blob, rows = bytearray(), []
for f in features:
    p = f["properties"]
    g = shape(f["geometry"])
    groups = {}
    for k, polygon in enumerate(getattr(g, "geoms", [g])):
        rings = [np.asarray(r.coords)[:-1] for r in (polygon.exterior, *polygon.interiors)]
        x, y = polygon.exterior.coords[0][:2]
        key = ("great", k) if sum(map(len, rings)) >= GREAT else ("small", int(x // 10), int(y // 10))
        groups.setdefault(key, []).extend(rings)
    for key, rings in sorted(groups.items(), key=str):
        block = packed_places([[len(rings)], [len(r) for r in rings]], rings, 1e4)
        xy = np.vstack(rings)
        rows.append([iso[p["a3"]] or "-", len(blob), len(block), *np.round(np.r_[xy.min(0), xy.max(0)], 4)])
        blob += block
open(f"{OUT}/country_areas.bin", "wb").write(blob)
with open(f"{OUT}/country_areas.tsv", "w") as out:
    out.write("country\toffset\tbytes\twest\tsouth\teast\tnorth\n")
    out.writelines("\t".join(f"{v:.4f}".rstrip("0").rstrip(".") if isinstance(v, float) else str(v) for v in r) + "\n" for r in rows)
print(len(rows), "blocks,", len(blob), "bytes")

names = json.load(lzma.open(f"{OUT}/country_names.json.xz"))["names"]
codes = {}
# the country itself before the islands that share its code
for f in sorted(features, key=lambda f: f["properties"]["a3"] != f["properties"].get("iso_a3")):
    p = f["properties"]
    code = iso[p["a3"]]
    if not code or (p.get("iso_a3") or ("XKX" if p["a3"] == "KOS" else None)) != code:
        continue
    n = names.get(p["a3"], {})
    all_names = [n.get("ne", {}).get("en"), n.get("cldr", {}).get("en"), p.get("name"), p.get("name_short"), p.get("name_formal")]
    old = codes.get(code, [p.get("iso_a2"), []])
    codes[code] = [old[0], list(dict.fromkeys([*old[1], *filter(None, all_names)]))]
with open(f"{OUT}/country_codes.tsv", "w") as out:
    out.write("alpha3\talpha2\tnames\n")
    out.writelines(f"{c}\t{a2}\t{';'.join(n)}\n" for c, (a2, n) in sorted(codes.items()))

osm = {}
for f in json.load(open(f"{PKG}/geo-maps-countries-10m/package/map.geo.json"))["features"]:
    g = shapely.simplify(shapely.make_valid(shape(f["geometry"])), 0.01)
    osm[f["properties"]["A3"]] = shapely.make_valid(g)
ne = {}
for f in features:
    ne.setdefault(iso[f["properties"]["a3"]] or f["properties"]["a3"], []).append(shapely.make_valid(shapely.simplify(shape(f["geometry"]), 0.01)))
ne = {c: shapely.union_all(g) for c, g in ne.items()}
tree, order = shapely.STRtree(list(ne.values())), list(ne)
state = {}           # of a dependency, the state that holds it
for f in features:
    p = f["properties"]
    if p["type"] in ("Dependency", "Country"):
        state[iso[p["a3"]]] = {iso[q["properties"]["a3"]] for q in features if q["properties"]["sov_a3"] == p["sov_a3"]}
pieces = []
for c, g in sorted(osm.items()):
    if c not in ne:      # a dependency that Natural Earth counts to its country
        continue
    for j in sorted(tree.query(g, predicate="intersects")):
        n = order[j]
        if n == c or c in state.get(n, ()) or n in state.get(c, ()):
            continue
        if n in osm and shapely.area(shapely.difference(osm[n], g)) < 0.01 * shapely.area(osm[n]):
            continue     # an enclave that its neighbour has no hole for
        both = shapely.buffer(shapely.intersection(g, ne[n]), -WIDE_DEG, quad_segs=4)
        for part in getattr(both, "geoms", [both]):
            if part.geom_type == "Polygon" and not part.is_empty:
                part = shapely.simplify(shapely.buffer(part, WIDE_DEG, quad_segs=4), 0.01)
                pieces.append((part, {"openstreetmap": c, "natural_earth": n if n in iso.values() else None, "km2": round(abs(part.area) * 12364 * float(np.cos(np.radians(part.centroid.y))))}))
write("disputed_areas", pieces, 3, "countries_10m against npm @geo-maps/countries-coastline-10m 0.6.0", "ODbL 1.0", "© OpenStreetMap contributors; Made with Natural Earth")
for g, p in pieces: print(p, [round(v, 2) for v in g.bounds])

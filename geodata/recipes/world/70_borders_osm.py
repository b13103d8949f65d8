"""borders_osm: land borders of the world from OpenStreetMap of 2017, a step on the way to land_borders (80).

Input: the country areas of npm @geo-maps/countries-coastline-10m 0.6.0 (ODbL), cut at the coast and simplified to 10 m. Two
neighbours run along their border in opposite directions: an edge that two countries' rings share so is border. Where the two
rings differ a little, edges nearer than NEAR degrees that run the opposite way count too; of them those of the country that comes
first in the alphabet are kept. An enclave in a country without a hole for it is bordered by its whole ring.
Every line runs with the first country of its pair on the left. Pairs that never share an edge face each other across water: left out."""
import collections, json, sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *

SCALE, NEAR = 10**5, 0.002
features = json.load(open(f"{PKG}/geo-maps-countries-10m/package/map.geo.json"))["features"]
names = np.array([f["properties"]["A3"] for f in features])


def rings(geometry):
    """Rings as whole numbers, the land on their left."""
    for polygon in geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]:
        for k, ring in enumerate(polygon):
            r = np.rint(np.asarray([p[:2] for p in ring]) * SCALE).astype(np.int64)
            x, y = r.astype(float).T
            counter_clockwise = np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) > 0
            yield r if counter_clockwise == (k == 0) else r[::-1]


def edges_of_all():
    start, end, owner = [], [], []
    for i, f in enumerate(features):
        for r in rings(f["geometry"]):
            start.append(r[:-1]); end.append(r[1:]); owner.append(np.full(len(r) - 1, i, np.int32))
    start, end, owner = map(np.concatenate, (start, end, owner))
    moves = (start != end).any(1)
    return start[moves], end[moves], owner[moves]


start, end, owner = edges_of_all()
number = lambda v: (v[:, 0] + 180 * SCALE) * (1 << 26) + v[:, 1] + 90 * SCALE
place = lambda n: ((n >> 26) - 180 * SCALE, (n & ((1 << 26) - 1)) - 90 * SCALE)
ns, ne = number(start), number(end)
pairs = collections.defaultdict(set)      # (first, second) -> edges, first on the left

# shared edges
low, high = np.minimum(ns, ne), np.maximum(ns, ne)
order = np.lexsort((high, low))
fresh = np.r_[True, (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)]
begins = np.flatnonzero(fresh)
matched = np.zeros(len(ns), bool)
for s, e in zip(begins, np.r_[begins[1:], len(ns)]):
    if e - s < 2:
        continue
    same = order[s:e]
    matched[same] = True
    for p in same:
        for q in same:
            if names[owner[p]] < names[owner[q]] and ns[p] == ne[q]:
                pairs[str(names[owner[p]]), str(names[owner[q]])].add((int(ns[p]), int(ne[p])))
exact = {k: len(v) for k, v in pairs.items()}

# near edges
rest = np.flatnonzero(~matched)
lines = shapely.linestrings(np.stack([start[rest], end[rest]], axis=1) / SCALE)
tree = shapely.STRtree(lines)
for chunk in np.array_split(np.arange(len(rest)), 60):
    i, j = tree.query(lines[chunk], predicate="dwithin", distance=NEAR)
    p, q = rest[chunk[i]], rest[j]
    ours = names[owner[p]] < names[owner[q]]
    p, q = p[ours], q[ours]
    v, w = (end[p] - start[p]).astype(float), (end[q] - start[q]).astype(float)
    cos = np.cos(np.radians(start[p][:, 1] / SCALE))
    v[:, 0] *= cos; w[:, 0] *= cos
    opposite = (v * w).sum(1) < -0.5 * np.hypot(*v.T) * np.hypot(*w.T)
    for a, b in zip(p[opposite], q[opposite]):
        pairs[str(names[owner[a]]), str(names[owner[b]])].add((int(ns[a]), int(ne[a])))

# enclaves
areas = [shapely.make_valid(shape(f["geometry"])) for f in features]
around = shapely.STRtree(areas)
for i in range(len(features)):
    if any(names[i] in k for k in exact):
        continue
    own = np.flatnonzero(owner == i)
    for j in around.query(shapely.point_on_surface(areas[i]), predicate="within"):
        if j != i and not matched[own].any() and areas[j].area > areas[i].area:
            first = names[i] < names[j]
            key = tuple(sorted((str(names[i]), str(names[j]))))
            pairs[key] = {(int(ns[e]), int(ne[e])) if first else (int(ne[e]), int(ns[e])) for e in own}
            exact[key] = len(own)
            print("enclave", *key)


def chains(edges):
    """Directed edges joined to lines as long as no node forks."""
    out, into = collections.defaultdict(list), collections.Counter()
    for u, v in sorted(edges):
        out[u].append(v); into[v] += 1
    left = set(edges)
    forks = sorted(u for u in out if len(out[u]) != 1 or into[u] != 1)
    for first in forks + sorted(out):
        for v in out[first]:
            if (first, v) not in left:
                continue
            left.discard((first, v)); line = [first, v]
            while len(out[v]) == 1 and into[v] == 1 and (v, out[v][0]) in left:
                left.discard((v, out[v][0])); v = out[v][0]; line.append(v)
            yield line


result = []
for (p, q), edges in sorted(pairs.items()):
    if (p, q) not in exact:
        print("left out", p, q, len(edges), "edges"); continue
    # one area may stand under two codes (Guiana as GUF and in FRA): both are kept here, 80 chooses
    parts = [LineString([(x / SCALE, y / SCALE) for x, y in map(place, line)]) for line in chains(edges)]
    result.append((MultiLineString(parts), {"a3": [p, q]}))
write("borders_osm", result, 5, "npm @geo-maps/countries-coastline-10m 0.6.0: edges that two countries share",
      "ODbL 1.0", "© OpenStreetMap contributors")

"""land_borders: the land border of every two neighbours, the best line there is, each part with what is known of it.

1. Lines: borders_osm (70). Where it has a gap, Natural Earth's line (borders_10m) stands in: a point of Natural Earth's that lies GAP_M
   off although OpenStreetMap's nearest point lies on Natural Earth's line (it is the end of a line, not another course).
2. Accuracy of a part: how far OpenStreetMap's line of 2017 lies from that of 2026 (95 of 100 points of it, stepped up), but at least
   LEAST_M: two independent surveys of the border of Türkiye and Syria differ by that. The line of 2026 is that of the time zones of
   timezone-boundary-builder 2026c (PyPI timezonefinder-data). Where it has none (one zone on both sides) Natural Earth is compared.
   A part of Natural Earth's: NATURAL_EARTH_M, 95 of 100 points of it lie within that of OpenStreetMap.
3. A part whose course Natural Earth draws elsewhere, DIFFERS_M and more away, says how far.
4. Kind of a part: that of Natural Earth's line beside it (international, disputed, line_of_control, indefinite, …).
5. A pair that is the same line as another's (one area under two codes) is an alias of the one that Natural Earth knows.
6. Where a more detailed line of the pack ../idlib is built in, the part within its box is left out.

Writes land_borders.tsv, one row a pair, and land_borders.bin, a block of LZMA a pair. A block unpacked is varints: the number of lines;
for each line source, kind, accuracy and difference in hundreds of metres, number of vertices; then of all vertices the steps in
longitude, then those in latitude, in 1e-5 degrees, zigzag. Lines run with the first country on the left."""
import collections, sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
from border_blocks import iso_codes, packed_places
from scipy.spatial import cKDTree
from timezonefinder import TimezoneFinder

GAP_M, DIFFERS_M, LEAST_M, NATURAL_EARTH_M = 5000, 5000, 300, 4000
STEPS_M = np.array([300, 500, 1000, 2000, 3000, 5000, 7000, 10000, 15000, 20000, 30000, 50000, 100000])
KINDS = ["international", "disputed", "line_of_control", "indefinite", "lease", "claim", "unrecognized"]
DETAILED = {("SYR", "TUR"): shapely.box(35, 34, 39, 38)}
WINDOW_DEG, SAMPLE_DEG, FAR_M = 0.25, 0.005, 1e6
EARTH_M = 6371008.8


def xyz(places):
    lon, lat = np.radians(np.asarray(places, float)[:, :2]).T
    return np.c_[np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)] * EARTH_M


def dense(line, step=SAMPLE_DEG):
    """Points along a line and the edge that each lies on."""
    line = np.asarray(line, float)
    d = np.diff(line, axis=0)
    n = np.maximum(1, np.ceil(np.hypot(d[:, 0] * np.cos(np.radians(line[:-1, 1])), d[:, 1]) / step).astype(int))
    i = np.repeat(np.arange(len(n)), n)
    t = (np.arange(len(i)) - np.repeat(np.cumsum(n) - n, n)) / n[i]
    return np.vstack([line[i] + d[i] * t[:, None], line[-1:]]), np.r_[i, len(n) - 1]


def nearest(tree, points):
    """Distance in metres and number of the nearest point."""
    if tree is None:
        return np.full(len(points), np.inf), np.zeros(len(points), int)
    d, i = tree.query(xyz(points), distance_upper_bound=FAR_M)
    return d, np.minimum(i, tree.n - 1)


class Zones:
    """Boundaries of the time zones, found by cells of a quarter of a degree."""
    def __init__(self):
        finder, a, b = TimezoneFinder(), [], []
        for name in finder.timezone_names:
            for polygon in finder.get_geometry(tz_name=name, coords_as_pairs=False):
                for ring in polygon:
                    r = np.asarray(ring, float)
                    r = r.T if r.shape[0] == 2 else r
                    r = r if (r[0] == r[-1]).all() else np.vstack([r, r[:1]])
                    a.append(r[:-1]); b.append(r[1:])
        a, b = np.concatenate(a), np.concatenate(b)
        order = np.argsort(self.cell(a), kind="stable")
        self.a, self.b = a[order], b[order]
        self.cells = self.cell(self.a)
        # edges longer than a cell would be missed beside their middle: they are asked everywhere
        self.long = np.flatnonzero(np.hypot(*(self.b - self.a).T) > 0.2)

    @staticmethod
    def cell(p):
        return np.floor(np.asarray(p) * 4).astype(int) @ np.array([10000, 1])

    def tree(self, points):
        around = [self.cell(points + [dx, dy]) for dx in (-.25, 0, .25) for dy in (-.25, 0, .25)]
        cells = np.unique(np.concatenate(around))
        low, high = np.searchsorted(self.cells, cells), np.searchsorted(self.cells, cells, side="right")
        e = np.concatenate([np.arange(x, y) for x, y in zip(low, high)] + [self.long])
        box = np.r_[points.min(0) - 1, points.max(0) + 1]
        lo, hi = np.minimum(self.a[e], self.b[e]), np.maximum(self.a[e], self.b[e])
        e = e[(hi >= box[:2]).all(1) & (lo <= box[2:]).all(1)]
        if not len(e):
            return None
        d = self.b[e] - self.a[e]
        n = np.maximum(1, np.ceil(np.hypot(d[:, 0] * np.cos(np.radians(self.a[e][:, 1])), d[:, 1]) / 6e-4).astype(int))
        i = np.repeat(np.arange(len(e)), n)
        t = (np.arange(len(i)) - np.repeat(np.cumsum(n) - n, n)) / n[i]
        return cKDTree(xyz(self.a[e][i] + d[i] * t[:, None]))


def natural_earth():
    """Lines by pair: (coordinates with the first country on the left, kind)."""
    iso, lines = iso_codes(load("countries_10m")["features"]), collections.defaultdict(list)
    for f in load("borders_10m")["features"]:
        p = f["properties"]
        left, right = iso.get(p.get("left")), iso.get(p.get("right"))
        if not left or not right or left == right or p.get("maritime") or p["kind"] == "zone_limit":
            continue
        for l in getattr(shape(f["geometry"]), "geoms", [shape(f["geometry"])]):
            xy = np.asarray(l.coords)
            lines[tuple(sorted((left, right)))].append((xy if left < right else xy[::-1], p["kind"]))
    return lines


def step_up(m):
    return int(STEPS_M[min(np.searchsorted(STEPS_M, m), len(STEPS_M) - 1)])


def runs(flags):
    """Start and end of each run of true values."""
    edge = np.flatnonzero(np.diff(np.r_[False, flags, False].astype(int)))
    return zip(edge[::2], edge[1::2])


def graded(chain, newer, ne):
    """A line of OpenStreetMap cut into parts: (coordinates, kind, accuracy, difference)."""
    points, edge = dense(chain)
    d26, _ = nearest(newer, points)
    dne, i = nearest(ne and ne["tree"], points)
    # Natural Earth's line runs elsewhere (it is off this one too), or it only ends sooner
    elsewhere = (dne > DIFFERS_M) & (ne["off"][i] > 0.3 * dne) if ne else np.zeros(len(points), bool)
    kind = np.where(dne < 20000, ne["kind"][i], 0) if ne else np.zeros(len(points), int)
    length = np.r_[0, np.cumsum(np.hypot(*np.diff(points, axis=0).T))]
    window = np.floor(length / WINDOW_DEG).astype(int)
    # an edge belongs to one window whole
    first = np.searchsorted(edge, np.arange(edge[-1] + 1))
    window = window[first][edge]
    classes = {}
    for w in np.unique(window):
        at = window == w
        off = np.percentile(np.where(np.isfinite(d26[at]), d26[at], FAR_M), 95)
        if off > 30000:     # no newer line here
            off = np.percentile(dne[at], 95) if np.isfinite(dne[at]).all() else NATURAL_EARTH_M
            off = min(max(off, 1000), 30000)
        differs = step_up(dne[at & elsewhere].max()) if (at & elsewhere).sum() > 2 else 0
        classes[w] = (int(np.bincount(kind[at]).argmax()), step_up(max(off, LEAST_M)), differs)
    of_edge = [classes[w] for w in window[first]]
    begin = 0
    for k in range(1, len(of_edge) + 1):
        if k == len(of_edge) or of_edge[k] != of_edge[begin]:
            yield (chain[begin:k + 1], *of_edge[begin])
            begin = k


def fills(lines, osm):
    """Parts of Natural Earth's lines where OpenStreetMap has a gap."""
    for xy, kind in lines:
        points, _ = dense(xy)
        d, i = nearest(osm and osm["tree"], points)
        gap = (d > GAP_M) & (osm["off"][i] < 0.3 * d) if osm else np.ones(len(points), bool)
        for s, e in runs(gap):
            if e - s < 4 and osm:
                continue
            part = points[max(s - 1, 0):e + 1]
            part = np.asarray(shapely.simplify(LineString(part), 1e-6).coords)
            yield part, KINDS.index(kind), NATURAL_EARTH_M, 0


def outside(chain, area):
    line = LineString(chain)
    for part in getattr(line.difference(area), "geoms", [line.difference(area)]):
        xy = np.asarray(part.coords)
        if len(xy) > 1:
            yield xy if line.project(shapely.Point(xy[0])) < line.project(shapely.Point(xy[-1])) else xy[::-1]


def packed(parts):
    numbers, lines = [[len(parts)]], []
    for source, xy, kind, accuracy, differs in parts:
        r = np.round(np.asarray(xy), 5)
        r = r[np.r_[True, (np.diff(r, axis=0) != 0).any(1)]]
        r = np.vstack([r, r]) if len(r) < 2 else r
        numbers.append((source, kind, accuracy // 100, differs // 100, len(r))); lines.append(r)
    return packed_places(numbers, lines, 1e5)


def measured(lines, other):
    """Points of lines with how far each is from the other's, for the other to ask."""
    both = [dense(xy) for xy in lines]
    points = np.vstack([p for p, _ in both])
    return {"tree": cKDTree(xyz(points)), "off": nearest(other, points)[0], "points": points}


def main():
    zones, ne_lines = Zones(), natural_earth()
    osm_lines = {tuple(f["properties"]["a3"]): [np.asarray(l) for l in f["geometry"]["coordinates"]] if f["geometry"]["type"] == "MultiLineString"
                 else [np.asarray(f["geometry"]["coordinates"])] for f in load("borders_osm")["features"]}
    same = collections.defaultdict(list)
    for pair, lines in osm_lines.items():
        ends = sorted(map(tuple, np.vstack(lines).tolist()))
        same[hash(tuple(ends))].append(pair)
    alias = {}
    for group in same.values():
        known = [p for p in group if p in ne_lines] or group[:1]
        alias |= {p: known[0] for p in group if p != known[0]}
    blob, rows, sums = bytearray(), {}, collections.Counter()
    for pair in sorted((set(osm_lines) | set(ne_lines)) - set(alias)):
        chains, ne_own = osm_lines.get(pair, []), ne_lines.get(pair, [])
        osm = measured(chains, None) if chains else None
        ne = measured([xy for xy, _ in ne_own], osm and osm["tree"]) if ne_own else None
        if ne:
            ne["kind"] = np.concatenate([np.full(len(dense(xy)[0]), KINDS.index(k)) for xy, k in ne_own])
            if osm:
                osm["off"] = nearest(ne["tree"], osm["points"])[0]
        parts = []
        newer = zones.tree(osm["points"]) if osm else None
        for chain in chains:
            for piece in outside(chain, DETAILED[pair]) if pair in DETAILED else [chain]:
                parts += [(0, *p) for p in graded(piece, newer, ne)]
        filled = [(1, *p) for p in fills(ne_own, osm)]
        if pair in DETAILED:
            filled = []
        parts += filled
        if not parts:
            continue
        block = packed(parts)
        xy = np.vstack([p[1] for p in parts])
        km = lambda some: sum(np.linalg.norm(np.diff(xyz(p[1]), axis=0), axis=1).sum() for p in some) / 1000
        rows[pair] = [len(blob), len(block), *np.round(np.r_[xy.min(0), xy.max(0)], 5), len(parts), len(xy), round(km(parts)), round(km(filled))]
        if km(filled) > 1: print("filled", *pair, round(km(filled)), "km of", round(km(parts)))
        worst = max(p[3] for p in parts); differs = max(p[4] for p in parts)
        rows[pair] += [worst, differs, ",".join(sorted({KINDS[p[2]] for p in parts}))]
        for p in parts:
            sums[p[0], p[3]] += km([p])
        blob += block
    head = "first second offset bytes west south east north lines vertices km natural_earth_km worst_accuracy_m differs_m kinds".split()
    with open(f"{OUT}/land_borders.tsv", "w") as f:
        f.write("\t".join(head) + "\n")
        # aliases stand last
        for pair, row in [*sorted(rows.items()), *sorted((a, rows[b]) for a, b in alias.items() if b in rows)]:
            f.write("\t".join([*pair, *(f"{v:.5f}".rstrip("0").rstrip(".") if isinstance(v, float) else str(v) for v in row)]) + "\n")
    open(f"{OUT}/land_borders.bin", "wb").write(blob)
    print(len(rows), "pairs,", len(alias), "aliases", alias, len(blob), "bytes")
    print("km by source and accuracy", {k: round(v) for k, v in sorted(sums.items())})


main()

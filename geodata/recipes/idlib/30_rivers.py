"""rivers: World Data Bank II as packed in GSHHG 2.3.7 (Debian gmt-gshhg-full 2.3.7-6), its bins decoded and stitched;
names by a table of our own. About 0.3 km off (median)."""
import json, sys; sys.path.insert(0, __file__.rsplit("/", 1)[0])
from common import *
import netCDF4
import numpy as np
from shapely.geometry import LineString, Point

# Points on one part of the river each: English, Arabic.
NAMED = json.load(open(f"{__file__.rsplit('/', 1)[0]}/water_names.json", encoding="utf-8"))["rivers"]
CLASS = {1: "permanent major river", 2: "additional major river", 3: "additional river", 4: "minor river", 5: "double-lined river",
         6: "intermittent major", 7: "intermittent additional", 8: "intermittent minor", 9: "major canal", 10: "canal", 11: "irrigation canal"}

n = netCDF4.Dataset(f"{PKG}/gmt-gshhg-full/usr/share/gmt-gshhg/binned_river_f.nc")
n.set_auto_mask(False)
V = {k: v[:] for k, v in n.variables.items()}
size = float(V["Bin_size_in_minutes"][0]) / 60
columns = int(V["N_bins_in_360_longitude_range"][0])
by_level = {}
for b in range(len(V["N_segments_in_a_bin"])):
    row, column = divmod(b, columns)
    west, south = column * size, 90 - (row + 1) * size
    if not (35 <= west < 39 and 34 <= south < 38):
        continue
    for k in range(int(V["N_segments_in_a_bin"][b])):
        q = int(V["Id_of_first_segment_in_a_bin"][b]) + k
        count, first = int(V["N_points_for_a_segment"][q]), int(V["Id_of_first_point_in_a_segment"][q])
        if count < 2:
            continue
        x, y = (np.asarray(V[f"Relative_{a}_from_SW_corner_of_bin"][first:first + count]).astype("uint16").astype(float) * size / 65535
                for a in ("longitude", "latitude"))
        by_level.setdefault(int(V["Hierarchial_level_of_a_segment"][q]), []).append(LineString(np.c_[x + west, y + south]))
features = []
for level, segments in sorted(by_level.items()):
    merged = linemerge(unary_union(segments))
    for g in getattr(merged, "geoms", [merged]):
        m = {"wdb_level": level, "class": CLASS[level]}
        for lon, lat, en, ar in NAMED:
            if g.distance(Point(lon, lat)) < 0.001:
                m.update(name=en, name_ar=ar)
        features.append((g, m))
print("not found:", [t for t in NAMED if not any(m.get("name") == t[2] for _, m in features)])
write("rivers", features, "GSHHG 2.3.7 / CIA WDB II (P. Wessel & W.H.F. Smith), LGPL-3+", 5)

"""seas.geojson: label points of oceans, seas and gulfs from our own table seas.tsv (rank 0 ocean … 3 gulf, strait, small sea)."""
import csv, json, sys

HERE, OUT = __file__.rsplit("/", 1)[0], sys.argv[2]
CLASS = ("ocean", "sea", "sea", "sea or gulf")
rows = []
with open(f"{HERE}/seas.tsv", encoding="utf-8") as f:
    for r in csv.DictReader(f, delimiter="\t"):
        rank = int(r["rank"])
        rows.append(json.dumps({"type": "Feature", "properties": {"name": r["name"], "name_ar": r["name_ar"], "rank": rank, "class": CLASS[rank]},
                                "geometry": {"type": "Point", "coordinates": [float(r["lon"]), float(r["lat"])]}},
                               ensure_ascii=False, separators=(",", ":")))
head = {"type": "FeatureCollection", "name": "seas", "source": "own table", "licence": "MIT OR Apache-2.0"}
with open(f"{OUT}/seas.geojson", "w", encoding="utf-8") as f:
    f.write(json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1] + ',"features":[\n' + ",\n".join(rows) + "\n]}\n")
print("seas:", len(rows))

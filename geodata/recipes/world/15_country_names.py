"""country_names.tsv: names of countries in the languages of the furniture beside English and Arabic, from country_names.json.xz (CLDR, else Natural Earth)."""
import json, lzma, pathlib

HERE = pathlib.Path(__file__).resolve().parents[2] / "world"
names = json.load(lzma.open(HERE / "country_names.json.xz"))["names"]
languages = ["fr", "es", "tr", "uk"]
lines = ["a3\t" + "\t".join(languages)]
for a3, row in sorted(names.items()):
    of = lambda language: row.get("cldr", {}).get(language) or row.get("ne", {}).get(language) or ""
    if any(of(language) for language in languages):
        lines.append(a3 + "\t" + "\t".join(of(language) for language in languages))
(HERE / "country_names.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")

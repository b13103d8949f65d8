#!/bin/sh
# Twenty-four places, each by one command from a file of two points; then all on one sheet. And the overview in the two other themes.
#   examples/gallery/make.sh [FOLDER]      needs target/release/sitmap; ImageMagick for the sheet
set -eu
cd "$(dirname "$0")/../.."
out=${1:-target/gallery}
mkdir -p "$out"
tab=$(printf '\t')
grep -v '^#' examples/gallery/places.tsv | while IFS="$tab" read -r file about lon1 lat1 name1 lon2 lat2 name2; do
    cat > "$out/$file.geojson" <<END
{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"name": "$name1"}, "geometry": {"type": "Point", "coordinates": [$lon1, $lat1]}},
{"type": "Feature", "properties": {"name": "$name2"}, "geometry": {"type": "Point", "coordinates": [$lon2, $lat2]}}]}
END
    target/release/sitmap map "$out/$file.geojson" --title "$about" --size 900x720px --dpi 120 -o "$out/$file.png"
done
if command -v montage > /dev/null; then
    montage "$out"/[0-2][0-9]-*.png -tile 6x4 -geometry 380x304+3+3 "$out/sheet.png"
    convert "$out/sheet.png" +dither -colors 96 -define png:compression-level=9 "PNG8:$out/sheet.png"
fi
for theme in grey dark; do
    sed "1a theme = \"$theme\"" figures/overview-2017-2020.toml > "$out/$theme.toml"
    target/release/sitmap render "$out/$theme.toml" --format png --dpi 110 --provenance none --out-dir "$out"
done

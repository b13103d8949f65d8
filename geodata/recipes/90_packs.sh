#!/usr/bin/env bash
# Packs of the layers that the other recipes wrote to $1 (with $1/idlib and $1/world), by the program itself.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
out="$(cd "$1" && pwd)"
mkdir -p "$out/packs"
for f in "$out"/world/*.geojson.xz; do xz -dkf "$f"; done
cp "$here"/../world/pack.toml "$out"/world/ && cp "$here"/../idlib/pack.toml "$out"/idlib/
cp "$here"/../world/admin1.toml "$out"/world/
cargo run --quiet --release --manifest-path "$here/../../Cargo.toml" -- pack "$out/world/admin1.toml" -o "$out/packs/admin1.sitpack"
rm "$out/world/admin1.toml"
for pack in world idlib; do
  cargo run --quiet --release --manifest-path "$here/../../Cargo.toml" -- pack "$out/$pack/pack.toml" -o "$out/packs/$pack.sitpack"
  rm "$out/$pack/pack.toml"
done
gzip -9nc "$out/border_tr_sy.geojson" > "$out/world/border_tr_sy.geojson.gz"
rm -f "$out"/world/*_{110m,50m,10m}.geojson "$out"/world/places_main.geojson "$out"/world/country_labels.geojson "$out"/world/admin1_areas.geojson

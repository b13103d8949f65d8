#!/usr/bin/env bash
# Rebuilds the faces of this folder from Debian's fonts-noto-core and fonts-noto-extra 20201225-1 (Debian 12).
# Needs: apt-get, dpkg-deb, python3-fonttools 4.38. Run from this folder. Every face is subset to the scripts that the
# program sets and stripped of hints; shaping tables (GSUB, GPOS, GDEF) and names are kept whole. Then each is compressed, without name and time.
set -euo pipefail
here=$(pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get download fonts-noto-core=20201225-1 fonts-noto-extra=20201225-1
for package in ./*.deb; do dpkg-deb -x "$package" .; done
noto=usr/share/fonts/truetype/noto
latin='U+0000-052F,U+1D00-1DBF,U+1E00-1FFF,U+2000-22FF,U+25A0-25FF,U+2C60-2C7F,U+A720-A7FF,U+AB30-AB6F,U+FB00-FB06,U+FFFD'
subset() { # FACE UNICODES
  "${PYTHON:-python3}" -m fontTools.subset "$noto/$1.ttf" --unicodes="$2" --layout-features='*' --no-hinting --desubroutinize \
    --name-IDs='*' --name-languages='*' --notdef-outline --no-glyph-names --drop-tables+=DSIG \
    --output-file="$here/$1.ttf"
}
for face in Regular Italic Medium SemiBold Bold SemiCondensed SemiCondensedSemiBold Condensed CondensedSemiBold; do
  subset "NotoSans-$face" "$latin"
done
for face in Regular Medium SemiBold Bold; do
  subset "NotoSansArabic-$face" '*'
done
for script in Hebrew Armenian Georgian Ethiopic Devanagari Bengali Myanmar Thai; do
  for face in Regular Bold; do
    subset "NotoSans$script-$face" '*'
  done
done
gzip -9nf "$here"/*.ttf
cp usr/share/doc/fonts-noto-core/copyright "$here/COPYRIGHT.debian"
sha256sum "$here"/*.ttf.gz | sed "s|$here/||"

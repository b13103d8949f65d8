# `just` lists the recipes.
default:
    @just --list

# Everything that CI checks
ci:
    .ci/run

# The figures and the checked claims, into out/
render:
    cargo run --release -- render
    cargo run --release -- verify geodata/incidents.geojson --format markdown -o out/claims.md

test:
    cargo test --release

lint:
    cargo fmt --check
    cargo clippy --release --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --release --no-deps

# Rewrites the incident file in its canonical form, the schema and the snapshots: look at the difference before committing
bless:
    SITMAP_BLESS=1 INSTA_UPDATE=always cargo test --release

bench:
    cargo bench

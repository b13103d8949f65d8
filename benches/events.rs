//! Many events: from the bytes of a file to sums by hexagon, a hundred thousand rows.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sitmap::aggregate::{CellId, CellLattice, CellShape, Events, LatticeSums, Overview};
use sitmap::data::events::{EventFile, EventTexts};
use sitmap::geographic::Extent;
use sitmap::projection::MapProjection;
use std::fmt::Write;
use std::hint::black_box;

const ROWS: u64 = 100_000;

/// Coordinates of a plain generator (Lehmer), a number and a date.
fn table() -> String {
    let mut state = 1_u64;
    let mut random = || {
        state = state * 48_271 % 2_147_483_647;
        state as f64 / 2_147_483_647.0
    };
    (0..ROWS).fold("lon,lat,killed,date\n".to_owned(), |mut text, i| {
        let (lon, lat) = (35.3 + 2.4 * random(), 34.9 + 2.1 * random());
        let _ = writeln!(text, "{lon:.6},{lat:.6},{},2020-{:02}-11", i % 9, i % 12 + 1);
        text
    })
}

fn many_events(criterion: &mut Criterion) {
    let file = EventFile::of_bytes("a.csv", table().into_bytes()).ok().flatten().expect("a table");
    let events = Events::File(file);
    let extent = Extent::new(35.0, 34.5, 38.0, 37.5);
    let map = MapProjection::choose(&"auto:areas".parse().expect("a name"), &extent).expect("a projection");
    let lattice = CellLattice::new(CellShape::Hexagon, &map, &extent, 6_000.0).expect("an equal-area plane");
    let cell = |q, r| CellId { q, r };
    let mut group = criterion.benchmark_group("events");
    group.throughput(Throughput::Elements(ROWS));
    group.bench_function("overview of a table", |b| {
        b.iter(|| black_box(events.sum(&EventTexts::None, &Overview::default())));
    });
    group.bench_function("sums by hexagon", |b| {
        let empty = LatticeSums::new(&lattice, cell(-60, -40), cell(60, 40));
        b.iter(|| black_box(events.sum(&EventTexts::None, &empty).map(|s| s.map(|s| s.cells().len()))));
    });
    group.finish();
}

criterion_group!(benches, many_events);
criterion_main!(benches);

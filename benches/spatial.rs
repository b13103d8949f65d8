//! Distances to borders: one place, many, the index, and the whole verb from table to table.
//!
//! Cost of `sitmap measure points.csv --to border.geojson --format csv -o out.csv` as a whole process, in seconds of
//! processor time (user and system, shared by all threads; on two idle processors half of it passes) and megabytes. Borders: the built-in one of
//! Turkey and Syria, every 26th of its vertices, and 19 parts of each of its edges.
//!
//! | points    | 1,008 vertices | 26,174 vertices | 497,288 vertices |
//! |-----------|----------------|-----------------|------------------|
//! | 10,000    | 0.01 s, 11 MB  | 0.03 s, 18 MB   | 0.45 s, 169 MB   |
//! | 100,000   | 0.13 s, 29 MB  | 0.19 s, 39 MB   | 0.68 s, 189 MB   |
//! | 1,000,000 | 1.29 s, 152 MB | 1.58 s, 152 MB  | 2.92 s, 307 MB   |

use criterion::{Criterion, criterion_group, criterion_main};
use sitmap::cli::measure::{Format, MeasureArgs, run};
use sitmap::data::{catalogue::Catalogue, geometry::lines};
use sitmap::geographic::LonLat;
use sitmap::spatial::{BorderIndex, EdgeKind, geodesic, range_over_disc};
use sitmap::units::LengthUnit;
use std::hint::black_box;

fn border_lines() -> Vec<Vec<LonLat>> {
    let layer = Catalogue::builtin().border("turkey-syria").expect("built in");
    layer.features.iter().flat_map(|f| lines(&f.geometry)).collect()
}

fn border(edges: EdgeKind) -> BorderIndex {
    BorderIndex::new(border_lines(), edges).expect("lines")
}

/// Places spread evenly over 35–39° E, 34–38° N, the same every time.
fn places(count: u32) -> Vec<LonLat> {
    let spread = |i: u32, step: f64| (f64::from(i) * step).fract();
    (0..count)
        .map(|i| LonLat::new(35.0 + 4.0 * spread(i, 0.754_877_666), 34.0 + 4.0 * spread(i, 0.569_840_291)))
        .collect()
}

fn nearest(c: &mut Criterion) {
    let places = places(65_536);
    for edges in [EdgeKind::Rfc7946, EdgeKind::Geodesic] {
        let index = border(edges);
        let mut next = places.iter().cycle();
        c.bench_function(&format!("nearest of 26,174 vertices, {edges}"), |b| {
            b.iter(|| black_box(index.nearest(*next.next().expect("endless"))))
        });
        c.bench_function(&format!("nearest of 26,174 vertices, {edges}, 65,536 places"), |b| {
            b.iter(|| black_box(index.nearest_all(&places)))
        });
    }
    let lines = border_lines();
    c.bench_function("index of 26,174 vertices", |b| {
        b.iter(|| black_box(BorderIndex::new(lines.clone(), EdgeKind::Rfc7946)))
    });
    let index = border(EdgeKind::Rfc7946);
    let town = LonLat::new(36.51522, 36.1168);
    c.bench_function("range over a disc of 3 km", |b| b.iter(|| black_box(range_over_disc(&index, town, 3_000.0))));
    let mut pairs = places.iter().cycle().zip(places.iter().cycle().skip(7));
    c.bench_function("inverse geodesic", |b| {
        b.iter(|| {
            let (p, q) = pairs.next().expect("endless");
            black_box(geodesic::inverse(*p, *q))
        })
    });
}

/// The verb, 100,000 rows in and out through files.
fn table(c: &mut Criterion) {
    let folder = std::env::temp_dir().join(format!("sitmap-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for files of the bench");
    let row = |(i, p): (usize, &LonLat)| format!("{i},{:.6},{:.6}\n", p.lon_deg, p.lat_deg);
    let text: String = places(100_000).iter().enumerate().map(row).collect();
    let arguments = MeasureArgs {
        incidents: folder.join("points.csv"),
        to: Some("turkey-syria".to_owned()),
        matrix: false,
        nearest_place: None,
        rings: None,
        within: None,
        edges: EdgeKind::Rfc7946,
        format: Format::Csv,
        output: Some(folder.join("out.csv")),
        units: LengthUnit::Km,
    };
    std::fs::write(&arguments.incidents, format!("id,lon,lat\n{text}")).expect("written");
    c.bench_function("measure 100,000 rows, table to table", |b| b.iter(|| run(&arguments).expect("measured")));
    std::fs::remove_dir_all(&folder).expect("removed");
}

criterion_group!(benches, nearest, table);
criterion_main!(benches);

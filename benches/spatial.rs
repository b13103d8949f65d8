//! Distance of a place to the detailed border of Turkey and Syria, 26,174 vertices.

use criterion::{Criterion, criterion_group, criterion_main};
use sitmap::data::{catalogue::Catalogue, geometry::lines};
use sitmap::geographic::LonLat;
use sitmap::spatial::{BorderIndex, EdgeKind, geodesic, range_over_disc};
use std::hint::black_box;

fn border(edges: EdgeKind) -> BorderIndex {
    let layer = Catalogue::builtin().border("turkey-syria").expect("built in");
    BorderIndex::new(layer.features.iter().flat_map(|f| lines(&f.geometry)).collect(), edges).expect("lines")
}

/// Places spread evenly over 35–39° E, 34–38° N, the same every time.
fn places() -> Vec<LonLat> {
    let spread = |i: u32, step: f64| (f64::from(i) * step).fract();
    (0..4096)
        .map(|i| LonLat::new(35.0 + 4.0 * spread(i, 0.754_877_666), 34.0 + 4.0 * spread(i, 0.569_840_291)))
        .collect()
}

fn spatial(c: &mut Criterion) {
    let places = places();
    for edges in [EdgeKind::Rfc7946, EdgeKind::Geodesic] {
        let index = border(edges);
        let mut next = places.iter().cycle();
        c.bench_function(&format!("nearest of 26,174 vertices, {edges}"), |b| {
            b.iter(|| black_box(index.nearest(*next.next().expect("endless"))))
        });
    }
    c.bench_function("index of 26,174 vertices", |b| b.iter(|| black_box(border(EdgeKind::Rfc7946))));
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

criterion_group!(benches, spatial);
criterion_main!(benches);

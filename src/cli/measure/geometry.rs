//! Places and lines as GeoJSON.

use super::fixed::decimals;
use super::row::DEGREE_DECIMALS;
use crate::geographic::LonLat;
use serde_json::{Value, json};

/// A position with 9 decimals.
pub fn position(place: LonLat) -> Value {
    json!([decimals(place.lon_deg, DEGREE_DECIMALS), decimals(place.lat_deg, DEGREE_DECIMALS)])
}

/// A point.
pub fn point_geometry(place: LonLat) -> Value {
    json!({"type": "Point", "coordinates": position(place)})
}

/// A closed ring as a polygon; one that crosses 180° or runs around a pole as a line, cut there: a reader's polygon
/// would be another.
pub fn ring_geometry(ring: &[LonLat]) -> Value {
    let line = line_geometry(ring);
    let round = ring.last().zip(ring.first()).is_some_and(|(a, b)| a.lon_deg != b.lon_deg);
    if line["type"] == "LineString" && !round {
        return json!({"type": "Polygon", "coordinates": [line["coordinates"]]});
    }
    line
}

/// A line as GeoJSON, cut where it crosses 180° (RFC 7946 §3.1.9).
pub fn line_geometry(line: &[LonLat]) -> Value {
    let turn = |p: &LonLat| libm::floor((p.lon_deg + 180.0) / 360.0);
    let mut parts: Vec<Vec<Value>> = vec![Vec::new()];
    let mut last = 0;
    for (i, place) in line.iter().enumerate() {
        if i > 0 && turn(place) != turn(&line[i - 1]) && place.lon_deg != line[i - 1].lon_deg {
            let before = line[i - 1];
            let east = place.lon_deg > before.lon_deg;
            let cut = 360.0 * if east { turn(place) } else { turn(&before) } - 180.0;
            let lat = before.lat_deg
                + (cut - before.lon_deg) / (place.lon_deg - before.lon_deg) * (place.lat_deg - before.lat_deg);
            parts[last].push(position(LonLat::new(if east { 180.0 } else { -180.0 }, lat)));
            parts.push(vec![position(LonLat::new(if east { -180.0 } else { 180.0 }, lat))]);
            last += 1;
        }
        parts[last].push(position(place.normalized()));
    }
    parts.retain(|part| part.iter().any(|p| *p != part[0]));
    match parts.len() {
        0 => json!({"type": "LineString", "coordinates": [position(line[0]), position(line[line.len() - 1])]}),
        1 => json!({"type": "LineString", "coordinates": parts[0]}),
        _ => json!({"type": "MultiLineString", "coordinates": parts}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_across_180_is_cut() {
        let east = line_geometry(&[LonLat::new(179.0, 0.0), LonLat::new(181.0, 1.0)]);
        assert_eq!(
            east,
            json!({"type": "MultiLineString", "coordinates": [[[179.0, 0.0], [180.0, 0.5]], [[-180.0, 0.5], [-179.0, 1.0]]]})
        );
        let west = line_geometry(&[LonLat::new(-179.0, 0.0), LonLat::new(-181.0, 1.0)]);
        assert_eq!(
            west,
            json!({"type": "MultiLineString", "coordinates": [[[-179.0, 0.0], [-180.0, 0.5]], [[180.0, 0.5], [179.0, 1.0]]]})
        );
        assert_eq!(line_geometry(&[LonLat::new(1.0, 0.0), LonLat::new(1.0, 0.0)])["type"], "LineString");
    }

    #[test]
    fn rings_are_polygons_unless_they_cross_180_or_hold_a_pole() {
        let ring = |lon, lat, m| ring_geometry(&crate::spatial::geodesic_circle(LonLat::new(lon, lat), m, 72));
        assert_eq!(ring(36.5, 36.1, 5_000.0)["type"], "Polygon");
        assert_eq!(ring(179.99, -17.0, 5_000.0)["type"], "MultiLineString");
        assert!(ring(0.0, 89.99, 5_000.0)["type"].as_str().unwrap().ends_with("LineString"));
    }
}

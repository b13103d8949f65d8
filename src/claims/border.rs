//! A border that is measured to, with what is known of each of its lines.
//!
//! A distance rests on one part of a line. What that part is (which layer, of which year, how far off, disputed or not) travels with the
//! result. Where the part itself is in doubt its accuracy is widened:
//! - Natural Earth draws it elsewhere: by how far that is;
//! - it is one straight leg: by how far the straight line in longitude and latitude (RFC 7946) lies from the geodesic between its
//!   ends. Treaties name parallels, meridians and straight lines alike, and a file's two end points can't tell which is meant.

use crate::data::borders::{BorderLayer, BorderPart, LandBorder, NATURAL_EARTH};
use crate::geographic::LonLat;
use crate::spatial::{BorderIndex, EdgeKind, Nearest, SpatialError, geodesic};

/// A leg shorter than this is not told of, metres: between its two readings lie less than 10 m at 45°.
const LEG_M: f64 = 25_000.0;
/// Readings of a leg that lie closer than this are not told of, metres.
const LEG_OFF_M: f64 = 100.0;

/// Where a line comes from.
#[derive(Debug, Clone, PartialEq)]
enum Origin {
    /// Built in.
    Builtin { pair: [&'static str; 2], layer: &'static BorderLayer, kind: &'static str, differs_m: Option<f64> },
    /// A file of the user's.
    File { name: String },
}

/// Lines to measure to.
#[derive(Debug)]
pub struct MeasuredBorder {
    index: BorderIndex,
    /// For each line of the index where it comes from and how far it may be off.
    lines: Vec<(Origin, Option<f64>)>,
}

/// What a distance rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct RestsOn {
    /// The two countries, for a built-in border.
    pub pair: Option<[&'static str; 2]>,
    /// The layer's name, or the file's.
    pub layer: String,
    /// Year of its data.
    pub as_of: Option<&'static str>,
    /// Whom it is owed to.
    pub credit: Option<&'static str>,
    /// It may be off by so much here, metres, doubts included; `None`: not known.
    pub accuracy_m: Option<f64>,
    /// Why more should be known of it: gaps, disputes, straight legs. Sentences without full stops.
    pub notes: Vec<String>,
}

impl RestsOn {
    /// The border in a word or three: `SYR/TUR border_tr_sy 2026`, or the file's name.
    pub fn label(&self) -> String {
        // Written for each row of a table: no detours.
        let mut label = String::with_capacity(32);
        if let Some([a, b]) = self.pair {
            [a, "/", b, " "].into_iter().for_each(|part| label.push_str(part));
        }
        label.push_str(&self.layer);
        if let Some(year) = self.as_of {
            label.push(' ');
            label.push_str(year);
        }
        label
    }
}

impl MeasuredBorder {
    /// Built-in borders, all at once.
    ///
    /// # Errors
    /// There is none.
    pub fn builtin(borders: &[&LandBorder], edges: EdgeKind) -> Result<Self, SpatialError> {
        let parts = || borders.iter().flat_map(|b| b.parts.iter().map(|p| (b.countries, p)));
        let index = BorderIndex::new(parts().map(|(_, p)| p.line.clone()).collect(), edges)?;
        let origin = |(pair, p): ([&'static str; 2], &BorderPart)| {
            let origin = Origin::Builtin { pair, layer: p.layer, kind: p.kind, differs_m: p.differs_m };
            (origin, Some(p.accuracy_m))
        };
        Ok(Self { index, lines: parts().map(origin).collect() })
    }

    /// Lines of a file, of which nothing else is known.
    ///
    /// # Errors
    /// Lines that can't be measured to.
    pub fn of_file(name: &str, lines: Vec<Vec<LonLat>>, edges: EdgeKind) -> Result<Self, SpatialError> {
        let origin = vec![(Origin::File { name: name.to_owned() }, None); lines.len()];
        Ok(Self { index: BorderIndex::new(lines, edges)?, lines: origin })
    }

    /// The lines.
    pub fn index(&self) -> &BorderIndex {
        &self.index
    }

    /// What a nearest point rests on.
    pub fn rests_on(&self, nearest: &Nearest) -> RestsOn {
        let (origin, accuracy_m) = &self.lines[nearest.line];
        match origin {
            Origin::File { name } => RestsOn {
                pair: None,
                layer: name.clone(),
                as_of: None,
                credit: None,
                accuracy_m: None,
                notes: Vec::new(),
            },
            Origin::Builtin { pair, layer, kind, differs_m } => {
                let leg = self.leg(nearest);
                let widened = accuracy_m.map(|a| a.max(differs_m.unwrap_or(0.0)) + leg.map_or(0.0, |(_, off_m)| off_m));
                RestsOn {
                    pair: Some(*pair),
                    layer: layer.id.to_owned(),
                    as_of: Some(layer.as_of),
                    credit: Some(layer.credit),
                    accuracy_m: widened,
                    notes: notes(layer, kind, *differs_m, leg),
                }
            }
        }
    }

    /// Length of the edge that the foot lies on, and how far its two readings lie apart, if that is worth telling.
    fn leg(&self, nearest: &Nearest) -> Option<(f64, f64)> {
        let (line, edge) = (&self.index.lines()[nearest.line], nearest.edge);
        let (a, b) = (*line.get(edge)?, *line.get(edge + 1)?);
        // No degree is longer than 112 km: most edges need no more than this.
        if 112_000.0 * ((a.lat_deg - b.lat_deg).abs() + (a.lon_deg - b.lon_deg).abs()) < LEG_M {
            return None;
        }
        let length_m = geodesic::inverse(a, b).distance_m;
        if length_m < LEG_M {
            return None;
        }
        let middle = LonLat::new((a.lon_deg + b.lon_deg) / 2.0, (a.lat_deg + b.lat_deg) / 2.0);
        let geodesic = BorderIndex::new(vec![vec![a, b]], EdgeKind::Geodesic).ok()?;
        let off_m = geodesic.nearest(middle).distance_m;
        (off_m >= LEG_OFF_M).then_some((length_m, off_m))
    }
}

fn notes(layer: &BorderLayer, kind: &str, differs_m: Option<f64>, leg: Option<(f64, f64)>) -> Vec<String> {
    let mut notes = Vec::new();
    if layer == &NATURAL_EARTH {
        notes.push("OpenStreetMap of 2017 has no line here, Natural Earth’s stands in".to_owned());
    }
    match kind {
        "international" => {}
        "disputed" => notes.push("the line is disputed".to_owned()),
        "line_of_control" => notes.push("the line is a line of control".to_owned()),
        "indefinite" => notes.push("the line is indefinite".to_owned()),
        "lease" => notes.push("the line is the limit of a lease".to_owned()),
        "claim" => notes.push("the line is a claim".to_owned()),
        _ => notes.push("the line is not recognised by all".to_owned()),
    }
    if let Some(m) = differs_m {
        notes.push(format!("Natural Earth draws the line up to {:.0} km from OpenStreetMap’s here", m / 1e3));
    }
    if let Some((length_m, off_m)) = leg {
        let (length, off) = (length_m / 1e3, off_m / 1e3);
        notes.push(format!(
            "the line is one straight leg of {length:.0} km: read as a geodesic it lies up to {off:.1} km elsewhere"
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::borders::Borders;

    fn rests_on(a: &str, b: &str, lon: f64, lat: f64) -> (f64, RestsOn) {
        let border = MeasuredBorder::builtin(&[Borders::builtin().of(a, b).unwrap()], EdgeKind::Rfc7946).unwrap();
        let nearest = border.index().nearest(LonLat::new(lon, lat));
        (nearest.distance_m, border.rests_on(&nearest))
    }

    #[test]
    fn a_plain_border_is_told_plainly() {
        let (d, rests) = rests_on("UKR", "RUS", 36.23, 49.99);
        assert!((d / 1e3 - 33.9).abs() < 0.1, "{d}");
        assert_eq!(rests.label(), "RUS/UKR borders_osm 2017");
        assert_eq!((rests.accuracy_m, rests.notes), (Some(300.0), vec![]));
        assert_eq!(rests_on("TUR", "SYR", 36.5, 36.1).1.label(), "SYR/TUR border_tr_sy 2026");
        assert_eq!(rests_on("TUR", "SYR", 41.2, 37.0).1.label(), "SYR/TUR borders_osm 2017");
    }

    #[test]
    fn doubts_widen_and_are_told() {
        let (_, chad) = rests_on("LBY", "TCD", 20.0, 22.0);
        assert!(chad.accuracy_m.unwrap() >= 5_000.0, "{chad:?}");
        assert!(chad.notes.iter().any(|n| n.contains("straight leg") || n.contains("Natural Earth draws")), "{chad:?}");
        let (_, kashmir) = rests_on("IND", "PAK", 74.3, 34.5);
        assert!(kashmir.notes.contains(&"the line is a line of control".to_owned()), "{kashmir:?}");
        let (_, sahara) = rests_on("ESH", "MAR", -12.0, 26.0);
        assert!(sahara.notes[0].starts_with("OpenStreetMap of 2017 has no line here"), "{sahara:?}");
        assert_eq!(sahara.label(), "ESH/MAR borders_10m 2022");
    }

    #[test]
    fn a_file_says_nothing_of_itself() {
        let line = vec![LonLat::new(0.0, 0.0), LonLat::new(1.0, 0.0)];
        let border = MeasuredBorder::of_file("river.geojson", vec![line], EdgeKind::Geodesic).unwrap();
        let rests = border.rests_on(&border.index().nearest(LonLat::new(0.5, 0.5)));
        assert_eq!((rests.label().as_str(), rests.accuracy_m, rests.pair), ("river.geojson", None, None));
        assert!(MeasuredBorder::builtin(&[], EdgeKind::Rfc7946).is_err());
    }
}

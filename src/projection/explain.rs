//! Why a projection, what it distorts over a map, and what others would.
//!
//! Distortion is Tissot's (Snyder 1987, pp. 20–27): scale along meridian and parallel, of areas, and the greatest change of
//! an angle, sampled on a grid of the extent. Limits: what lies between the samples is not seen; poles are left out.

use super::automatic::{self, Rule};
use super::{Keeps, MapProjection, Method, ProjectionChoice, TurnRule};
use crate::geographic::{Extent, LonLat};
use std::fmt;

/// Samples on each side of the grid.
const SAMPLES: u32 = 25;

/// Least and greatest values over a map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distortion {
    /// Scale in any direction.
    pub scale: (f64, f64),
    /// Scale of areas.
    pub areas: (f64, f64),
    /// Greatest change of an angle in degrees.
    pub most_angle_deg: f64,
}

impl Distortion {
    /// Over an extent; `None` where the map has no place of it.
    pub fn over(projection: &MapProjection, extent: &Extent) -> Option<Self> {
        let at = |i: u32, low: f64, span: f64| low + span * (f64::from(i) + 0.5) / f64::from(SAMPLES);
        let mut all: Option<Self> = None;
        for i in 0..SAMPLES {
            for j in 0..SAMPLES {
                let lon = at(i, extent.west_deg, extent.width_deg());
                let lat = at(j, extent.south_deg, extent.height_deg());
                let Some(s) = projection.scale_factors(LonLat::new(lon, lat)) else { continue };
                // Semiaxes of Tissot's ellipse: a² + b² = h² + k², ab = the scale of areas.
                let squares = s.h * s.h + s.k * s.k;
                let (sum, difference) =
                    (libm::sqrt(squares + 2.0 * s.areal), libm::sqrt((squares - 2.0 * s.areal).max(0.0)));
                let (a, b) = ((sum + difference) / 2.0, (sum - difference) / 2.0);
                let angle = 2.0 * libm::asin((difference / sum).min(1.0)).to_degrees();
                let here = Self { scale: (b, a), areas: (s.areal, s.areal), most_angle_deg: angle };
                all = Some(all.map_or(here, |d| d.and(here)));
            }
        }
        all
    }

    fn and(self, o: Self) -> Self {
        Self {
            scale: (self.scale.0.min(o.scale.0), self.scale.1.max(o.scale.1)),
            areas: (self.areas.0.min(o.areas.0), self.areas.1.max(o.areas.1)),
            most_angle_deg: self.most_angle_deg.max(o.most_angle_deg),
        }
    }

    /// Greatest over least scale.
    pub fn variation(&self) -> f64 {
        self.scale.1 / self.scale.0
    }
}

/// What can be said of a map's projection.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// Why it was taken.
    pub why: String,
    /// It and then the others, each with what it distorts.
    pub projections: Vec<(MapProjection, Option<Distortion>)>,
    /// What the map was asked to show.
    pub extent: Extent,
    /// Where north is and why, on a map that may be turned.
    pub turn: Option<TurnRule>,
}

/// Explains the projection of a map of this extent.
///
/// ```
/// use sitmap::geographic::Extent;
/// use sitmap::projection::{MapProjection, ProjectionChoice, explain};
/// let ukraine = Extent::new(22.0, 44.0, 40.5, 52.5);
/// let chosen = MapProjection::choose(&ProjectionChoice::Auto, &ukraine).unwrap();
/// let told = explain(&chosen, &ProjectionChoice::Auto, &ukraine).to_string();
/// assert!(told.starts_with("Lambert conformal conic"), "{told}");
/// assert!(told.contains("scale 0.9"), "{told}");
/// ```
pub fn explain(chosen: &MapProjection, choice: &ProjectionChoice, extent: &Extent) -> Explanation {
    let why = match choice {
        ProjectionChoice::Auto => automatic::rule(extent).in_words().to_owned(),
        ProjectionChoice::For(purpose) => purpose.in_words(extent).to_owned(),
        ProjectionChoice::Proj(_) => {
            let own = automatic::automatic(extent);
            format!("as asked for; sitmap would have taken {}", own.method.name())
        }
    };
    let mut projections = vec![chosen.clone()];
    for method in others(extent) {
        let other = MapProjection::of(automatic::centred(method, extent));
        projections.extend(other.ok().filter(|o| o.description().method != chosen.description().method));
    }
    let projections = projections.into_iter().map(|p| {
        let distortion = Distortion::over(&p, extent);
        (p, distortion)
    });
    Explanation { why, projections: projections.collect(), extent: *extent, turn: None }
}

/// Methods that a cartographer would weigh for an extent.
fn others(extent: &Extent) -> Vec<Method> {
    use Method::*;
    match automatic::rule(extent) {
        Rule::World => vec![EqualEarth, Robinson, NaturalEarth, WinkelTripel, Mollweide],
        Rule::Continent | Rule::Polar => vec![LambertAzimuthalEqualArea, AzimuthalEquidistant, Stereographic],
        _ => vec![
            TransverseMercator,
            LambertConformalConic,
            AlbersEqualArea,
            LambertAzimuthalEqualArea,
            AzimuthalEquidistant,
            Mercator,
        ],
    }
}

fn kept(method: Method) -> &'static str {
    match method.keeps() {
        Keeps::Shapes => "keeps angles",
        Keeps::Areas => "keeps areas",
        Keeps::Distances => "keeps distances from the centre or along meridians",
        Keeps::GreatCircles => "keeps great circles straight",
        Keeps::Nothing => "keeps nothing exactly",
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (projection, distortion)) in self.projections.iter().enumerate() {
            let method = projection.description().method;
            if i == 1 {
                writeln!(f, "\nothers over the same extent:")?;
            }
            let indent = if i == 0 { "" } else { "  " };
            writeln!(f, "{indent}{} ({})", method.name(), kept(method))?;
            if i == 0 {
                let Extent { west_deg: w, south_deg: s, east_deg: e, north_deg: n } = self.extent;
                writeln!(f, "  {}\n  why: {}", projection.proj_string(), self.why)?;
                writeln!(f, "  extent: {w:.2}, {s:.2}, {e:.2}, {n:.2}")?;
                if let Some(turn) = self.turn {
                    writeln!(f, "  north: {}", turn.in_words())?;
                }
            }
            match distortion {
                Some(d) => writeln!(
                    f,
                    "{indent}  scale {:.4}–{:.4}, areas {:.4}–{:.4}, angles up to {:.2}°",
                    d.scale.0, d.scale.1, d.areas.0, d.areas.1, d.most_angle_deg
                )?,
                None => writeln!(f, "{indent}  does not show it")?,
            }
            if i == 0 {
                let bar = match distortion.map(|d| d.variation()) {
                    Some(v) if v <= 1.02 => "scale varies by less than 2 %: one scale bar serves the whole map",
                    Some(v) if v <= 1.5 => {
                        "scale varies by more than 2 %: the scale bar says at which latitude it is true"
                    }
                    _ => "scale varies by more than half: a scale bar would mislead, and there is none",
                };
                writeln!(f, "  {bar}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(extent: &Extent) -> Method {
        MapProjection::choose(&ProjectionChoice::Auto, extent).unwrap().description().method
    }

    /// What the books would take (Snyder 1987, pp. 34–35; Šavrič et al. 2016, fig. 3).
    #[test]
    fn as_the_books_choose() {
        for (place, extent, method) in [
            ("the world", Extent::WORLD, Method::EqualEarth),
            ("Africa", Extent::new(-18.0, -35.0, 52.0, 38.0), Method::LambertAzimuthalEqualArea),
            ("the Arctic", Extent::new(-180.0, 60.0, 180.0, 90.0), Method::LambertAzimuthalEqualArea),
            ("Ukraine", Extent::new(22.0, 44.0, 40.5, 52.5), Method::LambertConformalConic),
            ("Indonesia", Extent::new(95.0, -11.0, 141.0, 6.0), Method::Mercator),
            ("Chile", Extent::new(-76.0, -56.0, -66.0, -17.0), Method::TransverseMercator),
            ("Idlib", Extent::new(36.2, 35.3, 37.2, 36.4), Method::TransverseMercator),
        ] {
            assert_eq!(chosen(&extent), method, "{place}");
        }
    }

    #[test]
    fn conformal_maps_keep_angles_and_equal_area_maps_areas() {
        let spain = Extent::new(-9.5, 36.0, 3.3, 43.8);
        for method in Method::ALL {
            let map = MapProjection::of(automatic::centred(method, &spain)).unwrap();
            let Some(d) = Distortion::over(&map, &spain) else { continue };
            match method.keeps() {
                Keeps::Shapes => assert!(d.most_angle_deg < 0.01, "{method:?} {d:?}"),
                Keeps::Areas => assert!(d.areas.1 / d.areas.0 < 1.006, "{method:?} {d:?}"),
                _ => {}
            }
        }
    }
}

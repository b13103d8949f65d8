//! Incidents measured to a border: one result for each, or the reason why there is none.
//!
//! An incident is measured from its first-ranked location, and only from a point: where the source names an area or a
//! direction no point is made up for it.

use crate::data::incident::{ClaimedPlace, Incident};
use crate::geographic::LonLat;
use crate::spatial::{BorderIndex, DistanceInterval, Nearest, interval};

/// What is measured from.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Id of the incident.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Where it is, or the reason why that can't be measured from.
    pub place: Result<LonLat, String>,
    /// The true place lies within so many metres of it; `None`: not known.
    pub uncertainty_m: Option<f64>,
}

impl From<&Incident> for Subject {
    fn from(incident: &Incident) -> Self {
        let first = incident.locations.first();
        Self {
            id: incident.id.clone(),
            name: incident.name.clone(),
            place: first.map_or_else(|| Err("no location".to_owned()), |claim| point_of(&claim.place)),
            uncertainty_m: first.and_then(|claim| claim.uncertainty_m),
        }
    }
}

fn point_of(place: &ClaimedPlace) -> Result<LonLat, String> {
    let named = |name: &Option<String>| name.as_ref().map(|n| format!(": {n}")).unwrap_or_default();
    Err(match place {
        ClaimedPlace::Point(point) => return Ok(*point),
        ClaimedPlace::Area { name, .. } => format!("the place is an area, not a point{}", named(name)),
        ClaimedPlace::NamedArea(area) => format!("the place is an area, not a point: {}", area.name),
        ClaimedPlace::Sector { text, .. } => format!("the place is a direction, not a point{}", named(text)),
        ClaimedPlace::Shape(_) => "the place is a line or several points".to_owned(),
        ClaimedPlace::Unlocated => "the place is not known".to_owned(),
    })
}

/// One subject with its distance.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// What was measured from.
    pub subject: Subject,
    /// The nearest point of the border; `None` where the subject has no point.
    pub nearest: Option<Nearest>,
}

impl Measurement {
    /// The distance with its bounds, where the uncertainty of the place is known. A border accuracy that isn't known counts
    /// as 0: whoever prints the bounds says so.
    pub fn interval(&self, border_accuracy_m: Option<f64>) -> Option<DistanceInterval> {
        let (nearest, uncertainty_m) = (self.nearest?, self.subject.uncertainty_m?);
        Some(interval(nearest.distance_m, uncertainty_m, border_accuracy_m.unwrap_or(0.0)))
    }
}

/// Measures each subject to the border, in the order given.
///
/// ```
/// use sitmap::claims::{Subject, measure};
/// use sitmap::geographic::LonLat;
/// use sitmap::spatial::{BorderIndex, EdgeKind};
/// let border = BorderIndex::new(vec![vec![LonLat::new(36.0, 36.0), LonLat::new(37.0, 36.0)]], EdgeKind::Rfc7946)?;
/// let camp = Subject { id: "camp".into(), name: None, place: Ok(LonLat::new(36.5, 36.1)), uncertainty_m: Some(3_000.0) };
/// let row = &measure(vec![camp], &border)[0];
/// assert!((row.nearest.unwrap().distance_m - 11_095.993).abs() < 0.001);
/// assert!((row.interval(None).unwrap().min_m - 8_095.993).abs() < 0.001);
/// # Ok::<(), sitmap::spatial::SpatialError>(())
/// ```
pub fn measure(subjects: Vec<Subject>, border: &BorderIndex) -> Vec<Measurement> {
    let places: Vec<LonLat> = subjects.iter().filter_map(|subject| subject.place.as_ref().ok().copied()).collect();
    let mut nearest = border.nearest_all(&places).into_iter();
    let row =
        |subject: Subject| Measurement { nearest: subject.place.is_ok().then(|| nearest.next()).flatten(), subject };
    subjects.into_iter().map(row).collect()
}

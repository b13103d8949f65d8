//! The place of a row: degrees in two cells, both in one, or a geometry as well-known text.

use super::MOST_DEG;
use super::columns::PlaceColumns;
use super::degrees::{Axis, degrees};
use super::{pair, wkt};
use crate::data::incident::says_unknown;
use crate::diagnostic::Diagnostic;
use crate::geographic::normalize_lon_deg;
use csv::StringRecord;

/// Why a cell gives no place.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub(super) enum CellError {
    /// Not degrees, or not to be read one way.
    #[error("{0}")]
    NoNumber(String),
    /// One of two coordinates.
    #[error("{0} is empty, the other coordinate is not")]
    Empty(String),
    /// Degrees beyond what there is.
    #[error("{0} {1} is out of range")]
    OutOfRange(String, f64),
    /// A geometry that can't be read.
    #[error("{0}")]
    Wkt(String),
}

impl From<CellError> for Diagnostic {
    fn from(error: CellError) -> Self {
        let message = error.to_string();
        match error {
            CellError::NoNumber(_) => Diagnostic::error("data::coordinate-no-number", message),
            CellError::Empty(_) => Diagnostic::error("data::coordinate-no-number", message)
                .help("leave both empty where the place is not known"),
            CellError::OutOfRange(..) => Diagnostic::error("data::coordinate-out-of-range", message),
            CellError::Wkt(_) => Diagnostic::error("data::bad-wkt", message),
        }
    }
}

/// Columns with what is wrong in their cells.
type CellErrors = Vec<(usize, CellError)>;

/// The place of a row; `None` where it says none.
pub(super) fn geometry(
    record: &StringRecord,
    header: &[String],
    columns: Option<PlaceColumns>,
) -> Result<Option<geo::Geometry<f64>>, CellErrors> {
    let cell = |i: usize| record.get(i).unwrap_or_default().trim();
    let point = |lon: f64, lat: f64| geo::Geometry::Point(geo::Point::new(normalize_lon_deg(lon), lat));
    match columns {
        None => Ok(None),
        Some(PlaceColumns::LonLat { lon, lat }) => {
            if says_unknown(cell(lon)) && says_unknown(cell(lat)) {
                return Ok(None);
            }
            let read = |i: usize, axis| coordinate(cell(i), &header[i], axis).map_err(|fault| (i, fault));
            match (read(lon, Axis::Longitude), read(lat, Axis::Latitude)) {
                (Ok(lon), Ok(lat)) => Ok(Some(point(lon, lat))),
                (lon, lat) => Err([lon.err(), lat.err()].into_iter().flatten().collect()),
            }
        }
        Some(PlaceColumns::Pair { column, .. } | PlaceColumns::Wkt { column }) if says_unknown(cell(column)) => {
            Ok(None)
        }
        Some(PlaceColumns::Pair { column, latitude_first }) => {
            let (lon, lat) = both(cell(column), latitude_first.unwrap_or(true)).map_err(|e| vec![(column, e)])?;
            Ok(Some(point(lon, lat)))
        }
        Some(PlaceColumns::Wkt { column }) => {
            wkt::geometry(cell(column)).map_err(|why| vec![(column, CellError::Wkt(why))])
        }
    }
}

/// Longitude and latitude of a cell that holds both.
fn both(text: &str, latitude_first: bool) -> Result<(f64, f64), CellError> {
    let (lon, lat) = pair::pair(text).map_err(CellError::NoNumber)?.lon_lat(latitude_first);
    Ok((in_range(lon, "longitude", MOST_DEG.0)?, in_range(lat, "latitude", MOST_DEG.1)?))
}

fn in_range(degrees: f64, name: &str, most: f64) -> Result<f64, CellError> {
    if degrees.abs() <= most { Ok(degrees) } else { Err(CellError::OutOfRange(name.to_owned(), degrees)) }
}

/// A cell of degrees.
fn coordinate(text: &str, name: &str, axis: Axis) -> Result<f64, CellError> {
    let most = if axis == Axis::Longitude { MOST_DEG.0 } else { MOST_DEG.1 };
    if text.is_empty() {
        return Err(CellError::Empty(name.to_owned()));
    }
    match text.parse::<f64>() {
        Ok(n) if n.is_finite() => in_range(n, name, most),
        _ => in_range(degrees(text, axis).map_err(CellError::NoNumber)?, name, most),
    }
}

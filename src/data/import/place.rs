//! The place that a row tells: in two cells, in one, as well-known text, or as a reference of a grid.

use super::coordinate::{Axis, degrees, pair};
use super::grid::{self, GridPlace, ReadGrid};
use super::header::Field;
use crate::geographic::normalize_lon_deg;

/// A place, and how far off it may be if its cell says so, metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Located {
    /// Longitude and latitude.
    pub point: geo::Point<f64>,
    /// Half the diagonal of a square of a grid.
    pub uncertainty_m: Option<f64>,
}

/// A place, or the column and the reason why there is none.
pub type Placed = Result<Option<Located>, (usize, String)>;

/// Columns that tell the place.
#[derive(Debug, Clone, Copy)]
pub enum PlaceColumns {
    /// Longitude, latitude.
    Two(usize, usize),
    /// Both in one cell; is latitude first?
    One(usize, bool),
    /// Well-known text.
    Wkt(usize),
    /// A reference of a grid.
    Grid(usize, ReadGrid),
    /// Zone, easting, northing of UTM.
    Utm(usize, usize, usize),
}

impl PlaceColumns {
    /// Those of a table.
    pub fn of(fields: &[Option<Field>]) -> Option<Self> {
        let at = |field: Field| fields.iter().position(|f| *f == Some(field));
        let two = at(Field::Lon).zip(at(Field::Lat)).map(|(lon, lat)| Self::Two(lon, lat));
        let one = || at(Field::LatLon).map(|i| Self::One(i, true));
        let turned = || at(Field::LonLat).map(|i| Self::One(i, false));
        let wkt = || at(Field::Wkt).map(Self::Wkt);
        let utm = || Some(Self::Utm(at(Field::UtmZone)?, at(Field::Easting)?, at(Field::Northing)?));
        let grids: [(Field, ReadGrid); 3] =
            [(Field::Mgrs, grid::mgrs), (Field::Utm, grid::utm_text), (Field::PlusCode, grid::plus_code)];
        let grid = || grids.iter().find_map(|(field, read)| Some(Self::Grid(at(*field)?, *read)));
        two.or_else(one).or_else(turned).or_else(wkt).or_else(utm).or_else(grid)
    }

    /// The place of a row; `comma`: may a comma stand for the decimal point?
    pub fn place(self, cell: &dyn Fn(usize) -> String, comma: bool) -> Placed {
        match self {
            Self::Two(lon, lat) => {
                let (x, y) = (cell(lon), cell(lat));
                match (x.is_empty(), y.is_empty()) {
                    (true, true) => Ok(None),
                    (true, false) => Err((lon, "empty, and the latitude is not".to_owned())),
                    (false, true) => Err((lat, "empty, and the longitude is not".to_owned())),
                    (false, false) => {
                        let x = degrees(&x, Axis::Longitude, comma).map_err(|why| (lon, why))?;
                        let y = degrees(&y, Axis::Latitude, comma).map_err(|why| (lat, why))?;
                        Ok(Some(point(x, y)))
                    }
                }
            }
            Self::One(column, latitude_first) => {
                let text = cell(column);
                if text.is_empty() {
                    return Ok(None);
                }
                let (a, b) = pair(&text).ok_or_else(|| (column, "not two numbers of degrees".to_owned()))?;
                let (lon, lat) = if latitude_first { (b, a) } else { (a, b) };
                let x = degrees(&lon, Axis::Longitude, comma).map_err(|why| (column, why))?;
                let y = degrees(&lat, Axis::Latitude, comma).map_err(|why| (column, why))?;
                Ok(Some(point(x, y)))
            }
            Self::Wkt(column) => match cell(column) {
                text if text.is_empty() => Ok(None),
                text => wkt_point(&text).map(Some).map_err(|why| (column, why)),
            },
            Self::Grid(column, read) => match cell(column) {
                text if text.is_empty() => Ok(None),
                text => read(&text).map(|place| Some(place.into())).map_err(|why| (column, why)),
            },
            Self::Utm(zone, easting, northing) => {
                let [zone_text, x, y] = [zone, easting, northing].map(cell);
                match (x.is_empty(), y.is_empty()) {
                    (true, true) => Ok(None),
                    (true, false) => Err((easting, "empty, and the northing is not".to_owned())),
                    (false, true) => Err((northing, "empty, and the easting is not".to_owned())),
                    (false, false) => {
                        grid::utm(&zone_text, &x, &y).map(|place| Some(place.into())).map_err(|why| (zone, why))
                    }
                }
            }
        }
    }
}

impl From<GridPlace> for Located {
    fn from(place: GridPlace) -> Self {
        Self { uncertainty_m: place.uncertainty_m, ..point(place.lon_deg, place.lat_deg) }
    }
}

fn point(lon: f64, lat: f64) -> Located {
    Located { point: geo::Point::new(normalize_lon_deg(lon), lat), uncertainty_m: None }
}

/// `POINT (36.63 35.93)`, with heights or an `SRID` before it.
fn wkt_point(text: &str) -> Result<Located, String> {
    let upper = text.trim().to_uppercase();
    let body =
        upper.split_once(';').filter(|(srid, _)| srid.starts_with("SRID=")).map_or(upper.as_str(), |(_, rest)| rest);
    let Some(rest) = body.trim().strip_prefix("POINT") else {
        return Err("only POINT is read of well-known text in a table".to_owned());
    };
    let rest = rest.trim_start_matches([' ', 'Z', 'M']).trim_start();
    let inside = rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')).ok_or("a POINT without brackets")?;
    let mut numbers = inside.split_whitespace();
    let (Some(x), Some(y)) = (numbers.next(), numbers.next()) else {
        return Err("a POINT without two numbers".to_owned());
    };
    Ok(point(degrees(x, Axis::Longitude, false)?, degrees(y, Axis::Latitude, false)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_points() {
        let at = point(36.63, 35.93);
        for text in [
            "POINT (36.63 35.93)",
            "point(36.63 35.93)",
            "SRID=4326;POINT Z (36.63 35.93 400)",
            "POINTZ(36.63 35.93 1)",
        ] {
            assert_eq!(wkt_point(text), Ok(at), "{text}");
        }
        for text in ["POINT", "POINT EMPTY", "POINT (1)", "LINESTRING (1 2, 3 4)", "POINT (36 95)"] {
            assert!(wkt_point(text).is_err(), "{text}");
        }
    }
}

//! CSV and TSV: rows with longitude and latitude columns, found by name in any order.
//!
//! The delimiter is the one of comma, semicolon and tab that the header holds most often. Every row that can't be
//! placed is a fault with its line and column; a row without coordinates is a feature without geometry. Other columns
//! become properties: numbers as numbers, empty cells as null. A row with more or fewer cells than the header is kept
//! and told: what it lacks is null, what it has too much becomes `column_N`.

use super::feature::{Feature, Origin};
use super::geojson::FileFeatures;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits::{Budget, Exceeded, Limit};
use serde_json::{Map, Value};
use std::sync::Arc;

const LONGITUDE: [&str; 6] = ["lon", "longitude", "long", "lng", "x", "lon_deg"];
const LATITUDE: [&str; 5] = ["lat", "latitude", "y", "lat_deg", "latitud"];

/// What the cells may take that rows lack: a long header asks for its cells in every row, however short.
pub struct Lacking(Budget);

impl Lacking {
    /// Bytes that an empty cell takes.
    const CELL: usize = 64;

    /// None are lacking yet.
    pub fn none() -> Self {
        Self(Budget::of(Limit::Unpacked))
    }

    /// Counts those of a row.
    ///
    /// # Errors
    /// There is no room for them.
    pub fn row(&mut self, header: usize, cells: usize) -> Result<(), Exceeded> {
        self.0.take(header.saturating_sub(cells).saturating_mul(Self::CELL))
    }
}

/// Reads a table.
///
/// # Errors
/// No coordinate columns; a row with a coordinate that is no number or out of range; text that is not UTF-8.
pub fn read(name: &str, bytes: &[u8]) -> Result<FileFeatures, Vec<Diagnostic>> {
    let file: Arc<str> = name.into();
    let place = |line: usize, column: Option<&str>| Place {
        file: Some(name.to_owned()),
        line: Some(line),
        pointer: column.map(str::to_owned),
        ..Place::default()
    };
    let Ok(text) = std::str::from_utf8(bytes) else {
        let line = bytes.split(|b| *b == b'\n').position(|l| std::str::from_utf8(l).is_err()).unwrap_or(0) + 1;
        let fault = Diagnostic::error("data::not-utf8", "the file is not UTF-8").at(place(line, None));
        return Err(vec![fault.help("save it as UTF-8")]);
    };
    let mut reader = reader(text, delimiter(text));
    let header = match reader.headers() {
        Ok(header) => names(header),
        Err(e) => return Err(vec![Diagnostic::error("data::not-csv", e.to_string()).at(place(1, None))]),
    };
    let Some((lon, lat)) = coordinate_columns(&header) else {
        let message = format!("no columns of longitude and latitude among: {}", header.join(", "));
        let fault = Diagnostic::error("data::no-coordinate-columns", message).at(place(1, None));
        return Err(vec![fault.help("name them lon and lat")]);
    };
    let columns = Columns { header: &header, lon, lat };
    let (mut features, mut faults, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    let mut lacking = Lacking::none();
    for (number, record) in reader.records().enumerate() {
        match record {
            Ok(record) => {
                let line = record.position().map_or(number + 2, |p| p.line() as usize);
                let origin = Origin { file: Arc::clone(&file), line, feature: number + 1 };
                if let Err(exceeded) = lacking.row(header.len(), record.len()) {
                    return Err(vec![Diagnostic::from(exceeded).at(place(line, None))]);
                }
                if record.len() != header.len() {
                    let at = Place { feature: Some(number + 1), ..place(line, None) };
                    let message =
                        format!("this row has {}, the header has {}", cells(record.len()), cells(header.len()));
                    warnings.push(Diagnostic::warning("data::uneven-row", message).at(at));
                }
                features.extend(row(&columns, &record, origin, &place, &mut faults));
            }
            Err(e) => {
                let line = e.position().map_or(number + 2, |p| p.line() as usize);
                faults.push(Diagnostic::error("data::not-csv", e.to_string()).at(place(line, None)));
            }
        }
    }
    if faults.is_empty() {
        return Ok(FileFeatures { features, warnings });
    }
    faults.extend(warnings);
    faults.sort_by_key(|f| f.place.line);
    Err(faults)
}

fn cells(count: usize) -> String {
    format!("{count} cell{}", if count == 1 { "" } else { "s" })
}

/// The one of comma, semicolon and tab that the first line holds most often.
pub(super) fn delimiter(text: &str) -> u8 {
    let header_line = without_mark(text).lines().next().unwrap_or_default();
    let often = |d: &u8| (header_line.bytes().filter(|b| b == d).count(), *d == b',');
    [b',', b';', b'\t'].into_iter().max_by_key(often).unwrap_or(b',')
}

/// A reader of a whole table, its header first.
pub(super) fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    reader_of(without_mark(text).as_bytes(), delimiter)
}

/// The same of text that is read as it comes, without a byte order mark.
pub(super) fn reader_of<R: std::io::Read>(text: R, delimiter: u8) -> csv::Reader<R> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text)
}

/// Text without a byte order mark.
pub(super) fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Names of columns.
pub(super) fn names(header: &csv::StringRecord) -> Vec<String> {
    header.iter().map(|h| h.trim().to_owned()).collect()
}

/// Which columns hold longitude and latitude.
pub(super) fn coordinate_columns(header: &[String]) -> Option<(usize, usize)> {
    let column = |names: &[&str]| names.iter().find_map(|n| header.iter().position(|h| h.eq_ignore_ascii_case(n)));
    column(&LONGITUDE).zip(column(&LATITUDE))
}

/// Degrees longitude and latitude reach at most.
pub(super) const MOST_DEG: (f64, f64) = (540.0, 90.0);

struct Columns<'h> {
    header: &'h [String],
    lon: usize,
    lat: usize,
}

fn row(
    columns: &Columns,
    record: &csv::StringRecord,
    origin: Origin,
    place: &dyn Fn(usize, Option<&str>) -> Place,
    faults: &mut Vec<Diagnostic>,
) -> Option<Feature> {
    let cell = |i: usize| record.get(i).unwrap_or_default().trim();
    let mut coordinate = |i: usize, most: f64| -> Option<f64> {
        let (text, name) = (cell(i), columns.header[i].as_str());
        let mut fault = |code, message: String, help: &str| {
            let at = Place { feature: Some(origin.feature), ..place(origin.line, Some(name)) };
            faults.push(Diagnostic::error(code, message).at(at).help(help));
            None
        };
        match text.parse::<f64>() {
            Ok(n) if n.is_finite() && n.abs() <= most => Some(n),
            Ok(n) if n.is_finite() => {
                let help = "degrees are wanted: longitude −180…180, latitude −90…90; are the two swapped?";
                fault("data::coordinate-out-of-range", format!("{name} {n} is out of range"), help)
            }
            _ if text.is_empty() => {
                let message = format!("{name} is empty, the other coordinate is not");
                fault("data::coordinate-no-number", message, "leave both empty where the place is not known")
            }
            _ => fault(
                "data::coordinate-no-number",
                format!("“{text}” is no number"),
                "write degrees with a decimal point, or let `sitmap import` read them: it also knows 36°07′N and decimal commas",
            ),
        }
    };
    let geometry = if cell(columns.lon).is_empty() && cell(columns.lat).is_empty() {
        None
    } else {
        let (lon, lat) = (coordinate(columns.lon, MOST_DEG.0), coordinate(columns.lat, MOST_DEG.1));
        let lon = crate::geographic::normalize_lon_deg(lon?);
        Some(geo::Geometry::Point(geo::Point::new(lon, lat?)))
    };
    let mut properties = Map::new();
    let mut id = None;
    for (i, name) in columns.header.iter().enumerate() {
        if i == columns.lon || i == columns.lat {
            continue;
        }
        let value = value(cell(i));
        if name.eq_ignore_ascii_case("id") && !cell(i).is_empty() {
            id = Some(Value::String(cell(i).to_owned()));
        } else {
            properties.insert(name.clone(), value);
        }
    }
    for i in columns.header.len()..record.len() {
        properties.insert(format!("column_{}", i + 1), value(cell(i)));
    }
    Some(Feature { id, geometry, properties, origin })
}

/// A cell: a number where it is written as one, null where it is empty, else text.
pub(super) fn value(cell: &str) -> Value {
    if cell.is_empty() {
        return Value::Null;
    }
    let plain = cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
        && !(cell.len() > 1 && cell.starts_with('0') && !cell.starts_with("0."));
    match cell.parse::<i64>() {
        Ok(n) if plain => Value::from(n),
        _ => match cell.parse::<f64>() {
            Ok(n) if plain => serde_json::Number::from_f64(n).map_or(Value::Null, Value::Number),
            _ => Value::String(cell.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_name_in_any_order_and_delimiter() {
        let read = read("f.csv", b"\xef\xbb\xbfname;Latitude;id;LONG;killed\nA;15.5;007;32.5;3\nB;;b;;\n").unwrap();
        assert_eq!(read.features[0].id, Some(Value::String("007".into())));
        assert_eq!(read.features[0].geometry, Some(geo::Geometry::Point(geo::Point::new(32.5, 15.5))));
        assert_eq!(read.features[0].properties["killed"], Value::from(3));
        assert_eq!((&read.features[1].geometry, read.features[1].origin.line), (&None, 3));
        assert_eq!(read.features[1].properties["killed"], Value::Null);
    }

    #[test]
    fn rows_of_other_lengths_are_kept_and_told() {
        let read = read("f.csv", b"id,lon,lat,killed\na,1,2\nb,1,2,3,north, east\nc,1,2,3\n").unwrap();
        let told: Vec<_> = read.warnings.iter().map(|f| (f.code, f.place.line, f.message.as_str())).collect();
        assert_eq!(
            told,
            [
                ("data::uneven-row", Some(2), "this row has 3 cells, the header has 4 cells"),
                ("data::uneven-row", Some(3), "this row has 6 cells, the header has 4 cells")
            ]
        );
        assert_eq!(read.features[0].properties["killed"], Value::Null);
        assert_eq!(read.features[1].properties["column_6"], Value::from("east"));
        assert_eq!(read.features[2].properties.len(), 1);
    }

    #[test]
    fn every_bad_row_is_told() {
        let faults = read("f.csv", b"id,lon,lat\na,1,95\nb,x,2\nc,1,2\n").unwrap_err();
        let found: Vec<_> =
            faults.iter().map(|f| (f.code, f.place.line, f.place.pointer.clone().unwrap_or_default())).collect();
        assert_eq!(
            found,
            [
                ("data::coordinate-out-of-range", Some(2), "lat".to_owned()),
                ("data::coordinate-no-number", Some(3), "lon".to_owned())
            ]
        );
        assert_eq!(read("f.csv", b"id,name\n1,2\n").unwrap_err()[0].code, "data::no-coordinate-columns");
    }
}

//! Tables of places in bulk: of each row its id, name, place and uncertainty, and nothing else.
//!
//! [`table`] makes a feature of each row, with all its cells; a million of them take half a gigabyte. Whoever wants
//! only where the rows are (`measure`) reads them here, in blocks that can be read at the same time, by the
//! same rules: those of [`Incident::from_feature`](super::incident::Incident::from_feature) for a feature of a table, and a test
//! holds the two against each other. Wherever they would have something to tell (a fault of any row, a column that is
//! more than a cell) there is no answer here, and the caller takes the way through features, which tells it.

use super::controls;
use super::incident::NAME_MEMBERS;
use super::table;
use crate::geographic::{LonLat, normalize_lon_deg};
use serde_json::Value;

/// Rows of a block that is read from text with quotes.
const BLOCK_ROWS: usize = 16_384;
/// Bytes of a block else.
const BLOCK_BYTES: usize = 512 * 1024;

/// What is known of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct PointRow {
    /// Of the column `id`; `None` where the cell is empty or there is no such column.
    pub id: Option<String>,
    /// Of the column `name`, or of another that files use for it.
    pub name: Option<String>,
    /// `None`: both coordinates are empty.
    pub place: Option<LonLat>,
    /// Of the column `uncertainty_m`, metres.
    pub uncertainty_m: Option<f64>,
}

/// A table whose header was read.
#[derive(Debug)]
pub struct PointTable<'t> {
    /// What follows the header.
    body: &'t str,
    delimiter: u8,
    columns: Columns,
}

/// Where in a row things are.
#[derive(Debug)]
struct Columns {
    lon: usize,
    lat: usize,
    id: Vec<usize>,
    /// The column `name` itself, which must hold texts.
    name: Option<usize>,
    /// Others that may hold a name, the likeliest first.
    other_names: Vec<usize>,
    uncertainty_m: Option<usize>,
}

impl<'t> PointTable<'t> {
    /// A table's bytes; `None`: not a table of UTF-8 with coordinate columns, or one with columns that mean more than this.
    pub fn new(name: &str, bytes: &'t [u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok().filter(|_| super::load::is_table(name, bytes))?;
        let delimiter = table::delimiter(text);
        let mut reader = table::reader(text, delimiter);
        let header = table::names(reader.headers().ok()?);
        let columns = Columns::new(&header)?;
        let end = usize::try_from(reader.position().byte()).ok()?;
        Some(Self { body: table::without_mark(text).get(end..)?, delimiter, columns })
    }

    /// Parts of the table that can be read at the same time, in their order.
    pub fn parts(&self) -> Vec<&'t str> {
        // A quoted cell may hold line ends: such a table is one part.
        if self.body.as_bytes().contains(&b'"') {
            return vec![self.body];
        }
        let (mut parts, mut rest) = (Vec::new(), self.body);
        while rest.len() > BLOCK_BYTES {
            let bytes = &rest.as_bytes()[BLOCK_BYTES..];
            let Some(end) = bytes.iter().position(|b| *b == b'\n') else { break };
            let (part, after) = rest.split_at(BLOCK_BYTES + end + 1);
            parts.push(part);
            rest = after;
        }
        parts.push(rest);
        parts
    }

    /// The rows of a part, in blocks of moderate size; `None` where a row is not in order.
    pub fn read(&self, part: &str) -> Option<Vec<Vec<PointRow>>> {
        let mut builder = csv::ReaderBuilder::new();
        let mut reader =
            builder.has_headers(false).delimiter(self.delimiter).flexible(true).from_reader(part.as_bytes());
        let (mut blocks, mut block) = (Vec::new(), Vec::new());
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).ok()? {
            block.push(self.columns.row(&record)?);
            if block.len() == 2 * BLOCK_ROWS {
                blocks.push(std::mem::take(&mut block));
            }
        }
        blocks.push(block);
        Some(blocks)
    }
}

impl Columns {
    fn new(header: &[String]) -> Option<Self> {
        let (lon, lat) = table::coordinate_columns(header)?;
        let repeated = (1..header.len()).any(|i| header[..i].contains(&header[i]));
        // Claims of places are no matter of one cell.
        if repeated || header.iter().any(|h| h == "locations") {
            return None;
        }
        let named = |name: &str| header.iter().position(|h| h == name);
        let name = named("name");
        let alias = |alias: &&str| {
            header
                .iter()
                .enumerate()
                .position(|(i, h)| h.eq_ignore_ascii_case(alias) && ![Some(lon), Some(lat), name].contains(&Some(i)))
        };
        let id = (0..header.len()).filter(|i| header[*i].eq_ignore_ascii_case("id")).collect();
        let other_names = NAME_MEMBERS.iter().filter_map(alias).collect();
        Some(Self { lon, lat, id, name, other_names, uncertainty_m: named("uncertainty_m") })
    }

    fn row(&self, record: &csv::StringRecord) -> Option<PointRow> {
        let cell = |i: usize| record.get(i).unwrap_or_default().trim();
        let (lon, lat) = (cell(self.lon), cell(self.lat));
        let place = if lon.is_empty() && lat.is_empty() {
            None
        } else {
            let (most_lon, most_lat) = table::MOST_DEG;
            let lon = normalize_lon_deg(degrees(lon, most_lon)?);
            Some(LonLat::new(lon, degrees(lat, most_lat)?))
        };
        let filled = |i: &usize| Some(cell(*i)).filter(|c| !c.is_empty());
        let id = self.id.iter().rev().find_map(filled).map(str::to_owned);
        let mut name = None;
        if let Some(cell) = self.name.as_ref().and_then(filled) {
            match table::value(cell) {
                Value::String(text) => name = Some(text),
                // A number is no name: that is told on the other way.
                _ => return None,
            }
        }
        let text = |cell: &str| table::value(cell).as_str().map(str::to_owned);
        let name = name.or_else(|| self.other_names.iter().filter_map(filled).find_map(text));
        let uncertainty = self.uncertainty_m.map(|i| table::value(cell(i)));
        let uncertainty_m = uncertainty.and_then(|v| v.as_f64()).filter(|m| *m >= 0.0 && place.is_some());
        // Control characters are told and taken out on the other way.
        if [&id, &name].into_iter().flatten().any(|text| controls::has_some(text)) {
            return None;
        }
        Some(PointRow { id, name, place, uncertainty_m })
    }
}

/// A number of degrees within its range.
fn degrees(cell: &str, most: f64) -> Option<f64> {
    cell.parse::<f64>().ok().filter(|n| n.abs() <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::incident::{ClaimedPlace, Incident};
    use proptest::prelude::*;

    /// The rows by way of features; `None` if anything is to be told of what is read here.
    fn by_features(text: &str) -> Option<Vec<PointRow>> {
        let file = table::read("a.csv", text.as_bytes()).ok()?;
        let mut faults = Vec::new();
        let rows = file.features.iter().map(|f| {
            let incident = Incident::from_feature(f, &mut faults);
            let number = format!("feature-{}", f.origin.feature);
            let first = incident.locations.first();
            PointRow {
                id: Some(incident.id).filter(|id| *id != number),
                name: incident.name,
                place: first.and_then(|l| if let ClaimedPlace::Point(p) = l.place { Some(p) } else { None }),
                uncertainty_m: first.and_then(|l| l.uncertainty_m),
            }
        });
        let rows = rows.collect();
        let read_here = |p: &str| p == "/properties/name" || p.starts_with("/properties/locations");
        faults.iter().all(|f| !f.place.pointer.as_deref().is_some_and(read_here)).then_some(rows)
    }

    fn here(text: &str) -> Option<Vec<PointRow>> {
        let table = PointTable::new("a.csv", text.as_bytes())?;
        let blocks: Option<Vec<_>> = table.parts().into_iter().map(|part| table.read(part)).collect();
        Some(blocks?.into_iter().flatten().flatten().collect())
    }

    #[test]
    fn as_features_say() {
        for text in [
            "id,lon,lat\na,36.5,36.1\n",
            "\u{feff}LAT;ID;Longitude;name;uncertainty_m\n1; x ;2; A ;300\r\n\r\n3;;4;\"B; \"\"b\"\"\n\";-1\n;;;C;5\n",
            "x\ty\tTitle\tsite\n190\t-90\t\tS\n1\t2\t12\t 7a\n1\t2\t007\tz\n",
            "name,lon,lat,Name,id,ID\n,1,2,B,,q\nA,1,2,B,p,q\nA,1,2,B,p,\n",
            "lon,lat\n",
            "lon,lat\n1,2,3,4\n\"1\",2",
            "lon,lat,uncertainty_m\n1,2,1e3\n1,2,0\n1,2,3.5\n1,2,\n,,7\n",
        ] {
            let rows = here(text);
            assert_eq!(rows, by_features(text), "{text}");
            assert!(rows.is_some(), "{text}");
        }
    }

    #[test]
    fn what_must_be_told_has_no_answer() {
        for text in [
            "id,lon,lat\na,36.5,96.1\n",
            "id,lon,lat\na,36.5,\n",
            "id,lon,lat\na,36.5,x\n",
            "id,lon,lat\na,nan,1\n",
            "id,lon,lat,name\na,36.5,1,12\n",
            "id,lon,lat,locations\na,36.5,1,x\n",
            "id,name\na,b\n",
            "",
            "{\"type\": 1}",
        ] {
            assert_eq!(here(text), None, "{text}");
        }
        assert!(PointTable::new("a.csv", b"lon,lat\n1,2,\xff\n").is_none());
    }

    #[test]
    fn parts_are_the_whole() {
        let row = |i: usize| format!("{}.5,36.1,n{i}\n", i % 90);
        let text = format!("lon,lat,id\n{}", (0..100_000).map(row).collect::<String>());
        let table = PointTable::new("a.csv", text.as_bytes()).unwrap();
        assert!(table.parts().len() > 2);
        assert_eq!(table.parts().concat().len(), text.len() - "lon,lat,id\n".len());
        let rows = here(&text).unwrap();
        assert_eq!((rows.len(), rows[99_999].id.as_deref()), (100_000, Some("n99999")));
        // With a quote it is one part in blocks.
        let quoted = text.replacen("n0\n", "\"n\n0\"\n", 1);
        let table = PointTable::new("a.csv", quoted.as_bytes()).unwrap();
        assert_eq!(table.parts().len(), 1);
        assert!(table.read(table.parts()[0]).unwrap().len() > 2);
        assert_eq!(here(&quoted).unwrap()[0].id.as_deref(), Some("n\n0"));
    }

    proptest! {
        #[test]
        fn any_table_as_features_say(
            head in prop::sample::subsequence(
                vec!["lon", "lat", "Id", "id", "name", "Name", "title", "uncertainty_m", "Y", "kind", "place"], 1..9),
            rows in prop::collection::vec(prop::collection::vec(
                prop::sample::select(vec!["1", "2.5", "-3", "a", "", " b ", "\"q, \"\"r\"\"\"", "007", "1e2", "91", "0.0"]), 0..10), 0..6),
            end in prop::sample::select(vec!["\n", "\r\n"]),
        ) {
            let text = std::iter::once(head.join(",")).chain(rows.iter().map(|r| r.join(","))).collect::<Vec<_>>().join(end);
            if let Some(rows) = here(&text) {
                prop_assert_eq!(Some(rows), by_features(&text));
            }
        }
    }
}

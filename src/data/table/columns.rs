//! Names of columns → what each column holds: the one place where headers are recognised.
//!
//! Headers come in English, French, Arabic and Spanish, with units, accents and prefixes (`GPS Latitude`, `Latitude (°N)`,
//! `_location_latitude`). A column is taken for a coordinate where its name is one of the plain ones (`lon`, `lat`, `x`, `y` …), or where
//! it alone holds a word for it. Members of an incident are taken by their whole name. What is not recognised stays a
//! property under its own name. A user's own words (`--map COLUMN=FIELD`) come first.

use super::column_names::{LATITUDE, LATITUDE_WORDS, LONGITUDE, LONGITUDE_WORDS, MEMBERS, PAIR, WKT};

/// Fields that a column may be mapped to by hand.
pub const FIELDS: [&str; 25] = [
    "lon",
    "lat",
    "lat_lon",
    "lon_lat",
    "wkt",
    "id",
    "name",
    "name_ar",
    "what",
    "what_ar",
    "kind",
    "date",
    "killed",
    "killed_min",
    "killed_max",
    "injured",
    "injured_min",
    "injured_max",
    "present",
    "displaced",
    "strikes",
    "combined",
    "partial",
    "uncertainty_m",
    "status",
];

/// Where the place of a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceColumns {
    /// A column each.
    LonLat {
        /// Its number, from 0.
        lon: usize,
        /// Its number, from 0.
        lat: usize,
    },
    /// Both in one cell.
    Pair {
        /// Its number, from 0.
        column: usize,
        /// Which comes first, as far as the name says; else the cells must.
        latitude_first: Option<bool>,
    },
    /// A geometry as well-known text.
    Wkt {
        /// Its number, from 0.
        column: usize,
    },
}

/// What the columns of a table hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnPlan {
    /// Where a row's place may stand, the likeliest first. A pair or a geometry holds only if its cells do.
    pub places: Vec<PlaceColumns>,
    /// Columns that are a member of an incident under another name, with that member.
    pub members: Vec<(usize, &'static str)>,
}

/// A column that the user named and no table has, or a field that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// No such column.
    #[error("there is no column “{0}”")]
    Column(String),
    /// No such field.
    #[error("“{0}” is no field")]
    Field(String),
}

/// Says what columns hold: `(column, field)`.
pub type Mapping = [(String, String)];

impl ColumnPlan {
    /// The plan of a header, with what the user says of its columns.
    ///
    /// # Errors
    /// A column or a field that does not exist.
    ///
    /// ```
    /// use sitmap::data::table::{ColumnPlan, PlaceColumns};
    /// let header = ["Nom", "Latitude (°N)", "Longitude (°E)", "Tués"].map(str::to_owned);
    /// let plan = ColumnPlan::of(&header, &[]).unwrap();
    /// assert_eq!(plan.places, [PlaceColumns::LonLat { lon: 2, lat: 1 }]);
    /// assert_eq!(plan.members, [(0, "name"), (3, "killed")]);
    /// ```
    pub fn of(header: &[String], mapping: &Mapping) -> Result<Self, MappingError> {
        let mut plan = Self::default();
        let mut asked = Vec::new();
        for (column, field) in mapping {
            let at = header.iter().position(|h| h == column);
            let at = at.or_else(|| header.iter().position(|h| h.eq_ignore_ascii_case(column)));
            let at = at.ok_or_else(|| MappingError::Column(column.clone()))?;
            let field = FIELDS.iter().find(|f| *f == field).ok_or_else(|| MappingError::Field(field.clone()))?;
            asked.push((at, *field));
        }
        let named = |field: &str| asked.iter().find(|(_, f)| *f == field).map(|(at, _)| *at);
        let pair = |field, first| named(field).map(|column| PlaceColumns::Pair { column, latitude_first: Some(first) });
        plan.places.extend(pair("lat_lon", true).or_else(|| pair("lon_lat", false)));
        plan.places.extend(named("wkt").map(|column| PlaceColumns::Wkt { column }));
        let plain = plain_coordinates(header);
        let lon =
            named("lon").or_else(|| plain.map(|p| p.0).or_else(|| worded(header, &LONGITUDE_WORDS, &LATITUDE_WORDS)));
        let lat =
            named("lat").or_else(|| plain.map(|p| p.1).or_else(|| worded(header, &LATITUDE_WORDS, &LONGITUDE_WORDS)));
        plan.places.extend(lon.zip(lat).map(|(lon, lat)| PlaceColumns::LonLat { lon, lat }));
        let folded: Vec<String> = header.iter().map(|h| folded(h)).collect();
        let columns = |names: &'static [&'static str]| {
            names.iter().filter_map(|n| folded.iter().position(|h| h == n).map(|column| (column, *n)))
        };
        let order = |name: &str| match name.get(..3) {
            Some("lat") => Some(true),
            Some("lon" | "lng") => Some(false),
            _ => None,
        };
        let pairs = columns(&PAIR).map(|(column, name)| PlaceColumns::Pair { column, latitude_first: order(name) });
        plan.places.extend(pairs);
        plan.places.extend(columns(&WKT).map(|(column, _)| PlaceColumns::Wkt { column }));
        plan.members = members(header, &folded);
        plan.members.retain(|(at, member)| asked.iter().all(|(other, field)| other != at && field != member));
        let places = ["lon", "lat", "lat_lon", "lon_lat", "wkt"];
        plan.members.extend(asked.into_iter().filter(|(_, field)| !places.contains(field)));
        Ok(plan)
    }

    /// The columns of longitude and latitude, where a row is read without more ado: numbers of degrees in a column each, and
    /// `id` and `name` under these names.
    pub fn plain(&self) -> Option<(usize, usize)> {
        let renamed = self.members.iter().any(|(_, m)| matches!(*m, "id" | "name" | "uncertainty_m"));
        match self.places.first() {
            Some(PlaceColumns::LonLat { lon, lat }) if !renamed => Some((*lon, *lat)),
            _ => None,
        }
    }
}

/// Columns with plain names.
fn plain_coordinates(header: &[String]) -> Option<(usize, usize)> {
    let column = |names: &[&str]| names.iter().find_map(|n| header.iter().position(|h| h.eq_ignore_ascii_case(n)));
    column(&LONGITUDE).zip(column(&LATITUDE))
}

/// The only column whose name holds one of the words and none of the others.
fn worded(header: &[String], words: &[&str], others: &[&str]) -> Option<usize> {
    let holds = |name: &str, words: &[&str]| folded(name).split('_').any(|word| words.contains(&word));
    let mut found = (0..header.len()).filter(|i| holds(&header[*i], words) && !holds(&header[*i], others));
    found.next().filter(|_| found.next().is_none())
}

/// Columns that are members under another name, where no column bears the member's own.
fn members(header: &[String], folded: &[String]) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for (member, names) in MEMBERS {
        if header.iter().any(|h| h.eq_ignore_ascii_case(member)) {
            continue;
        }
        found.extend(names.iter().find_map(|n| folded.iter().position(|h| h == n)).map(|at| (at, *member)));
    }
    found
}

/// A name in lower case without accents, its words joined by `_`: `Tués (nb.)` → `tues_nb`.
pub(super) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' => out.push('a'),
            'ç' => out.push('c'),
            'è'..='ë' => out.push('e'),
            'ì'..='ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò'..='ö' => out.push('o'),
            'ù'..='ü' => out.push('u'),
            'أ' | 'إ' | 'آ' => out.push('ا'),
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            // Marks over letters, and the stroke that only widens a word.
            '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{640}' | '\u{200e}' | '\u{200f}' | '\u{feff}' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if out.ends_with('_') || out.is_empty() => {}
            _ => out.push('_'),
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(header: &str) -> ColumnPlan {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        ColumnPlan::of(&header, &[]).unwrap()
    }

    #[test]
    fn coordinates_in_many_words() {
        for (header, lon, lat) in [
            ("id,lon,lat", 1, 2),
            ("Y,X", 1, 0),
            ("GPS Latitude,GPS Longitude", 1, 0),
            ("_location_latitude,_location_longitude,_location_altitude", 1, 0),
            ("Latitud,Longitud,Fecha", 1, 0),
            ("خط العرض,خط الطول", 1, 0),
            ("دائرة العَرْض,خطّ الطُول", 1, 0),
            ("lat,lon,latitude_old,longitude_old", 1, 0),
        ] {
            assert_eq!(plan(header).places[0], PlaceColumns::LonLat { lon, lat }, "{header}");
        }
        // Two of a kind, and neither plain: which is meant?
        assert_eq!(plan("start latitude,start longitude,end latitude,end longitude").places, []);
        assert_eq!(plan("name,date").places, []);
    }

    #[test]
    fn pairs_and_geometries() {
        assert_eq!(plan("id,Lat/Long").places, [PlaceColumns::Pair { column: 1, latitude_first: Some(true) }]);
        assert_eq!(plan("Coordonnées").places, [PlaceColumns::Pair { column: 0, latitude_first: None }]);
        let both = [PlaceColumns::LonLat { lon: 1, lat: 0 }, PlaceColumns::Wkt { column: 2 }];
        assert_eq!(plan("latitude,longitude,geom_wkt").places, both);
    }

    #[test]
    fn members_in_four_languages() {
        assert_eq!(plan("Nom,Date,Tués,Blessés").members, [(0, "name"), (2, "killed"), (3, "injured")]);
        assert_eq!(plan("fecha,lugar,muertos").members, [(1, "name"), (0, "date"), (2, "killed")]);
        assert_eq!(plan("المكان,التاريخ,عدد القتلى").members, [(0, "name"), (1, "date"), (2, "killed")]);
        // A member's own name comes first.
        assert_eq!(plan("killed,morts,name,nom").members, []);
    }

    #[test]
    fn the_user_says_what_a_column_holds() {
        let header = ["A", "B", "lon", "lat", "morts"].map(str::to_owned);
        let mapped = |pairs: &[(&str, &str)]| {
            let pairs: Vec<_> = pairs.iter().map(|(c, f)| ((*c).to_owned(), (*f).to_owned())).collect();
            ColumnPlan::of(&header, &pairs)
        };
        let plan = mapped(&[("a", "killed"), ("B", "lat_lon")]).unwrap();
        assert_eq!(plan.places[0], PlaceColumns::Pair { column: 1, latitude_first: Some(true) });
        assert_eq!((plan.members.as_slice(), plan.plain()), (&[(0, "killed")][..], None));
        assert_eq!(mapped(&[("lat", "lon"), ("lon", "lat")]).unwrap().plain(), Some((3, 2)));
        assert_eq!(mapped(&[("C", "id")]), Err(MappingError::Column("C".into())));
        assert_eq!(mapped(&[("A", "dead")]), Err(MappingError::Field("dead".into())));
    }

    #[test]
    fn names_are_folded() {
        assert_eq!(folded(" Tués (nb.) "), "tues_nb");
        assert_eq!(folded("إحداثيّات"), "احداثيات");
        assert_eq!(folded("Lat/Long"), "lat_long");
    }
}

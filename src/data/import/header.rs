//! What a column means, told by its name in English, French, Spanish and Arabic.
//!
//! Names are compared in lower case, without accents, with `_` for blanks and signs. Only names that mean one thing are listed; a column with
//! another one is kept as it is, and the user can say what it means.

use crate::data::incident::{DATE_MEMBERS, INJURED_MEMBERS, KILLED_MEMBERS, NAME_MEMBERS, WHAT_MEMBERS};

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "a field is named for the member of an incident that it becomes")]
pub enum Field {
    Lon,
    Lat,
    /// Latitude, then longitude, in one cell.
    LatLon,
    /// Longitude, then latitude, in one cell.
    LonLat,
    /// Well-known text.
    Wkt,
    /// A reference of the Military Grid Reference System.
    Mgrs,
    /// An Open Location Code.
    PlusCode,
    /// Zone, easting and northing of UTM in one cell.
    Utm,
    /// Zone of UTM with its hemisphere.
    UtmZone,
    /// Metres of UTM.
    Easting,
    /// Metres of UTM.
    Northing,
    UncertaintyM,
    Id,
    Name,
    NameAr,
    What,
    Kind,
    Date,
    DateEnd,
    Killed,
    KilledMin,
    KilledMax,
    Injured,
    InjuredMin,
    InjuredMax,
    /// Who says so.
    SaidBy,
    /// The country, to hold the place against.
    Country,
}

impl Field {
    /// All of them, by the names that the command line knows.
    pub const ALL: [(&'static str, Self); 27] = [
        ("lon", Self::Lon),
        ("lat", Self::Lat),
        ("lat_lon", Self::LatLon),
        ("lon_lat", Self::LonLat),
        ("wkt", Self::Wkt),
        ("mgrs", Self::Mgrs),
        ("plus_code", Self::PlusCode),
        ("utm", Self::Utm),
        ("utm_zone", Self::UtmZone),
        ("easting", Self::Easting),
        ("northing", Self::Northing),
        ("uncertainty_m", Self::UncertaintyM),
        ("id", Self::Id),
        ("name", Self::Name),
        ("name_ar", Self::NameAr),
        ("what", Self::What),
        ("kind", Self::Kind),
        ("date", Self::Date),
        ("date_end", Self::DateEnd),
        ("killed", Self::Killed),
        ("killed_min", Self::KilledMin),
        ("killed_max", Self::KilledMax),
        ("injured", Self::Injured),
        ("injured_min", Self::InjuredMin),
        ("injured_max", Self::InjuredMax),
        ("said_by", Self::SaidBy),
        ("country", Self::Country),
    ];

    /// The field of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(n, _)| *n == name).map(|(_, field)| *field)
    }

    /// Does it tell a place, or a part of one, other than longitude and latitude do?
    fn is_whole_place(self) -> bool {
        use Field::{Easting, LatLon, LonLat, Mgrs, Northing, PlusCode, Utm, UtmZone, Wkt};
        matches!(self, LatLon | LonLat | Wkt | Mgrs | PlusCode | Utm | UtmZone | Easting | Northing)
    }

    /// Does it tell a place, or a part of one?
    pub fn is_place(self) -> bool {
        self.is_whole_place() || matches!(self, Self::Lon | Self::Lat)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

/// Other names, likeliest first in each field.
const NAMES: &[(Field, &[&str])] = &[
    (
        Field::Lon,
        &[
            "lon",
            "longitude",
            "long",
            "lng",
            "x",
            "lon_deg",
            "longitud",
            "longitude_x",
            "gps_longitude",
            "actiongeo_long",
            "خط_الطول",
            "الطول",
        ],
    ),
    (
        Field::Lat,
        &[
            "lat",
            "latitude",
            "y",
            "lat_deg",
            "latitud",
            "latitude_y",
            "gps_latitude",
            "actiongeo_lat",
            "خط_العرض",
            "العرض",
        ],
    ),
    (Field::LatLon, &["lat_lon", "latlon", "lat_long", "latlong", "lat_lng", "latitude_longitude"]),
    (Field::LonLat, &["lon_lat", "lonlat", "long_lat", "longitude_latitude"]),
    (Field::Wkt, &["wkt", "geom_wkt", "wkt_geom", "geometry_wkt", "the_geom"]),
    (Field::Mgrs, &["mgrs", "usng", "mgrs_coordinates", "mgrs_reference", "mgrs_grid"]),
    (Field::PlusCode, &["plus_code", "plus_codes", "pluscode", "open_location_code", "olc"]),
    (Field::Utm, &["utm", "utm_coordinates", "coordonnees_utm", "coordenadas_utm"]),
    (Field::UtmZone, &["utm_zone", "zone_utm", "zona_utm", "huso"]),
    (Field::Easting, &["easting", "utm_easting", "utm_e", "utm_x", "x_utm"]),
    (Field::Northing, &["northing", "utm_northing", "utm_n", "utm_y", "y_utm"]),
    (Field::UncertaintyM, &["uncertainty_m", "coordinateuncertaintyinmeters"]),
    (Field::Id, &["id", "event_id", "incident_id", "code", "event_id_cnty", "الرقم", "المعرف"]),
    (
        Field::Name,
        &[
            "lieu",
            "nom",
            "localite",
            "nom_du_lieu",
            "nombre",
            "lugar",
            "localidad",
            "المكان",
            "الموقع",
            "الاسم",
            "اسم_المكان",
        ],
    ),
    (Field::NameAr, &["name_ar", "arabic_name", "name_arabic", "الاسم_بالعربية"]),
    (Field::What, &["evenement", "evento", "descripcion", "resume", "الوصف", "الحدث", "ملاحظات"]),
    (Field::Kind, &["kind"]),
    (
        Field::Date,
        &[
            "date_of_incident",
            "incident_date",
            "date_of_event",
            "date_evenement",
            "date_de_l_evenement",
            "date_incident",
            "fecha",
            "fecha_evento",
            "التاريخ",
            "تاريخ",
            "تاريخ_الحادث",
        ],
    ),
    (Field::DateEnd, &["date_end", "end_date", "date_fin", "fecha_fin", "تاريخ_النهاية"]),
    (
        Field::Killed,
        &[
            "people_killed",
            "number_killed",
            "morts",
            "tues",
            "deces",
            "nombre_de_morts",
            "muertos",
            "fallecidos",
            "القتلى",
            "قتلى",
            "عدد_القتلى",
            "الشهداء",
            "الضحايا",
        ],
    ),
    (Field::KilledMin, &["killed_min", "min_killed", "killed_low", "fatalities_min", "deaths_min"]),
    (Field::KilledMax, &["killed_max", "max_killed", "killed_high", "fatalities_max", "deaths_max"]),
    (
        Field::Injured,
        &[
            "people_injured",
            "number_injured",
            "blesses",
            "nombre_de_blesses",
            "heridos",
            "الجرحى",
            "جرحى",
            "عدد_الجرحى",
            "المصابون",
        ],
    ),
    (Field::InjuredMin, &["injured_min", "min_injured", "wounded_min"]),
    (Field::InjuredMax, &["injured_max", "max_injured", "wounded_max"]),
    (Field::SaidBy, &["said_by", "source", "sources", "reported_by", "fuente", "fuentes", "المصدر", "المصادر"]),
    (Field::Country, &["country", "country_name", "pays", "pais", "الدولة", "البلد"]),
];

/// A name without case, accents and signs.
pub fn bare(name: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        c if c.is_alphanumeric() => c,
        _ => '_',
    };
    let text: String = name.trim().to_lowercase().chars().map(plain).collect();
    text.split('_').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}

/// The field that a name stands for, and how likely (0 is likeliest) among others of the field.
fn field_of(name: &str) -> Option<(Field, usize)> {
    let name = bare(name);
    let members = [
        (Field::Name, &NAME_MEMBERS[..]),
        (Field::Date, &DATE_MEMBERS[..]),
        (Field::Killed, &KILLED_MEMBERS[..]),
        (Field::Injured, &INJURED_MEMBERS[..]),
        (Field::What, &WHAT_MEMBERS[..]),
    ];
    let listed = members.iter().copied().chain(NAMES.iter().copied());
    // Our own names go before those of other languages.
    listed.enumerate().find_map(|(list, (field, names))| {
        names.iter().position(|n| *n == name).map(|place| (field, list * 100 + place))
    })
}

/// What each column means: of several for one field the likeliest, the others are kept as they are. What the user says goes first.
pub fn fields(header: &[String], wanted: &[(String, Field)]) -> Vec<Option<Field>> {
    let mut fields: Vec<Option<Field>> = vec![None; header.len()];
    for (column, field) in wanted {
        // A second column for one field is kept as it is.
        if let Some(index) = header.iter().position(|h| h == column)
            && !fields.contains(&Some(*field))
        {
            fields[index] = Some(*field);
        }
    }
    let mut told: Vec<(Field, usize, usize)> = header
        .iter()
        .enumerate()
        .filter(|(i, _)| fields[*i].is_none())
        .filter_map(|(i, name)| field_of(name).map(|(field, likely)| (field, likely, i)))
        .collect();
    told.sort();
    for (field, _, index) in told {
        if !fields.contains(&Some(field)) {
            fields[index] = Some(field);
        }
    }
    // Coordinates in two columns go before those in one.
    let has = |fields: &[Option<Field>], f: Field| fields.contains(&Some(f));
    if has(&fields, Field::Lon) && has(&fields, Field::Lat) {
        let asked = |i: usize| wanted.iter().any(|(column, _)| *column == header[i]);
        for (i, field) in fields.iter_mut().enumerate() {
            if field.is_some_and(Field::is_whole_place) && !asked(i) {
                *field = None;
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Vec<Option<Field>> {
        fields(&header.split(',').map(str::to_owned).collect::<Vec<_>>(), &[])
    }

    #[test]
    fn names_in_four_languages() {
        use Field::{Date, Injured, Killed, Lat, Lon, Name, SaidBy};
        let all = [Some(Name), Some(Date), Some(Killed), Some(Injured), Some(Lat), Some(Lon), Some(SaidBy)];
        assert_eq!(of("Place,Event date,Fatalities,Wounded,Latitude,LONG,Source"), all);
        assert_eq!(of("Lieu,Date de l’événement,Tués,Blessés,Latitude,Longitude,Sources"), all);
        assert_eq!(of("Lugar,Fecha,Muertos,Heridos,Latitud,Longitud,Fuente"), all);
        assert_eq!(of("المكان,التاريخ,عدد القتلى,الجرحى,خط العرض,خط الطول,المصدر"), all);
    }

    #[test]
    fn the_likeliest_column_is_taken_and_the_user_goes_first() {
        assert_eq!(of("title,name,site"), [None, Some(Field::Name), None]);
        assert_eq!(of("lat,lon,lat_lon"), [Some(Field::Lat), Some(Field::Lon), None]);
        let header: Vec<String> = ["a", "name"].map(str::to_owned).to_vec();
        let wanted = [("a".to_owned(), Field::Name)];
        assert_eq!(fields(&header, &wanted), [Some(Field::Name), None]);
        for (name, field) in Field::ALL {
            assert_eq!((Field::by_name(name), field.name()), (Some(field), name));
        }
    }
}

//! Places as references of grids: UTM, MGRS, and Open Location Code (Plus codes). A square is its middle, with half its diagonal as the uncertainty: what a reference leaves
//! out is not known.
//!
//! MGRS after NGA.STND.0037 (*Universal Grids and Grid Reference Systems*), lettering of WGS 84; Plus codes after the specification of
//! github.com/google/open-location-code. The projection is that of `proj4rs` for the EPSG codes of the zones. Limits: no polar squares (A, B, Y, Z), no short Plus codes, for
//! those need a town that is not told.

use crate::data::reference_system::ReferenceSystem;
use geo::Coord;
use std::sync::OnceLock;

/// Longitude and latitude in degrees, and how far off the place may be, metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GridPlace {
    /// Degrees east.
    pub lon_deg: f64,
    /// Degrees north.
    pub lat_deg: f64,
    /// Half the diagonal of the square; `None` for a point.
    pub uncertainty_m: Option<f64>,
}

/// What reads a reference.
pub type ReadGrid = fn(&str) -> Result<GridPlace, String>;

/// Why a reference gives no place.
type Read<T> = Result<T, String>;

/// Letters of bands of latitude, from 80° S in steps of 8°.
const BANDS: &str = "CDEFGHJKLMNPQRSTUVWX";
/// Letters of columns and rows.
const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Rows of 100 km until their letters repeat.
const ROWS: usize = 20;
/// Least northing of each band, kilometres, in its hemisphere's count.
const LEAST_NORTHING_KM: [f64; 20] = [
    1_100.0, 2_000.0, 2_800.0, 3_700.0, 4_600.0, 5_500.0, 6_400.0, 7_300.0, 8_200.0, 9_100.0, 0.0, 800.0, 1_700.0,
    2_600.0, 3_500.0, 4_400.0, 5_300.0, 6_200.0, 7_000.0, 7_900.0,
];

/// The place of an MGRS reference such as `37S BV 76360 99762`.
///
/// # Errors
/// Why it is none.
///
/// ```
/// use sitmap::data::import::grid::mgrs;
/// let place = mgrs("37SBV7636099762").unwrap();
/// assert!((place.lon_deg - 36.5152).abs() < 1e-4 && (place.lat_deg - 36.1168).abs() < 1e-4);
/// assert_eq!(mgrs("37S BV 76 99").unwrap().uncertainty_m, Some(708.0));
/// ```
pub fn mgrs(text: &str) -> Read<GridPlace> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect();
    let not_one =
        || "no MGRS reference: zone, band, two letters, an even number of digits (37S BV 76360 99762)".to_owned();
    let letters = plain.find(|c: char| !c.is_ascii_digit()).ok_or_else(not_one)?;
    let (zone, rest) = plain.split_at(letters);
    let mut rest = rest.chars();
    let (Some(band), Some(column), Some(row)) = (rest.next(), rest.next(), rest.next()) else { return Err(not_one()) };
    if zone.is_empty() && matches!(band, 'A' | 'B' | 'Y' | 'Z') {
        return Err("squares of the polar grid are not read".to_owned());
    }
    let zone: usize = zone.parse().ok().filter(|z| (1..=60).contains(z)).ok_or_else(not_one)?;
    let band = BANDS.find(band).ok_or_else(|| format!("{band} is no band of latitude (C to X)"))?;
    let digits = rest.as_str();
    if digits.len() > 10 || !digits.len().is_multiple_of(2) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(not_one());
    }
    let no_square = || format!("zone {zone} has no square {column}{row}");
    let column = LETTERS.find(column).and_then(|c| c.checked_sub((zone - 1) % 3 * 8)).filter(|c| *c < 8);
    let column = column.ok_or_else(no_square)?;
    let row = LETTERS.find(row).filter(|r| *r < ROWS).ok_or_else(no_square)?;
    let row = if zone.is_multiple_of(2) { (row + ROWS - 5) % ROWS } else { row };
    let least = LEAST_NORTHING_KM[band] * 1e3;
    let mut northing = row as f64 * 1e5;
    while northing < least {
        northing += ROWS as f64 * 1e5;
    }
    let half = digits.len() / 2;
    let size = [1e5, 1e4, 1e3, 100.0, 10.0, 1.0].get(half).copied().ok_or_else(not_one)?;
    let within = |text: &str| text.parse().unwrap_or(0.0) * size + size / 2.0;
    let (east, north) = digits.split_at(half);
    let x = (column + 1) as f64 * 1e5 + within(east);
    let place = utm_place(zone, band >= 10, x, northing + within(north))?;
    let south = -80.0 + 8.0 * band as f64;
    if !(south - 1.5..south + if band == 19 { 13.5 } else { 9.5 }).contains(&place.y) {
        return Err(no_square());
    }
    let uncertainty_m = Some((size / std::f64::consts::SQRT_2).ceil());
    Ok(GridPlace { lon_deg: place.x, lat_deg: place.y, uncertainty_m })
}

/// The place of UTM coordinates in one text: `37N 276360 3999763`, `37 S 276360 mE 3999763 mN`.
///
/// # Errors
/// Why it is none.
pub fn utm_text(text: &str) -> Read<GridPlace> {
    let words: Vec<&str> = text.split([' ', ',', ';', '\t']).filter(|w| !w.is_empty()).collect();
    let is_number = |w: &&str| w.trim_end_matches(['m', 'E', 'N', 'e', 'n']).parse::<f64>().is_ok_and(|n| n > 1_000.0);
    let numbers: Vec<&str> = words.iter().copied().filter(is_number).collect();
    let first = words.iter().position(is_number).unwrap_or(0);
    match numbers.as_slice() {
        [easting, northing] => utm(&words[..first].join(" "), easting, northing),
        _ => Err("no UTM coordinates: zone, easting and northing in metres (37N 276360 3999763)".to_owned()),
    }
}

/// The place of UTM coordinates. The zone is a number with `N`, `S`, `north`, `south` or the letter of a band.
///
/// # Errors
/// Why it is none.
pub fn utm(zone: &str, easting: &str, northing: &str) -> Read<GridPlace> {
    let plain: String = zone.trim().to_uppercase().replace("ZONE", "").chars().filter(|c| !c.is_whitespace()).collect();
    let letters = plain.find(|c: char| !c.is_ascii_digit()).unwrap_or(plain.len());
    let (number, letters) = plain.split_at(letters);
    let number: usize = number
        .parse()
        .ok()
        .filter(|z| (1..=60).contains(z))
        .ok_or_else(|| format!("“{zone}” is no zone of UTM (1 to 60)"))?;
    let north = match letters {
        "N" | "NORTH" => true,
        "SOUTH" => false,
        // A southern hemisphere and the band from 32° to 40° N are written alike.
        "S" => {
            return Err(format!(
                "zone {number}S may be the south or the band S (32° to 40° N); write {number} north or {number} south"
            ));
        }
        "" => return Err(format!("zone {number} of which hemisphere? write {number} north or {number} south")),
        band if band.len() == 1 && BANDS.contains(band) => BANDS.find(band) >= Some(10),
        _ => return Err(format!("“{zone}” is no zone of UTM")),
    };
    let metres = |text: &str| {
        let plain = text.trim().trim_end_matches(['m', 'E', 'N', 'e', 'n', ' ']).replace(['\u{a0}', ' '], "");
        plain.parse::<f64>().map_err(|_| format!("“{text}” is no number of metres"))
    };
    let (x, y) = (metres(easting)?, metres(northing)?);
    if !(50_000.0..=950_000.0).contains(&x) || !(0.0..=10_000_000.0).contains(&y) {
        return Err(format!("{x} {y} are no easting and northing of UTM, in metres"));
    }
    let place = utm_place(number, north, x, y)?;
    Ok(GridPlace { lon_deg: place.x, lat_deg: place.y, uncertainty_m: None })
}

fn utm_place(zone: usize, north: bool, x: f64, y: f64) -> Read<Coord<f64>> {
    static ZONES: [OnceLock<Option<ReferenceSystem>>; 120] = [const { OnceLock::new() }; 120];
    let nowhere = || format!("{x:.0} {y:.0} has no place in zone {zone}");
    let code = if north { 32_600 } else { 32_700 } + zone;
    let held = ZONES.get(zone - 1 + if north { 0 } else { 60 }).ok_or_else(nowhere)?;
    let system = held.get_or_init(|| ReferenceSystem::of_epsg(u32::try_from(code).unwrap_or(0)));
    let place = system.as_ref().ok_or_else(nowhere)?.lon_lat_deg(Coord { x, y });
    if place.x.is_finite() && place.y.is_finite() { Ok(place) } else { Err(nowhere()) }
}

/// Digits of Open Location Code.
const DIGITS: &str = "23456789CFGHJMPQRVWX";

/// The place of a full Plus code such as `8G8R4G88+P3`.
///
/// # Errors
/// Why it is none.
///
/// ```
/// use sitmap::data::import::grid::plus_code;
/// let place = plus_code("8G8R4G88+P3").unwrap();
/// assert!((place.lon_deg - 36.515_187_5).abs() < 1e-9 && (place.lat_deg - 36.116_812_5).abs() < 1e-9);
/// assert!(plus_code("4G88+P3 Kafr Takharim").unwrap_err().contains("short"));
/// ```
pub fn plus_code(text: &str) -> Read<GridPlace> {
    let not_one = || "no Plus code (8G8R4G88+P3)".to_owned();
    let code = text.trim().to_uppercase();
    let (before, after) = code.split_once('+').ok_or_else(not_one)?;
    if before.len() < 8 && !before.is_empty() {
        return Err(
            "a short Plus code needs the town beside it; write the full one, of eight letters before the +".to_owned()
        );
    }
    let filled = before.trim_end_matches('0');
    let padded = filled.len() < before.len();
    let sound = before.len() == 8 && after.len() != 1 && !filled.is_empty() && filled.len().is_multiple_of(2);
    if !sound || padded && !after.is_empty() || after.len() > 7 {
        return Err(not_one());
    }
    let digits: Vec<usize> =
        filled.chars().chain(after.chars()).map(|c| DIGITS.find(c)).collect::<Option<_>>().ok_or_else(not_one)?;
    let (mut lat, mut lon, mut height, mut width) = (-90.0, -180.0, 400.0, 400.0);
    for pair in digits[..digits.len().min(10)].chunks_exact(2) {
        (height, width) = (height / 20.0, width / 20.0);
        lat += pair[0] as f64 * height;
        lon += pair[1] as f64 * width;
    }
    for digit in digits.iter().skip(10) {
        (height, width) = (height / 5.0, width / 4.0);
        lat += (digit / 4) as f64 * height;
        lon += (digit % 4) as f64 * width;
    }
    let (lat_deg, lon_deg) = (lat + height / 2.0, lon + width / 2.0);
    if lat_deg > 90.0 || lon_deg > 180.0 {
        return Err(not_one());
    }
    // Metres of a degree on a sphere: the size of a square, to a hundredth.
    let metres = 111_320.0;
    let diagonal = libm::hypot(height * metres, width * metres * libm::cos(lat_deg.to_radians()));
    Ok(GridPlace { lon_deg, lat_deg, uncertainty_m: Some((diagonal / 2.0).ceil()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Middles by the package mgrs 1.5 (GEOTRANS), of squares of one metre.
    #[test]
    fn squares_of_all_bands_are_where_geotrans_has_them() {
        let middles = [
            ("37SBV7636099762", 36.5152056_f64, 36.1167970_f64),
            ("37S BV 86486 78739", 36.6332975, 35.9296984),
            ("34HBH5958345888", 18.4000031, -33.8999960),
            ("17NQA7826555318", -78.5000025, 0.5000042),
            ("17MQV7826544681", -78.5000025, -0.5000042),
            ("27wvm5613708467", -21.9000011, 64.1000007),
            ("32VKN9619101684", 5.2999991, 60.4000002),
            ("33XWG1369680760", 15.5999807, 78.2000040),
            ("19FEV4500027239", -68.2999931, -54.7999989),
            ("37UCR0145441196", 36.2300016, 49.9900028),
            ("18QYF8080652004", -72.3399958, 18.5400010),
            ("60KXF0604442723", 177.9999990, -17.6999991),
            ("05WLV9601180366", -156.0000073, 71.8999972),
            ("47CNM2034374046", 100.0000133, -79.4999991),
            ("35XNN3789873261", 29.9999854, 83.4999964),
        ];
        for (text, lon, lat) in middles {
            let place = mgrs(text).unwrap();
            let metres = |deg: f64| deg.abs() * 111_320.0;
            let (east, north) =
                (metres(place.lon_deg - lon) * libm::cos(lat.to_radians()), metres(place.lat_deg - lat));
            assert!(libm::hypot(east, north) < 0.02, "{text}: {place:?}");
            assert_eq!(place.uncertainty_m, Some(1.0));
        }
        let coarse = mgrs("37SBV7699").unwrap();
        assert!((coarse.lat_deg - 36.114_464_7).abs() < 1e-7 && coarse.uncertainty_m == Some(708.0), "{coarse:?}");
        assert_eq!(mgrs("37SBV").unwrap().uncertainty_m, Some(70_711.0));
    }

    #[test]
    fn what_is_no_square_says_why() {
        for text in [
            "",
            "37",
            "S",
            "37S",
            "37SBV7",
            "37SBV123456789012",
            "61SBV7699",
            "37IBV7699",
            "37SIV7699",
            "37SBZ7699",
            "37SKV7699",
            "37SBVxx",
            "ZAB12",
            "37SB\u{661}12",
        ] {
            assert!(mgrs(text).is_err(), "{text}");
        }
        assert!(mgrs("37SBH7699").unwrap_err().contains("no square"));
    }

    /// By the package utm 0.8, of the places above.
    #[test]
    fn utm_in_any_form() {
        let near = |place: Read<GridPlace>, lon: f64, lat: f64| {
            let place = place.unwrap();
            assert!((place.lon_deg - lon).abs() < 1e-8 && (place.lat_deg - lat).abs() < 1e-8, "{place:?}");
        };
        for zone in ["37N", "37 north", "Zone 37N", "37T"] {
            near(utm(zone, "276360.00444460404", "3999762.848676238"), 36.5152, 36.1168);
        }
        near(utm("34 south", "259583.22164196818", "6245888.04541583"), 18.4, -33.9);
        near(utm_text("37N 276360.00444460404 3999762.848676238"), 36.5152, 36.1168);
        near(utm_text("37 N 276360.00444460404mE 3999762.848676238mN"), 36.5152, 36.1168);
        for (zone, said) in
            [("37S", "may be the south"), ("37", "which hemisphere"), ("61N", "no zone"), ("", "no zone")]
        {
            assert!(utm(zone, "276360", "3999762").unwrap_err().contains(said), "{zone}");
        }
        assert!(utm("37N", "27", "3999762").is_err() && utm_text("37N 276360").is_err());
    }

    /// By the package openlocationcode 1.0.
    #[test]
    fn plus_codes_of_any_length() {
        let middles = [
            ("8G8R4G88+P3G", 36.515_203_12, 36.116_812_50),
            ("8G8R4G88+", 36.516_25, 36.116_25),
            ("8G8R0000+", 36.5, 36.5),
            ("4FRW4C22+222", 18.400_015_63, -33.899_987_50),
            ("67F3GG22+22", -78.499_937_50, -0.499_937_50),
            ("cfcq6j22+22", 15.600_062_50, 78.200_062_50),
        ];
        for (code, lon, lat) in middles {
            let place = plus_code(code).unwrap();
            assert!((place.lon_deg - lon).abs() < 1e-8 && (place.lat_deg - lat).abs() < 1e-8, "{code}: {place:?}");
        }
        assert_eq!(plus_code("8G8R4G88+P3").unwrap().uncertainty_m, Some(9.0));
        for text in
            ["", "+", "8G8R4G88", "8G8R4G88+P", "8G8R0000+22", "8G8R4G8A+P3", "80000000+2", "4G88+P3", "XXXXXXXX+XX"]
        {
            assert!(plus_code(text).is_err(), "{text}");
        }
    }
}

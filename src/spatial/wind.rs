//! The sixteen winds: an azimuth as a word.

/// English names, clockwise from north.
const ENGLISH: [&str; 16] =
    ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"];

/// The wind nearest to an azimuth in degrees clockwise from north; halves go clockwise.
///
/// ```
/// use sitmap::spatial::wind16;
/// assert_eq!((wind16(350.0), wind16(11.25), wind16(-90.0)), ("N", "NNE", "W"));
/// ```
pub fn wind16(azimuth_deg: f64) -> &'static str {
    let sixteenth = libm::floor(azimuth_deg.rem_euclid(360.0) / 22.5 + 0.5);
    ENGLISH.get(sixteenth as usize % 16).copied().unwrap_or("N")
}

//! Directions in words: the sixteen winds of the compass, in English and Arabic.
//!
//! Each wind stands for the 22.5° around it, its lower bound included: 348.75 ≤ azimuth < 360 and 0 ≤ azimuth < 11.25 is north.
//! Arabic has a word of its own for the eight chief winds; those between are named, as in English, by the two that they lie between.

use serde::Serialize;

/// One of the sixteen winds.
///
/// ```
/// use sitmap::spatial::Wind;
/// let wind = Wind::of_azimuth(309.6).unwrap();
/// assert_eq!((wind.abbreviation(), wind.name_en(), wind.name_ar()), ("NW", "northwest", "شمال غرب"));
/// assert_eq!(wind.azimuth_deg(), 315.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wind(u8);

const WINDS: [(&str, &str, &str); 16] = [
    ("N", "north", "شمال"),
    ("NNE", "north-northeast", "شمال شمال شرق"),
    ("NE", "northeast", "شمال شرق"),
    ("ENE", "east-northeast", "شرق شمال شرق"),
    ("E", "east", "شرق"),
    ("ESE", "east-southeast", "شرق جنوب شرق"),
    ("SE", "southeast", "جنوب شرق"),
    ("SSE", "south-southeast", "جنوب جنوب شرق"),
    ("S", "south", "جنوب"),
    ("SSW", "south-southwest", "جنوب جنوب غرب"),
    ("SW", "southwest", "جنوب غرب"),
    ("WSW", "west-southwest", "غرب جنوب غرب"),
    ("W", "west", "غرب"),
    ("WNW", "west-northwest", "غرب شمال غرب"),
    ("NW", "northwest", "شمال غرب"),
    ("NNW", "north-northwest", "شمال شمال غرب"),
];

impl Wind {
    /// The wind whose part of the compass an azimuth lies in, to the bit; `None` for what is no number.
    pub fn of_azimuth(azimuth_deg: f64) -> Option<Self> {
        let turned = (azimuth_deg + 11.25).rem_euclid(360.0);
        turned.is_finite().then(|| Self((turned / 22.5) as u8 % 16))
    }

    /// All sixteen, clockwise from north.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..16).map(Self)
    }

    /// The azimuth in the middle of its part.
    pub fn azimuth_deg(self) -> f64 {
        22.5 * f64::from(self.0)
    }

    /// `WSW`.
    pub fn abbreviation(self) -> &'static str {
        WINDS[usize::from(self.0)].0
    }

    /// `west-southwest`.
    pub fn name_en(self) -> &'static str {
        WINDS[usize::from(self.0)].1
    }

    /// `غرب جنوب غرب`.
    pub fn name_ar(self) -> &'static str {
        WINDS[usize::from(self.0)].2
    }
}

impl Serialize for Wind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.abbreviation())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_part_lower_bound_included() {
        let name = |azimuth: f64| Wind::of_azimuth(azimuth).unwrap().abbreviation();
        assert_eq!(
            (name(0.0), name(348.75), name(348.7499), name(11.2499), name(11.25)),
            ("N", "N", "NNW", "N", "NNE")
        );
        assert_eq!((name(360.0), name(-90.0), name(247.5), name(258.75)), ("N", "W", "WSW", "W"));
        for wind in Wind::all() {
            for off in [-11.25, 0.0, 11.2499] {
                assert_eq!(Wind::of_azimuth(wind.azimuth_deg() + off), Some(wind));
            }
        }
        assert_eq!(Wind::of_azimuth(f64::NAN), None);
        assert_eq!(Wind::of_azimuth(f64::INFINITY), None);
    }

    #[test]
    fn names_are_made_of_their_parts_in_both_languages() {
        let arabic = |english: char| match english {
            'N' => "شمال",
            'S' => "جنوب",
            'E' => "شرق",
            _ => "غرب",
        };
        for wind in Wind::all() {
            let words: Vec<&str> = wind.abbreviation().chars().map(arabic).collect();
            assert_eq!(wind.name_ar(), words.join(" "));
            let initials = wind.name_en().replace("north", "N").replace("south", "S").replace("east", "E");
            assert_eq!(initials.replace("west", "W").replace('-', ""), wind.abbreviation());
        }
    }
}

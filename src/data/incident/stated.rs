//! Quantities as a source states them: the number with the digits that it was written with, and its unit.
//!
//! “10 km” and “10.0 km” are the same length and not the same statement: how far each may be off is read from its last
//! digit, so the text is kept. A number without a unit says nothing and is refused.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// What a quantity is counted in, with its size in metres or in days.
trait Unit: Copy + Sized + 'static {
    /// What may be written, for messages.
    const EXAMPLES: &'static str;
    /// Words and symbols, lower case, with the unit.
    const WORDS: &'static [(&'static str, Self)];
}

/// A unit of length that sources use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedLengthUnit {
    /// 1 m.
    Metre,
    /// 1,000 m.
    Kilometre,
    /// 1,609.344 m.
    Mile,
    /// 1,852 m.
    NauticalMile,
}

/// A unit of time that sources use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatedTimeUnit {
    /// One twenty-fourth of a day.
    Hour,
    /// A day of the calendar.
    Day,
    /// 7 days.
    Week,
    /// 30.436875 days: a twelfth of the Gregorian mean year.
    Month,
    /// 365.2425 days, the Gregorian mean year.
    Year,
}

impl StatedLengthUnit {
    /// Metres in one.
    pub const fn metres(self) -> f64 {
        match self {
            Self::Metre => 1.0,
            Self::Kilometre => 1_000.0,
            Self::Mile => 1_609.344,
            Self::NauticalMile => 1_852.0,
        }
    }
}

impl StatedTimeUnit {
    /// Days in one.
    pub const fn days(self) -> f64 {
        match self {
            Self::Hour => 1.0 / 24.0,
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 365.2425 / 12.0,
            Self::Year => 365.2425,
        }
    }
}

impl Unit for StatedLengthUnit {
    const EXAMPLES: &'static str = "10 km, 500 m, 6 mi, 3 nm";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("m", Self::Metre),
        ("metre", Self::Metre),
        ("meter", Self::Metre),
        ("km", Self::Kilometre),
        ("kilometre", Self::Kilometre),
        ("kilometer", Self::Kilometre),
        ("mi", Self::Mile),
        ("mile", Self::Mile),
        ("nm", Self::NauticalMile),
        ("nautical mile", Self::NauticalMile),
    ];
}

impl Unit for StatedTimeUnit {
    const EXAMPLES: &'static str = "12 hours, 3 days, 2 weeks, 11 months, 5 years";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("h", Self::Hour),
        ("hour", Self::Hour),
        ("day", Self::Day),
        ("week", Self::Week),
        ("month", Self::Month),
        ("year", Self::Year),
    ];
}

/// Why a text is no quantity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// A number without a unit.
    #[error("“{text}” has no unit; write it as one of: {examples}")]
    NoUnit {
        /// As written.
        text: String,
        /// How it is written.
        examples: &'static str,
    },
    /// A unit that isn't in the list.
    #[error("“{text}” has an unknown unit; write it as one of: {examples}")]
    UnknownUnit {
        /// As written.
        text: String,
        /// How it is written.
        examples: &'static str,
    },
    /// No number in front of the unit.
    #[error("“{text}” begins with no number of 0 or more; write it as one of: {examples}")]
    NoNumber {
        /// As written.
        text: String,
        /// How it is written.
        examples: &'static str,
    },
}

/// A number as it is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StatedNumber {
    /// Its value.
    pub value: f64,
    /// One unit of its last digit: 1 for “10”, 0.1 for “9.9”.
    pub last_digit: f64,
}

/// A length as a source states it: `10 km`.
///
/// ```
/// use sitmap::data::incident::StatedLength;
/// let far: StatedLength = "9.9 km".parse().unwrap();
/// assert_eq!((far.number.value, far.number.last_digit), (9.9, 0.1));
/// assert_eq!("10".parse::<StatedLength>().unwrap_err().to_string(),
///     "“10” has no unit; write it as one of: 10 km, 500 m, 6 mi, 3 nm");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct StatedLength {
    /// The number.
    pub number: StatedNumber,
    /// Its unit.
    pub unit: StatedLengthUnit,
    text: String,
}

/// A span of time as a source states it: `12 hours`.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedTime {
    /// The number.
    pub number: StatedNumber,
    /// Its unit.
    pub unit: StatedTimeUnit,
    text: String,
}

fn read<U: Unit>(text: &str) -> Result<(StatedNumber, U), QuantityError> {
    let text = text.trim();
    let (owned, examples) = (text.to_owned(), U::EXAMPLES);
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, unit) = (&text[..end], text[end..].trim().to_lowercase());
    let value = digits.parse::<f64>().ok().filter(|v| v.is_finite() && !digits.starts_with('.'));
    let Some(value) = value else { return Err(QuantityError::NoNumber { text: owned, examples }) };
    if unit.is_empty() {
        return Err(QuantityError::NoUnit { text: owned, examples });
    }
    let named = |word: &str| unit == word || unit.strip_suffix('s') == Some(word);
    let Some((_, unit)) = U::WORDS.iter().find(|(word, _)| named(word)) else {
        return Err(QuantityError::UnknownUnit { text: owned, examples });
    };
    let decimals = digits.split_once('.').map_or(0, |(_, after)| after.len());
    Ok((StatedNumber { value, last_digit: 1.0 / libm::pow(10.0, decimals as f64) }, *unit))
}

/// The traits that both quantities share: read from a text, written as the same text.
macro_rules! quantity {
    ($name:ident, $unit:ty, $description:literal) => {
        impl FromStr for $name {
            type Err = QuantityError;

            fn from_str(text: &str) -> Result<Self, QuantityError> {
                let (number, unit) = read::<$unit>(text)?;
                Ok(Self { number, unit, text: text.to_owned() })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = match Value::deserialize(deserializer)? {
                    Value::String(text) => text,
                    // A bare number gets the same answer as its digits in quotes: the unit lacks.
                    other => other.to_string(),
                };
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "description": $description,
                    "type": "string",
                    "pattern": "^[0-9]+(\\.[0-9]+)? ?[a-zA-Z ]+$"
                })
            }
        }
    };
}

quantity!(
    StatedLength,
    StatedLengthUnit,
    "A length with the digits and the unit of the source: 10 km, 500 m, 6 mi, 3 nm."
);
quantity!(
    StatedTime,
    StatedTimeUnit,
    "A span of time with the digits and the unit of the source: 12 hours, 3 days, 11 months."
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_kept() {
        for (text, value, last, metres) in [
            ("10 km", 10.0, 1.0, 1e3),
            ("10.0 km", 10.0, 0.1, 1e3),
            ("500 metres", 500.0, 1.0, 1.0),
            ("3nm", 3.0, 1.0, 1852.0),
        ] {
            let length: StatedLength = text.parse().unwrap();
            assert_eq!((length.number.value, length.number.last_digit, length.unit.metres()), (value, last, metres));
            assert_eq!(length.to_string(), text);
        }
        let time: StatedTime = "11 months".parse().unwrap();
        assert!((time.number.value * time.unit.days() - 334.805_625).abs() < 1e-9);
    }

    #[test]
    fn what_is_no_quantity() {
        use QuantityError::{NoNumber, NoUnit, UnknownUnit};
        assert!(matches!("10".parse::<StatedLength>(), Err(NoUnit { .. })));
        assert!(matches!("10 leagues".parse::<StatedLength>(), Err(UnknownUnit { .. })));
        for text in ["", "km", "-3 km", "ten km", ".5 km", "1.2.3 km"] {
            assert!(matches!(text.parse::<StatedLength>(), Err(NoNumber { .. })), "{text}");
        }
        assert!(serde_json::from_str::<StatedLength>("10").unwrap_err().to_string().contains("has no unit"));
        assert!(serde_json::from_str::<StatedTime>("\"3 km\"").is_err());
    }
}

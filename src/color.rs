//! A colour of the page: sRGB with straight alpha, eight bits a channel.

use std::str::FromStr;

/// sRGB, straight (not premultiplied) alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Color {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
    /// Opacity, 0 (clear) – 255 (opaque).
    pub a: u8,
}

impl Color {
    /// Opaque colour from `0xRRGGBB`.
    ///
    /// ```
    /// use sitmap::color::Color;
    /// assert_eq!(Color::rgb(0xB3261E).r, 0xB3);
    /// ```
    pub const fn rgb(hex: u32) -> Self {
        Self { r: (hex >> 16) as u8, g: (hex >> 8) as u8, b: hex as u8, a: 255 }
    }

    /// The same colour at an opacity of 0…1 (rounded to 1/255).
    pub fn with_opacity(self, opacity: f64) -> Self {
        Self { a: libm::round(opacity.clamp(0.0, 1.0) * 255.0) as u8, ..self }
    }

    /// Opacity, 0…1.
    pub fn opacity(self) -> f64 {
        f64::from(self.a) / 255.0
    }

    /// `#rrggbb`, without the opacity.
    pub fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }
}

/// A text that is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no colour: write #RRGGBB or #RGB")]
pub struct NoColor(String);

impl FromStr for Color {
    type Err = NoColor;

    /// `#RRGGBB` or `#RGB`.
    ///
    /// ```
    /// use sitmap::color::Color;
    /// assert_eq!("#b3261e".parse(), Ok(Color::rgb(0xB3261E)));
    /// assert_eq!("#fa0".parse(), Ok(Color::rgb(0xFFAA00)));
    /// assert!("red".parse::<Color>().is_err() && "#+12345".parse::<Color>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, NoColor> {
        let no_color = || NoColor(text.to_owned());
        let digits = text.trim().strip_prefix('#').ok_or_else(no_color)?;
        let digits: Vec<u32> = digits.chars().map(|c| c.to_digit(16)).collect::<Option<_>>().ok_or_else(no_color)?;
        let whole = |digits: &[u32]| digits.iter().fold(0, |hex, d| hex * 16 + d);
        match digits[..] {
            [r, g, b] => Ok(Self::rgb(whole(&[r, r, g, g, b, b]))),
            [_, _, _, _, _, _] => Ok(Self::rgb(whole(&digits))),
            _ => Err(no_color()),
        }
    }
}

impl<'de> serde::Deserialize<'de> for Color {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for Color {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Color".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"})
    }
}

//! A colour of the page: sRGB with straight alpha, eight bits a channel.

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

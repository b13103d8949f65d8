//! The methods by which the earth is flattened, and what each of them keeps.

/// The method of a projection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Transverse Mercator (conformal); zones of UTM.
    TransverseMercator,
    /// Lambert conformal conic.
    LambertConformalConic,
    /// Lambert azimuthal equal-area.
    LambertAzimuthalEqualArea,
    /// Mercator (conformal).
    Mercator,
    /// Equal Earth (equal-area, for the world).
    EqualEarth,
    /// Albers equal-area conic.
    AlbersEqualArea,
    /// Azimuthal equidistant.
    AzimuthalEquidistant,
    /// Stereographic (conformal).
    Stereographic,
    /// Orthographic: a globe seen from far away.
    Orthographic,
    /// Gnomonic: great circles are straight.
    Gnomonic,
    /// Mercator as on the web: the ellipsoid taken for a sphere.
    WebMercator,
    /// Equidistant cylindrical, plate carrée.
    EquidistantCylindrical,
    /// Sinusoidal (equal-area).
    Sinusoidal,
    /// Mollweide (equal-area, for the world).
    Mollweide,
    /// Robinson (a compromise for the world).
    Robinson,
    /// Natural Earth (a compromise for the world).
    NaturalEarth,
    /// Winkel tripel (a compromise for the world).
    WinkelTripel,
}

/// What a method keeps true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeps {
    /// Angles and small shapes.
    Shapes,
    /// Areas.
    Areas,
    /// Distances from the centre, or along meridians.
    Distances,
    /// Great circles as straight lines.
    GreatCircles,
    /// Nothing exactly: a compromise, or a view.
    Nothing,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::TransverseMercator,
        Self::LambertConformalConic,
        Self::LambertAzimuthalEqualArea,
        Self::Mercator,
        Self::EqualEarth,
        Self::AlbersEqualArea,
        Self::AzimuthalEquidistant,
        Self::Stereographic,
        Self::Orthographic,
        Self::Gnomonic,
        Self::WebMercator,
        Self::EquidistantCylindrical,
        Self::Sinusoidal,
        Self::Mollweide,
        Self::Robinson,
        Self::NaturalEarth,
        Self::WinkelTripel,
    ];

    /// Its English name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TransverseMercator => "Transverse Mercator",
            Self::LambertConformalConic => "Lambert conformal conic",
            Self::LambertAzimuthalEqualArea => "Lambert azimuthal equal-area",
            Self::Mercator => "Mercator",
            Self::EqualEarth => "Equal Earth",
            Self::AlbersEqualArea => "Albers equal-area conic",
            Self::AzimuthalEquidistant => "Azimuthal equidistant",
            Self::Stereographic => "Stereographic",
            Self::Orthographic => "Orthographic",
            Self::Gnomonic => "Gnomonic",
            Self::WebMercator => "Web Mercator",
            Self::EquidistantCylindrical => "Equidistant cylindrical",
            Self::Sinusoidal => "Sinusoidal",
            Self::Mollweide => "Mollweide",
            Self::Robinson => "Robinson",
            Self::NaturalEarth => "Natural Earth",
            Self::WinkelTripel => "Winkel tripel",
        }
    }

    /// Its name in PROJ strings.
    pub const fn proj_name(self) -> &'static str {
        match self {
            Self::TransverseMercator => "tmerc",
            Self::LambertConformalConic => "lcc",
            Self::LambertAzimuthalEqualArea => "laea",
            Self::Mercator => "merc",
            Self::EqualEarth => "eqearth",
            Self::AlbersEqualArea => "aea",
            Self::AzimuthalEquidistant => "aeqd",
            Self::Stereographic => "stere",
            Self::Orthographic => "ortho",
            Self::Gnomonic => "gnom",
            Self::WebMercator => "webmerc",
            Self::EquidistantCylindrical => "eqc",
            Self::Sinusoidal => "sinu",
            Self::Mollweide => "moll",
            Self::Robinson => "robin",
            Self::NaturalEarth => "natearth",
            Self::WinkelTripel => "wintri",
        }
    }

    /// What it keeps true.
    pub const fn keeps(self) -> Keeps {
        match self {
            Self::TransverseMercator | Self::LambertConformalConic | Self::Mercator | Self::Stereographic => {
                Keeps::Shapes
            }
            Self::LambertAzimuthalEqualArea | Self::EqualEarth | Self::AlbersEqualArea => Keeps::Areas,
            Self::Sinusoidal | Self::Mollweide => Keeps::Areas,
            Self::AzimuthalEquidistant | Self::EquidistantCylindrical => Keeps::Distances,
            Self::Gnomonic => Keeps::GreatCircles,
            Self::Orthographic | Self::WebMercator | Self::Robinson | Self::NaturalEarth | Self::WinkelTripel => {
                Keeps::Nothing
            }
        }
    }

    /// Is it a projection from a centre, all ways alike?
    pub const fn is_azimuthal(self) -> bool {
        matches!(
            self,
            Self::LambertAzimuthalEqualArea
                | Self::AzimuthalEquidistant
                | Self::Stereographic
                | Self::Orthographic
                | Self::Gnomonic
        )
    }

    /// Is it a cone?
    pub const fn is_conic(self) -> bool {
        matches!(self, Self::LambertConformalConic | Self::AlbersEqualArea)
    }

    /// By PROJ's name, or by its English one in lower case with hyphens.
    pub fn by_name(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let short = match name.as_str() {
            "lambert-conformal" => "lcc",
            "lambert-equal-area" => "laea",
            "albers" => "aea",
            "plate-carree" | "equirectangular" => "eqc",
            "etmerc" => "tmerc",
            other => other,
        };
        let hyphens = |m: Self| m.name().to_ascii_lowercase().replace(' ', "-");
        Self::ALL.into_iter().find(|m| m.proj_name() == short || hyphens(*m) == name)
    }
}

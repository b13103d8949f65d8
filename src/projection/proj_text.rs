//! PROJ strings, read as PROJ 9 reads the definition of a coordinate reference system (as QGIS, GDAL and pyproj do).
//!
//! Of a parameter that is given twice the first counts. As in PROJ: unknown parameters are ignored; without an ellipsoid it is WGS 84;
//! `+lat_2` and `+lat_0` of a cone and `+lat_1` of `wintri` that aren't given are 0; what polar stereographic maps are true to
//! (`+lat_ts`) decides which pole they show; numbers within 1e-8 of a whole one are that. A
//! parameter that PROJ knows but a definition has no use for (`+over`, `+k` with `laea`, …) makes PROJ take the string word for
//! word ([`literal`]): then the ellipsoid is GRS 80, and defaults are the methods' own.
//!
//! Refused, because they would need files or code that is not here: grid shifts, `+geoc`, `+guam`, `+approx`, `+algo`, radii that depend on
//! latitude (`+R_lat_a`, …).

use super::datum_shift::DatumShift;
use super::ellipsoid::Ellipsoid;
use super::spec::ProjectionSpec;
use super::{Method, ProjectionError, angle, named};

/// The words of a PROJ string, `+name=value` or `+name`.
struct Words<'t> {
    words: Vec<(&'t str, &'t str)>,
    literal: bool,
}

fn parameter(name: &str, problem: impl Into<String>) -> ProjectionError {
    ProjectionError::Parameter { name: name.to_owned(), problem: problem.into() }
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        let split = |word: &'t str| {
            let word = word.strip_prefix('+').unwrap_or(word);
            word.split_once('=').unwrap_or((word, ""))
        };
        Self { words: text.split_whitespace().map(split).collect(), literal: false }
    }

    fn get(&self, name: &str) -> Option<&'t str> {
        self.words.iter().find(|(k, _)| *k == name).map(|(_, v)| *v)
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn read(&self, name: &str, reader: impl Fn(&str) -> Option<f64>) -> Result<Option<f64>, ProjectionError> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let value = reader(text).ok_or_else(|| parameter(name, format!("“{text}” is no number that it can have")))?;
        let whole = libm::round(value);
        Ok(Some(if !self.literal && (value - whole).abs() < 1e-8 { whole } else { value }))
    }

    fn number(&self, name: &str) -> Result<Option<f64>, ProjectionError> {
        self.read(name, |t| t.parse().ok().filter(|n: &f64| n.is_finite()))
    }

    fn angle(&self, name: &str) -> Result<Option<f64>, ProjectionError> {
        self.read(name, angle::degrees)
    }

    /// A latitude or longitude that is 0 if it isn't given.
    fn angle_or_0(&self, name: &str) -> Result<f64, ProjectionError> {
        Ok(self.angle(name)?.unwrap_or(0.0))
    }

    /// `+k_0`, else `+k`.
    fn scale(&self) -> Result<Option<f64>, ProjectionError> {
        Ok(self.number("k_0")?.or(self.number("k")?))
    }
}

/// Reads a PROJ string.
pub(super) fn parse(text: &str) -> Result<ProjectionSpec, ProjectionError> {
    let mut words = Words::of(text);
    let name = words.get("proj").unwrap_or_default();
    let method = match name {
        "utm" => Some(Method::TransverseMercator),
        "ups" => Some(Method::Stereographic),
        "etmerc" => Some(Method::TransverseMercator),
        _ => Method::ALL.into_iter().find(|m| m.proj_name() == name),
    };
    let Some(mut method) = method else {
        return Err(match name {
            "longlat" | "latlong" | "lonlat" | "latlon" => ProjectionError::Geographic(text.to_owned()),
            _ => ProjectionError::Unknown(text.to_owned()),
        });
    };
    for name in ["geoc", "guam", "approx", "algo", "R_lat_a", "R_lat_g", "geoidgrids"] {
        if words.has(name) {
            return Err(parameter(name, "is not supported"));
        }
    }
    if words.get("nadgrids").is_some_and(|grids| grids != "@null") {
        return Err(parameter("nadgrids", "shifts of datum by a grid are not supported"));
    }
    words.literal = literal(&words, name);
    let ellipsoid = ellipsoid(&words)?;
    if method == Method::Mercator && ellipsoid.is_sphere() && words.get("nadgrids") == Some("@null") {
        method = Method::WebMercator;
    }
    let mut spec = match name {
        "utm" => utm(&words)?,
        _ => ProjectionSpec::of(method),
    };
    spec.ellipsoid = ellipsoid;
    common(&words, &mut spec)?;
    if name == "ups" {
        ups(&words, &mut spec);
    } else if name != "utm" {
        own(&words, &mut spec)?;
    }
    if ["utm", "ups", "etmerc"].contains(&name) && ellipsoid.is_sphere() {
        return Err(parameter("ellps", "this projection is of an ellipsoid"));
    }
    Ok(spec)
}

/// Is there a parameter of PROJ that the definition of a reference system with this method has no use for?
fn literal(words: &Words, name: &str) -> bool {
    let scaled = match name {
        "tmerc" | "etmerc" | "lcc" | "stere" | "ortho" => true,
        "merc" => !words.has("lat_ts"),
        _ => false,
    };
    let with_lat_0 = ["tmerc", "etmerc", "lcc", "aea", "laea", "stere", "ortho", "gnom", "aeqd", "eqc", "webmerc"];
    let pole = || words.angle("lat_0").is_ok_and(|lat| lat.is_some_and(|l| (l.abs() - 90.0).abs() < 1e-10));
    let fixed = name == "utm" || name == "ups";
    words.words.iter().any(|(word, _)| match *word {
        "over" | "lon_wrap" | "R_V" | "R_g" | "R_h" => true,
        "R_A" | "R_a" => name != "laea",
        "R_C" => name != "merc",
        "k" | "k_0" => !scaled,
        "lat_0" => !(with_lat_0.contains(&name) || name == "merc" && words.has("R_C")),
        "lat_ts" => name == "stere" && !pole(),
        "lon_0" | "x_0" | "y_0" => fixed,
        "south" => name == "ups",
        _ => false,
    })
}

fn ellipsoid(words: &Words) -> Result<Ellipsoid, ProjectionError> {
    let positive = |name: &str| match words.number(name) {
        Ok(Some(value)) if value <= 0.0 => Err(parameter(name, "must be above 0")),
        other => other,
    };
    if let Some(radius) = positive("R")? {
        return Ok(Ellipsoid::sphere(radius));
    }
    let named = match (words.get("datum"), words.get("ellps")) {
        (Some(datum), None) => {
            Some(named::datum(datum).ok_or_else(|| parameter("datum", format!("“{datum}” is not known")))?)
        }
        (_, Some(name)) => {
            Some(named::ellipsoid(name).ok_or_else(|| parameter("ellps", format!("“{name}” is not known")))?)
        }
        (None, None) => None,
    };
    let a = positive("a")?;
    let shape = shape(words, a.or(named.map(|e| e.a_m)))?;
    let ellipsoid = match (named, a, shape) {
        (None, None, None) if words.literal => Ellipsoid::new(6_378_137.0, 1.0 / 298.257_222_101),
        (None, None, None) => Ellipsoid::wgs84(),
        (None, None, Some(_)) => return Err(parameter("a", "a shape needs a size: +a or +ellps")),
        (None, Some(a), None) => Ellipsoid::sphere(a),
        (Some(e), a, shape) => Ellipsoid::new(a.unwrap_or(e.a_m), shape.unwrap_or(e.f)),
        (None, Some(a), Some(f)) => Ellipsoid::new(a, f),
    };
    Ok(sphere_instead(words, ellipsoid))
}

/// The flattening, by one of five parameters.
fn shape(words: &Words, a: Option<f64>) -> Result<Option<f64>, ProjectionError> {
    let wrong = |name| parameter(name, "gives no ellipsoid");
    // A definition keeps the reciprocal of the flattening, with fifteen digits.
    let kept = |f: f64| match format!("{:.14e}", 1.0 / f).parse::<f64>() {
        Ok(rf) if rf.is_finite() && !words.literal => 1.0 / rf,
        _ => f,
    };
    let f = if let Some(rf) = words.number("rf")? {
        Some(("rf", if rf == 0.0 { 0.0 } else { 1.0 / rf }))
    } else if let Some(f) = words.number("f")? {
        Some(("f", f))
    } else if let Some(es) = words.number("es")? {
        Some(("es", kept(1.0 - libm::sqrt(1.0 - es))))
    } else if let Some(e) = words.number("e")? {
        Some(("e", kept(1.0 - libm::sqrt(1.0 - e * e))))
    } else if let (Some(b), Some(a)) = (words.number("b")?, a) {
        Some(("b", (a - b) / a))
    } else if words.has("b") {
        return Err(parameter("b", "needs +a beside it"));
    } else {
        None
    };
    f.map(|(name, f)| if (0.0..1.0).contains(&f) { Ok(f) } else { Err(wrong(name)) }).transpose()
}

/// A sphere with something of the ellipsoid (`+R_A` its area, …), by the series that PROJ has.
fn sphere_instead(words: &Words, of: Ellipsoid) -> Ellipsoid {
    let (a, es) = (of.a_m, of.e2);
    let b = a * (1.0 - of.f);
    let radius = if words.has("R_A") || (words.has("R_a") && !words.literal) {
        a * (1.0 - es * (1.0 / 6.0 + es * (17.0 / 360.0 + es * 67.0 / 3024.0)))
    } else if words.has("R_V") {
        a * (1.0 - es * (1.0 / 6.0 + es * (5.0 / 72.0 + es * 55.0 / 1296.0)))
    } else if words.has("R_a") {
        (a + b) / 2.0
    } else if words.has("R_g") {
        libm::sqrt(a * b)
    } else if words.has("R_h") {
        2.0 * a * b / (a + b)
    } else if words.has("R_C") {
        let sin = libm::sin(words.angle_or_0("lat_0").unwrap_or(0.0).to_radians());
        a * libm::sqrt(1.0 - es) / (1.0 - es * sin * sin)
    } else {
        return of;
    };
    Ellipsoid::sphere(radius)
}

/// What every method has.
fn common(words: &Words, spec: &mut ProjectionSpec) -> Result<(), ProjectionError> {
    if words.get("proj") != Some("utm") {
        spec.lon_0_deg = words.angle_or_0("lon_0")?;
        spec.x_0_m = words.number("x_0")?.unwrap_or(0.0);
        spec.y_0_m = words.number("y_0")?.unwrap_or(0.0);
    }
    spec.over = words.has("over");
    spec.unit_m = unit(words)?;
    // PROJ's Web Mercator has none.
    if let Some(meridian) = words.get("pm").filter(|_| spec.method != Method::WebMercator) {
        let written = named::prime_meridian(meridian).unwrap_or(meridian);
        spec.prime_meridian_deg =
            angle::degrees(written).ok_or_else(|| parameter("pm", format!("“{meridian}” is no prime meridian")))?;
    }
    if let Some(text) = words.get("towgs84") {
        let shift = DatumShift::parse(text).ok_or_else(|| parameter("towgs84", "three or seven numbers are wanted"))?;
        spec.shift = (!shift.is_nothing_on(&spec.ellipsoid)).then_some(shift);
    }
    if let Some(axis) = words.get("axis") {
        let letters: Vec<u8> = axis.bytes().collect();
        let turned = words.literal || (words.get("proj") == Some("tmerc") && axis == "wsu");
        match letters.as_slice() {
            [first @ (b'e' | b'w'), second @ (b'n' | b's'), b'u' | b'd']
            | [first @ (b'n' | b's'), second @ (b'e' | b'w'), b'u' | b'd'] => {
                if turned {
                    spec.axes = [*first, *second];
                }
            }
            _ => return Err(parameter("axis", "three letters such as enu, neu, wsu are wanted")),
        }
    }
    Ok(())
}

fn unit(words: &Words) -> Result<f64, ProjectionError> {
    if let Some(name) = words.get("units") {
        return named::unit_m(name).ok_or_else(|| parameter("units", format!("“{name}” is not known")));
    }
    let Some(text) = words.get("to_meter") else { return Ok(1.0) };
    let (above, below) = text.split_once('/').unwrap_or((text, "1"));
    let ratio = above.parse::<f64>().ok().zip(below.parse::<f64>().ok()).map(|(a, b)| a / b);
    ratio.filter(|r| *r > 0.0 && r.is_finite()).ok_or_else(|| parameter("to_meter", "must be above 0"))
}

fn utm(words: &Words) -> Result<ProjectionSpec, ProjectionError> {
    let zone = words.get("zone").and_then(|z| z.parse::<u32>().ok()).filter(|z| (1..=60).contains(z));
    let zone = zone.ok_or_else(|| parameter("zone", "give a whole number from 1 to 60"))?;
    Ok(ProjectionSpec::utm(zone, words.has("south")))
}

fn ups(words: &Words, spec: &mut ProjectionSpec) {
    spec.lat_0_deg = if words.has("south") { -90.0 } else { 90.0 };
    (spec.lon_0_deg, spec.x_0_m, spec.y_0_m, spec.k_0) = (0.0, 2_000_000.0, 2_000_000.0, 0.994);
}

/// What some methods have.
fn own(words: &Words, spec: &mut ProjectionSpec) -> Result<(), ProjectionError> {
    spec.lat_0_deg = words.angle_or_0("lat_0")?;
    spec.lat_1_deg = words.angle_or_0("lat_1")?;
    spec.lat_2_deg = words.angle_or_0("lat_2")?;
    spec.lat_ts_deg = words.angle("lat_ts")?;
    let scale = words.scale()?;
    match spec.method {
        Method::TransverseMercator => spec.k_0 = scale.unwrap_or(1.0),
        Method::Mercator => {
            spec.lat_0_deg = 0.0;
            spec.k_0 = if spec.lat_ts_deg.is_some() { 1.0 } else { scale.unwrap_or(1.0) };
        }
        Method::Orthographic => {
            spec.k_0 = scale.unwrap_or(1.0);
            spec.alpha_deg = words.angle_or_0("alpha")?;
        }
        Method::LambertConformalConic => {
            spec.k_0 = scale.unwrap_or(1.0);
            // A cone of one parallel; its origin is there unless it says otherwise.
            if !words.has("lat_2") && (words.literal || words.has("lat_0")) {
                spec.lat_2_deg = spec.lat_1_deg;
                if !words.has("lat_0") {
                    spec.lat_0_deg = spec.lat_1_deg;
                }
            }
        }
        Method::WinkelTripel if words.literal && !words.has("lat_1") => spec.lat_1_deg = WINKELS_PARALLEL_DEG,
        Method::Stereographic => stereographic(words, spec, scale)?,
        _ => {}
    }
    Ok(())
}

/// Winkel's own standard parallel: arccos 2/π.
pub(super) const WINKELS_PARALLEL_DEG: f64 = 50.459_776_252_189_805;

fn stereographic(words: &Words, spec: &mut ProjectionSpec, scale: Option<f64>) -> Result<(), ProjectionError> {
    spec.k_0 = scale.unwrap_or(1.0);
    let polar = (spec.lat_0_deg.abs() - 90.0).abs() < 1e-8;
    let Some(ts) = spec.lat_ts_deg.filter(|_| polar) else {
        spec.lat_ts_deg = None;
        return Ok(());
    };
    if words.literal {
        return Ok(());
    }
    let scaled = (spec.k_0 - 1.0).abs() > 1e-10;
    if scaled && (ts - spec.lat_0_deg).abs() > 1e-10 {
        return Err(parameter("k_0", "a polar stereographic projection has a scale factor or a lat_ts, not both"));
    }
    if scaled {
        spec.lat_ts_deg = None;
    } else {
        spec.lat_0_deg = if ts < 0.0 { -90.0 } else { 90.0 };
    }
    Ok(())
}

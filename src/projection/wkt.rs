//! A projection as WKT 1 in ESRI's spelling: what `.prj` files hold, and what GDAL, QGIS and ArcGIS read for every method here.
//!
//! Names of methods and parameters as PROJ's table of ESRI equivalents has them (`projinfo -o WKT1_ESRI`). What that
//! spelling can't say is refused: shifts of datum, a turned orthographic view, a scaled cone of two parallels.
//! A prime meridian other than Greenwich is added to the central one.

use super::ellipsoid::Ellipsoid;
use super::spec::ProjectionSpec;
use super::{MapProjection, Method, ProjectionError};
use crate::geographic::normalize_lon_deg;

impl MapProjection {
    /// The projection in metres as WKT 1 in ESRI's spelling, on one line.
    ///
    /// # Errors
    /// Parameters that WKT 1 has no words for.
    ///
    /// ```
    /// use sitmap::geographic::Extent;
    /// use sitmap::projection::MapProjection;
    /// let map = MapProjection::choose(&"+proj=robin +lon_0=150".parse().unwrap(), &Extent::WORLD).unwrap();
    /// assert!(map.wkt().unwrap().contains("PROJECTION[\"Robinson\"]"));
    /// ```
    pub fn wkt(&self) -> Result<String, ProjectionError> {
        wkt(&self.spec)
    }
}

fn unsaid(name: &str) -> ProjectionError {
    let problem = "can’t be written as WKT: choose a projection without it (--projection)";
    ProjectionError::Parameter { name: name.to_owned(), problem: problem.to_owned() }
}

/// Number as WKT writes it: never without a point.
fn number(value: f64) -> String {
    format!("{value:?}")
}

fn wkt(spec: &ProjectionSpec) -> Result<String, ProjectionError> {
    if spec.shift.is_some() {
        return Err(unsaid("towgs84"));
    }
    let (name, own) = method(spec)?;
    let center = matches!(spec.method, Method::Orthographic | Method::Gnomonic);
    let meridian = if center { "Longitude_Of_Center" } else { "Central_Meridian" };
    let mut parameters = vec![
        ("False_Easting", spec.x_0_m),
        ("False_Northing", spec.y_0_m - northing_of_origin(spec)),
        (meridian, normalize_lon_deg(spec.lon_0_deg + spec.prime_meridian_deg)),
    ];
    parameters.extend(own);
    let parameters: String =
        parameters.iter().map(|(name, value)| format!(",PARAMETER[\"{name}\",{}]", number(*value))).collect();
    Ok(format!(
        "PROJCS[\"{}\",{},PROJECTION[\"{name}\"]{parameters},UNIT[\"Meter\",1.0]]",
        spec.method.name(),
        geographic(&spec.ellipsoid)
    ))
}

/// What the file's origin is north of: ESRI's equidistant cylindrical map counts from the equator.
fn northing_of_origin(spec: &ProjectionSpec) -> f64 {
    match spec.method {
        Method::EquidistantCylindrical => spec.ellipsoid.a_m * spec.lat_0_deg.to_radians(),
        _ => 0.0,
    }
}

/// The geographic system below the projected one.
fn geographic(ellipsoid: &Ellipsoid) -> String {
    let (system, datum, spheroid) = if *ellipsoid == Ellipsoid::wgs84() {
        ("GCS_WGS_1984", "D_WGS_1984", "WGS_1984")
    } else {
        ("GCS_unknown", "D_unknown", "unknown")
    };
    let inverse = if ellipsoid.is_sphere() { 0.0 } else { 1.0 / ellipsoid.f };
    // WGS 84 is known by its nine decimals.
    let inverse = libm::round(inverse * 1e9) / 1e9;
    format!(
        "GEOGCS[\"{system}\",DATUM[\"{datum}\",SPHEROID[\"{spheroid}\",{},{}]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]",
        number(ellipsoid.a_m),
        number(inverse)
    )
}

/// A parameter and its value.
type Named = (&'static str, f64);

/// ESRI's name of the method, and its parameters beside those that all have.
fn method(spec: &ProjectionSpec) -> Result<(&'static str, Vec<Named>), ProjectionError> {
    let origin = ("Latitude_Of_Origin", spec.lat_0_deg);
    let scale = ("Scale_Factor", spec.k_0);
    let parallels = [("Standard_Parallel_1", spec.lat_1_deg), ("Standard_Parallel_2", spec.lat_2_deg)];
    let polar = spec.lat_0_deg.abs() == 90.0;
    Ok(match spec.method {
        Method::TransverseMercator => ("Transverse_Mercator", vec![scale, origin]),
        Method::LambertConformalConic if spec.k_0 == 1.0 => {
            ("Lambert_Conformal_Conic", vec![parallels[0], parallels[1], origin])
        }
        Method::LambertConformalConic if spec.lat_1_deg == spec.lat_2_deg && spec.lat_1_deg == spec.lat_0_deg => {
            ("Lambert_Conformal_Conic", vec![parallels[0], scale, origin])
        }
        Method::LambertConformalConic => return Err(unsaid("k_0")),
        Method::AlbersEqualArea => ("Albers", vec![parallels[0], parallels[1], origin]),
        Method::LambertAzimuthalEqualArea => ("Lambert_Azimuthal_Equal_Area", vec![origin]),
        Method::AzimuthalEquidistant => ("Azimuthal_Equidistant", vec![origin]),
        Method::Stereographic => match spec.lat_ts_deg {
            Some(ts) if polar && spec.lat_0_deg > 0.0 => {
                ("Stereographic_North_Pole", vec![("Standard_Parallel_1", ts)])
            }
            Some(ts) if polar => ("Stereographic_South_Pole", vec![("Standard_Parallel_1", ts)]),
            _ => ("Stereographic", vec![scale, origin]),
        },
        Method::Orthographic if spec.alpha_deg != 0.0 => return Err(unsaid("alpha")),
        Method::Orthographic => ("Local", vec![scale, ("Azimuth", 0.0), ("Latitude_Of_Center", spec.lat_0_deg)]),
        Method::Gnomonic => ("Gnomonic", vec![("Latitude_Of_Center", spec.lat_0_deg)]),
        Method::Mercator => ("Mercator", vec![("Standard_Parallel_1", parallel_of_mercator(spec)?)]),
        Method::WebMercator => {
            ("Mercator_Auxiliary_Sphere", vec![("Standard_Parallel_1", 0.0), ("Auxiliary_Sphere_Type", 0.0)])
        }
        Method::EquidistantCylindrical => {
            ("Equidistant_Cylindrical", vec![("Standard_Parallel_1", spec.lat_ts_deg.unwrap_or(0.0))])
        }
        Method::EqualEarth => ("Equal_Earth", Vec::new()),
        Method::Sinusoidal => ("Sinusoidal", Vec::new()),
        Method::Mollweide => ("Mollweide", Vec::new()),
        Method::Robinson => ("Robinson", Vec::new()),
        Method::NaturalEarth => ("Natural_Earth", Vec::new()),
        Method::WinkelTripel => ("Winkel_Tripel", vec![parallels[0]]),
    })
}

/// The parallel that is true to scale where the equator has a factor of k₀: cos²φ (1 − k₀²e²) = k₀² (1 − e²).
fn parallel_of_mercator(spec: &ProjectionSpec) -> Result<f64, ProjectionError> {
    if let Some(ts) = spec.lat_ts_deg {
        return Ok(ts);
    }
    let (k2, e2) = (spec.k_0 * spec.k_0, spec.ellipsoid.e2);
    if k2 > 1.0 {
        return Err(unsaid("k_0"));
    }
    Ok(libm::acos(libm::sqrt(k2 * (1.0 - e2) / (1.0 - k2 * e2)).min(1.0)).to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geographic::Extent;

    fn of(proj: &str) -> Result<String, ProjectionError> {
        MapProjection::choose(&proj.parse().unwrap(), &Extent::WORLD).unwrap().wkt()
    }

    /// What PROJ 9.1 writes (`projinfo -o WKT1_ESRI`), from the method on.
    const OF_PROJ: [(&str, &str); 12] = [
        (
            "+proj=tmerc +lat_0=1 +lon_0=36.5 +k=0.9996 +x_0=500000",
            r#"PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",36.5],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",1.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=lcc +lat_0=35 +lon_0=36.5 +lat_1=34 +lat_2=36",
            r#"PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",36.5],PARAMETER["Standard_Parallel_1",34.0],PARAMETER["Standard_Parallel_2",36.0],PARAMETER["Latitude_Of_Origin",35.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=aea +lat_0=35 +lon_0=36.5 +lat_1=34 +lat_2=36",
            r#"PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",36.5],PARAMETER["Standard_Parallel_1",34.0],PARAMETER["Standard_Parallel_2",36.0],PARAMETER["Latitude_Of_Origin",35.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=merc +lon_0=3 +lat_ts=10",
            r#"PROJECTION["Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",10.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=stere +lat_0=90 +lon_0=10 +lat_ts=70",
            r#"PROJECTION["Stereographic_North_Pole"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",10.0],PARAMETER["Standard_Parallel_1",70.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=stere +lat_0=-90 +lon_0=10 +lat_ts=-70",
            r#"PROJECTION["Stereographic_South_Pole"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",10.0],PARAMETER["Standard_Parallel_1",-70.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=ortho +lat_0=40 +lon_0=10",
            r#"PROJECTION["Local"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Longitude_Of_Center",10.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Azimuth",0.0],PARAMETER["Latitude_Of_Center",40.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=gnom +lat_0=40 +lon_0=10",
            r#"PROJECTION["Gnomonic"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Longitude_Of_Center",10.0],PARAMETER["Latitude_Of_Center",40.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=webmerc +lon_0=0",
            r#"PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=eqc +lon_0=0 +lat_ts=20",
            r#"PROJECTION["Equidistant_Cylindrical"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",20.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=natearth +lon_0=4",
            r#"PROJECTION["Natural_Earth"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",4.0],UNIT["Meter",1.0]]"#,
        ),
        (
            "+proj=wintri +lon_0=4 +lat_1=50.4597762521898",
            r#"PROJECTION["Winkel_Tripel"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",4.0],PARAMETER["Standard_Parallel_1",50.4597762521898],UNIT["Meter",1.0]]"#,
        ),
    ];

    #[test]
    fn methods_and_parameters_are_named_as_proj_names_them() {
        for (proj, expected) in OF_PROJ {
            let wkt = of(proj).unwrap();
            assert!(wkt.ends_with(expected), "{proj}: {wkt}");
            let wgs84 = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]"#;
            assert!(wkt.contains(wgs84), "{wkt}");
        }
    }

    #[test]
    fn what_wkt_lacks_is_said_in_other_words_or_refused() {
        // PROJ 9.1 writes 25.9174996918105 for it.
        assert!(of("+proj=merc +lon_0=3 +k_0=0.9").unwrap().contains("\"Standard_Parallel_1\",25.91749969"));
        assert!(of("+proj=eqc +lat_0=90").unwrap().contains("\"False_Northing\",-10018754.17139"));
        assert!(of("+proj=lcc +lat_0=35 +lat_1=34 +lat_2=36 +k_0=0.9").is_err());
        assert!(of("+proj=tmerc +ellps=bessel +towgs84=1,2,3").is_err());
        assert!(of("+proj=moll +R=6371000").unwrap().contains("SPHEROID[\"unknown\",6371000.0,0.0]"));
    }
}

//! What PROJ strings may name: ellipsoids, datums, prime meridians and units of length, with their values as PROJ 9 lists them
//! (`proj -le`, `-ld`, `-lm`, `-lu`).

use super::ellipsoid::Ellipsoid;

/// The second number of an ellipsoid.
enum Shape {
    /// Inverse flattening.
    Inverse(f64),
    /// Semi-minor axis in metres.
    MinorM(f64),
}

const ELLIPSOIDS: [(&str, f64, Shape); 46] = [
    ("MERIT", 6378137.0, Shape::Inverse(298.257)),
    ("SGS85", 6378136.0, Shape::Inverse(298.257)),
    ("GRS80", 6378137.0, Shape::Inverse(298.257222101)),
    ("IAU76", 6378140.0, Shape::Inverse(298.257)),
    ("airy", 6377563.396, Shape::Inverse(299.3249646)),
    ("APL4.9", 6378137.0, Shape::Inverse(298.25)),
    ("NWL9D", 6378145.0, Shape::Inverse(298.25)),
    ("mod_airy", 6377340.189, Shape::MinorM(6356034.446)),
    ("andrae", 6377104.43, Shape::Inverse(300.0)),
    ("danish", 6377019.2563, Shape::Inverse(300.0)),
    ("aust_SA", 6378160.0, Shape::Inverse(298.25)),
    ("GRS67", 6378160.0, Shape::Inverse(298.2471674270)),
    ("GSK2011", 6378136.5, Shape::Inverse(298.2564151)),
    ("bessel", 6377397.155, Shape::Inverse(299.1528128)),
    ("bess_nam", 6377483.865, Shape::Inverse(299.1528128)),
    ("clrk66", 6378206.4, Shape::MinorM(6356583.8)),
    ("clrk80", 6378249.145, Shape::Inverse(293.4663)),
    ("clrk80ign", 6378249.2, Shape::Inverse(293.4660212936269)),
    ("CPM", 6375738.7, Shape::Inverse(334.29)),
    ("delmbr", 6376428.0, Shape::Inverse(311.5)),
    ("engelis", 6378136.05, Shape::Inverse(298.2566)),
    ("evrst30", 6377276.345, Shape::Inverse(300.8017)),
    ("evrst48", 6377304.063, Shape::Inverse(300.8017)),
    ("evrst56", 6377301.243, Shape::Inverse(300.8017)),
    ("evrst69", 6377295.664, Shape::Inverse(300.8017)),
    ("evrstSS", 6377298.556, Shape::Inverse(300.8017)),
    ("fschr60", 6378166.0, Shape::Inverse(298.3)),
    ("fschr60m", 6378155.0, Shape::Inverse(298.3)),
    ("fschr68", 6378150.0, Shape::Inverse(298.3)),
    ("helmert", 6378200.0, Shape::Inverse(298.3)),
    ("hough", 6378270.0, Shape::Inverse(297.0)),
    ("intl", 6378388.0, Shape::Inverse(297.0)),
    ("krass", 6378245.0, Shape::Inverse(298.3)),
    ("kaula", 6378163.0, Shape::Inverse(298.24)),
    ("lerch", 6378139.0, Shape::Inverse(298.257)),
    ("mprts", 6397300.0, Shape::Inverse(191.0)),
    ("new_intl", 6378157.5, Shape::MinorM(6356772.2)),
    ("plessis", 6376523.0, Shape::MinorM(6355863.0)),
    ("PZ90", 6378136.0, Shape::Inverse(298.25784)),
    ("SEasia", 6378155.0, Shape::MinorM(6356773.3205)),
    ("walbeck", 6376896.0, Shape::MinorM(6355834.8467)),
    ("WGS60", 6378165.0, Shape::Inverse(298.3)),
    ("WGS66", 6378145.0, Shape::Inverse(298.25)),
    ("WGS72", 6378135.0, Shape::Inverse(298.26)),
    ("WGS84", 6378137.0, Shape::Inverse(298.257223563)),
    ("sphere", 6370997.0, Shape::MinorM(6370997.0)),
];

/// An ellipsoid by its name.
pub fn ellipsoid(name: &str) -> Option<Ellipsoid> {
    let (_, a_m, shape) = ELLIPSOIDS.iter().find(|e| e.0 == name)?;
    Some(match *shape {
        Shape::Inverse(rf) => Ellipsoid::new(*a_m, 1.0 / rf),
        Shape::MinorM(b_m) => Ellipsoid::new(*a_m, (a_m - b_m) / a_m),
    })
}

/// The name of an ellipsoid, if it has one; the best known first.
pub fn ellipsoid_name(of: &Ellipsoid) -> Option<&'static str> {
    let names = ["WGS84", "GRS80"].into_iter().chain(ELLIPSOIDS.iter().map(|e| e.0));
    names.into_iter().find(|name| ellipsoid(name).is_some_and(|e| e.a_m == of.a_m && e.f == of.f))
}

/// The ellipsoid of a datum.
pub fn datum(name: &str) -> Option<Ellipsoid> {
    ellipsoid(match name {
        "WGS84" => "WGS84",
        "NAD83" | "GGRS87" => "GRS80",
        "NAD27" => "clrk66",
        "potsdam" | "hermannskogel" => "bessel",
        "carthage" => "clrk80ign",
        "ire65" => return Some(Ellipsoid::new(6_377_340.189, 1.0 / 299.324_964_6)),
        "nzgd49" => "intl",
        "OSGB36" => "airy",
        _ => return None,
    })
}

/// A prime meridian: degrees, minutes and seconds east of Greenwich.
pub fn prime_meridian(name: &str) -> Option<&'static str> {
    Some(match name {
        "greenwich" => "0",
        "lisbon" => "9d07'54.862\"W",
        "paris" => "2d20'14.025\"E",
        "bogota" => "74d04'51.3\"W",
        "madrid" => "3d41'16.58\"W",
        "rome" => "12d27'8.4\"E",
        "bern" => "7d26'22.5\"E",
        "jakarta" => "106d48'27.79\"E",
        "ferro" => "17d40'W",
        "brussels" => "4d22'4.71\"E",
        "stockholm" => "18d3'29.8\"E",
        "athens" => "23d42'58.815\"E",
        "oslo" => "10d43'22.5\"E",
        "copenhagen" => "12d34'40.35\"E",
        _ => return None,
    })
}

/// A unit of length in metres.
pub fn unit_m(name: &str) -> Option<f64> {
    Some(match name {
        "km" => 1000.0,
        "m" => 1.0,
        "dm" => 0.1,
        "cm" => 0.01,
        "mm" => 0.001,
        "kmi" => 1852.0,
        "in" => 0.0254,
        "ft" => 0.3048,
        "yd" => 0.9144,
        "mi" => 1609.344,
        "fath" => 1.8288,
        "ch" => 20.1168,
        "link" => 0.201_168,
        "us-in" => 1.0 / 39.37,
        "us-ft" => 0.304_800_609_601_219,
        "us-yd" => 0.914_401_828_803_658,
        "us-ch" => 20.116_840_233_680_47,
        "us-mi" => 1_609.347_218_694_437,
        "ind-yd" => 0.914_395_23,
        "ind-ft" => 0.304_798_41,
        "ind-ch" => 20.116_695_06,
        _ => return None,
    })
}

use super::*;

fn at(lon: f64, lat: f64) -> Option<&'static str> {
    country_at(LonLat::new(lon, lat)).country
}

#[test]
fn capitals_and_islands_lie_in_their_countries() {
    // Positions by hand, to a hundredth of a degree.
    for (name, lon, lat, code) in [
        ("Kyiv", 30.52, 50.45, "UKR"),
        ("Paris", 2.35, 48.86, "FRA"),
        ("Oslo", 10.75, 59.91, "NOR"),
        ("Juba", 31.58, 4.85, "SSD"),
        ("Pristina", 21.17, 42.67, "XKX"),
        ("Ramallah", 35.2, 31.9, "PSE"),
        ("Maseru", 27.48, -29.31, "LSO"),
        ("Hargeisa", 44.06, 9.56, "SOM"),
        ("Nicosia, north", 33.36, 35.25, "CYP"),
        ("Suva", 178.44, -18.12, "FJI"),
        ("Taveuni, east of 180", -179.93, -16.82, "FJI"),
        ("Anadyr", 177.5, 64.73, "RUS"),
        ("Chukotka, east", -174.0, 65.5, "RUS"),
        ("Cayenne", -52.33, 4.93, "FRA"),
        ("South Pole", 0.0, -90.0, "ATA"),
        ("Kinshasa", 15.31, -4.32, "COD"),
        ("Brazzaville", 15.27, -4.26, "COG"),
        ("Singapore", 103.85, 1.3, "SGP"),
        ("Ushuaia", -68.3, -54.8, "ARG"),
        ("Vatican", 12.453, 41.903, "VAT"),
        ("Port-au-Prince", -72.34, 18.54, "HTI"),
    ] {
        assert_eq!(at(lon, lat), Some(code), "{name}");
    }
    for (lon, lat) in [(-30.0, 30.0), (0.0, 0.0), (179.99, 0.0), (f64::NAN, 0.0), (0.0, 91.0)] {
        assert_eq!(at(lon, lat), None);
    }
}

#[test]
fn some_metres_beside_each_border_the_side_is_right() {
    // On both sides of the middle of the longest part of every pair, 20 m off; where another border or the other way around is
    // nearer than that, the pair is passed over.
    let (mut told, mut wrong) = (0, Vec::new());
    for name in Borders::builtin().names() {
        let (a, b) = name.split_once('/').unwrap();
        let border = Borders::builtin().of(a, b).unwrap();
        if border.countries[0] == "GUF" || !border.parts.iter().any(|p| p.layer != &crate::data::borders::NATURAL_EARTH)
        {
            continue;
        }
        let part = border.parts.iter().filter(|p| p.layer == &OSM_2017).max_by_key(|p| p.line.len()).unwrap();
        let middle = part.line.len() / 2;
        let (p, q) = (part.line[middle - 1], part.line[middle]);
        let way = geodesic::inverse(p, q);
        if way.distance_m < 60.0 {
            continue;
        }
        let half = geodesic::direct(p, way.azimuth_start_deg, way.distance_m / 2.0);
        for (turn, code) in [(-90.0, border.countries[0]), (90.0, border.countries[1])] {
            let lying = country_at(geodesic::direct(half, way.azimuth_start_deg + turn, 20.0));
            // An alias names the other code of the same area; a disputed area names both.
            if lying.disputed.is_none() && border.name() == name {
                told += 1;
                if lying.country != Some(code) && !["GUF", "MAF", "SXM", "NLD", "FRA"].contains(&code) {
                    wrong.push((name.clone(), code, lying.country));
                }
            }
        }
    }
    assert!(told > 300, "{told}");
    assert!(wrong.is_empty(), "{wrong:?} of {told}");
}

#[test]
fn around_a_point_where_three_meet_each_wedge_is_its_countrys() {
    // Where Germany, Austria and Switzerland's lines end near each other, and Iran, Iraq and Türkiye's meet.
    for trio in [["IRN", "IRQ", "TUR"], ["CZE", "POL", "SVK"], ["BEN", "BFA", "NER"], ["AUT", "CZE", "DEU"]] {
        let [a, b, c] = trio.map(str::to_owned);
        let ends = |x: &str, y: &str| -> Vec<LonLat> {
            let border = Borders::builtin().of(x, y).unwrap();
            border.parts.iter().flat_map(|p| [p.line[0], p.line[p.line.len() - 1]]).collect()
        };
        let (ab, bc) = (ends(&a, &b), ends(&b, &c));
        let joint = ab.iter().find(|p| bc.contains(p)).unwrap_or_else(|| panic!("{trio:?} do not meet"));
        let mut seen: Vec<&str> =
            (0..72).filter_map(|i| country_at(geodesic::direct(*joint, 5.0 * f64::from(i), 30.0)).country).collect();
        let changes = (0..seen.len()).filter(|&i| seen[i] != seen[(i + 1) % seen.len()]).count();
        assert!((3..=7).contains(&changes), "{trio:?}: {seen:?}");
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, trio, "30 m around {joint:?}");
    }
}

#[test]
fn the_finder_says_what_asking_one_by_one_says() {
    // A lattice over the place where Syria, Türkiye and Iraq meet, the coast, and Crimea.
    let mut finder = CountryFinder::default();
    for (west, south) in [(41.8, 36.9), (35.7, 35.7), (33.4, 45.8), (179.8, -16.9), (35.1, 35.2), (-30.0, 10.0)] {
        for i in 0..60 {
            for j in 0..40 {
                let place = LonLat::new(west + 0.0137 * f64::from(i), south + 0.0137 * f64::from(j));
                assert_eq!(finder.at(place), country_at(place), "{place:?}");
            }
        }
    }
    let plain = finder.plain.values().filter(|c| c.is_some()).count();
    assert!(plain * 3 > finder.plain.len(), "{plain} of {}", finder.plain.len());
}

use super::codes::plain;
use super::*;

#[test]
fn every_pair_unpacks_and_is_what_its_row_says() {
    let borders = Borders::builtin();
    assert_eq!(borders.entries.len(), INDEX.lines().count() - 1);
    let mut bytes = 0;
    for (entry, row) in borders.entries.iter().zip(INDEX.lines().skip(1)) {
        let told = |i: usize| row.split('\t').nth(i).unwrap().parse::<f64>().unwrap();
        let border = entry.border();
        let own = border.parts.iter().filter(|p| p.layer != &OSM_2026);
        let (mut parts, mut vertices, mut worst) = (0, 0, 0.0f64);
        for part in own {
            parts += 1;
            vertices += part.line.len();
            worst = worst.max(part.accuracy_m);
            let there = |p: &LonLat| p.lat_deg >= told(5) - 1e-9 && p.lat_deg <= told(7) + 1e-9;
            assert!(part.line.len() >= 2 && part.line.iter().all(there), "{row}");
            assert!((300.0..=100_000.0).contains(&part.accuracy_m), "{row}");
        }
        // A line that collapses to one place when it is rounded keeps its two ends.
        assert_eq!(parts, told(8) as usize, "{row}");
        assert!(vertices as f64 <= told(9) && vertices as f64 >= told(9) - 0.01 * told(9) - 2.0, "{row}: {vertices}");
        assert_eq!(worst, told(12), "{row}");
        bytes = bytes.max(entry.block.end);
    }
    assert_eq!(bytes, BLOCKS.len(), "no block is left over");
}

#[test]
fn pairs_in_either_order_and_aliases() {
    let borders = Borders::builtin();
    let ukraine = borders.of("UKR", "RUS").unwrap();
    assert_eq!(ukraine.name(), "RUS/UKR");
    assert!(std::ptr::eq(ukraine, borders.of("RUS", "UKR").unwrap()));
    assert_eq!(borders.of("GUF", "SUR").unwrap().parts, borders.of("FRA", "SUR").unwrap().parts);
    assert!(borders.of("GUF", "TUR").is_none() && borders.of("TUR", "TUR").is_none());
    // French Guiana's two borders stand under two codes each.
    let suriname: Vec<String> = borders.of_country("SUR").iter().map(|b| b.name()).collect();
    assert_eq!(suriname, ["BRA/SUR", "FRA/SUR", "GUY/SUR"]);
    assert_eq!(borders.neighbours("PRT"), ["ESP"]);
}

#[test]
fn the_detailed_line_goes_on_in_the_worlds_without_overlap() {
    let border = Borders::builtin().of("TUR", "SYR").unwrap();
    assert_eq!((border.parts[0].layer, border.parts[0].line.len()), (&OSM_2026, 26_174));
    // What is packed is the file that users see.
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(DETAILED).read_to_end(&mut text).unwrap();
    assert!(
        text == include_bytes!("../../../geodata/border_tr_sy.geojson"),
        "pack it again: geodata/recipes/90_packs.sh"
    );
    assert_eq!(border.layer.id, "border_tr_sy");
    let entry = Borders::builtin().entries.iter().find(|e| e.countries == DETAILED_PAIR).unwrap();
    assert!(border.parts.iter().flat_map(|p| &p.line).all(|p| entry.bounds.contains(*p)));
    let east = &border.parts[1];
    assert_eq!(east.layer, &OSM_2017);
    let (ends, here) = ([east.line[0], east.line[east.line.len() - 1]], border.parts[0].line[0]);
    assert!(east.line.iter().all(|p| p.lon_deg >= 39.0));
    // Both stop at 39° E, some metres of latitude apart.
    let seam = ends.iter().map(|e| (e.lat_deg - here.lat_deg).abs()).fold(f64::INFINITY, f64::min);
    assert!(seam < 0.001, "{seam}");
}

#[test]
fn gaps_are_filled_from_natural_earth() {
    let sahara = Borders::builtin().of("MAR", "ESH").unwrap();
    assert!(sahara.parts.iter().all(|p| p.layer == &NATURAL_EARTH && p.kind != "international"));
    let canada = Borders::builtin().of("CAN", "USA").unwrap();
    assert!(canada.parts.iter().any(|p| p.layer == &NATURAL_EARTH));
    assert!(canada.parts.iter().filter(|p| p.layer == &OSM_2017).count() > 1);
    let chad = Borders::builtin().of("TCD", "LBY").unwrap();
    assert!(chad.parts.iter().any(|p| p.differs_m.is_some_and(|m| m >= 5_000.0)));
}

#[test]
fn borders_near_a_place() {
    let names = |lon, lat| -> Vec<String> {
        Borders::builtin().near(LonLat::new(lon, lat), 0.3).iter().map(|b| b.name()).collect()
    };
    assert_eq!(names(36.2, 36.1), ["SYR/TUR"]);
    assert!(names(-179.9, -16.5).is_empty());
    assert!(names(10.49, 47.55).contains(&"AUT/DEU".to_owned()));
}

#[test]
fn names_are_compared_without_accents_and_articles() {
    assert_eq!(plain("Côte d’Ivoire"), "cotedivoire");
    assert_eq!(plain("The Gambia"), plain("Gambia"));
    assert_eq!(plain("Bosnia and Herzegovina"), "bosniaherzegovina");
    for (text, code) in [("Ukraine", "UKR"), ("russia", "RUS"), ("Ivory Coast", "CIV"), ("dr", ""), ("XK", "XKX")] {
        assert_eq!(CountryName::find(text).map_or("", |c| c.alpha3), code, "{text}");
    }
    // Each country that has a border can be named.
    let unnamed: Vec<_> = Borders::builtin().codes().into_iter().filter(|c| CountryName::find(c).is_none()).collect();
    assert_eq!(unnamed, ["GUF"], "Natural Earth counts it to France");
}

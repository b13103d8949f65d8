//! `geodata/incidents.geojson`, `sources.json` and their schema: whole, valid, current, and with every contradiction
//! of the sources in them.
//!
//! `SITMAP_BLESS=1` rewrites the incident file in its canonical form (flat members computed anew) and the schema.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde_json::{Value, json};
use sitmap::data::feature::{Feature, Origin};
use sitmap::data::incident::{
    AttributionStatus, CivilDate, ClaimedPlace, CountRange, DateBasis, Incident, Kind, StatementKind, collection_text,
    incidents_schema,
};
use sitmap::data::source::{SourceKind, Sources, cited, read_sources};

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("geodata").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

fn features() -> Vec<Feature> {
    let file: Value = serde_json::from_str(&text("incidents.geojson")).unwrap();
    let feature = |(i, f): (usize, &Value)| Feature {
        id: f.get("id").cloned(),
        geometry: Some(&f["geometry"]).filter(|g| !g.is_null()).map(|g| {
            let object: geojson::Geometry = serde_json::from_value(g.clone()).unwrap();
            geo::Geometry::try_from(object).unwrap()
        }),
        properties: f["properties"].as_object().unwrap().clone(),
        origin: Origin { file: "incidents.geojson".into(), line: 1, feature: i + 1 },
    };
    file["features"].as_array().unwrap().iter().enumerate().map(feature).collect()
}

fn incidents() -> Vec<Incident> {
    let mut faults = Vec::new();
    let incidents = features().iter().map(|f| Incident::from_feature(f, &mut faults)).collect();
    assert_eq!(faults, [], "our own file is read without a word");
    incidents
}

fn incident(id: &str) -> Incident {
    incidents().into_iter().find(|i| i.id == id).unwrap_or_else(|| panic!("no incident {id}"))
}

fn sources() -> Sources {
    read_sources(&text("sources.json"), "sources.json").unwrap()
}

fn date(text: &str) -> CivilDate {
    text.parse().unwrap()
}

/// Compares with a committed file, or writes it when blessing.
fn hold(name: &str, expected: &str) {
    // Only what differs, so that no other test reads a file half-written.
    if std::env::var_os("SITMAP_BLESS").is_some() && text(name) != expected {
        std::fs::write(path(name), expected).unwrap();
    }
    assert!(
        text(name) == expected,
        "geodata/{name} is not current: SITMAP_BLESS=1 cargo test --release --test incidents"
    );
}

#[test]
fn file_is_canonical_and_complete_after_a_round_trip() {
    let (features, incidents) = (features(), incidents());
    hold("incidents.geojson", &collection_text(&incidents));
    for (feature, incident) in features.iter().zip(&incidents) {
        let written = incident.to_feature_json();
        assert_eq!(written["id"], *feature.id.as_ref().unwrap());
        for (name, value) in &feature.properties {
            assert_eq!(written["properties"][name], *value, "{} {name}", incident.id);
        }
        assert!(incident.extra.is_empty(), "{}: {:?}", incident.id, incident.extra);
    }
}

#[test]
fn no_member_is_one_that_the_model_does_not_know() {
    for i in incidents() {
        let counts = i.count_lists().into_iter().flat_map(|(_, claims)| claims).map(|c| &c.extra);
        let date = i.date.iter().flat_map(|d| std::iter::once(&d.extra).chain(d.others.iter().map(|o| &o.extra)));
        let rest = i.locations.iter().map(|l| &l.extra).chain(i.attribution.iter().map(|a| &a.extra));
        let all = counts.chain(date).chain(rest).chain(i.statements.iter().map(|s| &s.extra));
        assert!(all.into_iter().all(serde_json::Map::is_empty), "{}", i.id);
    }
}

#[test]
fn file_is_valid_rfc_7946() {
    let parsed: geojson::GeoJson = text("incidents.geojson").parse().unwrap();
    let geojson::GeoJson::FeatureCollection(collection) = parsed else { panic!("no FeatureCollection") };
    assert!(collection.foreign_members.is_none(), "no crs or other old members");
    let ids: BTreeSet<String> = collection.features.iter().map(|f| format!("{:?}", f.id)).collect();
    assert_eq!(ids.len(), collection.features.len(), "ids are given once");
    assert!(collection.features.iter().all(|f| f.id.is_some()));
}

#[test]
fn schema_is_current_and_describes_the_file() {
    let schema = incidents_schema();
    hold("incidents.schema.json", &format!("{}\n", serde_json::to_string_pretty(&schema).unwrap()));
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let file: Value = serde_json::from_str(&text("incidents.geojson")).unwrap();
    let faults: Vec<String> = validator.iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn schema_refuses_what_is_wrong_and_takes_plain_files() {
    let validator = jsonschema::validator_for(&incidents_schema()).unwrap();
    let file = |properties: Value| json!({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null, "properties": properties}]});
    for plain in [json!(null), json!({"title": "x", "killed": 12, "date": "2020-10-26"}), json!({"killed": null})] {
        assert!(validator.is_valid(&file(plain.clone())), "{plain}");
    }
    for wrong in [
        json!({"kind": "strike"}),
        json!({"killed": -1}),
        json!({"killed": [{"min": "12"}]}),
        json!({"date": {"start": "26.10.2020", "precision": "day", "basis": "stated"}}),
        json!({"locations": [{"place": {"point": [36.5, 136.1]}}]}),
        json!({"attribution": [{"actor": "x", "status": "sure"}]}),
    ] {
        assert!(!validator.is_valid(&file(wrong.clone())), "{wrong}");
    }
}

#[test]
fn every_event_is_there() {
    let expected = [
        ("al-lataminah-2017-03", Kind::ChemicalAttack, "2017-03"),
        ("khan-sheikhoun-2017-04", Kind::ChemicalAttack, "2017-04"),
        ("idlib-governorate-2018-09-04", Kind::Airstrike, "2018-09-04"),
        ("summit-2018-09-07", Kind::Summit, "2018-09-07"),
        ("idlib-governorate-2018-09-08", Kind::Airstrike, "2018-09-08"),
        ("offensive-2019-2020", Kind::Offensive, "2019-04"),
        ("saraqib-2020-02-27", Kind::GroundAttack, "2020-02-27"),
        ("balyun-2020-02-27", Kind::Airstrike, "2020-02-27"),
        ("border-opening-2020-02-27", Kind::BorderOpening, "2020-02-27"),
        ("ceasefire-2020-03-05", Kind::Ceasefire, "2020-03-05"),
        ("binnish-2020-08-02", Kind::Airstrike, "2020-08-02"),
        ("west-of-idlib-2020-09-20", Kind::Airstrike, "2020-09-20"),
        ("kafr-takharim-2020-10-26", Kind::Airstrike, "2020-10-26"),
        ("rebel-artillery-2020-10-27", Kind::Shelling, "2020-10-27"),
        ("rebel-shelling-2020-10-28", Kind::Shelling, "2020-10-28"),
    ];
    let told: Vec<Incident> = incidents().into_iter().filter(|i| !i.background).collect();
    assert_eq!(told.len(), expected.len());
    for (incident, (id, kind, start)) in told.iter().zip(expected) {
        assert_eq!((incident.id.as_str(), incident.kind), (id, Some(kind)));
        assert_eq!(incident.date.as_ref().unwrap().start, date(start), "{id}");
        assert!(incident.name.is_some() && incident.name_ar.is_some() && incident.what.is_some(), "{id}");
        assert!(incident.what_ar.is_some(), "{id}");
    }
}

#[test]
fn sources_are_known_and_paragraphs_exist() {
    let sources = sources();
    let articles: Vec<&str> = cited(&sources).iter().map(|(key, _)| *key).collect();
    assert_eq!(articles.len(), 5);
    let check = |id: &str, key: Option<&str>, paragraph: Option<u32>| {
        let Some(key) = key else { return assert_eq!(paragraph, None, "{id}: paragraph of no source") };
        let source = sources.get(key).unwrap_or_else(|| panic!("{id}: no source {key}"));
        match source.paragraphs {
            Some(n) => assert!(paragraph.is_some_and(|p| (1..=n).contains(&p)), "{id}: {key} {paragraph:?}"),
            None => assert_eq!(paragraph, None, "{id}: {key} has no paragraphs"),
        }
    };
    let mut used = BTreeSet::new();
    for i in incidents() {
        used.extend(i.source_keys().map(str::to_owned));
        used.extend(i.locations.iter().filter_map(|l| l.coordinates_from.clone()));
        let claims = i.count_lists().into_iter().flat_map(|(_, claims)| claims);
        claims.for_each(|c| check(&i.id, c.source.as_deref(), c.paragraph));
        i.locations.iter().for_each(|c| check(&i.id, c.source.as_deref(), c.paragraph));
        i.attribution.iter().for_each(|c| check(&i.id, c.source.as_deref(), c.paragraph));
        i.statements.iter().for_each(|c| check(&i.id, c.source.as_deref(), c.paragraph));
        if let Some(d) = &i.date {
            check(&i.id, d.source.as_deref(), d.paragraph);
            d.others.iter().for_each(|o| check(&i.id, o.source.as_deref(), o.paragraph));
        }
    }
    let listed: BTreeSet<String> = sources.keys().cloned().collect();
    assert_eq!(used, listed, "each source is used, each used one is listed");
}

#[test]
fn summaries_count_the_articles_only() {
    let sources = sources();
    for i in incidents() {
        for claim in i.count_lists().into_iter().flat_map(|(_, claims)| claims).filter(|c| c.left_out.is_none()) {
            let key = claim.source.as_deref().unwrap();
            assert_eq!(sources[key].kind, SourceKind::Article, "{} {key}", i.id);
        }
    }
    let killed = |id: &str| incident(id).killed_range().map(|r| (r.min.unwrap(), r.max.unwrap()));
    assert_eq!(killed("kafr-takharim-2020-10-26"), Some((35, 105)));
    assert_eq!(killed("balyun-2020-02-27"), Some((9, 33)));
    assert_eq!(killed("idlib-governorate-2018-09-08"), Some((4, 4)));
    assert!(CountRange::open(&incident("idlib-governorate-2018-09-08").killed));
    assert_eq!(killed("khan-sheikhoun-2017-04"), Some((90, 90)));
    assert_eq!(killed("rebel-artillery-2020-10-27"), Some((15, 15)));
    assert_eq!(killed("rebel-shelling-2020-10-28"), Some((1, 1)));
    assert_eq!(killed("offensive-2019-2020"), Some((2000, 2000)));
    for unknown in [
        "al-lataminah-2017-03",
        "idlib-governorate-2018-09-04",
        "saraqib-2020-02-27",
        "binnish-2020-08-02",
        "west-of-idlib-2020-09-20",
    ] {
        assert_eq!(killed(unknown), None, "{unknown}");
    }
}

#[test]
fn unknown_is_null_and_never_zero() {
    for feature in features() {
        for list in ["killed", "injured", "present", "combined", "partial", "strikes", "displaced"] {
            for claim in feature.properties[list].as_array().unwrap() {
                assert!(claim.get("min").is_some() && claim.get("max").is_some(), "{:?}: both ends said", feature.id);
                assert!(claim["min"] != json!(0) && claim["max"] != json!(0), "{:?} {claim}", feature.id);
            }
        }
        for flat in ["killed_min", "killed_max", "injured_min", "injured_max"] {
            let value = &feature.properties[flat];
            assert!(value.is_null() || value.as_u64() > Some(0), "{:?} {flat} {value}", feature.id);
        }
    }
}

#[test]
fn areas_and_directions_are_no_points() {
    for i in incidents() {
        let place = i.located().map(|claim| &claim.place);
        let is_point = matches!(place, Some(ClaimedPlace::Point(_)));
        assert_eq!(i.to_feature_json()["geometry"].is_null(), !is_point, "{}", i.id);
        if is_point {
            let first = &i.locations[0];
            assert!(first.uncertainty_m.is_some() && first.reason.is_some(), "{}", i.id);
        }
    }
    for id in ["idlib-governorate-2018-09-04", "idlib-governorate-2018-09-08", "rebel-shelling-2020-10-28"] {
        let ClaimedPlace::NamedArea(area) = incident(id).located().unwrap().place.clone() else { panic!("{id}") };
        assert_eq!((area.layer.as_str(), area.name.as_str()), ("admin1", "Idlib"));
    }
    let west = incident("west-of-idlib-2020-09-20");
    assert!(matches!(west.located().unwrap().place, ClaimedPlace::Sector { radius_m: None, .. }));
}

#[test]
fn weekdays_agree_with_the_sources() {
    use sitmap::data::incident::Weekday::{Monday, Saturday, Sunday, Thursday};
    for (id, day) in [
        ("kafr-takharim-2020-10-26", Monday),
        ("west-of-idlib-2020-09-20", Sunday),
        ("border-opening-2020-02-27", Thursday),
        ("idlib-governorate-2018-09-08", Saturday),
    ] {
        assert_eq!(incident(id).date.unwrap().start.weekday(), Some(day), "{id}");
    }
}

/// The contradictions that the sources hold, each found in the file.
mod contradictions {
    use super::*;

    fn statement(incident: &Incident, about: StatementKind, part: &str) -> String {
        let found = incident.statements.iter().find(|s| s.about == about && s.text.contains(part));
        found.unwrap_or_else(|| panic!("{}: no statement {part}", incident.id)).source.clone().unwrap_or_default()
    }

    #[test]
    fn c1_killed_near_kafr_takharim() {
        let i = incident("kafr-takharim-2020-10-26");
        let of = |key: &str, p: u32| -> Vec<_> {
            let from =
                |c: &&sitmap::data::incident::CountClaim| c.source.as_deref() == Some(key) && c.paragraph == Some(p);
            i.killed.iter().filter(from).map(|c| (c.min, c.max)).collect()
        };
        assert_eq!(of("durden-2020-10-26", 9), [(Some(35), None)]);
        assert_eq!(of("durden-2020-10-26", 4), [(Some(60), None), (Some(71), None)]);
        assert_eq!(of("wikipedia-kafr-takharim", 3), [(Some(78), None)]);
        assert_eq!(of("wikipedia-kafr-takharim", 2), [(Some(78), Some(105))]);
        assert_eq!(of("wikipedia-kafr-takharim", 7), [(Some(79), Some(79))]);
        assert_eq!(of("wikipedia-kafr-takharim", 12), [(None, None)]);
        assert_eq!((i.partial[0].min, i.partial[0].max), (Some(12), None));
    }

    #[test]
    fn c2_one_source_two_numbers_of_injured() {
        let i = incident("kafr-takharim-2020-10-26");
        let box_says: Vec<_> = i.injured.iter().filter(|c| c.paragraph == Some(2)).map(|c| (c.min, c.max)).collect();
        assert_eq!(box_says, [(Some(101), None), (Some(90), Some(90))]);
        assert!(i.injured.iter().any(|c| c.text.as_deref() == Some("dozens") && c.min.is_none()));
        assert_eq!((i.combined[0].min, i.combined[0].max), (Some(200), Some(200)));
    }

    #[test]
    fn c3_more_killed_and_injured_than_present() {
        let i = incident("kafr-takharim-2020-10-26");
        let (killed, injured) = (i.killed_range().unwrap(), i.injured_range().unwrap());
        assert_eq!((i.present[0].min, i.present[0].max), (Some(181), None));
        assert!(killed.max.unwrap() + injured.min.unwrap() > 181);
    }

    #[test]
    fn c4_at_near_or_west_of_kafr_takharim() {
        let i = incident("kafr-takharim-2020-10-26");
        let uncertainties: Vec<_> = i.locations.iter().map(|l| l.uncertainty_m).collect();
        assert_eq!(uncertainties, [Some(3000.0), Some(500.0), Some(500.0), None]);
        assert!(i.locations[1].text.as_deref().unwrap().contains("was at Kafr Takharim"));
        assert!(matches!(i.locations[3].place, ClaimedPlace::Sector { .. }));
    }

    #[test]
    fn c5_who_struck_balyun() {
        let i = incident("balyun-2020-02-27");
        let says = |actor: &str, status| i.attribution.iter().any(|a| a.actor == actor && a.status == status);
        assert!(says("Russia", AttributionStatus::Opinion) && says("Russia", AttributionStatus::Denied));
        assert!(says("Syrian government", AttributionStatus::Alleged));
        let contested: Vec<String> = incidents().into_iter().filter(Incident::contested).map(|i| i.id).collect();
        assert_eq!(contested, ["balyun-2020-02-27"]);
    }

    #[test]
    fn c6_when_balyun_was_struck() {
        let d = incident("balyun-2020-02-27").date.unwrap();
        assert!(d.local_time.unwrap().contains("22:00–23:00"));
        assert!(d.others.iter().any(|o| o.local_time.as_deref() == Some("about 17:00")));
    }

    #[test]
    fn c7_killed_at_balyun() {
        let numbers: Vec<_> = incident("balyun-2020-02-27").killed.iter().map(|c| c.max.unwrap()).collect();
        assert!([9, 33, 34].iter().all(|n| numbers.contains(n)));
    }

    #[test]
    fn c8_spellings() {
        assert!(incident("balyun-2020-02-27").names_alt.contains(&"Behun".to_owned()));
        assert!(incident("saraqib-2020-02-27").names_alt.contains(&"Sarabiq".to_owned()));
    }

    #[test]
    fn c9_day_of_binnish() {
        let d = incident("binnish-2020-08-02").date.unwrap();
        assert_eq!((d.start, d.basis), (date("2020-08-02"), DateBasis::Disputed));
        assert!(d.others.iter().any(|o| o.start == date("2020-08-03")));
    }

    #[test]
    fn c10_day_of_the_ceasefire() {
        let d = incident("ceasefire-2020-03-05").date.unwrap();
        let starts: Vec<String> = d.others.iter().map(|o| o.start.to_string()).collect();
        assert_eq!(starts, ["2020-03-05", "2020-03", "2020-03", "2020-03-06"]);
        assert_eq!(d.others[3].local_time.as_deref(), Some("00:01"));
    }

    #[test]
    fn c11_two_worst_breaches() {
        let (september, october) = (incident("west-of-idlib-2020-09-20"), incident("kafr-takharim-2020-10-26"));
        statement(&september, StatementKind::Temporal, "most significant breaking");
        statement(&october, StatementKind::Temporal, "most violent breach");
        statement(&october, StatementKind::Temporal, "highest number of casualties");
    }

    #[test]
    fn c12_bombs_and_bombings_of_different_days() {
        let (fourth, eighth) = (incident("idlib-governorate-2018-09-04"), incident("idlib-governorate-2018-09-08"));
        assert_eq!((fourth.strikes[0].min, fourth.strikes[0].about), (Some(30), true));
        assert_eq!((eighth.strikes[0].min, eighth.strikes[0].text.as_deref()), (None, Some("several dozens")));
    }

    #[test]
    fn c13_strikes_of_20_september() {
        let strikes: Vec<_> = incident("west-of-idlib-2020-09-20").strikes.iter().map(|c| (c.min, c.max)).collect();
        assert_eq!(strikes, [(Some(28), None), (Some(30), Some(30))]);
    }

    #[test]
    fn c14_which_border() {
        let i = incident("border-opening-2020-02-27");
        assert_eq!(statement(&i, StatementKind::Spatial, "Southwestern border with Syria"), "anti-empire-balyun");
    }
}

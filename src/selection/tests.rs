use super::*;
use crate::data::events::{EventFile, EventTexts};
use crate::data::load;
use std::sync::Arc;

const TABLE: &str = "id,name,event_date,lon,lat,fatalities,kind,Code\n\
    a,Kafr Takharim,2020-10-26,36.5152,36.1168,78,airstrike,12\n\
    b,Balyun,2020-02-27,36.53,35.74,,airstrike,x\n\
    c,Binnish,2020-02,36.71,35.96,0,shelling,\n\
    d,Ankara,2019-01-01,32.85,39.93,5,,7\n\
    e,Nowhere,2020-05-05,,,3,airstrike,7\n";

fn selected(selection: &Selection) -> (String, u64, u64) {
    let features = load::read_bytes("t.csv", TABLE.as_bytes()).unwrap().features;
    let (incidents, _) = load::incidents(&features);
    let (mut ids, mut left_out) = (String::new(), crate::data::events::LeftOut::default());
    for (incident, feature) in incidents.iter().zip(&features) {
        if left_out.keeps(selection.choose_incident(incident, feature)) {
            ids.push_str(&incident.id);
        }
    }
    (ids, left_out.rows, left_out.undecided)
}

/// The same by columns.
fn streamed(selection: &Selection) -> (u64, u64, u64) {
    let file = EventFile::of_bytes("t.csv", TABLE.as_bytes().to_vec()).unwrap().unwrap();
    let file = file.filtered(Arc::new(selection.clone())).unwrap();
    let sums = file.fold(&EventTexts::None, &(0, 0, 0), |sum: &mut (u64, u64, u64), batch| {
        *sum = (sum.0 + batch.places.len() as u64, sum.1 + batch.left_out.rows, sum.2 + batch.left_out.undecided);
    });
    sums.unwrap().unwrap().into_iter().fold((0, 0, 0), |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2))
}

#[test]
fn rows_and_incidents_are_chosen_alike() {
    let condition = |text: &str| Selection::new().with_condition(Condition::parse(text).unwrap());
    let date = |text: &str| text.parse::<CivilDate>().ok();
    for (selection, expected) in [
        (condition("killed > 4"), ("ad", 3, 1)),
        (condition("FATALITIES = 0"), ("c", 4, 1)),
        (condition("kind IN ('airstrike')"), ("abe", 2, 1)),
        // “x” is neither the text nor a number.
        (condition("code = '12' OR code = 7"), ("ade", 2, 2)),
        (condition("date >= DATE('2020-02-15')"), ("abe", 2, 1)),
        (condition("lat > 36 AND killed_min IS NOT NULL"), ("ad", 3, 1)),
        (Selection::new().within(Within::Country("SYR".to_owned())), ("abc", 2, 1)),
        (Selection::new().near(LonLat::new(36.5152, 36.1168), 43_000.0), ("abc", 2, 1)),
        (Selection::new().near(LonLat::new(36.5152, 36.1168), 10.0), ("a", 4, 1)),
        (Selection::new().between(date("2020-02"), date("2020-02-27")), ("b", 4, 1)),
        (Selection::new().between(None, date("2020-02")), ("bcd", 2, 0)),
        (condition("killed >= 0").between(date("2020"), None).within(Within::Country("SYR".to_owned())), ("ac", 3, 2)),
        (Selection::new(), ("abcde", 0, 0)),
    ] {
        let found = selected(&selection);
        assert_eq!((found.0.as_str(), found.1, found.2), expected, "{selection:?}");
        assert_eq!(streamed(&selection), (expected.0.len() as u64, expected.1, expected.2), "{selection:?}");
    }
}

#[test]
fn names_that_nothing_has_are_told_with_those_like_them() {
    let features = load::read_bytes("t.csv", TABLE.as_bytes()).unwrap().features;
    let check = |text: &str| check_names(&Condition::parse(text).unwrap(), &features);
    assert_eq!(check("killed > 1 AND what = 'x' AND CODE = 7 AND injured > 2"), []);
    let unknown = check("fatalitys > 1");
    assert_eq!((unknown[0].name.as_str(), unknown[0].near[0].as_str()), ("fatalitys", "fatalities"));
}

#[test]
fn order_by_least_or_greatest_and_unknown_last() {
    let features = load::read_bytes("t.csv", TABLE.as_bytes()).unwrap().features;
    let sorted = |by: &str| {
        let (incidents, _) = load::incidents(&features);
        let mut pairs: Vec<_> = incidents.into_iter().zip(&features).collect();
        SortOrder::parse(by).sort(&mut pairs);
        pairs.into_iter().map(|(i, _)| i.id).collect::<String>()
    };
    assert_eq!(sorted("killed"), "cedab");
    assert_eq!(sorted("-killed"), "adecb");
    assert_eq!(sorted("name"), "dcbae".replace("cbae", "bcae").as_str());
    assert_eq!(sorted("-event_date"), "aecbd");
    assert_eq!(sorted("Code"), "deabc");
}

/// The wanted records read by themselves are those of the whole file, with their lines and numbers.
#[test]
fn wanted_records_are_read_as_in_their_file() {
    let selection = Selection::new().with_condition(Condition::parse("fatalities > 2 AND name IS NOT NULL").unwrap());
    let quoted = "lon,lat,name,fatalities\n36,35,\"two\nlines\",1\n36.1,35.1,\"a, b\",3\n36.2,35.2,,9\n36.3,35.3,c,4";
    let collection = "{\"type\": \"FeatureCollection\",\n\"features\": [\n{\"type\": \"Feature\", \"geometry\": null, \"properties\": {\"name\": \"x\", \"fatalities\": 1}},\n\
        {\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\",\n\"coordinates\": [36, 35]}, \"properties\": {\"name\": \"y\", \"fatalities\": 3}}\n,\n\
        {\"type\": \"Feature\", \"geometry\": null, \"properties\": {\"name\": \"z\", \"fatalities\": 5}}]}";
    for (name, text, numbers, others) in [("t.csv", quoted, [2, 4], 2), ("t.geojson", collection, [2, 3], 1)] {
        let file = EventFile::of_bytes(name, text.as_bytes().to_vec()).unwrap().unwrap();
        let file = file.filtered(Arc::new(selection.clone())).unwrap();
        let extract = file.extract(10).unwrap().unwrap();
        assert_eq!((extract.len(), extract.left_out.rows), (2, others), "{name}");
        let found = extract.read(name).unwrap().features;
        let whole = load::read_bytes(name, text.as_bytes()).unwrap().features;
        let wanted: Vec<_> = whole.into_iter().filter(|f| numbers.contains(&f.origin.feature)).collect();
        assert_eq!(found, wanted, "{name}");
        assert!(file.extract(1).unwrap().is_none(), "{name}: more than are wanted at once");
    }
}

/// The very name goes before one that differs in case; "at least" has no upper end; words stand after numbers.
#[test]
fn names_by_case_open_claims_and_words_among_numbers() {
    let table = "id,lon,lat,Type,type,killed,people\n1,36,36,a,b,at least 5,900\n2,36,36,b,a,5,n/a\n3,36,36,,a,over 34,\"1,200\"\n4,36,36,a,,2,some\n";
    let geojson = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"1\",\"geometry\":null,\"properties\":{\"Fatal\":1,\"fatal\":9}}]}";
    let chosen = |name: &str, text: &str, condition: &str| {
        let selection = Selection::new().with_condition(Condition::parse(condition).unwrap());
        let features = load::read_bytes(name, text.as_bytes()).unwrap().features;
        let (incidents, _) = load::incidents(&features);
        let kept = incidents.iter().zip(&features).filter(|(i, f)| selection.choose_incident(i, f) == Choice::Kept);
        let ids: String = kept.map(|(i, _)| i.id.clone()).collect();
        let file = EventFile::of_bytes(name, text.as_bytes().to_vec()).unwrap().unwrap();
        let file = file.filtered(Arc::new(selection)).unwrap();
        let sums =
            file.fold(&EventTexts::None, &0, |sum: &mut usize, batch| *sum += batch.places.len()).unwrap().unwrap();
        assert_eq!(sums.iter().sum::<usize>(), ids.len(), "{condition} by columns");
        ids
    };
    for (condition, expected) in [
        ("type = 'a'", "23"),
        ("\"Type\" = 'a'", "14"),
        ("TYPE = 'a'", "14"),
        ("killed = 5", "2"),
        ("killed < 6", "24"),
        ("killed >= 5", "123"),
        ("killed > 30", "3"),
        ("NOT killed > 10", "24"),
        ("killed_max IS NULL", "13"),
    ] {
        assert_eq!(chosen("t.csv", table, condition), expected, "{condition}");
    }
    assert_eq!(chosen("t.geojson", geojson, "fatal > 1"), "1");
    let features = load::read_bytes("t.csv", table.as_bytes()).unwrap().features;
    let sorted = |by: &str| {
        let (incidents, _) = load::incidents(&features);
        let mut pairs: Vec<_> = incidents.into_iter().zip(&features).collect();
        SortOrder::parse(by).sort(&mut pairs);
        pairs.into_iter().map(|(i, _)| i.id).collect::<String>()
    };
    assert_eq!((sorted("people").as_str(), sorted("-people").as_str()), ("1342", "3142"));
}

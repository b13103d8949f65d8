use super::*;
use crate::data::table;
use proptest::prelude::*;

fn here(name: &str, text: &str, texts: &EventTexts) -> Option<EventBatch> {
    let file = EventFile::of_bytes(name, text.as_bytes().to_vec()).unwrap()?;
    // One part: the batches come in their order.
    let add = |all: &mut EventBatch, batch: &EventBatch| {
        all.places.extend(&batch.places);
        all.killed.extend(&batch.killed);
        all.dates.extend(&batch.dates);
        batch.texts.iter().for_each(|t| all.texts.push(t));
        all.unread.dates += batch.unread.dates;
        all.unread.killed += batch.unread.killed;
    };
    let sums = file.fold(texts, &EventBatch::default(), add).unwrap()?;
    sums.into_iter().find(|s| !s.places.is_empty()).or(Some(EventBatch::default()))
}

/// The same by way of features.
fn by_features(name: &str, text: &str, texts: &EventTexts) -> Option<EventBatch> {
    let file = load::read_bytes(name, text.as_bytes()).ok()?;
    let (incidents, _) = load::incidents(&file.features);
    Some(EventBatch::of_incidents(&incidents, texts))
}

fn without_counts(batch: Option<EventBatch>) -> Option<EventBatch> {
    batch.map(|b| EventBatch { unread: Unread::default(), ..b })
}

/// A plain number with a range beside it: two claims, whichever way it is read.
#[test]
fn a_number_and_a_range_are_two_claims() {
    let table = "id,lon,lat,killed,killed_min,killed_max\n1,36,36,5,7,20\n2,36,36,5,5,5\n3,36,36,,4,\n4,36,36,9,,\n5,36,36,9,3,\n6,36,36,n/a,3,4\n";
    let file = EventFile::of_bytes("a.csv", table.as_bytes().to_vec()).unwrap().unwrap();
    let add = |sum: &mut Vec<Option<CountRange>>, batch: &EventBatch| sum.extend(batch.killed.iter().copied());
    let streamed: Vec<_> =
        file.fold(&EventTexts::None, &Vec::new(), add).unwrap().unwrap().into_iter().flatten().collect();
    let features = load::read_bytes("a.csv", table.as_bytes()).unwrap().features;
    let (incidents, _) = load::incidents(&features);
    let read: Vec<_> = incidents.iter().map(|i| i.killed_range()).collect();
    assert_eq!(streamed, read);
    let range = |min: u32, max: u32| Some(CountRange { min: Some(min), max: Some(max) });
    assert_eq!(read, [range(5, 20), range(5, 5), range(4, 4), range(9, 9), range(3, 9), None]);
    assert_eq!((incidents[0].killed.len(), incidents[1].killed.len()), (2, 1));
}

#[test]
fn tables_as_features_say() {
    for text in [
        "lon,lat\n",
        "id,lon,lat,killed,date\na,36.5,36.1,3,2020-10-26\nb,,,,\nc,-170,5,0,2017-04\n",
        "LAT;Longitude;fatalities;event_date\r\n1;190;12;26 October 2020\r\n1;2;;2019-04/2020-03-05\r\n",
        "lon,lat,killed_min,killed_max,deaths\n1,2,3,5,9\n1,2,3,,9\n1,2,,7,9\n1,2,,,9\n",
        "lon,lat,killed,killed_min,Killed\n1,2,,4,8\n1,2,2,4,8\n1,2,,,8\n",
        "lon,lat,notes,killed\n1,2,\"a \"\"b\"\"\n c\",4\n3,4,5\" gun,1\n",
        "lon,lat,killed,date\n1,2,12-21,26/10/2020\n1,2,-3,soon\n1,2,2.5,2019\n1,2,007,1970-01-01T09:30:00Z\n",
        "x\ty\tkind\n1.25\t-2\tairstrike\n1\t2\t\n",
        "lon,lat,date,day\n1,2,,2020-02-30\n1,2,,2020-02-29\n",
    ] {
        let rows = here("a.csv", text, &EventTexts::None);
        assert_eq!(without_counts(rows.clone()), by_features("a.csv", text, &EventTexts::None), "{text}");
        assert!(rows.is_some(), "{text}");
    }
    let kinds = EventTexts::Column("KIND".into());
    let text = "lon,lat,kind\n1,2,airstrike\n3,4,\n5,6,shelling\n";
    assert_eq!(here("a.csv", text, &kinds), by_features("a.csv", text, &kinds));
}

#[test]
fn features_as_features_say() {
    let collection =
        |features: &str| format!("{{\"type\":\"FeatureCollection\",\"name\":\"x\",\"features\":[{features}]}}");
    let at = |coordinates: &str| format!("\"geometry\":{{\"type\":\"Point\",\"coordinates\":{coordinates}}}");
    for features in [
        String::new(),
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"killed\":3,\"date\":\"2020-10-26\",\"x\":[1,{{}}]}},{}}}",
            at("[36.5,36.1]")
        ),
        format!(
            "{{\"type\":\"Feature\",\"id\":1,{},\"properties\":null}},\n {{\"geometry\":null,\"properties\":{{}},\"type\":\"Feature\"}}",
            at("[1,2,300]")
        ),
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"Fatalities\":\"7\",\"deaths\":7,\"event_date\":2019}},{}}}",
            at("[ -180 , 2e0 ]")
        ),
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"killed\":\"7\",\"date\":true,\"background\":false}},{}}}",
            at("[1,-90]")
        ),
    ] {
        let text = collection(&features);
        let rows = here("a.geojson", &text, &EventTexts::None);
        assert_eq!(without_counts(rows.clone()), by_features("a.geojson", &text, &EventTexts::None), "{text}");
        assert!(rows.is_some(), "{text}");
    }
}

#[test]
fn what_says_more_has_no_answer() {
    let feature = |properties: &str, geometry: &str| {
        format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}]}}"
        )
    };
    let point = "{\"type\":\"Point\",\"coordinates\":[1,2]}";
    for text in [
        feature("{\"killed\":[{\"min\":3}]}", point),
        feature("{\"killed\":{\"min\":3}}", point),
        feature("{\"locations\":[\"unlocated\"]}", point),
        feature("{\"background\":true}", point),
        feature("{}", "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2]]}"),
        feature("{}", "{\"type\":\"Point\",\"coordinates\":[1,92]}"),
        feature("{}", "{\"type\":\"Point\",\"coordinates\":[190,2]}"),
        feature("{}", point) + "x",
        "{\"type\":\"Feature\"}".to_owned(),
    ] {
        assert_eq!(here("a.geojson", &text, &EventTexts::None), None, "{text}");
    }
    for text in [
        "id,lon,lat\na,36.5,96.1\n",
        "lon,lat\n1,\n",
        "lon,lat\nx,1\n",
        "lon,lat,lat\n1,2,3\n",
        "a,b\n1,2\n",
        "lon,lat,locations\n1,2,\n",
    ] {
        assert_eq!(here("a.csv", text, &EventTexts::None), None, "{text}");
    }
    assert_eq!(here("a.csv", "", &EventTexts::None), None);
}

/// Rows and people in a file of many rounds.
fn sums(name: &str, text: String) -> (usize, u64) {
    let file = EventFile::of_bytes(name, text.into_bytes()).unwrap().unwrap();
    let add = |sum: &mut (usize, u64), batch: &EventBatch| {
        sum.0 += batch.places.iter().flatten().count();
        sum.1 += batch.killed.iter().flatten().filter_map(|k| k.min).map(u64::from).sum::<u64>();
    };
    let sums = file.fold(&EventTexts::None, &(0, 0), add).unwrap().unwrap();
    sums.into_iter().fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
}

#[test]
fn rounds_are_the_whole_file() {
    const ROWS: usize = 1_000_000;
    let row = |i: usize| format!("{}.5,36.1,n{i},{}\n", i % 90, i % 7);
    let text = format!("lon,lat,id,killed\n{}", (0..ROWS).map(row).collect::<String>());
    assert!(text.len() > 17 << 20);
    let people = (0..ROWS as u64).map(|i| i % 7).sum();
    assert_eq!(sums("a.csv", text.clone()), (ROWS, people));
    // Line feeds in quotes, and a quote within a cell that opens nothing.
    let quoted = text.replace(",n17", ",\"n\n17\"").replace(",n9", ",n\"9");
    assert_eq!(sums("a.csv", quoted), (ROWS, people));
    let feature = |i: usize| {
        format!(
            "{{\"type\":\"Feature\",\"properties\":{{\"t\":\"é\",\"killed\":{}}},\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{}.5,36.1]}}}}",
            i % 7,
            i % 90
        )
    };
    let features: Vec<String> = (0..200_000).map(feature).collect();
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n], \"x\": 1}}\n", features.join(",\n"));
    assert!(text.len() > 17 << 20);
    assert_eq!(sums("a.geojson", text), (200_000, (0..200_000).map(|i| i % 7).sum()));
}

proptest! {
    #[test]
    fn any_table_as_features_say(
        head in prop::sample::subsequence(
            vec!["lon", "lat", "killed", "Killed", "fatalities", "killed_min", "killed_max", "date", "event_date", "Day", "kind"], 1..10),
        rows in prop::collection::vec(prop::collection::vec(
            prop::sample::select(vec!["1", "2.5", "-3", "a", "", " 4 ", "\"q, \"\"r\"\"\"", "007", "1e2", "91", "0.0", "2020-10-26", "2020-10", "2019", "12-21"]), 0..10), 0..6),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let text = std::iter::once(head.join(",")).chain(rows.iter().map(|r| r.join(","))).collect::<Vec<_>>().join(end);
        if let Some(rows) = here("a.csv", &text, &EventTexts::None) {
            prop_assert_eq!(without_counts(Some(rows)), by_features("a.csv", &text, &EventTexts::None));
            let names: Vec<String> = table::names(&csv::StringRecord::from(head));
            prop_assert!(table::coordinate_columns(&names).is_some());
        }
    }
}

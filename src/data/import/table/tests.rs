use super::*;
use crate::data::import::{Account, DateOrder};
use crate::data::incident::{CountRange, DateBasis, Incident, Kind};

fn read(text: &str) -> Imported {
    import("t.csv", text.as_bytes(), &ImportOptions::default()).unwrap()
}

fn incidents(imported: &Imported) -> Vec<Incident> {
    let mut faults = Vec::new();
    let incidents = imported.features.iter().map(|f| Incident::from_feature(f, &mut faults)).collect();
    assert_eq!(faults, []);
    incidents
}

fn codes(imported: &Imported) -> Vec<&'static str> {
    imported.warnings.iter().map(|w| w.code).collect()
}

#[test]
fn every_row_is_accounted_for() {
    let imported = read(
        "Place,Latitude,Longitude,Fatalities,Source\nA,35.93,36.63,12-21,Local radio\nB,,,5,\nC,95,36,1,\nD,36.1,,2,\nE,x,1,,\n,,,,\nF,35°55′48″N,36°37′48″E,unknown,SNHR\n",
    );
    let account = Account { read: 6, placed: 2, without_coordinates: 1, excluded: 3 };
    assert_eq!(imported.account(), account);
    let told: Vec<_> = imported.excluded.iter().map(|e| (e.row, e.line, e.column.as_str(), e.value.as_str())).collect();
    assert_eq!(told, [(3, 4, "Latitude", "95"), (4, 5, "Longitude", ""), (5, 6, "Latitude", "x")]);
    assert!(imported.excluded[0].reason.contains("swapped"));
    let all = incidents(&imported);
    assert_eq!(all[0].killed_range(), Some(CountRange { min: Some(12), max: Some(21) }));
    assert_eq!(all[0].killed[0].said_by.as_deref(), Some("Local radio"));
    assert_eq!((all[2].killed.len(), all[2].killed_range()), (0, None));
}

#[test]
fn french_and_arabic_tables_with_decimal_commas() {
    let imported = read(
        "Lieu;Date de l’événement;Tués;Latitude;Longitude\nPort-au-Prince;26/10/2020;au moins 5;18,5392;-72,335\nLéogâne;4/5/2020;;18,51;-72,63\n",
    );
    let all = incidents(&imported);
    assert_eq!(imported.features[0].geometry, Some(geo::Geometry::Point(geo::Point::new(-72.335, 18.5392))));
    assert_eq!((all[0].killed[0].min, all[0].killed[0].max), (Some(5), None));
    assert_eq!(all[1].date.as_ref().unwrap().start.to_string(), "2020-05-04");
    assert_eq!(codes(&imported), ["data::ambiguous-date"]);
    let arabic = read("المكان,خط العرض,خط الطول,عدد القتلى,التاريخ\nإدلب,35.93,36.63,أكثر من ٣٤,2020-01-15\n");
    let one = &incidents(&arabic)[0];
    assert_eq!((one.name_ar.as_deref(), one.name.as_deref()), (Some("إدلب"), None));
    assert_eq!(one.killed[0].min, Some(35));
}

#[test]
fn dates_that_may_be_two_days_are_not_guessed() {
    let text = "lat,lon,date\n1,2,4/5/2020\n1,2,6/7/2020\n";
    let imported = read(text);
    assert!(incidents(&imported).iter().all(|i| i.date.is_none()));
    assert_eq!(imported.features[0].properties["date_as_given"], "4/5/2020");
    assert_eq!(codes(&imported), ["data::ambiguous-date", "data::whole-degrees"]);
    let options = ImportOptions { date_order: Some(DateOrder::DayFirst), ..ImportOptions::default() };
    let imported = import("t.csv", text.as_bytes(), &options).unwrap();
    assert_eq!(incidents(&imported)[0].date.as_ref().unwrap().start.to_string(), "2020-05-04");
}

#[test]
fn acled_says_what_its_codebook_says() {
    let imported = read(
        "event_id_cnty,event_date,time_precision,event_type,sub_event_type,country,location,latitude,longitude,geo_precision,source,notes,fatalities\nSYR1,15 January 2020,1,Explosions/Remote violence,Air/drone strike,Syria,Idlib,35.9297,36.6333,1,SNHR; SOHR,A strike,21\nSYR2,15 February 2020,3,Battles,Armed clash,Syria,Saraqib,35.8644,36.8058,2,Undisclosed Source,A clash,0\n",
    );
    assert_eq!(imported.export, Some(Export::Acled));
    let all = incidents(&imported);
    assert_eq!((all[0].id.as_str(), all[0].kind), ("SYR1", Some(Kind::Airstrike)));
    assert_eq!((all[0].killed[0].said_by.as_deref(), all[0].killed_range().unwrap().max), (Some("ACLED"), Some(21)));
    // The day of a month that is all that is known is not told as a day; no distance is made of a precision code.
    assert_eq!(all[1].date.as_ref().unwrap().start.to_string(), "2020-02");
    assert_eq!(all[1].locations[0].uncertainty_m, None);
    assert_eq!((all[1].killed_range().unwrap().max, all[1].extra["geo_precision"].as_i64()), (Some(0), Some(2)));
}

#[test]
fn ucdp_has_a_range_and_a_period() {
    let imported = read(
        "id,type_of_violence,where_prec,where_coordinates,latitude,longitude,country,date_prec,date_start,date_end,deaths_civilians,best,high,low\n1,1,2,Saraqib town,35.86,36.80,Syria,2,2020-02-03 00:00:00.000,2020-02-05 00:00:00.000,3,12,21,9\n2,3,1,Idlib,35.93,36.63,Syria,1,2020-02-03,2020-02-03,0,4,4,4\n",
    );
    let all = incidents(&imported);
    assert_eq!(imported.export, Some(Export::UcdpGed));
    assert_eq!(all[0].killed_range(), Some(CountRange { min: Some(9), max: Some(21) }));
    assert_eq!(all[0].killed[0].text.as_deref(), Some("best estimate 12"));
    assert_eq!(all[0].date.as_ref().unwrap().end.unwrap().to_string(), "2020-02-05");
    assert_eq!(all[0].locations[0].uncertainty_m, Some(25_000.0));
    let second = all[1].date.as_ref().unwrap();
    assert_eq!((second.end, second.basis, all[1].kind), (None, DateBasis::Stated, None));
}

#[test]
fn hashtags_say_what_columns_mean() {
    let imported = read("Commune,A,B,Victims\n#loc+name,#geo+lat,#geo+lon,#affected+killed\nX,18.5,-72.3,7\n");
    assert_eq!((imported.export, imported.account().read), (Some(Export::Hxl), 1));
    let one = &incidents(&imported)[0];
    assert_eq!((one.name.as_deref(), one.killed_range().unwrap().min), (Some("X"), Some(7)));
}

#[test]
fn what_smells_is_told() {
    let rows = |row: &str, n: usize| row.repeat(n);
    let zero = read(&format!("lat,lon\n{}", rows("0,0\n", 3)));
    assert!(codes(&zero).contains(&"data::place-at-zero"));
    let often = read(&format!("lat,lon\n{}", rows("15.5,32.5\n", 60)));
    assert!(codes(&often).contains(&"data::one-place-often"));
    let swapped = read(&format!(
        "lat,lon,country\n{}",
        rows("36.63,35.93,Syria\n37.1,36.2,Syria\n38.9,35.9,Syria\n40.1,35.3,Syria\n", 3)
    ));
    assert!(codes(&swapped).contains(&"data::swapped-coordinates"), "{:?}", codes(&swapped));
    let sound = read(&format!("lat,lon,country\n{}", rows("35.93,36.63,Syria\n", 3)));
    assert_eq!(codes(&sound), Vec::<&str>::new());
    let twice = read("id,lat,lon\na,1.5,2.5\na,1.6,2.5\n");
    assert_eq!(codes(&twice), ["data::repeated-id"]);
    let mangled = read("lat,lon,killed\n1.5,2.5,21-Dec\n1.6,2.5,dozens\n");
    assert_eq!(codes(&mangled), ["data::mangled-range", "data::number-in-words"]);
}

#[test]
fn the_user_says_what_a_column_means() {
    let options = |column: &str| ImportOptions {
        columns: vec![(column.to_owned(), Field::Lat), ("e".to_owned(), Field::Lon)],
        ..ImportOptions::default()
    };
    let text = "n,e\n35.9,36.6\n";
    assert_eq!(import("t.csv", text.as_bytes(), &options("n")).unwrap().account().placed, 1);
    let faults = import("t.csv", text.as_bytes(), &options("north")).unwrap_err();
    assert_eq!(faults[0].code, "data::unknown-column");
    assert_eq!(
        import("t.csv", text.as_bytes(), &ImportOptions::default()).unwrap_err()[0].code,
        "data::no-coordinate-columns"
    );
}

//! Exports as their documentation has them, with the awkward rows that real ones have.

use super::*;
use crate::data::incident::{AttributionStatus, DateBasis, DatePrecision, Incident, Kind};
use crate::data::{load, table};

fn incidents(csv: &str) -> Vec<Incident> {
    let file = load::read_bytes("x.csv", csv.as_bytes()).unwrap_or_else(|e| panic!("{e:?}"));
    load::incidents(&file.features).0
}

#[test]
fn exports_are_known_by_their_columns() {
    let name = |header: &str| recognise(header.split(',')).map(|e| e.name);
    assert_eq!(name("event_id_cnty,event_date,time_precision,event_type,latitude,fatalities"), Some("ACLED"));
    assert_eq!(name("EVENT_ID_CNTY,EVENT_DATE,TIME_PRECISION,EVENT_TYPE,FATALITIES"), Some("ACLED"));
    assert_eq!(name("id,type_of_violence,where_prec,date_prec,best,high,low"), Some("UCDP GED"));
    assert_eq!(name("id,lon,lat,killed,date,location,description,source"), None);
    assert!(EXPORTS.iter().all(|e| e.codebook.len() > 20));
}

#[test]
fn acled_says_how_sure_it_is() {
    let header = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,location,latitude,longitude,geo_precision,fatalities";
    let rows = incidents(&format!(
        "{header}\nSYR1,26 October 2020,1,Explosions/Remote violence,Air/drone strike,Military Forces of Russia,Kafr Takharim,36.1168,36.5152,1,78\n\
         SYR2,15 October 2020,3,Battles,Armed clash,A,Idlib,35.93,36.63,3,0\nSYR3,2020-10-07,2,Strategic developments,Other,A,X,35,36,2,\n"
    ));
    let [first, second, third] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(
        (first.id.as_str(), first.name.as_deref(), first.kind),
        ("SYR1", Some("Kafr Takharim"), Some(Kind::Airstrike))
    );
    assert_eq!(
        (first.killed[0].min, first.killed[0].max, first.killed[0].said_by.as_deref()),
        (Some(78), Some(78), Some("ACLED"))
    );
    assert_eq!(first.attribution, [], "actors are no attribution");
    let date = second.date.as_ref().unwrap();
    assert_eq!(
        (date.start.to_string().as_str(), date.precision, date.basis),
        ("2020-10", DatePrecision::Month, DateBasis::Inferred)
    );
    assert_eq!((second.killed[0].max, second.killed[0].note.as_deref()), (Some(0), Some("no death was reported")));
    assert_eq!(second.locations[0].uncertainty_m, None, "no distance is said");
    assert!(second.locations[0].reason.as_deref().unwrap().contains("provincial capital"));
    assert_eq!((third.killed.as_slice(), third.date.as_ref().unwrap().basis), (&[][..], DateBasis::Inferred));
}

#[test]
fn ucdp_gives_a_range_and_days_that_are_possible() {
    let header = "id,type_of_violence,dyad_name,side_a,side_b,where_prec,where_coordinates,latitude,longitude,date_prec,date_start,date_end,\
                  deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,country";
    let rows = incidents(&format!(
        "{header}\n412700,3,IS - Civilians,IS,Civilians,2,Mosul city,36.34,43.13,1,2017-03-17 00:00:00.000,2017-03-17 00:00:00.000,0,0,105,0,105,278,\
         61,Iraq\n412701,1,Government of Iraq - IS,Government of Iraq,IS,4,Ninawa governorate,36,42.5,4,2017-03-01,2017-03-31,3,12,0,1,16,16,16,Iraq\n"
    ));
    let [first, second] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((first.id.as_str(), first.killed[0].min, first.killed[0].max), ("412700", Some(61), Some(278)));
    assert_eq!(first.killed[0].note.as_deref(), Some("best estimate 105"));
    assert_eq!(first.killed_range().unwrap().max, Some(278), "parts are not counted again");
    assert_eq!(
        (first.locations[0].uncertainty_m, first.date.as_ref().unwrap().basis),
        (Some(25_000.0), DateBasis::Stated)
    );
    assert_eq!((first.attribution[0].actor.as_str(), first.attribution[0].status), ("IS", AttributionStatus::Asserted));
    let date = second.date.as_ref().unwrap();
    assert_eq!(
        (date.start.to_string(), date.end.map(|e| e.to_string())),
        ("2017-03-01".into(), Some("2017-03-31".into()))
    );
    assert_eq!((date.precision, date.basis), (DatePrecision::Period, DateBasis::Inferred));
    assert_eq!((second.attribution.len(), second.locations[0].uncertainty_m), (0, None));
    assert_eq!(second.partial.len(), 4);
    let members = second.to_feature_json();
    assert_eq!(members["properties"]["date_end"], "2017-03-31");
}

#[test]
fn airwars_zeros_are_claims_only_where_something_was_said() {
    let header = "unique_reference_code,date,grading,latitude,longitude,geolocation_accuracy,strike_status,civilian_harm_reported,civilians_killed_min,\
                  civilians_killed_max,children_killed_min,children_killed_max,civilians_injured_min,civilians_injured_max,militants_killed_min,\
                  militants_killed_max,civilian_deaths_conceded_min,civilian_deaths_conceded_max,belligerent_coalition,belligerent_list";
    let list = r#""[{""belligerent"":""US-led Coalition""}]""#;
    let rows = incidents(&format!(
        "{header}\nCI1,2017-03-17 00:00:00,confirmed,36.34,43.13,Street,declared_strike,1,105,141,3,3,0,0,2,2,105,105,1,{list}\n\
         CI2,2017-03-18 00:00:00,contested,36.34,43.13,Village,likely_strike,0,0,0,0,0,0,0,0,0,0,0,1,[]\n\
         CI3,2017-03-19 00:00:00,weak,,,,single_source_claim,1,0,2,,,,,,,0,0,0,\n"
    ));
    let [first, second, third] = rows.as_slice() else { panic!("{rows:?}") };
    let said: Vec<_> = first.killed.iter().map(|c| (c.said_by.as_deref().unwrap(), c.min, c.max)).collect();
    assert_eq!(said, [("Airwars", Some(105), Some(141)), ("belligerents", Some(105), Some(105))]);
    assert_eq!(
        (first.attribution[0].actor.as_str(), first.attribution[0].status),
        ("US-led Coalition", AttributionStatus::Claimed)
    );
    assert_eq!(first.partial.iter().map(|p| p.unit.as_deref().unwrap()).collect::<Vec<_>>(), ["children", "fighters"]);
    assert_eq!((first.injured.as_slice(), first.date.as_ref().unwrap().precision), (&[][..], DatePrecision::Day));
    assert_eq!(
        (second.killed.as_slice(), second.contested()),
        (&[][..], true),
        "no harm was reported: nothing is known"
    );
    assert_eq!(second.attribution[0].actor, "coalition");
    assert_eq!((third.killed[0].min, third.killed[0].max, third.located()), (Some(0), Some(2), None));
}

#[test]
fn timemap_puts_the_month_first() {
    let header = "id,description,date,time,location,latitude,longitude,source,category,filters";
    let rows = incidents(&format!(
        "{header}\n1,Strike on a market,8/3/2011,18:30,Douma,33.57,36.4,src1,alpha,f\n2,x,13/8/2011,,B,33.5,36.4,s,alpha,\n"
    ));
    let date = rows[0].date.as_ref().unwrap();
    assert_eq!((date.start.to_string().as_str(), date.local_time.as_deref()), ("2011-08-03", Some("18:30")));
    assert_eq!((rows[0].name.as_deref(), rows[0].what.as_deref()), (Some("Douma"), Some("Strike on a market")));
    assert_eq!(rows[1].date, None, "13 is no month: it is told, not turned round");
}

#[test]
fn boundaries_bear_the_name_of_their_own_level() {
    let row = json!({"ADM0_EN": "Syrian Arab Republic", "ADM0_PCODE": "SY", "ADM1_EN": "Idleb", "ADM1_AR": "إدلب", "ADM1_PCODE": "SY07"});
    let text =
        json!({"type": "Feature", "geometry": {"type": "Point", "coordinates": [36.6, 35.9]}, "properties": row})
            .to_string();
    let file = load::read_bytes("x.geojson", text.as_bytes()).unwrap();
    let incident = &load::incidents(&file.features).0[0];
    assert_eq!(
        (incident.id.as_str(), incident.name.as_deref(), incident.name_ar.as_deref()),
        ("SY07", Some("Idleb"), Some("إدلب"))
    );
}

#[test]
fn days_and_months_by_what_the_column_says() {
    let dates = |cells: &[&str]| {
        let rows: String = cells.iter().map(|c| format!("1,2,{c}\n")).collect();
        let mut file = table::read("x.csv", format!("lon,lat,date\n{rows}").as_bytes()).unwrap();
        understand(&mut file.features, Understanding::default(), &mut file.warnings);
        let read = load::incidents(&file.features).0;
        let read: Vec<String> =
            read.iter().map(|i| i.date.as_ref().map_or("?".into(), |d| d.start.to_string())).collect();
        (read.join(" "), file.warnings.iter().map(|w| w.message.clone()).collect::<Vec<_>>().join("; "))
    };
    assert_eq!(dates(&["05/06/2020", "26/10/2020"]).0, "2020-06-05 2020-10-26");
    assert_eq!(dates(&["05/06/2020", "10/26/2020"]).0, "2020-05-06 2020-10-26");
    assert_eq!(dates(&["2020/10/26", "2020-1-2", "7.7.2020"]).0, "2020-10-26 2020-01-02 2020-07-07");
    let (read, told) = dates(&["05/06/2020", "01/02/2020"]);
    assert_eq!(read, "? ?");
    assert!(told.starts_with("2 dates such as “05/06/2020”"), "{told}");
    let (read, told) = dates(&["05/06/2020", "26/10/2020", "10/26/2020"]);
    assert_eq!(read, "? 2020-10-26 2020-10-26");
    assert!(told.contains("days in both places"), "{told}");
    assert_eq!(dates(&["31/02/2020", "26/10/20"]).0, "? ?");
}

//! GDELT 2.0 events, as its downloads (without a header) and its queries give them.
//!
//! After *The GDELT Event Database Data Format Codebook* V2.0: `SQLDATE` is the day that a machine read out of a report, `ActionGeo_*` the place that it found in it:
//! `ActionGeo_Type` 1 is a country, 2 and 5 a first-level division, 3 and 4 a town, and the position of the first two is that of a middle point. `EventCode` is a code of CAMEO,
//! which says what sort of act a sentence tells of; nothing in a row is a number of people. One event may stand in many rows, and a row for an event that never was.

use super::{Export, Row};

pub(super) static GDELT: Export = Export {
    name: "GDELT events, machine-coded from news",
    codebook: "The GDELT Event Database, Data Format Codebook V2.0",
    columns: &[&["globaleventid"], &["sqldate"], &["actiongeo_lat"], &["actiongeo_long"]],
    month_first: false,
    translate,
};

/// Columns of an event in the order of the codebook.
const COLUMNS: [&str; 61] = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

/// The header that a download of events lacks, on the line of its first row; `None`: the text is none, or has one.
pub fn missing_header(text: &[u8]) -> Option<String> {
    let line = text.split(|b| *b == b'\n').next()?;
    let mut cells = line.split(|b| *b == b'\t');
    let digits =
        |cell: Option<&[u8]>, least: usize| cell.is_some_and(|c| c.len() >= least && c.iter().all(u8::is_ascii_digit));
    let is_event = digits(cells.next(), 1) && digits(cells.next(), 8) && cells.count() == COLUMNS.len() - 2;
    // A carriage return ends a row of a table, and no line is counted for it.
    is_event.then(|| COLUMNS.join("\t") + "\r")
}

fn translate(row: &mut Row) {
    row.set_id("GLOBALEVENTID");
    let name = row.text("ActionGeo_FullName");
    row.put_if_missing("name", name);
    let what = row.text("EventCode").map(|code| format!("CAMEO event code {code}, read from a report by a machine"));
    row.put_if_missing("what", what);
    if let Some(day) = row.text("SQLDATE").filter(|d| d.len() == 8 && d.bytes().all(|b| b.is_ascii_digit())) {
        row.put("date", format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]).into());
    }
    let reason = match row.text("ActionGeo_Type").as_deref() {
        Some("1") => Some("the middle of the country: no place is known"),
        Some("2" | "5") => Some("the middle of the first-level division: no place is known"),
        _ => None,
    };
    row.place(None, reason);
}

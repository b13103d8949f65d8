//! ACLED, the Armed Conflict Location & Event Data project: exports of its data tool and API.
//!
//! After the *ACLED Codebook* (acleddata.com/knowledge-base/codebook) and its FAQ on fatalities, *FAQs: ACLED Fatality Methodology*:
//!
//! - `time_precision` 1: the day is known; 2: the week, or a period of about a week, the day is its middle; 3: the month, the day is its
//!   middle, first or last.
//! - `geo_precision` 1: a particular town, the coordinates are those of the town; 2: near a town, or a small part of a region; 3: a larger region,
//!   for which the provincial capital may stand. No code names a distance, so the uncertainty stays unknown.
//! - `fatalities`: one number, the most conservative of the reports, which ACLED does not verify. It is no range, and 0 means that no death was reported.
//! - `actor1` and `actor2` say who took part, not who did it to whom: no attribution is made of them.

use super::{Export, Row, count, list};
use crate::data::incident::CivilDate;
use serde_json::json;

pub(super) static ACLED: Export = Export {
    name: "ACLED",
    codebook: "ACLED Codebook, acleddata.com/knowledge-base/codebook",
    columns: &[
        &["event_id_cnty", "data_id"],
        &["event_date"],
        &["event_type"],
        &["fatalities"],
        &["time_precision", "geo_precision"],
    ],
    dates: None,
    translate,
};

fn translate(row: &mut Row) {
    row.set_id("event_id_cnty");
    let location = row.text("location");
    row.put_if_missing("name", location);
    if let Some(kind) = kind(&row.text("sub_event_type").unwrap_or_default()) {
        row.put("kind", kind.into());
    }
    date(row);
    let note = match row.whole("fatalities") {
        Some(0) => "no death was reported",
        _ => "the most conservative of the numbers reported; not verified by ACLED",
    };
    let deaths = row.whole("fatalities");
    if let Some(killed) = list([count(deaths, deaths, "ACLED", &[("note", Some(note))])]) {
        row.put("killed", killed);
    }
    let reason = row.whole("geo_precision").and_then(|code| match code {
        1 => Some("ACLED geo precision 1: the coordinates are those of the named town"),
        2 => Some("ACLED geo precision 2: near a town or in a small part of a region, whose town is given"),
        3 => Some("ACLED geo precision 3: a larger region is known, for which a place such as the provincial capital is given"),
        _ => None,
    });
    row.place(None, reason);
}

/// The day with what its precision leaves of it. A date that isn't read here is left to the general way, which tells it.
fn date(row: &mut Row) {
    let Some(text) = row.text("event_date") else { return };
    let Ok(read) = crate::data::incident::plain_date(&text) else { return };
    let CivilDate { year, month, .. } = read.start;
    let whole_month = CivilDate::new(year, month, None);
    let date = match (row.whole("time_precision"), whole_month) {
        (Some(2), _) => json!({"start": read.start, "precision": "day", "basis": "inferred", "text": text,
            "note": "ACLED time precision 2: it happened within about a week of this day"}),
        (Some(3), Ok(month)) => json!({"start": month, "precision": "month", "basis": "inferred", "text": text,
            "note": "ACLED time precision 3: no more than the month, or a span of its length, is known"}),
        (Some(1), _) => json!({"start": read.start, "precision": "day", "basis": "stated", "text": text}),
        // Without the code nobody says how sure the day is.
        _ => return,
    };
    row.put("date", date);
}

/// Sub-event types of 2019 and after; what has no kind of ours is `other`.
fn kind(sub: &str) -> Option<&'static str> {
    Some(match sub.trim() {
        "Air/drone strike" => "airstrike",
        "Shelling/artillery/missile attack" => "shelling",
        "Chemical weapon" => "chemical_attack",
        "Armed clash" => "clash",
        "Government regains territory" | "Non-state actor overtakes territory" => "ground_attack",
        "Suicide bomb" | "Remote explosive/landmine/IED" | "Grenade" => "explosion",
        "Abduction/forced disappearance" => "abduction",
        "" => return None,
        _ => "other",
    })
}

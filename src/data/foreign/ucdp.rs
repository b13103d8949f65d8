//! UCDP GED, the Georeferenced Event Dataset of the Uppsala Conflict Data Program.
//!
//! After Högbladh, *UCDP GED Codebook* (version 23.1 and its neighbours, ucdp.uu.se/downloads):
//!
//! - `low`, `best`, `high`: estimates of all deaths of the event. The claim is low to high; the best estimate stands in its note.
//! - `deaths_a`, `deaths_b`, `deaths_civilians`, `deaths_unknown`: parts of the best estimate; kept as parts, never added up again.
//! - `date_start`, `date_end`: the first and last day that are possible; `date_prec` 1: the day is known, 2: two to six days, 3: a week, 4: a month,
//!   5: more than a month.
//! - `where_prec` 1: exact; 2: within about 25 km of a known point; 3: a second-level, 4: a first-level division, of which a point is
//!   given; 5: a part of the country, a line or an area that is told vaguely; 6: the country; 7: at sea or in the air.
//! - `side_a` in one-sided violence (`type_of_violence` 3) is the perpetrator; in the other two kinds sides are those who fought.

use super::{Export, Row, count, list};
use serde_json::json;

pub(super) static UCDP: Export = Export {
    name: "UCDP GED",
    codebook: "Högbladh, UCDP GED Codebook, ucdp.uu.se/downloads",
    columns: &[
        &["type_of_violence"],
        &["best", "best_est"],
        &["low", "low_est"],
        &["high", "high_est"],
        &["where_prec"],
        &["date_prec"],
    ],
    dates: None,
    translate,
};

fn translate(row: &mut Row) {
    row.set_id("id");
    let place = row.text("where_coordinates");
    row.put_if_missing("name", place);
    let what = what(row);
    row.put_if_missing("what", what);
    date(row);
    counts(row);
    if row.whole("type_of_violence") == Some(3)
        && let Some(actor) = row.text("side_a")
    {
        row.put("attribution", json!([{"actor": actor, "by": "UCDP", "status": "asserted"}]));
    }
    let (uncertainty_m, reason) = match row.whole("where_prec") {
        Some(1) => (None, "UCDP precision 1: the place is known exactly"),
        Some(2) => (Some(25_000.0), "UCDP precision 2: within about 25 km of a known point"),
        Some(3) => (None, "UCDP precision 3: a second-level division is known, a point of it is given"),
        Some(4) => (None, "UCDP precision 4: a first-level division is known, a point of it is given"),
        Some(5) => (None, "UCDP precision 5: a part of the country or a line is known, a point of it is given"),
        Some(6) => (None, "UCDP precision 6: only the country is known, a point of it is given"),
        Some(7) => (None, "UCDP precision 7: at sea or in the air, a point is given"),
        _ => return,
    };
    row.place(uncertainty_m, Some(reason));
}

fn what(row: &Row) -> Option<String> {
    let kind = match row.whole("type_of_violence")? {
        1 => "State-based violence",
        2 => "Non-state violence",
        3 => "One-sided violence",
        _ => return None,
    };
    match row.text("dyad_name").or_else(|| Some(format!("{} – {}", row.text("side_a")?, row.text("side_b")?))) {
        Some(sides) => Some(format!("{kind}: {sides}")),
        None => Some(kind.to_owned()),
    }
}

/// The days that are possible. Their columns go: as flat members of ours they would mean the same and be written otherwise.
fn date(row: &mut Row) {
    let (Some(start), end) = (row.day("date_start"), row.day("date_end")) else { return };
    let exact = row.whole("date_prec") == Some(1);
    let date = match end.filter(|end| *end > start) {
        Some(end) => {
            json!({"start": start, "end": end, "precision": "period", "basis": if exact { "stated" } else { "inferred" },
            "note": "UCDP: the first and the last day that are possible"})
        }
        None => json!({"start": start, "precision": "day", "basis": if exact { "stated" } else { "inferred" }}),
    };
    row.put("date", date);
    row.remove("date_start");
    row.remove("date_end");
}

fn counts(row: &mut Row) {
    let number = |names: [&str; 2]| names.iter().find_map(|n| row.whole(n));
    let (low, best, high) = (number(["low", "low_est"]), number(["best", "best_est"]), number(["high", "high_est"]));
    let note = best.map(|best| format!("best estimate {best}"));
    let all = count(low.or(best), high.or(best), "UCDP", &[("note", note.as_deref())]);
    if let Some(killed) = list([all]) {
        row.put("killed", killed);
    }
    let side = |column| row.text(column);
    let (a, b) = (side("side_a"), side("side_b"));
    let part = |column: &str, unit: Option<&str>| {
        let deaths = row.whole(column);
        count(deaths, deaths, "UCDP", &[("unit", unit), ("note", Some("a part of UCDP’s best estimate"))])
    };
    let parts = list([
        part("deaths_civilians", Some("civilians")),
        part("deaths_a", a.as_deref()),
        part("deaths_b", b.as_deref()),
        part("deaths_unknown", Some("people of unknown affiliation")),
    ]);
    if let Some(parts) = parts {
        row.put("partial", parts);
    }
}

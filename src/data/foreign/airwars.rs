//! Airwars: its table of incidents of civilian harm.
//!
//! Columns after Airwars' own publishing code (repository of airwars.org, table `aw_civilian_casualties`), meanings after its methodology
//! (airwars.org/about/methodology):
//!
//! - `civilians_killed_min`/`_max`, `civilians_injured_min`/`_max`: the range of all local reports. Where no harm to civilians was
//!   reported (`civilian_harm_reported` 0), zeros are not a claim.
//! - children, women, men: parts of the civilians; `militants_killed_*`: others than civilians. Parts are never added up.
//! - `civilian_deaths_conceded_*`: what belligerents have admitted; 0 also where nobody has said anything, so 0 is not a claim.
//! - `grading`: confirmed (a belligerent has accepted responsibility), fair, weak, contested (belligerents of whom it is not clear which), discounted,
//!   no credible allegation. It stays as it is; `contested` makes the incident contested.
//! - `geolocation_accuracy`: in words, as it is.

use super::{Export, Row, count, list};
use serde_json::{Value, json};

pub(super) static AIRWARS: Export = Export {
    name: "Airwars",
    codebook: "Airwars, Methodology, airwars.org/about/methodology",
    columns: &[
        &["unique_reference_code"],
        &["civilians_killed_min"],
        &["civilians_killed_max"],
        &["grading", "strike_status"],
    ],
    month_first: false,
    translate,
};

const CIVILIANS: [(&str, Option<&str>); 1] = [("unit", Some("civilians"))];

fn translate(row: &mut Row) {
    row.set_id("unique_reference_code");
    let grading = row.text("grading").unwrap_or_default().to_lowercase();
    if grading == "contested" {
        row.put("status", "contested".into());
    }
    let reported = row.whole("civilian_harm_reported") != Some(0);
    let range = |name: &str| (row.whole(&format!("{name}_min")), row.whole(&format!("{name}_max")));
    let claim = |name: &str, said_by: &str, zero_is_said: bool, more: &[(&str, Option<&str>)]| {
        let (min, max) = range(name);
        let zero = min.unwrap_or(0) == 0 && max.unwrap_or(0) == 0;
        if zero && !zero_is_said { None } else { count(min, max, said_by, more) }
    };
    let conceded = [("unit", Some("civilians")), ("note", Some("conceded by belligerents, as recorded by Airwars"))];
    let killed = list([
        claim("civilians_killed", "Airwars", reported, &CIVILIANS),
        claim("civilian_deaths_conceded", "belligerents", false, &conceded),
    ]);
    let injured = list([
        claim("civilians_injured", "Airwars", false, &CIVILIANS),
        claim("civilian_injuries_conceded", "belligerents", false, &conceded),
    ]);
    let part = |name, unit| claim(name, "Airwars", false, &[("unit", Some(unit))]);
    let parts = list([
        part("children_killed", "children"),
        part("women_killed", "women"),
        part("men_killed", "men"),
        part("militants_killed", "fighters"),
    ]);
    let accuracy = row.text("geolocation_accuracy").map(|a| format!("Airwars’ geolocation accuracy: {a}"));
    let attribution = attribution(row, &grading);
    for (member, value) in [("killed", killed), ("injured", injured), ("partial", parts), ("attribution", attribution)]
    {
        if let Some(value) = value {
            row.put(member, value);
        }
    }
    row.place(None, accuracy.as_deref());
}

/// Belligerents of the list that Airwars writes as JSON, or of the columns `belligerent_…` that say 1.
fn attribution(row: &Row, grading: &str) -> Option<Value> {
    let listed = match row.value("belligerent_list") {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(list) => list.clone(),
        None => Value::Null,
    };
    let names = listed.as_array().into_iter().flatten().filter_map(|b| b.get("belligerent")?.as_str());
    let mut actors: Vec<String> = names.map(str::to_owned).collect();
    if actors.is_empty() {
        let no_actor = ["not_yet_assessed", "non_credible", "credible", "duplicate", "list"];
        let columns = row.feature.properties.keys().filter_map(|k| k.strip_prefix("belligerent_"));
        let said = columns.filter(|c| !no_actor.contains(c) && row.whole(&format!("belligerent_{c}")) == Some(1));
        actors = said.map(|c| c.replace('_', " ")).collect();
    }
    // Confirmed: one belligerent has accepted responsibility; of several it is not said which.
    let status = if grading == "confirmed" && actors.len() == 1 { "claimed" } else { "alleged" };
    list(actors.iter().map(|actor| Some(json!({"actor": actor, "by": "Airwars", "status": status}))))
}

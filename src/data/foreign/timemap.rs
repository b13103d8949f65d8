//! timemap: events of Forensic Architecture's and Bellingcat's maps, as their spreadsheets and servers hold them.
//!
//! After `docs/configuration.md` and the event schema of github.com/forensic-architecture/timemap: `desc` or `description`, `date` month first
//! (`8/23/2011`), `time` (`18:30`), `location`, `lat`/`long` or `latitude`/`longitude`, `source`, `category`, `filters`. It has no numbers of people, and a
//! category is whatever a project calls so: neither is made of anything else.

use super::{Export, Row};
use crate::data::import::DateOrder;
use crate::data::import::day::Evidence;
use crate::data::incident::EventDate;
use serde_json::Value;

pub(super) static TIMEMAP: Export = Export {
    name: "timemap",
    codebook: "timemap, docs/configuration.md, github.com/forensic-architecture/timemap",
    columns: &[
        &["desc", "description"],
        &["date"],
        &["location"],
        &["lat", "latitude"],
        &["long", "longitude"],
        &["source", "sources"],
        &["filters", "tags", "associations", "narrative", "narratives"],
    ],
    month_first: true,
    translate,
};

fn translate(row: &mut Row) {
    let location = row.text("location");
    row.put_if_missing("name", location);
    let description = row.text("description").or_else(|| row.text("desc"));
    row.put_if_missing("what", description);
    date(row);
}

/// The day, month first, with the time of day that stands beside it.
fn date(row: &mut Row) {
    if let Some(text) = row.text("date")
        && let Some(read) = Evidence::default().order(Some(DateOrder::MonthFirst)).date(&text)
        && let Ok(read) = serde_json::to_value(EventDate { text: Some(text), ..read })
    {
        row.put("date", read);
    }
    let clock = row.text("time").filter(|t| t.len() == 5 && t.as_bytes()[2] == b':' && t != "00:00");
    if let (Some(clock), Some(Value::Object(date))) = (clock, row.feature.properties.get_mut("date")) {
        date.insert("local_time".to_owned(), clock.into());
        date.insert("precision".to_owned(), "time".into());
    }
}

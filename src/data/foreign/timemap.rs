//! timemap: events of Forensic Architecture's and Bellingcat's maps, as their spreadsheets and servers hold them.
//!
//! After `docs/configuration.md` and the event schema of github.com/forensic-architecture/timemap: `desc` or `description`, `date` month first
//! (`8/23/2011`), `time` (`18:30`), `location`, `lat`/`long` or `latitude`/`longitude`, `source`, `category`, `filters`. It has no numbers of people, and a
//! category is whatever a project calls so: neither is made of anything else.

use super::{DateOrder, Export, Row};

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
    dates: Some(DateOrder::MonthFirst),
    translate,
};

fn translate(row: &mut Row) {
    let location = row.text("location");
    row.put_if_missing("name", location);
    let description = row.text("description").or_else(|| row.text("desc"));
    row.put_if_missing("what", description);
    // The time joins the date, for whose general reading it is left.
    if let (Some(date), Some(time)) = (row.text("date"), row.text("time").filter(|t| t.contains(':')))
        && !date.contains([' ', 'T'])
    {
        row.put("date", format!("{date} {time}").into());
    }
}

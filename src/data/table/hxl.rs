//! HXL tags: a row below the header that says in hashtags what each column holds, as files of the Humanitarian Data Exchange have it.
//!
//! After the *HXL hashtag dictionary* 1.1 (hxlstandard.org): `#geo +lat`, `#geo +lon`, `#geo +coord`, `#date`, `#event`, `#loc`,
//! `#affected +killed`, `+injured`, `+displaced`. A breakdown (`#affected +killed +f +children`) is a part of a whole, so it is not taken for
//! the number; it stays a property.

use super::columns::{ColumnPlan, PlaceColumns};

/// Is a row one of hashtags?
pub fn is_tags(cells: &[&str]) -> bool {
    let filled = || cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty());
    let tag = |c: &str| c.starts_with('#') && c[1..].starts_with(|f: char| f.is_ascii_alphabetic());
    filled().count() > 0 && filled().all(tag)
}

/// The plan that tags make of a header's: what they say comes first.
pub fn plan(header: ColumnPlan, tags: &[&str]) -> ColumnPlan {
    let tags: Vec<Tag> = tags.iter().map(|t| Tag::of(t)).collect();
    let column = |tag: &str, attribute: &str| tags.iter().position(|t| t.is(tag) && t.has(attribute));
    let mut plan = ColumnPlan::default();
    if let (Some(lon), Some(lat)) = (column("#geo", "lon"), column("#geo", "lat")) {
        plan.places.push(PlaceColumns::LonLat { lon, lat });
    }
    let pair = ["coord", "coords", "latlon"].iter().find_map(|a| column("#geo", a));
    plan.places.extend(pair.map(|column| PlaceColumns::Pair { column, latitude_first: None }));
    for (member, tag, attributes) in MEMBERS {
        // Columns that say more than the member (women, children, a percentage) are passed over.
        let plain = |t: &Tag| t.is(tag) && attributes.iter().all(|a| t.has(a)) && t.only(attributes);
        if plan.members.iter().all(|(_, m)| m != member) {
            plan.members.extend(tags.iter().position(plain).map(|at| (at, *member)));
        }
    }
    plan.places.extend(header.places);
    let said = plan.members.clone();
    plan.members.extend(header.members.into_iter().filter(|(at, m)| said.iter().all(|(a, n)| a != at && n != m)));
    plan
}

/// Member, hashtag, and the attributes that it must have; the likelier first.
const MEMBERS: &[(&str, &str, &[&str])] = &[
    ("id", "#event", &["id"]),
    ("id", "#event", &["code"]),
    ("id", "#meta", &["id"]),
    ("name", "#event", &["name"]),
    ("name", "#loc", &["name"]),
    ("name", "#loc", &[]),
    ("what", "#description", &[]),
    ("date", "#date", &["occurred"]),
    ("date", "#date", &["start"]),
    ("date", "#date", &[]),
    ("killed", "#affected", &["killed"]),
    ("injured", "#affected", &["injured"]),
    ("displaced", "#affected", &["displaced"]),
];

/// Attributes that change nothing in what is counted.
const HARMLESS: [&str; 6] = ["num", "ind", "all", "en", "i_en", "total"];

struct Tag {
    hashtag: String,
    attributes: Vec<String>,
}

impl Tag {
    fn of(cell: &str) -> Self {
        let cell = cell.to_lowercase().replace(' ', "");
        let mut parts = cell.split('+').map(str::to_owned);
        Self { hashtag: parts.next().unwrap_or_default(), attributes: parts.collect() }
    }

    fn is(&self, hashtag: &str) -> bool {
        self.hashtag == hashtag
    }

    fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|a| a == attribute)
    }

    fn only(&self, wanted: &[&str]) -> bool {
        self.attributes.iter().all(|a| wanted.contains(&a.as_str()) || HARMLESS.contains(&a.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_say_what_columns_hold() {
        let tags = [
            "#event+id",
            "#date+occurred",
            "#loc +name",
            "#geo+lat",
            "#geo+lon",
            "#affected+killed+f",
            "#affected +killed +num",
        ];
        assert!(is_tags(&tags) && is_tags(&["", "#geo+lat"]) && !is_tags(&["#1", "#geo+lat"]) && !is_tags(&["", ""]));
        let plan = plan(ColumnPlan::default(), &tags);
        assert_eq!(plan.places, [PlaceColumns::LonLat { lon: 4, lat: 3 }]);
        assert_eq!(plan.members, [(0, "id"), (2, "name"), (1, "date"), (6, "killed")]);
    }
}

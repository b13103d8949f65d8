//! What a figure says of the incidents that its filter leaves out, and of places that are coarse on purpose.

use crate::data::events::LeftOut;
use crate::data::incident::CivilDate;
use crate::layout::language::Language;
use crate::layout::language::filter::FilterTold;
use crate::spec::{Figure, FilterSpec};
use std::path::Path;

/// The sentences of the foot; `None` where there is nothing to be said.
pub(super) fn notes(figure: &Figure, left_out: LeftOut, language: &Language) -> Option<String> {
    let unit = (language.unit)(figure.units);
    let size = |km: f64| {
        let size = km * 1_000.0 / figure.units.metres();
        format!("{}\u{a0}{unit}", libm::round(size * 100.0) / 100.0)
    };
    let coarse = figure.publish_precision.map(|p| (language.coarsened)(&size(p.km)));
    let all: Vec<String> = note(&figure.filter, left_out, language).into_iter().chain(coarse).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// What the filter leaves out.
fn note(filter: &FilterSpec, left_out: LeftOut, language: &Language) -> Option<String> {
    if filter.is_empty() {
        return None;
    }
    let day = |text: &Option<String>| Some(language.day(text.as_ref()?.trim().parse::<CivilDate>().ok()?));
    let unit = (language.unit)(crate::units::LengthUnit::Km);
    let file_name = |name: &String| {
        let path = Path::new(name);
        path.file_name().map_or_else(|| name.clone(), |n| n.to_string_lossy().into_owned())
    };
    Some((language.filter)(&FilterTold {
        condition: filter.condition.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
        within: filter.within.as_ref().map(file_name),
        near: filter.near.map(|n| (format!("{},\u{a0}{}", n.lon_deg, n.lat_deg), format!("{}\u{a0}{unit}", n.km))),
        from: day(&filter.from),
        to: day(&filter.to),
        limit: filter.limit.map(std::num::NonZeroU32::get),
        order: filter.sort.as_ref().map(|text| {
            let text = text.trim();
            (text.trim_start_matches('-').trim().to_owned(), text.starts_with('-'))
        }),
        left_out: left_out.rows,
        undecided: left_out.undecided,
    }))
}

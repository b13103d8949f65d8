//! What a figure says of the incidents that its filter leaves out, and of places that are coarse on purpose.

use crate::data::events::LeftOut;
use crate::data::incident::CivilDate;
use crate::layout::language::filter::FilterTold;
use crate::layout::language::{CoarseTo, Language};
use crate::spec::{Figure, FilterSpec, PrecisionSpec};
use std::path::Path;

/// The sentences of the foot; `None` where there is nothing to be said.
pub(super) fn notes(figure: &Figure, left_out: LeftOut, language: &Language) -> Option<String> {
    let unit = (language.unit)(figure.units);
    let size = |km: f64| {
        let size = km * 1_000.0 / figure.units.metres();
        format!("{}\u{a0}{unit}", libm::round(size * 100.0) / 100.0)
    };
    let coarse = figure.publish_precision.as_ref().map(|precision| {
        (language.coarsened)(match precision {
            PrecisionSpec::Cells { km } => CoarseTo::Cell(size(*km)),
            PrecisionSpec::Country => CoarseTo::Country,
            PrecisionSpec::Admin1 => CoarseTo::Division,
            PrecisionSpec::Areas(file) => CoarseTo::Area(file_name(file)),
        })
    });
    let all: Vec<String> = note(&figure.filter, left_out, language).into_iter().chain(coarse).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn file_name(name: &str) -> String {
    Path::new(name).file_name().map_or_else(|| name.to_owned(), |n| n.to_string_lossy().into_owned())
}

/// What the filter leaves out.
fn note(filter: &FilterSpec, left_out: LeftOut, language: &Language) -> Option<String> {
    if filter.is_empty() {
        return None;
    }
    let day = |text: &Option<String>| Some(language.day(text.as_ref()?.trim().parse::<CivilDate>().ok()?));
    let unit = (language.unit)(crate::units::LengthUnit::Km);
    Some((language.filter)(&FilterTold {
        condition: filter.condition.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
        within: filter.within.as_deref().map(file_name),
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

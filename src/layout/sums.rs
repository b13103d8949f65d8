//! Sums in words: widths and areas of cells, ranges of classes, and the sentences that a figure and its caption say of them.

use super::frame::MapFrame;
use super::language::Language;
use super::map::cells::{MapCells, RATE_PARTS};
use super::typesetter::grouped;
use crate::aggregate::classes::Class;
use crate::aggregate::{CellLattice, SummedCells, SummedEvents};
use crate::spec::{CellValue, Figure, PerSpec};
use crate::units::LengthUnit;

/// The values of a class; those of rates are written to three digits, each class up to where the next one begins.
pub fn range(class: &Class, next: Option<&Class>, per: Option<PerSpec>) -> String {
    let written = |n: u64| match per {
        Some(_) => significant(n as f64 / RATE_PARTS as f64, 3),
        None => grouped(n),
    };
    let to = next.filter(|_| per.is_some() && class.to > class.from).map_or(class.to, |next| next.from);
    let (from, to) = (written(class.from), written(to));
    if from == to { from } else { format!("{from}–{to}") }
}

/// The heading of the key.
pub fn heading(summed: &SummedEvents, cells: &MapCells, figure: &Figure, language: &Language) -> String {
    let words = language.summed;
    match &summed.cells {
        SummedCells::Lattice(lattice, _) => {
            (words.key)(cells.value, lattice.shape(), &width(lattice, figure, language))
        }
        SummedCells::Density(surface, _) => {
            let unit_m = figure.units.metres();
            // Values are for so many km²; in another unit the area is told in km² all the same.
            let bandwidth =
                format!("{}\u{a0}{}", significant(surface.bandwidth_m / unit_m, 4), (language.unit)(figure.units));
            let per = format!("{}\u{a0}{}", grouped(cells.km2 as u64), (words.square)((language.unit)(LengthUnit::Km)));
            (words.key_of_density)(cells.value, &per, &bandwidth)
        }
        SummedCells::Clusters(_) => (words.key_of_clusters)(cells.value).to_owned(),
        SummedCells::Areas(_) => match cells.per {
            None => (words.key_of_areas)(cells.value, None),
            Some(PerSpec::People) => (words.key_of_areas)(cells.value, Some((words.people)(100_000))),
            Some(PerSpec::Area) => {
                let unit = (words.square)((language.unit)(figure.units));
                (words.key_of_areas)(cells.value, Some(format!("1000\u{a0}{unit}")))
            }
        },
    }
}

/// The width of hexagons in the figure's unit.
fn width(lattice: &CellLattice, figure: &Figure, language: &Language) -> String {
    let width = lattice.width_m() / figure.units.metres();
    format!("{}\u{a0}{}", significant(width, 4), (language.unit)(figure.units))
}

/// The area of hexagons in the figure's unit, to three digits.
fn area(lattice: &CellLattice, figure: &Figure, language: &Language) -> String {
    let unit_m = figure.units.metres();
    let area = lattice.area_m2() / (unit_m * unit_m);
    format!("{}\u{a0}{}", significant(area, 3), (language.summed.square)((language.unit)(figure.units)))
}

/// A number to so many digits, without zeros at its end.
fn significant(number: f64, digits: i32) -> String {
    let whole = libm::floor(libm::log10(number.abs().max(1e-9))) as i32 + 1;
    let places = usize::try_from(digits - whole).unwrap_or(0);
    if places == 0 {
        let step = libm::pow(10.0, f64::from(whole - digits));
        return grouped((libm::round(number / step) * step) as u64);
    }
    let text = format!("{number:.places$}");
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What is to be said of the sums on a figure.
pub fn sentences(
    summed: &SummedEvents,
    cells: &MapCells,
    figure: &Figure,
    frame: &MapFrame,
    language: &Language,
) -> Vec<String> {
    let words = language.summed;
    let mut said = Vec::new();
    match &summed.cells {
        SummedCells::Lattice(lattice, _) => {
            let (width, area) = (width(lattice, figure, language), area(lattice, figure, language));
            said.push((words.note)(cells.shown.events, lattice.shape(), &width, &area));
            said.extend(summed.crowded.map(|share| (words.crowded)(libm::round(share * 100.0) as u32)));
            said.extend(frame.world_edge().map(|_| words.cut.to_owned()));
        }
        SummedCells::Density(..) => said.push((words.note_of_density)(cells.shown.events)),
        SummedCells::Clusters(_) => {
            said.push((words.note_of_clusters)(cells.shown.events));
            said.extend(summed.crowded.map(|share| (words.crowded)(libm::round(share * 100.0) as u32)));
        }
        SummedCells::Areas(_) => {
            said.push((words.note_of_areas)(cells.shown.events));
            said.extend((summed.in_none.events > 0).then(|| (words.in_none)(summed.in_none.events)));
            said.extend(cells.per.is_none().then(|| words.unequal.to_owned()));
        }
    }
    if cells.value == CellValue::Killed {
        said.push((words.killed)(cells.shown.killed_unknown));
    }
    said
}

/// What a caption adds: the greatest value.
pub fn greatest(cells: &MapCells, language: &Language) -> Option<String> {
    let number = range(&Class { from: cells.greatest, to: cells.greatest }, None, cells.per);
    (cells.greatest > 0).then(|| (language.summed.most)(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_long_as_they_say_something() {
        for (number, digits, written) in [
            (86.6025, 3, "86.6"),
            (2.5, 4, "2.5"),
            (25.0, 4, "25"),
            (21_650.6, 3, "21\u{202f}700"),
            (0.021_66, 3, "0.0217"),
            (100.0, 3, "100"),
            (10.0, 2, "10"),
        ] {
            assert_eq!(significant(number, digits), written, "{number}");
        }
        assert_eq!(range(&Class { from: 2, to: 4 }, None, None), "2–4");
        assert_eq!(range(&Class { from: 1, to: 1 }, None, None), "1");
        assert_eq!(range(&Class { from: 400, to: 12_345 }, None, Some(PerSpec::People)), "0.4–12.3");
    }
}

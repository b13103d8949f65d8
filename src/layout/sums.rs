//! Sums in words: widths and areas of cells, ranges of classes, and the sentences that a figure and its caption say of them.

use super::frame::MapFrame;
use super::language::Language;
use super::map::cells::MapCells;
use super::typesetter::grouped;
use crate::aggregate::SummedEvents;
use crate::aggregate::classes::Class;
use crate::spec::{CellValue, Figure};

/// The values of a class.
pub fn range(class: &Class) -> String {
    if class.from == class.to {
        grouped(class.from)
    } else {
        format!("{}–{}", grouped(class.from), grouped(class.to))
    }
}

/// The width of cells in the figure's unit.
pub fn width(summed: &SummedEvents, figure: &Figure, language: &Language) -> String {
    let width = summed.lattice.width_m() / figure.units.metres();
    format!("{}\u{a0}{}", significant(width, 4), (language.unit)(figure.units))
}

/// The area of cells in the figure's unit, to three digits.
fn area(summed: &SummedEvents, figure: &Figure, language: &Language) -> String {
    let unit_m = figure.units.metres();
    let area = summed.lattice.area_m2() / (unit_m * unit_m);
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
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
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
    let (width, area) = (width(summed, figure, language), area(summed, figure, language));
    let mut said = vec![(words.note)(cells.shown.events, &width, &area)];
    said.extend(summed.crowded.map(|share| (words.crowded)(libm::round(share * 100.0) as u32)));
    if cells.value == CellValue::Killed {
        said.push((words.killed)(cells.shown.killed_unknown));
    }
    if frame.world_edge().is_some() {
        said.push(words.cut.to_owned());
    }
    said
}

/// What a caption adds: the greatest value.
pub fn greatest(cells: &MapCells, language: &Language) -> Option<String> {
    (cells.greatest > 0).then(|| (language.summed.most)(cells.value, &grouped(cells.greatest)))
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
            (0.021_65, 3, "0.0217"),
            (100.0, 3, "100"),
        ] {
            assert_eq!(significant(number, digits), written, "{number}");
        }
        assert_eq!(range(&Class { from: 2, to: 4 }), "2–4");
        assert_eq!(range(&Class { from: 1, to: 1 }), "1");
    }
}

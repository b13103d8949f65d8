//! The key: only what is on the map, in the map's order, symbols at true size.

use super::super::label::PlacedLine;
use super::super::language::Language;
use super::super::map::annotations::PICTOGRAM_PT;
use super::super::map::symbols::{PICTOGRAM_SYMBOL_PT, Shape, SizeScale};
use super::super::theme::TextRole;
use super::super::typesetter::{Typesetter, thousands};
use super::{Pen, PlacedPanel, PlacedSample};
use crate::color::Color;
use crate::spec::Pictogram;
use crate::text::ShapedLine;
use crate::units::mm;
use kurbo::{Line, Point, Rect};

/// What a class looks like in the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassShape {
    /// A hexagon.
    Hexagon,
    /// A square.
    Square,
    /// A box that stands for areas.
    Box,
}

/// What an entry of the key shows.
#[derive(Debug, Clone)]
pub enum Sample {
    /// Circles of round numbers, one within the other, with their numbers.
    Sizes { radii_pt: Vec<f64>, color: Color },
    /// Hexagons (or boxes, for areas) of classes, one below the other; the text's first line says what they mean.
    Classes { colors: Vec<Color>, shape: ClassShape },
    /// One of them.
    Class { color: Color, shape: ClassShape },
    /// Circle with the number of those that lie close together.
    Cluster { color: Color, radius_pt: f64, line: ShapedLine },
    /// Core and ring: lowest and highest claim.
    Range { core_pt: f64, ring_pt: f64, shape: Shape, color: Color, contested: bool },
    /// Not reported.
    Hollow { shape: Shape, color: Color },
    /// Contested.
    Contested { color: Color },
    /// A kind of event.
    Kind { shape: Shape, color: Color, radius_pt: f64 },
    /// A kind of event by its pictogram.
    KindPictogram { pictogram: Pictogram, color: Color },
    /// A kind of place.
    Pictogram(Pictogram),
    /// Moved aside from its place.
    Moved { shape: Shape, color: Color },
    /// Place uncertain.
    Disc { color: Color, radius_pt: f64 },
    /// Area only.
    Hatching { color: Color, direction_deg: f64 },
    /// Direction only.
    Sector { color: Color },
    /// Measured line.
    Measured,
    /// Ring.
    Ring,
    /// State border.
    Border,
    /// Disputed border.
    DisputedBorder,
    /// First-level division.
    AdminLine,
    /// Road.
    Road,
    /// Built-up area.
    BuiltUp,
    /// River and lake.
    RiverLake,
    /// River.
    River,
    /// Lake.
    Lake,
    /// A layer of the user's own with areas.
    UserAreas,
    /// A layer of the user's own with lines.
    UserLines,
    /// A layer of the user's own with points.
    UserPoints,
}

/// One entry.
#[derive(Debug, Clone)]
pub struct KeyEntry {
    /// What it shows.
    pub sample: Sample,
    /// What it means.
    pub text: String,
}

/// Rows beside and below the map, and on it.
pub(super) const ROW_PT: f64 = mm(3.75);
const ROW_ON_MAP_PT: f64 = mm(2.95);
const SAMPLE_WIDTH_PT: f64 = mm(5.4);
const TEXT_START_PT: f64 = mm(7.2);
const COLUMN_GAP_PT: f64 = mm(2.4);
/// Width of a block of classes that stands beside other entries.
const CLASSES_WIDTH_PT: f64 = mm(44.0);
/// Free space between the sizes and what stands beside them.
const SIZES_GAP_PT: f64 = mm(5.0);

/// Round numbers for the sizes of symbols, greatest first.
fn size_steps(greatest: u32) -> Vec<u32> {
    let mut steps = Vec::new();
    let mut decade = 1_u32;
    while decade <= greatest {
        for m in [1, 2, 5] {
            match decade.checked_mul(m) {
                Some(step) if step <= greatest => steps.push(step),
                _ => {}
            }
        }
        match decade.checked_mul(10) {
            Some(next) => decade = next,
            None => break,
        }
    }
    steps.reverse();
    // The greatest, about a half or a fifth of it, about a tenth.
    match steps[..] {
        [a, b, c, d, ..] => vec![a, b, if a >= 100 { d } else { c }],
        _ => steps,
    }
}

/// Entry for the sizes of symbols, if sizes mean something.
pub fn sizes(scale: SizeScale, greatest: u32, color: Color, language: &Language) -> Option<KeyEntry> {
    if scale.plain || greatest == 0 {
        return None;
    }
    // Numbers that are all drawn in the least size share one step.
    let least = scale.least_people();
    let mut steps: Vec<u32> = size_steps(greatest).into_iter().filter(|n| *n > least).collect();
    let mut texts: Vec<String> = steps.iter().map(|n| thousands(*n)).collect();
    if least > 1 || steps.is_empty() {
        steps.push(least.max(1));
        texts.push((language.at_most)(least.max(1)));
    }
    let radii_pt: Vec<f64> = steps.iter().map(|n| scale.radius_pt(*n)).collect();
    let text = texts.join("\n");
    Some(KeyEntry { sample: Sample::Sizes { radii_pt, color }, text })
}

/// The key on the map, in one column: its rows are closer, so that it hides less.
pub fn key_on_map(entries: &[KeyEntry], width_pt: f64, set: &Typesetter) -> PlacedPanel {
    key_of_rows(entries, width_pt, 1, ROW_ON_MAP_PT, set)
}

/// The key for a width, in as many columns as its texts allow; `columns` at most. In a wide key the sizes stand beside
/// the other entries.
pub fn key(entries: &[KeyEntry], width_pt: f64, columns: usize, set: &Typesetter) -> PlacedPanel {
    key_of_rows(entries, width_pt, columns, ROW_PT, set)
}

fn key_of_rows(entries: &[KeyEntry], width_pt: f64, columns: usize, row_pt: f64, set: &Typesetter) -> PlacedPanel {
    let mut pen = Pen { row_pt, ..Pen::new(set, width_pt, set.language.key) };
    let heading = set.line_in(&[(TextRole::KeyHeading, set.language.key)]);
    pen.line(heading, 0.0, set.leading(TextRole::KeyHeading) + mm(0.8));
    let (sizes, rows): (Vec<&KeyEntry>, Vec<&KeyEntry>) =
        entries.iter().partition(|e| matches!(e.sample, Sample::Sizes { .. } | Sample::Classes { .. }));
    let top = pen.y;
    for entry in &sizes {
        sizes_block(entry, &mut pen);
        classes_block(entry, columns > 2, &mut pen);
    }
    let below_sizes = pen.y;
    let sizes_width_pt = sizes.iter().map(|e| sizes_width_pt(e, set)).fold(0.0, f64::max) + SIZES_GAP_PT;
    let beside = columns > 2
        && sizes.iter().any(|e| matches!(e.sample, Sample::Sizes { .. }))
        && width_pt - sizes_width_pt > 2.0 * sizes_width_pt;
    if beside {
        pen.y = top;
        rows_in_columns(&rows, sizes_width_pt, columns - 1, &mut pen);
    } else {
        rows_in_columns(&rows, 0.0, columns, &mut pen);
    }
    pen.y = pen.y.max(below_sizes);
    pen.finish()
}

/// Entries from `left` to the far side. Those with long texts take a row of their own, above; the others share rows.
fn rows_in_columns(entries: &[&KeyEntry], left: f64, columns: usize, pen: &mut Pen) {
    let (set, width_pt) = (pen.set, pen.width_pt - left);
    let width_of = |e: &KeyEntry| TEXT_START_PT + set.line_in(&[(TextRole::KeyText, &e.text)]).width_pt;
    let (long, short): (Vec<&KeyEntry>, Vec<&KeyEntry>) =
        entries.iter().partition(|e| columns > 1 && (width_of(e) > width_pt * 0.56 || is_tall(&e.sample)));
    for entry in long {
        row(entry, left, width_pt, pen);
    }
    let split = |columns: usize| -> Option<Vec<(f64, &[&KeyEntry])>> {
        let per_column = short.len().div_ceil(columns).max(1);
        let mut start = 0.0;
        let mut parts = Vec::new();
        for chunk in short.chunks(per_column) {
            parts.push((start, chunk));
            start += chunk.iter().map(|e| width_of(e)).fold(0.0, f64::max) + COLUMN_GAP_PT;
        }
        (columns == 1 || start - COLUMN_GAP_PT <= width_pt).then_some(parts)
    };
    let parts = (1..=columns.max(1)).rev().find_map(split).unwrap_or_default();
    let top = pen.y;
    let mut bottom = top;
    for (start, chunk) in parts {
        pen.y = top;
        for entry in chunk {
            row(entry, left + start, width_pt - start, pen);
        }
        bottom = bottom.max(pen.y);
    }
    pen.y = bottom;
}

/// Does a sample need more height than a row?
fn is_tall(sample: &Sample) -> bool {
    matches!(sample, Sample::Range { .. } | Sample::Cluster { .. } | Sample::Disc { .. })
}

fn row(entry: &KeyEntry, start: f64, column_width: f64, pen: &mut Pen) {
    let set = pen.set;
    let leading = set.leading(TextRole::KeyText);
    let tall = match &entry.sample {
        Sample::Range { ring_pt, shape, .. } => 2.0 * ring_pt * shape.reach() + 2.0,
        Sample::Contested { .. } => mm(3.4),
        Sample::Hollow { shape, .. } => mm(2.9) * shape.reach() + 1.4,
        Sample::Cluster { radius_pt, .. } => 2.0 * radius_pt + 2.0,
        Sample::Disc { radius_pt, .. } => 2.0 * radius_pt + 1.8,
        Sample::KindPictogram { .. } => 2.0 * PICTOGRAM_SYMBOL_PT + 1.8,
        Sample::Pictogram(_) => 2.0 * PICTOGRAM_PT + 1.8,
        _ => 0.0,
    };
    // A sample wider than the column of samples pushes its text aside.
    let text_start = TEXT_START_PT + (tall - SAMPLE_WIDTH_PT).max(0.0);
    let lines = set.balanced(TextRole::KeyText, &entry.text, column_width - text_start);
    let text_height = leading * lines.len() as f64;
    let height = pen.row_pt.max(tall).max(text_height + 1.0);
    let width = SAMPLE_WIDTH_PT.max(tall);
    let x = pen.x(start, width);
    let rect = Rect::new(x, pen.y, x + width, pen.y + height);
    pen.panel.samples.push(PlacedSample { sample: entry.sample.clone(), rect });
    let top = pen.y;
    pen.y = top + (height - text_height) / 2.0;
    for line in lines {
        pen.line(line, start + text_start, leading);
    }
    pen.y = top + height;
}

/// Width of the block of sizes: its caption, or circles and numbers.
fn sizes_width_pt(entry: &KeyEntry, set: &Typesetter) -> f64 {
    let Sample::Sizes { radii_pt, .. } = &entry.sample else { return 0.0 };
    let width = |text: &str| set.line_in(&[(TextRole::KeyText, text)]).width_pt;
    let numbers = entry.text.lines().map(width).fold(0.0, f64::max);
    let circles = radii_pt.iter().copied().fold(0.0, f64::max) * 2.0 + mm(3.5);
    width(set.language.number_killed).max(circles + numbers)
}

/// What classes mean, then each with its values: beside a map one below the other from the greatest down, below a map in rows from the least.
fn classes_block(entry: &KeyEntry, in_rows: bool, pen: &mut Pen) {
    let set = pen.set;
    let Sample::Classes { colors, shape } = &entry.sample else { return };
    let mut lines = entry.text.lines();
    let width_pt = if pen.width_pt > 1.5 * CLASSES_WIDTH_PT && !in_rows { CLASSES_WIDTH_PT } else { pen.width_pt };
    let leading = set.leading(TextRole::KeyText);
    for line in set.paragraph(&[(TextRole::KeyText, lines.next().unwrap_or_default())], width_pt) {
        pen.line(line, 0.0, leading);
    }
    pen.y += mm(0.6);
    let class = |(color, text): (&Color, &str)| KeyEntry {
        sample: Sample::Class { color: *color, shape: *shape },
        text: text.to_owned(),
    };
    let classes: Vec<KeyEntry> = colors.iter().zip(lines).map(class).collect();
    if in_rows {
        flowing(&classes, width_pt, pen);
    } else {
        classes.iter().rev().for_each(|class| row(class, 0.0, width_pt, pen));
    }
    pen.y += mm(0.6);
}

/// Entries one beside the other, in as many rows as they need.
fn flowing(entries: &[KeyEntry], width_pt: f64, pen: &mut Pen) {
    let set = pen.set;
    let (mut start, mut top) = (0.0, pen.y);
    for entry in entries {
        let needs = TEXT_START_PT + set.line_in(&[(TextRole::KeyText, &entry.text)]).width_pt + 0.5;
        if start > 0.0 && start + needs > width_pt {
            (start, top) = (0.0, pen.y);
        }
        pen.y = top;
        row(entry, start, needs, pen);
        start += needs + COLUMN_GAP_PT;
    }
}

/// Nested circles standing on one line, each number beside the top of its circle.
fn sizes_block(entry: &KeyEntry, pen: &mut Pen) {
    let set = pen.set;
    let Sample::Sizes { radii_pt, color } = &entry.sample else { return };
    let caption = set.line_in(&[(TextRole::KeyText, set.language.number_killed)]);
    pen.line(caption, 0.0, set.leading(TextRole::KeyText) + 1.0);
    let greatest = radii_pt.iter().copied().fold(0.0, f64::max);
    let leading = set.leading(TextRole::KeyText);
    // Numbers that would stand on each other are pushed up, the last of them beyond the greatest circle.
    let pushed = radii_pt.iter().rev().fold(-0.6 * leading, |below, radius| (2.0 * radius - 1.0).max(below + leading));
    let height = ((2.0 * greatest).max(leading * radii_pt.len() as f64) + 3.0).max(pushed + 0.45 * leading);
    let bottom = pen.y + height - 1.0;
    let middle = if set.language.rtl { pen.width_pt - greatest - 1.0 } else { greatest + 1.0 };
    let side = if set.language.rtl { -1.0 } else { 1.0 };
    let mut labels = Vec::new();
    // From the smallest upwards, so that no number sinks below the line that the circles stand on.
    let mut below = bottom + leading * 0.6;
    let texts: Vec<&str> = entry.text.lines().collect();
    for (radius, number) in radii_pt.iter().zip(texts).rev() {
        let line = set.line_in(&[(TextRole::KeyText, number)]);
        let y = (bottom - 2.0 * radius + 1.0).min(below - leading);
        below = y;
        let from = Point::new(middle, bottom - 2.0 * radius);
        let to = Point::new(middle + side * (greatest + mm(2.5)), y - 1.0);
        let x = if set.language.rtl { to.x - 2.0 - line.width_pt } else { to.x + 2.0 };
        let text = PlacedLine::new(line, Point::new(x, y + 1.3));
        labels.push((Line::new(from, to), text));
    }
    let rect = Rect::new(middle - greatest, pen.y, middle + greatest, bottom);
    for (line, text) in &labels {
        pen.panel.texts.push(text.clone());
        let elbow = Point::new(line.p0.x + side * (greatest * 0.75 + 1.0), line.p0.y);
        pen.panel.rules.push((Line::new(line.p0, elbow), set.theme.second_ink, 0.4));
        pen.panel.rules.push((Line::new(elbow, line.p1), set.theme.second_ink, 0.4));
    }
    pen.panel.samples.push(PlacedSample { sample: Sample::Sizes { radii_pt: radii_pt.clone(), color: *color }, rect });
    pen.y = bottom + mm(1.4);
}

#[cfg(test)]
mod tests {
    use super::size_steps;

    #[test]
    fn steps_are_round_and_not_above_the_greatest() {
        assert_eq!(size_steps(105), [100, 50, 10]);
        assert_eq!(size_steps(33), [20, 10, 5]);
        assert_eq!(size_steps(1), [1]);
        assert_eq!(size_steps(0), Vec::<u32>::new());
        assert_eq!(size_steps(u32::MAX)[0], 2_000_000_000);
    }
}

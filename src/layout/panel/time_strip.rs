//! When it happened: incidents along one axis, a disc each, keyed to the map by number and colour.
//!
//! A disc stands over the middle of its date; those that would touch are stacked. A date that is only known to its month or year has a bar of that length on the axis,
//! an inferred one a star. Offensives and other periods are bands (fading in where their beginning is inferred), ceasefires, summits and
//! openings are lines with their date. The axis is true to scale: years, months or days, as the span allows.
//!
//! Limits: one axis without breaks, 300 incidents; names of single incidents are not written, the table has them.

use super::super::label::PlacedLine;
use super::super::theme::{NUMBER_DISC_PT, TextRole};
use super::super::typesetter::Typesetter;
use super::{Mark, Pen, PlacedPanel, claims, table};
use crate::color::Color;
use crate::data::incident::{CivilDate, DateBasis, DatePrecision, EventDate, Incident, Kind};
use crate::text::ShapedLine;
use crate::units::mm;
use kurbo::{Line, Point, Rect};

/// An incident on the strip.
pub struct Event<'a> {
    pub incident: &'a Incident,
    /// Its number in the table.
    pub number: Option<usize>,
}

/// More than so many are a fog.
pub const MOST_EVENTS: usize = 300;
const PITCH_PT: f64 = 2.0 * NUMBER_DISC_PT + mm(0.35);
/// The first row of discs stands so far over the axis.
const LIFT_PT: f64 = mm(1.1);
const LABEL_ROW_PT: f64 = mm(3.6);
/// Free share of the axis on either side of what is on it.
const ROOM: f64 = 0.03;
/// Rows of discs at most; more stand on each other in the last one.
const MOST_ROWS: usize = 8;
/// Words in a band need at least this width.
const LEAST_WORDS_PT: f64 = mm(22.0);

/// Days along the axis.
struct Axis {
    first: f64,
    last: f64,
    width_pt: f64,
    rtl: bool,
}

impl Axis {
    fn x(&self, day: f64) -> f64 {
        let along = (day - self.first) / (self.last - self.first) * self.width_pt;
        if self.rtl { self.width_pt - along } else { along }
    }

    fn days(&self) -> f64 {
        self.last - self.first
    }
}

/// A disc with its place: the middle of its date, and how many rows over the axis.
struct Disc<'e, 'a> {
    event: &'e Event<'a>,
    x: f64,
    row: usize,
}

/// The strip for a width; `None` where fewer than two of the incidents have dates.
pub fn time_strip(
    events: &[Event],
    heading: Option<&str>,
    width_pt: f64,
    cite: &dyn Fn(&str) -> Option<usize>,
    set: &Typesetter,
) -> Option<PlacedPanel> {
    let dated: Vec<(&Event, &EventDate)> = events.iter().filter_map(|e| Some((e, e.incident.date.as_ref()?))).collect();
    let first = dated.iter().map(|(_, d)| d.start.first_day_number()).min()? as f64;
    let last = dated.iter().map(|(_, d)| d.end.unwrap_or(d.start).last_day_number() + 1).max()? as f64;
    if dated.len() < 2 || last - first < 2.0 {
        return None;
    }
    let room = (last - first) * ROOM;
    let axis = Axis { first: first - room, last: last + room, width_pt, rtl: set.language.rtl };
    let heading = heading.unwrap_or(set.language.when);
    let mut pen = Pen::new(set, width_pt, heading);
    let title = set.line_in(&[(TextRole::KeyHeading, heading)]);
    let title_end = title.width_pt + mm(3.0);
    pen.line(title, 0.0, set.leading(TextRole::KeyHeading));
    pen.y = 0.0;
    let (bands, rest): (Vec<_>, Vec<_>) = dated.into_iter().partition(|(e, d)| is_band(e, d));
    let (lines, points): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(e, _)| is_line(e));
    let discs = stacked(&points, &axis);
    let labels = line_labels(&lines, title_end, &axis, set);
    let rows = discs.iter().map(|d| d.row + 1).max().unwrap_or(0);
    let label_rows = labels.iter().map(|l| l.2 + 1).max().unwrap_or(0);
    let texts: Vec<(f64, Vec<ShapedLine>, bool)> =
        bands.iter().map(|(e, d)| band_words(e, d, &discs, &axis, cite, set)).collect();
    let leading = set.leading(TextRole::Table);
    let over_discs = texts.iter().filter(|t| !t.2).map(|t| t.1.len() as f64 * leading + mm(1.0)).fold(0.0, f64::max);
    let within = texts.iter().filter(|t| t.2).map(|t| t.1.len() as f64 * leading + mm(1.2)).fold(0.0, f64::max);
    let of_discs = rows as f64 * PITCH_PT + LIFT_PT;
    let heads = (label_rows as f64 * LABEL_ROW_PT).max(set.leading(TextRole::KeyHeading));
    let y = heads + mm(0.8) + (of_discs + over_discs).max(within);
    for ((event, date), words) in bands.iter().zip(texts) {
        let height = if words.2 { within.max(mm(4.0)) } else { of_discs + over_discs };
        band(event, date, words, y, height, &axis, &mut pen);
    }
    for (x, line, row, left) in labels {
        let top = row as f64 * LABEL_ROW_PT;
        pen.panel.rules.push((Line::new(Point::new(x, top), Point::new(x, y)), set.theme.ink, 0.9));
        let baseline = top + LABEL_ROW_PT * 0.72;
        pen.panel.texts.push(PlacedLine::new(line, Point::new(left, baseline)));
    }
    for disc in &discs {
        draw_disc(disc, y, &axis, &mut pen);
    }
    pen.panel.rules.push((Line::new(Point::new(0.0, y), Point::new(width_pt, y)), set.theme.second_ink, 0.6));
    pen.y = y;
    ticks(&axis, y, &mut pen);
    pen.y = y + mm(0.9) + set.leading(TextRole::KeyText);
    Some(pen.finish())
}

/// Is it a period, not a day?
fn is_band(event: &Event, date: &EventDate) -> bool {
    let long = date.end.is_some_and(|end| end.last_day_number() - date.start.first_day_number() > 14);
    long && (event.incident.kind == Some(Kind::Offensive) || date.precision == DatePrecision::Period)
}

fn is_line(event: &Event) -> bool {
    matches!(event.incident.kind, Some(Kind::Ceasefire | Kind::Summit | Kind::BorderOpening))
}

/// The middle of what a date can mean, in days.
fn middle(date: &EventDate) -> f64 {
    let last = date.end.unwrap_or(date.start).last_day_number() + 1;
    (date.start.first_day_number() + last) as f64 / 2.0
}

/// Discs from the earliest on, each in the lowest row where it touches none.
fn stacked<'e, 'a>(points: &[(&'e Event<'a>, &EventDate)], axis: &Axis) -> Vec<Disc<'e, 'a>> {
    let mut sorted: Vec<(f64, &Event)> = points.iter().map(|(e, d)| (middle(d), *e)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.number.cmp(&b.1.number)));
    let mut discs: Vec<Disc> = Vec::new();
    for (day, event) in sorted {
        let inner = NUMBER_DISC_PT + 0.5;
        let x = axis.x(day).clamp(inner, axis.width_pt - inner);
        let touches = |row: usize| discs.iter().any(|d| d.row == row && (d.x - x).abs() < PITCH_PT);
        let row = (0..MOST_ROWS).find(|row| !touches(*row)).unwrap_or(MOST_ROWS - 1);
        discs.push(Disc { event, x, row });
    }
    discs
}

fn draw_disc(disc: &Disc, axis_y: f64, axis: &Axis, pen: &mut Pen) {
    let set = pen.set;
    let incident = disc.event.incident;
    let color = set.theme.kind(incident.kind);
    let at = Point::new(disc.x, axis_y - LIFT_PT - NUMBER_DISC_PT - disc.row as f64 * PITCH_PT);
    let Some(date) = &incident.date else { return };
    if disc.row == 0 {
        let foot = Point::new(axis.x(middle(date)), axis_y);
        pen.panel.rules.push((Line::new(Point::new(at.x, at.y + NUMBER_DISC_PT), foot), color, 0.8));
    }
    if matches!(date.precision, DatePrecision::Month | DatePrecision::Year) {
        let ends =
            [date.start.first_day_number() as f64, (date.end.unwrap_or(date.start).last_day_number() + 1) as f64];
        let [from, to] = ends.map(|day| Point::new(axis.x(day), axis_y));
        pen.panel.rules.push((Line::new(from, to), color, 2.0));
    }
    match disc.event.number {
        Some(number) => pen.panel.numbers.push((number, color, at)),
        None => pen.panel.marks.push(Mark::Dot { center: at, radius_pt: mm(1.1), open: false, color }),
    }
    if table::date_is_soft(incident) {
        let star = set.line(TextRole::TableStrong, "*");
        let aside = if set.language.rtl { -NUMBER_DISC_PT - star.width_pt } else { NUMBER_DISC_PT };
        let place = Point::new(at.x + aside * 0.92, at.y - NUMBER_DISC_PT * 0.2);
        pen.panel.texts.push(PlacedLine::new(star, place));
    }
}

/// Labels of lines: where the line is, the words, their row from the top, and their left end.
fn line_labels(
    lines: &[(&Event, &EventDate)],
    title_end: f64,
    axis: &Axis,
    set: &Typesetter,
) -> Vec<(f64, ShapedLine, usize, f64)> {
    let mut placed: Vec<(f64, ShapedLine, usize, f64)> = Vec::new();
    let title = if axis.rtl { (axis.width_pt - title_end, axis.width_pt) } else { (0.0, title_end) };
    let mut sorted: Vec<(f64, &Event, &EventDate)> = lines.iter().map(|(e, d)| (middle(d), *e, *d)).collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (day, event, date) in sorted {
        let star = if date.basis == DateBasis::Stated { "" } else { "*" };
        let words = format!("{}{}{}{star}", name_of(event.incident, set), set.language.comma, set.language.date(date));
        let line = set.line_in(&[(TextRole::Table, &words)]);
        let x = axis.x(day);
        let sides = [x + mm(0.9), x - mm(0.9) - line.width_pt];
        let sides = if axis.rtl { [sides[1], sides[0]] } else { sides };
        let left = sides.into_iter().find(|l| *l >= 0.0 && l + line.width_pt <= axis.width_pt).unwrap_or(0.0);
        let own = (left.min(x) - mm(0.5), (left + line.width_pt).max(x) + mm(1.0));
        let meets = |other: (f64, f64)| own.0 < other.1 && other.0 < own.1;
        let taken = |row: usize| {
            let label = |p: &(f64, ShapedLine, usize, f64)| (p.3.min(p.0), (p.3 + p.1.width_pt).max(p.0));
            // A line runs through all rows below its own.
            let line_through = |p: &(f64, ShapedLine, usize, f64)| p.2 <= row && meets((p.0 - 1.0, p.0 + 1.0));
            (row == 0 && meets(title)) || placed.iter().any(|p| (p.2 == row && meets(label(p))) || line_through(p))
        };
        let row = (0..MOST_ROWS).find(|row| !taken(*row)).unwrap_or(MOST_ROWS - 1);
        placed.push((x, line, row, left));
    }
    placed
}

/// A name in the figure's language.
fn name_of(incident: &Incident, set: &Typesetter) -> String {
    let arabic = if set.language.rtl { incident.name_ar.as_ref() } else { None };
    let kind = || incident.kind.map(|k| (set.language.kind)(k).to_owned());
    arabic.or(incident.name.as_ref()).cloned().or_else(kind).unwrap_or_else(|| incident.id.clone())
}

/// What a band says: left end, lines, and whether they stand within it, beside its discs (else over all discs).
fn band_words(
    event: &Event,
    date: &EventDate,
    discs: &[Disc],
    axis: &Axis,
    cite: &dyn Fn(&str) -> Option<usize>,
    set: &Typesetter,
) -> (f64, Vec<ShapedLine>, bool) {
    let mut words = name_of(event.incident, set);
    if let Some(claim) = event.incident.killed.iter().find(|c| c.left_out.is_none())
        && let Some(value) = claims::value(claim, set.language)
    {
        let source = claim.source.as_deref().and_then(cite).map_or_else(String::new, |n| format!("\u{a0}[{n}]"));
        let lead = set.language.killed_as_claimed.to_lowercase();
        words = format!("{words}{}{lead}: {value}{source}", set.language.semicolon);
    }
    let (from, to) = ends(date, axis);
    // The widest part of the band without discs.
    let reach = NUMBER_DISC_PT + mm(1.6);
    let mut edges: Vec<(f64, f64)> = vec![(from, from), (to, to)];
    edges.extend(discs.iter().filter(|d| d.x > from && d.x < to).map(|d| (d.x - reach, d.x + reach)));
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let gaps = edges.windows(2).map(|e| (e[0].1 + mm(0.8), e[1].0 - mm(0.8)));
    let widest = gaps.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap_or((from, to));
    if widest.1 - widest.0 >= LEAST_WORDS_PT {
        let lines = set.balanced(TextRole::Table, &words, widest.1 - widest.0);
        if lines.len() <= 3 {
            return (widest.0, lines, true);
        }
    }
    let width = (to - from - mm(1.6)).max(mm(60.0)).min(axis.width_pt);
    let lines = set.balanced(TextRole::Table, &words, width);
    let needs = lines.iter().map(|l| l.width_pt).fold(0.0, f64::max);
    ((from + mm(0.8)).min(axis.width_pt - needs).max(0.0), lines, false)
}

/// Where a period begins and ends on the strip, from left to right.
fn ends(date: &EventDate, axis: &Axis) -> (f64, f64) {
    let last = date.end.unwrap_or(date.start).last_day_number() as f64;
    let (a, b) = (axis.x(date.start.first_day_number() as f64), axis.x(last));
    (a.min(b), a.max(b))
}

fn band(
    event: &Event,
    date: &EventDate,
    (left, lines, _): (f64, Vec<ShapedLine>, bool),
    axis_y: f64,
    height: f64,
    axis: &Axis,
    pen: &mut Pen,
) {
    let set = pen.set;
    let (from, to) = ends(date, axis);
    let color: Color = set.theme.offensive_band;
    let fading = date.basis != DateBasis::Stated;
    let rect = Rect::new(from, axis_y - height, to, axis_y);
    pen.panel.marks.push(Mark::Band { rect, fading, mirrored: axis.rtl, color });
    if let Some(number) = event.number {
        let at = Point::new(
            if axis.rtl { to - NUMBER_DISC_PT } else { from + NUMBER_DISC_PT },
            axis_y - LIFT_PT - NUMBER_DISC_PT,
        );
        pen.panel.numbers.push((number, set.theme.kind(event.incident.kind), at));
    }
    let leading = set.leading(TextRole::Table);
    let widest = lines.iter().map(|l| l.width_pt).fold(0.0, f64::max);
    for (i, line) in lines.into_iter().enumerate() {
        let x = if axis.rtl { left + widest - line.width_pt } else { left };
        let baseline = rect.y0 + mm(0.6) + leading * (i as f64 + 0.74);
        pen.panel.texts.push(PlacedLine::new(line, Point::new(x, baseline)));
    }
}

/// A step of the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Years(i32),
    Months(i32),
    Days(i64),
}

const STEPS: [Step; 15] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(5),
    Step::Days(10),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
];

/// Beginnings of steps on the axis.
fn beginnings(step: Step, axis: &Axis) -> Vec<CivilDate> {
    let Some(first) = CivilDate::of_day_number(axis.first as i64) else { return Vec::new() };
    let mut all = Vec::new();
    let mut add = |date: Option<CivilDate>| {
        let day = date.map(CivilDate::first_day_number);
        all.extend(date.filter(|_| day.is_some_and(|d| d as f64 >= axis.first && d as f64 <= axis.last)));
    };
    match step {
        Step::Years(n) => {
            let begin = first.year.div_euclid(n) * n;
            let count = (axis.days() / 365.0) as i32 / n + 2;
            (0..=count).for_each(|i| add(CivilDate::new(begin + i * n, Some(1), Some(1)).ok()));
        }
        Step::Months(n) => {
            let month = i32::from(first.month.unwrap_or(1)) - 1;
            let begin = (first.year * 12 + month).div_euclid(n) * n;
            let count = (axis.days() / 28.0) as i32 / n + 2;
            (0..=count).for_each(|i| {
                let at = begin + i * n;
                let month = u8::try_from(at.rem_euclid(12) + 1).ok();
                add(CivilDate::new(at.div_euclid(12), month, Some(1)).ok());
            });
        }
        Step::Days(n) => {
            // From the first of each month on, so that the numbers are round; none just before the next first.
            let mut day = first.first_day_number() - 31;
            while (day as f64) <= axis.last {
                let date = CivilDate::of_day_number(day);
                let of_month = date.and_then(|d| d.day).map_or(1, i64::from);
                if (of_month - 1) % n == 0 && (n == 1 || of_month + n / 2 <= 31) {
                    add(date);
                }
                day += 1;
            }
        }
    }
    all
}

fn step_text(step: Step, date: CivilDate, set: &Typesetter) -> String {
    match step {
        Step::Years(_) => date.year.to_string(),
        Step::Months(_) => set.language.day(CivilDate { day: None, ..date }),
        Step::Days(_) => set.language.day(date),
    }
}

/// Ticks and what they begin: single years and months in the middle of theirs, others at their tick, as many as have room.
fn ticks(axis: &Axis, y: f64, pen: &mut Pen) {
    let set = pen.set;
    let line = |step: Step, date: CivilDate| set.line_in(&[(TextRole::KeyText, &step_text(step, date, set))]);
    let fits = |step: &Step| {
        // Over two years and more the months in between say little.
        if axis.days() > 760.0 && !matches!(step, Step::Years(_)) {
            return false;
        }
        let dates = beginnings(*step, axis);
        let widest = dates.iter().map(|d| line(*step, *d).width_pt).fold(0.0, f64::max);
        let pitch = dates.windows(2).map(|d| (d[1].first_day_number() - d[0].first_day_number()) as f64);
        let pitch = pitch.fold(f64::INFINITY, f64::min) / axis.days() * axis.width_pt;
        !dates.is_empty() && widest + mm(2.0) <= pitch
    };
    let step = STEPS.into_iter().find(fits).unwrap_or(Step::Years(100));
    let dates = beginnings(step, axis);
    let rule = set.theme.second_ink;
    let baseline = y + mm(0.9) + set.leading(TextRole::KeyText) * 0.74;
    let years = matches!(step, Step::Years(_));
    let in_the_middle = matches!(step, Step::Years(1) | Step::Months(1));
    let baseline = baseline + if years { 0.0 } else { mm(0.6) };
    for date in &dates {
        let x = axis.x(date.first_day_number() as f64);
        let tick = Line::new(Point::new(x, y), Point::new(x, y + if years { mm(1.4) } else { mm(1.0) }));
        pen.panel.rules.push((tick, rule, 0.5));
        let text = line(step, *date);
        let left = (x - text.width_pt / 2.0).clamp(0.0, axis.width_pt - text.width_pt);
        if !in_the_middle {
            pen.panel.texts.push(PlacedLine::new(text, Point::new(left, baseline)));
        }
    }
    if in_the_middle {
        // Each under its own part of the axis, the first and the last one too if they have room.
        let mut edges: Vec<f64> = vec![axis.first];
        edges.extend(dates.iter().map(|d| d.first_day_number() as f64));
        edges.push(axis.last);
        for pair in edges.windows(2) {
            let (a, b) = (axis.x(pair[0]), axis.x(pair[1]));
            let middle_day = (pair[0] + pair[1]) / 2.0;
            let Some(date) = CivilDate::of_day_number(middle_day as i64) else { continue };
            let text = line(step, date);
            if (b - a).abs() >= text.width_pt + mm(1.5) {
                let left = (a + b) / 2.0 - text.width_pt / 2.0;
                pen.panel.texts.push(PlacedLine::new(text, Point::new(left, baseline)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(first: &str, last: &str) -> Axis {
        let day = |text: &str| text.parse::<CivilDate>().unwrap().first_day_number() as f64;
        Axis { first: day(first), last: day(last), width_pt: 400.0, rtl: false }
    }

    #[test]
    fn steps_begin_at_round_dates_within_the_axis() {
        let years = beginnings(Step::Years(1), &axis("2016-11-01", "2020-11-20"));
        assert_eq!(years.iter().map(|d| d.year).collect::<Vec<_>>(), [2017, 2018, 2019, 2020]);
        let months = beginnings(Step::Months(3), &axis("2019-11-15", "2020-08-01"));
        assert_eq!(months.iter().map(|d| d.month.unwrap()).collect::<Vec<_>>(), [1, 4, 7]);
        let days = beginnings(Step::Days(10), &axis("2020-01-25", "2020-02-28"));
        assert_eq!(days.iter().map(|d| d.to_string()).collect::<Vec<_>>(), ["2020-02-01", "2020-02-11", "2020-02-21"]);
    }

    #[test]
    fn the_axis_is_mirrored_from_right_to_left() {
        let left = axis("2020-01-01", "2020-12-31");
        let right = Axis { rtl: true, ..axis("2020-01-01", "2020-12-31") };
        assert_eq!(left.x(left.first), 0.0);
        assert_eq!(right.x(right.first), 400.0);
    }
}

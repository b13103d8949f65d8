//! The scale bar: a round length, measured geodesically at the place where the bar stands.
//!
//! Where the scale differs by more than 2 % over the frame the bar says at which latitude it is true; where it differs
//! by more than half (a map of the world) a bar would mislead, and there is none.

use super::super::frame::MapFrame;
use super::super::label::PlacedLine;
use super::super::theme::TextRole;
use super::super::typesetter::Typesetter;
use crate::spatial::geodesic;
use crate::units::{LengthUnit, mm};
use kurbo::{Point, Rect, Vec2};

/// A scale bar in two divisions.
#[derive(Debug, Clone)]
pub struct ScaleBar {
    /// The dark division, then the light one.
    pub divisions: [Rect; 2],
    /// Lengths above the ends, and perhaps the latitude below.
    pub texts: Vec<PlacedLine>,
    /// Box around all of it.
    pub bounds: Rect,
}

/// How much the scale differs over the frame: greatest over least.
pub fn scale_variation(frame: &MapFrame) -> f64 {
    let r = frame.rect.inset(-frame.rect.width() * 0.03);
    let mut range: Option<(f64, f64)> = None;
    for i in 0..3 {
        for j in 0..3 {
            let at = Point::new(r.x0 + r.width() * f64::from(i) / 2.0, r.y0 + r.height() * f64::from(j) / 2.0);
            // Where the map's own edge is in the frame, the scale differs without limit.
            let Some(k) = frame.pt_per_ground_m(at) else { return f64::INFINITY };
            range = Some(range.map_or((k, k), |(a, b)| (a.min(k), b.max(k))));
        }
    }
    range.map_or(f64::INFINITY, |(least, greatest)| greatest / least)
}

/// Height of a bar with its numbers.
const HEIGHT_PT: f64 = 10.5;
const BAR_PT: f64 = mm(0.9);

/// Size of the bar's box at about the middle of the frame: what layout needs to find a place. `None`: no bar.
pub fn size(frame: &MapFrame, unit: LengthUnit, set: &Typesetter) -> Option<Vec2> {
    let bar = at(frame, frame.rect.center(), unit, set)?;
    Some(Vec2::new(bar.bounds.width(), bar.bounds.height()))
}

/// The bar whose box has its upper left corner at `corner`.
pub fn at(frame: &MapFrame, corner: Point, unit: LengthUnit, set: &Typesetter) -> Option<ScaleBar> {
    // A number hangs over the end of the bar, and its unit over the number: the box is known only once the bar is.
    let first = with_bar_at(frame, corner, unit, set)?;
    with_bar_at(frame, corner + (corner - first.bounds.origin()), unit, set)
}

/// The bar that begins near `corner`.
fn with_bar_at(frame: &MapFrame, corner: Point, unit: LengthUnit, set: &Typesetter) -> Option<ScaleBar> {
    let variation = scale_variation(frame);
    if variation > 1.5 {
        return None;
    }
    let row = corner.y + HEIGHT_PT - BAR_PT / 2.0;
    let room = (frame.rect.width() * 0.24).min(mm(40.0));
    let pt_per_m = frame.pt_per_ground_m(Point::new(corner.x + room / 2.0, row))?;
    let length = round_length(room / pt_per_m / unit.metres())?;
    let x0 = corner.x + 3.0;
    let x1 = end_of_bar(frame, Point::new(x0, row), length * unit.metres(), pt_per_m)?;
    let half = (x0 + x1) / 2.0;
    let y = row - BAR_PT / 2.0;
    let divisions = [Rect::new(x0, y, half, y + BAR_PT), Rect::new(half, y, x1, y + BAR_PT)];
    let mut texts = numbers(set, unit, length, [x0, half, x1], y - 2.0);
    if variation > 1.02 {
        let latitude = frame.to_place(Point::new(half, row))?.lat_deg;
        let whole = libm::round(latitude);
        let words = format!("{} {}", set.language.scale_true_at, set.language.degrees(whole, false));
        let line = set.line(TextRole::ScaleBar, &words);
        let below = Point::new(x0 - line.ink.x0, y + BAR_PT + 2.0 - line.ink.y0);
        texts.push(PlacedLine::new(line, below));
    }
    let halo = set.theme.halo_interest;
    let texts: Vec<PlacedLine> = texts.into_iter().map(|t| t.halo(halo, 1.0)).collect();
    let bounds = texts.iter().map(PlacedLine::bounds).fold(divisions[0].union(divisions[1]), |a, b| a.union(b));
    Some(ScaleBar { divisions, texts, bounds })
}

fn numbers(set: &Typesetter, unit: LengthUnit, length: f64, x: [f64; 3], baseline: f64) -> Vec<PlacedLine> {
    let number = |v: f64| if v >= 10_000.0 { super::super::typesetter::thousands(v as u32) } else { format!("{v}") };
    let unit_word = (set.language.unit)(unit);
    // In a right-to-left figure zero stands at the right.
    let values = if set.language.rtl { [length, length / 2.0, 0.0] } else { [0.0, length / 2.0, length] };
    let with_unit = if set.language.rtl { 0 } else { 2 };
    let mut placed = Vec::new();
    for i in 0..3 {
        let bare = set.line(TextRole::ScaleBar, &number(values[i]));
        let text = if i == with_unit { format!("{}\u{a0}{unit_word}", number(values[i])) } else { number(values[i]) };
        let line = set.line_in(&[(TextRole::ScaleBar, &text)]);
        // The number stands over its end; its unit hangs outside.
        let left = if i == 0 && set.language.rtl {
            x[i] + bare.width_pt / 2.0 - line.width_pt
        } else {
            x[i] - bare.width_pt / 2.0
        };
        placed.push(PlacedLine::new(line, Point::new(left, baseline)));
    }
    placed
}

/// The greatest of 1, 2, 4, 6 × 10ⁿ that is not above `most`: its half is round too.
pub fn round_length(most: f64) -> Option<f64> {
    if !(most.is_finite() && most > 0.0) {
        return None;
    }
    let decade = libm::pow(10.0, libm::floor(libm::log10(most)));
    let best =
        [1.0, 2.0, 4.0, 6.0].into_iter().map(|m| m * decade).filter(|l| *l <= most * (1.0 + 1e-9)).fold(0.0, f64::max);
    // 0.30000000000000004 is no round number.
    let digits: f64 = format!("{best:.6e}").parse().ok()?;
    (digits > 0.0).then_some(digits)
}

/// Where a bar of `metres` ends that begins at `start`: the geodesic between its ends has that length.
fn end_of_bar(frame: &MapFrame, start: Point, metres: f64, pt_per_m: f64) -> Option<f64> {
    let from = frame.to_place(start)?;
    let mut width = metres * pt_per_m;
    for _ in 0..8 {
        let to = frame.to_place(Point::new(start.x + width, start.y))?;
        let measured = geodesic::inverse(from, to).distance_m;
        if measured <= 0.0 {
            return None;
        }
        width *= metres / measured;
    }
    (width.is_finite() && width < frame.rect.width()).then_some(start.x + width)
}

#[cfg(test)]
mod tests {
    use super::round_length;

    #[test]
    fn lengths_are_round_and_so_are_their_halves() {
        assert_eq!(round_length(13.2), Some(10.0));
        assert_eq!(round_length(0.61), Some(0.6));
        assert_eq!(round_length(4_999.0), Some(4000.0));
        assert_eq!(round_length(0.0), None);
    }
}

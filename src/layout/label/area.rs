//! Names along areas: countries, divisions, seas that are long rather than round.
//!
//! The name stands on a bow of second degree along the area's spine, as large as the width allows, its Latin letters spaced to fill
//! a good part of the length (Imhof 1975, "Positioning names on maps": the name of an area is to show its extent). The
//! bow is fitted to stretches of the spine, weighted by their clearance; a stretch counts where every part of the text keeps its
//! distance from the area's edge and from obstacles. Related work: Barrault 2001, "A methodology for placement and evaluation of area
//! map labels", which also takes arcs along the medial axis. Limits: one bow, no S; the spine is that of a coarse grid.

use super::area_grid::{AreaGrid, Spine};
use super::bow::{Bow, Lie, lie};
use super::{Obstacles, PlacedLine};
use crate::text::{Baseline, ShapedLine};
use kurbo::Point;

/// An area is long from this elongation on; a rounder one has its name straight.
pub const LONG: f64 = 2.7;
/// Half the height of the smallest text that shows how far an area reaches.
const LEAST_HALF_HEIGHT_PT: f64 = 4.0;
/// At a size that only a rounder part of a long area has room for, the name would not lie along the area.
const LONG_ENOUGH: f64 = 2.1;
/// Free space between the text and the area's edge: a part that is always kept, and a share of the size.
const MARGIN: (f64, f64) = (1.0, 0.10);
/// The share of the spine that a spaced name fills at most.
const FILL: f64 = 0.68;
/// A bow that turns and tilts less than this would look like a straight line set askew.
const LEAST_BEND_DEG: f64 = 9.0;

/// How a name may be set.
pub struct AreaText<'a> {
    /// Sizes from the largest to the smallest.
    pub sizes_pt: &'a [f64],
    /// Letter spacing in ems: least and most.
    pub spacing_em: (f64, f64),
    /// Greatest sum of turns.
    pub most_turning_deg: f64,
    /// Sets the lines at a size and a letter spacing, in points; also the distance of their baselines. Arabic lines don't
    /// take the spacing.
    pub set: &'a dyn Fn(f64, f64) -> (Vec<ShapedLine>, f64),
}

/// A name's place with its lines.
#[derive(Debug)]
pub struct AreaPlace {
    /// The lines.
    pub lines: Vec<PlacedLine>,
    /// The size that was taken.
    pub size_pt: f64,
    /// Direction from the first letter to the last, −90…90.
    pub tilt_deg: f64,
    /// All its turns added up.
    pub turning_deg: f64,
    /// The share of the area's length that the name takes.
    pub fill: f64,
}

impl AreaPlace {
    /// Is it clearly no level line? Where it is not, a level line is better.
    pub fn is_bent(&self) -> bool {
        self.turning_deg >= LEAST_BEND_DEG || self.tilt_deg.abs() >= LEAST_BEND_DEG
    }
}

/// Is an area long: does its shape ask for a name along it? `grid`: what is seen of it, obstacles or not. Parts narrower
/// than `least_share` of its greatest width don't count: a strait doesn't make a sea long.
pub fn is_long(grid: &AreaGrid, least_share: f64) -> bool {
    let clearances = grid.clearances(true);
    let widest = clearances.iter().copied().fold(0.0, f64::max);
    let spines = grid.spines(&clearances, (widest * least_share).max(LEAST_HALF_HEIGHT_PT));
    spines.first().is_some_and(|s| s.elongation() >= LONG)
}

/// The best place for a name along an area; `None` where it fits at no size.
/// `grid`: where the text may stand.
pub fn place_along(grid: &AreaGrid, text: &AreaText<'_>, obstacles: &Obstacles) -> Option<AreaPlace> {
    let clearances = grid.clearances(true);
    let widest = clearances.iter().copied().fold(0.0, f64::max);
    for &size_pt in text.sizes_pt {
        let block = Block::of(text, size_pt)?;
        let need_pt = block.half_height_pt + MARGIN.0 + MARGIN.1 * size_pt;
        if need_pt > widest {
            continue;
        }
        let look = Look { grid, clearances: &clearances, text, obstacles, block: &block, need_pt };
        let mut best: Option<(f64, AreaPlace)> = None;
        let long = |s: &Spine| s.elongation() >= LONG_ENOUGH;
        for spine in grid.spines(&clearances, need_pt).iter().filter(|s| long(s)) {
            look.lengths(spine, &mut best);
        }
        if let Some((_, place)) = best {
            return Some(place);
        }
    }
    None
}

/// The lines of a name at one size.
struct Block {
    size_pt: f64,
    half_height_pt: f64,
    /// Width without spacing, and how many gaps take it.
    natural_pt: f64,
    gaps: f64,
    /// Least width: with the least spacing, or that of an unspaced line.
    least_pt: f64,
}

impl Block {
    fn of(text: &AreaText<'_>, size_pt: f64) -> Option<Self> {
        let (lines, leading_pt) = (text.set)(size_pt, 0.0);
        let first = lines.first()?;
        let last = lines.last()?;
        let height = leading_pt * (lines.len() - 1) as f64 + last.ink.y1 - first.ink.y0;
        let letters: usize = first.runs.iter().map(|r| r.clusters.len()).sum();
        let gaps = letters.saturating_sub(1) as f64;
        let widest = lines.iter().map(|l| l.ink.width()).fold(0.0, f64::max);
        let natural_pt = first.ink.width();
        let least_pt = (natural_pt + gaps * text.spacing_em.0 * size_pt).max(widest);
        Some(Self { size_pt, half_height_pt: height / 2.0, natural_pt, gaps, least_pt })
    }

    /// The letter spacing that fills a length, within the limits of the text.
    fn spacing_pt(&self, length_pt: f64, (least_em, most_em): (f64, f64)) -> f64 {
        let wanted = (length_pt - self.natural_pt) / self.gaps.max(1.0);
        wanted.clamp(least_em * self.size_pt, most_em * self.size_pt)
    }
}

struct Look<'a> {
    grid: &'a AreaGrid,
    clearances: &'a [f64],
    text: &'a AreaText<'a>,
    obstacles: &'a Obstacles,
    block: &'a Block,
    /// Distance from the middle of the text to the area's edge.
    need_pt: f64,
}

impl Look<'_> {
    /// Tries the lengths that a name may have on a spine, the longest first, and keeps the cheapest place.
    fn lengths(&self, spine: &Spine, best: &mut Option<(f64, AreaPlace)>) {
        let block = self.block;
        let most = (block.natural_pt + block.gaps * self.text.spacing_em.1 * block.size_pt).max(block.least_pt);
        let longest = (spine.length_pt * FILL).clamp(block.least_pt, most);
        let spread = longest - block.least_pt;
        let shares: &[f64] = if spread < 1.0 { &[0.0] } else { &[1.0, 0.85, 0.7, 0.55, 0.4, 0.2, 0.0] };
        for share in shares {
            self.stretches(spine, block.least_pt + spread * share, best);
        }
    }

    /// Tries the stretches of a length.
    fn stretches(&self, spine: &Spine, length: f64, best: &mut Option<(f64, AreaPlace)>) {
        let size_pt = self.block.size_pt;
        let set = (self.text.set)(size_pt, self.block.spacing_pt(length, self.text.spacing_em));
        let points = &spine.points;
        let lengths_pt = spine.lengths_pt();
        let fill = length / spine.length_pt;
        for from in (0..points.len()).step_by(2) {
            let to = lengths_pt.partition_point(|l| *l < lengths_pt[from] + length);
            if to >= points.len() {
                break;
            }
            let off = ((lengths_pt[from] + lengths_pt[to]) / spine.length_pt - 1.0).abs();
            // Nothing else lowers a cost: what is too much already need not be fitted.
            let least = off * 6.0 - fill * 30.0;
            let most = |best: &Option<(f64, AreaPlace)>| best.as_ref().map_or(f64::INFINITY, |b| b.0 - 1e-9);
            if least >= most(best) {
                continue;
            }
            // A bow that also looks at what lies beside the text bends as the area does.
            for beside in [0, (to - from) / 4] {
                let around = from.saturating_sub(beside)..=(to + beside).min(points.len() - 1);
                let stretch: Vec<(Point, f64)> = points[around].iter().map(|p| (p.0, p.1 * p.1)).collect();
                let middle = points[(from + to) / 2].0;
                let Some((cost, lie, lines)) = self.on(&stretch, middle, length, &set, most(best) - least) else {
                    continue;
                };
                let cost = cost + off * 6.0 - fill * 30.0;
                if cost < most(best) {
                    let (tilt_deg, turning_deg) = (lie.tilt_deg, lie.turning_deg);
                    *best = Some((cost, AreaPlace { lines, size_pt, tilt_deg, turning_deg, fill }));
                }
            }
        }
    }

    /// The lines on the bow of a stretch, with what they cost and how they lie; `None` also where it is clear early that they cost `most`.
    fn on(
        &self,
        stretch: &[(Point, f64)],
        middle: Point,
        length: f64,
        (lines, leading_pt): &(Vec<ShapedLine>, f64),
        most: f64,
    ) -> Option<(f64, Lie, Vec<PlacedLine>)> {
        let curve = Bow::fit(stretch, 2)?.baseline()?;
        let at = nearest(&curve, middle);
        let (from, to) = (at - length / 2.0, at + length / 2.0);
        let lie = lie(&curve, from, to);
        if !self.reads_well(lie) {
            return None;
        }
        if shape_cost(lie) > most + 1e-6 {
            return None;
        }
        let need = self.need_pt;
        let count = (length / 2.5) as usize + 1;
        let mut clearances = (0..=count)
            .map(|i| curve.at(from + length * i as f64 / count as f64).point)
            .map(|p| self.grid.clearance_at(self.clearances, p));
        let tightest = clearances.try_fold(f64::INFINITY, |least, c| (c >= need).then_some(c.min(least)))?;
        let tight = (1.5 - tightest / need).max(0.0) * 12.0;
        if tight + shape_cost(lie) > most + 1e-6 {
            return None;
        }
        let placed = self.lines_on(&curve, at, lines, *leading_pt)?;
        let chain = || placed.iter().flat_map(PlacedLine::chain);
        if !chain().all(|b| self.obstacles.is_free(b.inset(0.9))) {
            return None;
        }
        let hidden: f64 = chain().map(|b| self.obstacles.cost(b)).sum();
        Some((hidden * 0.5 + tight + shape_cost(lie), lie, placed))
    }

    fn reads_well(&self, lie: Lie) -> bool {
        let gentle = lie.radius_pt >= 9.0 * self.block.half_height_pt && lie.turning_deg <= self.text.most_turning_deg;
        // Letters between those that are looked at may stand a little steeper.
        gentle && lie.steepest_deg <= 94.0
    }

    /// Lines one below the other on parallels, their block's middle on the curve.
    fn lines_on(&self, curve: &Baseline, at: f64, lines: &[ShapedLine], leading_pt: f64) -> Option<Vec<PlacedLine>> {
        let (first, last) = (lines.first()?, lines.last()?);
        let middle = (first.ink.y0 + leading_pt * (lines.len() - 1) as f64 + last.ink.y1) / 2.0;
        let centre = curve.at(at).point;
        let place = |(i, line): (usize, &ShapedLine)| {
            let parallel = curve.parallel(leading_pt * i as f64 - middle)?;
            let from = nearest(&parallel, centre) - line.ink.center().x;
            PlacedLine::along(line.clone(), &parallel, from)
        };
        lines.iter().enumerate().map(place).collect()
    }
}

fn shape_cost(lie: Lie) -> f64 {
    (lie.turning_deg - 40.0).max(0.0) * 0.08 + (lie.tilt_deg.abs() - 60.0).max(0.0) * 0.03
}

/// The length at which a curve comes nearest to a point, to half a point: a bow has one such place, so it is looked for in
/// steps of 8 pt, then about the best of them.
fn nearest(curve: &Baseline, p: Point) -> f64 {
    let best = |from: f64, to: f64, step: f64| {
        let count = libm::ceil((to - from) / step).max(1.0) as usize;
        let at = |i: usize| from + (to - from) * i as f64 / count as f64;
        (0..=count)
            .map(|i| (curve.at(at(i)).point.distance(p), at(i)))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .map_or(0.0, |(_, length)| length)
    };
    let about = best(0.0, curve.length_pt(), 8.0);
    best((about - 8.0).max(0.0), (about + 8.0).min(curve.length_pt()), 0.5)
}

#[cfg(test)]
#[path = "area_tests.rs"]
mod tests;

//! Incidents that are summed up, as cells on a frame: which of them it shows, their values and classes, and their outlines on the page.
//!
//! Classes are made of what the frame shows. A cell is shown if a part of it lies within the frame; it then counts as a whole.

use super::clusters::{Cluster, ClusterCircle, ClusterScale, joined};
use super::isolines;
use crate::aggregate::classes::{Class, ClassMethod, classes};
use crate::aggregate::density::DensitySurface;
use crate::aggregate::{CellId, CellLattice, Gathered, SummedArea, SummedCells, SummedEvents, Tally};
use crate::color::Color;
use crate::data::geometry;
use crate::layout::frame::MapFrame;
use crate::layout::theme::Theme;
use crate::projection::MapPoint;
use crate::spec::{CellValue, CellsSpec, ClassesSpec, Figure, PerSpec};
use kurbo::Point;

/// So many classes where nobody says how many.
const CLASSES: u8 = 6;
/// Opacity of the least class's colour for sums of 0.
const ZERO: f64 = 0.35;
/// A side of a cell that is no straight line on the map is drawn in so many steps.
const STEPS: u32 = 6;
/// Values that are divided are kept in so many parts of one.
pub const RATE_PARTS: u64 = 1_000;

/// Cells of a frame.
#[derive(Debug, Clone)]
pub struct MapCells {
    /// What the colours say.
    pub value: CellValue,
    /// What the values are divided by; they then stand in [`RATE_PARTS`].
    pub per: Option<PerSpec>,
    /// Classes from the least to the greatest values, with their colours.
    pub classes: Vec<(Class, Color)>,
    /// The cells, in the order of [`SummedCells`].
    pub cells: Vec<MapCell>,
    /// What they hold.
    pub shown: Tally,
    /// What lies in cells outside the frame.
    pub outside: Tally,
    /// The greatest value.
    pub greatest: u64,
    /// Of a surface: the area that its values are for, km².
    pub km2: f64,
    /// Of clusters: how large their circles are.
    pub circles: Option<ClusterScale>,
}

/// What a cell's colour stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellNumber {
    /// A value.
    Known(u64),
    /// Somebody would have to give a number, and nobody does: of people killed, or of people living there.
    Unknown,
    /// Nothing happened there that could have a number.
    Nothing,
}

/// A cell on the page.
#[derive(Debug, Clone)]
pub struct MapCell {
    /// Its place in the list of all cells.
    pub index: usize,
    /// What is in it.
    pub tally: Tally,
    /// Its value.
    pub number: CellNumber,
    /// Its outline on the page, in several parts where the map's edge cuts it.
    pub rings: Vec<Vec<Point>>,
    /// Its class, where it has a value.
    pub class: Option<usize>,
    /// Its circle, where it is a cluster.
    pub circle: Option<ClusterCircle>,
}

impl MapCells {
    /// What a frame shows, without outlines: for the key and the sentences of a frame that isn't settled yet.
    pub fn in_short(summed: &SummedEvents, frame: &MapFrame, figure: &Figure, theme: &Theme) -> Self {
        let value = figure.cells.value;
        let cell = |index: usize, tally: Tally, number: CellNumber| MapCell {
            index,
            tally,
            number,
            rings: Vec::new(),
            class: None,
            circle: None,
        };
        match &summed.cells {
            SummedCells::Lattice(lattice, cells) => {
                let shown = cells.iter().enumerate().filter(|(_, c)| is_shown(lattice, frame, c.id));
                let shown = shown.map(|(i, c)| cell(i, c.tally, number_of(&c.tally, value)));
                let all = cells.iter().map(|c| &c.tally);
                Self::of(shown.collect(), all, &figure.cells, None, theme)
            }
            SummedCells::Density(surface, _) => Self::bands(surface, &figure.cells, theme),
            SummedCells::Clusters(gathered) => Self::circles(gathered, frame, value),
            SummedCells::Areas(areas) => {
                let per = figure.cells.per;
                let seen = |a: &SummedArea| a.feature.bounds.intersects(&frame.visible);
                let shown = areas.areas.iter().enumerate().filter(|(_, a)| seen(a));
                let shown = shown.map(|(i, a)| cell(i, a.tally, divided(a, value, per, figure.units.metres())));
                let all = areas.areas.iter().map(|a| &a.tally);
                Self::of(shown.collect(), all, &figure.cells, per, theme)
            }
        }
    }

    /// The cells that a frame shows.
    pub fn new(summed: &SummedEvents, frame: &MapFrame, figure: &Figure, theme: &Theme) -> Self {
        let mut cells = Self::in_short(summed, frame, figure, theme);
        let mut outlined = std::mem::take(&mut cells.cells);
        for cell in &mut outlined {
            cell.rings = match &summed.cells {
                SummedCells::Lattice(lattice, all) => hexagon(lattice, frame, all[cell.index].id),
                // A band reaches from its own outline to that of the next, by the even-odd rule.
                SummedCells::Density(surface, _) => {
                    let level = |i: usize| cells.classes.get(i).map(|(class, _)| class.from as f64 / cells.km2);
                    let of = |i: usize| level(i).map(|l| isolines::rings(surface, frame, l)).unwrap_or_default();
                    of(cell.index).into_iter().chain(of(cell.index + 1)).collect()
                }
                SummedCells::Clusters(_) => Vec::new(),
                SummedCells::Areas(areas) => {
                    let polygons = geometry::polygons(&areas.areas[cell.index].feature.geometry);
                    polygons.iter().flat_map(|rings| frame.polygon(rings)).collect()
                }
            };
        }
        cells.cells = outlined;
        cells
    }

    /// Circles of what lies on the frame.
    fn circles(gathered: &[Gathered], frame: &MapFrame, value: CellValue) -> Self {
        let clusters = gathered.iter().map(|g| Cluster { at: frame.map_to_page(g.at), tally: g.tally });
        let (on_map, beside): (Vec<Cluster>, Vec<Cluster>) = clusters.partition(|c| frame.rect.contains(c.at));
        let (mut shown, mut outside) = (Tally::default(), Tally::default());
        on_map.iter().for_each(|c| shown.merge(&c.tally));
        beside.iter().for_each(|c| outside.merge(&c.tally));
        // How large circles are depends on the greatest, which depends on what is joined: once more with what comes out.
        let dots = value == CellValue::Incidents;
        let greatest = |clusters: &[Cluster]| clusters.iter().filter_map(|c| known(number_of(&c.tally, value))).max();
        let join = |clusters: Vec<Cluster>, scale: ClusterScale| {
            joined(clusters, |tally| scale.radius_pt(number_of(tally, value)))
        };
        let first = join(on_map.clone(), ClusterScale::new(greatest(&on_map).unwrap_or(0), dots));
        let scale = ClusterScale::new(greatest(&first).unwrap_or(0), dots);
        let clusters = join(on_map, scale);
        let cell = |(index, cluster): (usize, &Cluster)| {
            let number = number_of(&cluster.tally, value);
            let circle = ClusterCircle { at: cluster.at, radius_pt: scale.radius_pt(number), text: None };
            MapCell { index, tally: cluster.tally, number, rings: Vec::new(), class: None, circle: Some(circle) }
        };
        Self {
            value,
            per: None,
            classes: Vec::new(),
            cells: clusters.iter().enumerate().map(cell).collect(),
            shown,
            outside,
            greatest: greatest(&clusters).unwrap_or(0),
            km2: 1.0,
            circles: Some(scale),
        }
    }

    /// Bands of a surface.
    fn bands(surface: &DensitySurface, spec: &CellsSpec, theme: &Theme) -> Self {
        let (levels, km2) = isolines::levels(surface.greatest(), usize::from(spec.most.unwrap_or(CLASSES)));
        let greatest = libm::round(surface.greatest() * km2) as u64;
        let tos = levels.iter().skip(1).map(|l| l - 1).chain([greatest]);
        let classes = levels.iter().zip(tos).map(|(from, to)| Class { from: *from, to: to.max(*from) });
        let classes: Vec<(Class, Color)> = classes.zip(theme.ramp_of(levels.len())).collect();
        let band = |index: usize| MapCell {
            index,
            tally: Tally::default(),
            number: CellNumber::Known(levels[index]),
            rings: Vec::new(),
            class: Some(index),
            circle: None,
        };
        Self {
            value: spec.value,
            per: None,
            cells: (0..levels.len()).map(band).collect(),
            classes,
            shown: surface.tally,
            outside: Tally::default(),
            greatest,
            km2,
            circles: None,
        }
    }

    fn of<'t>(
        mut cells: Vec<MapCell>,
        all: impl Iterator<Item = &'t Tally>,
        spec: &CellsSpec,
        per: Option<PerSpec>,
        theme: &Theme,
    ) -> Self {
        let values: Vec<u64> = cells.iter().filter_map(|c| known(c.number)).collect();
        let most = usize::from(spec.most.unwrap_or(CLASSES));
        let (classes, _) = classes(&values, most, method(spec.classes));
        let colors = theme.ramp_of(classes.len());
        let mut classes: Vec<(Class, Color)> = classes.into_iter().zip(colors).collect();
        // A sum of 0 is a number that somebody gives: it is no empty place.
        if values.contains(&0) {
            classes.insert(0, (Class { from: 0, to: 0 }, theme.ramp[0].with_opacity(ZERO)));
        }
        for cell in &mut cells {
            cell.class = known(cell.number).and_then(|v| classes.iter().position(|(c, _)| c.holds(v)));
        }
        let (mut shown, mut total) = (Tally::default(), Tally::default());
        cells.iter().for_each(|c| shown.merge(&c.tally));
        all.for_each(|tally| total.merge(tally));
        let outside = total.without(&shown);
        Self {
            value: spec.value,
            per,
            classes,
            cells,
            shown,
            outside,
            greatest: values.into_iter().max().unwrap_or(0),
            km2: 1.0,
            circles: None,
        }
    }

    /// Is there a cell of which nobody gives a number?
    pub fn some_unknown(&self) -> bool {
        self.cells.iter().any(|c| c.number == CellNumber::Unknown)
    }
}

fn method(spec: ClassesSpec) -> ClassMethod {
    match spec {
        ClassesSpec::Auto => ClassMethod::Auto,
        ClassesSpec::Quantiles => ClassMethod::Quantiles,
        ClassesSpec::Jenks => ClassMethod::Jenks,
        ClassesSpec::Log => ClassMethod::Logarithmic,
        ClassesSpec::Pretty => ClassMethod::Pretty,
    }
}

/// The value, where there is one.
fn known(number: CellNumber) -> Option<u64> {
    if let CellNumber::Known(value) = number { Some(value) } else { None }
}

/// The value of a tally.
fn number_of(tally: &Tally, value: CellValue) -> CellNumber {
    match value {
        CellValue::Incidents => CellNumber::Known(tally.events),
        CellValue::Killed if tally.killed_known() > 0 => CellNumber::Known(tally.killed_min),
        CellValue::Killed if tally.events > 0 => CellNumber::Unknown,
        CellValue::Killed => CellNumber::Nothing,
    }
}

/// The value of an area, divided as asked; `unit_m`: metres of the figure's unit.
fn divided(area: &SummedArea, value: CellValue, per: Option<PerSpec>, unit_m: f64) -> CellNumber {
    let number = number_of(&area.tally, value);
    let (CellNumber::Known(sum), Some(per)) = (number, per) else { return number };
    let whole = match per {
        PerSpec::People => area.feature.population.map(|people| people as f64 / 100_000.0),
        PerSpec::Area => Some(area.area_m2 / (unit_m * unit_m * 1_000.0)),
    };
    match whole.filter(|w| *w > 0.0) {
        // What is not 0 doesn't become 0 by rounding.
        Some(whole) => {
            let rate = libm::round(sum as f64 / whole * RATE_PARTS as f64) as u64;
            CellNumber::Known(if sum > 0 { rate.max(1) } else { 0 })
        }
        None => CellNumber::Unknown,
    }
}

/// Does a frame show a hexagon: its middle or one of its corners?
fn is_shown(lattice: &CellLattice, frame: &MapFrame, id: CellId) -> bool {
    let at = |point: MapPoint| match lattice.is_on_the_maps_plane() {
        true => Some(frame.map_to_page(point)),
        false => lattice.place_at(point).and_then(|place| frame.to_page(place)),
    };
    let points = lattice.corners(id).into_iter().chain([lattice.middle_at(id)]);
    points.filter_map(at).any(|at| frame.rect.contains(at))
}

/// The outline of a hexagon on the page: a regular one where the lattice lies on the map's own plane.
fn hexagon(lattice: &CellLattice, frame: &MapFrame, id: CellId) -> Vec<Vec<Point>> {
    if lattice.is_on_the_maps_plane() {
        return vec![lattice.corners(id).iter().map(|corner| frame.map_to_page(*corner)).collect()];
    }
    lattice.outline(id, STEPS).map(|ring| frame.polygon(&[ring])).unwrap_or_default()
}

//! What a page says of incidents that are summed up.

use super::Page;
use crate::aggregate::{CellShape, SummedCells, SummedEvents};
use crate::data::layer::{Credit, LayerRole};
use crate::layout::frame::MapFrame;
use crate::layout::map::cells::{CellNumber, MapCell, MapCells};
use crate::layout::map::clusters::ClusterScale;
use crate::layout::map::symbols::Shape;
use crate::layout::panel::key::{ClassShape, KeyEntry, Sample};
use crate::layout::sums;
use crate::layout::theme::TextRole;
use crate::layout::typesetter::grouped;
use crate::layout::words;
use crate::spec::PerSpec;

impl Page<'_, '_, '_> {
    /// The title: number and period.
    pub(super) fn summed_title(&self) -> Option<String> {
        let summed = self.input.summed?;
        let overview = &summed.overview;
        // What the frame shows, as of single incidents; without a place they are told below.
        let cells = self.before.as_ref().and_then(|frame| self.cells_in_short(frame));
        let outside = cells.map_or(0, |cells| cells.outside.events + summed.off_the_map().events);
        let (count, undated) = (overview.tally.events - outside, overview.undated);
        let as_usize = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        let language = self.set.language;
        let period = overview
            .period
            .map(|(first, last)| words::between(first, last, as_usize(count), as_usize(undated), language));
        Some(words::title_of_many(count, period, language))
    }

    /// What the colours say, in few words.
    pub(super) fn summed_subtitle(&self) -> Option<&'static str> {
        let words = self.set.language.summed;
        let value = self.input.figure.cells.value;
        self.input.summed.map(|summed| match &summed.cells {
            SummedCells::Lattice(lattice, _) => (words.subtitle)(value, lattice.shape()),
            SummedCells::Density(..) => (words.subtitle_of_density)(value),
            SummedCells::Clusters(_) => (words.subtitle_of_clusters)(value),
            SummedCells::Areas(_) => (words.subtitle_of_areas)(value),
        })
    }

    /// Whom the areas that incidents are summed up by are owed to.
    pub(super) fn credit_of_areas(&self) -> Option<(LayerRole, Credit)> {
        match &self.input.summed?.cells {
            SummedCells::Areas(areas) => areas.source.credit.clone(),
            SummedCells::Lattice(..) | SummedCells::Density(..) | SummedCells::Clusters(_) => None,
        }
    }

    /// The cells of a frame that isn't settled yet.
    fn cells_in_short(&self, frame: &MapFrame) -> Option<MapCells> {
        let figure = self.input.figure;
        self.input.summed.map(|s| MapCells::in_short(s, frame, figure, self.set.theme))
    }

    /// Sentences of the foot, and how many incidents have no place or lie outside the frame.
    pub(super) fn sums(&self, frame: &MapFrame) -> (Vec<String>, usize, usize) {
        let (Some(summed), Some(cells)) = (self.input.summed, self.cells_in_short(frame)) else {
            return (Vec::new(), 0, 0);
        };
        let sentences = sums::sentences(summed, &cells, self.input.figure, frame, self.set.language);
        let nowhere = summed.overview.tally.events - summed.overview.located;
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        (sentences, count(nowhere), count(cells.outside.events + summed.off_the_map().events))
    }

    /// Entries of the key for circles: a single incident, a circle of the map with its number, one without a number.
    fn circle_entries(&self, summed: &SummedEvents, cells: &MapCells, scale: ClusterScale) -> Vec<KeyEntry> {
        let (language, theme) = (self.set.language, self.set.theme);
        let color = theme.kind(None);
        let mut entries = Vec::new();
        let is_single = |c: &MapCell| matches!(c.number, CellNumber::Known(_)) && scale.is_dot(c.number);
        if cells.cells.iter().any(is_single) {
            let sample = Sample::Kind { shape: Shape::Circle, color, radius_pt: scale.radius_pt(CellNumber::Known(1)) };
            entries.push(KeyEntry { sample, text: language.summed.one_incident.to_owned() });
        }
        let mut numbers: Vec<u64> = cells
            .cells
            .iter()
            .filter_map(|c| match c.number {
                CellNumber::Known(n) if !scale.is_dot(c.number) => Some(n),
                _ => None,
            })
            .collect();
        numbers.sort_unstable();
        if let Some(number) = numbers.get(numbers.len() / 2) {
            let line = self.set.line(TextRole::Number, &grouped(*number));
            let sample = Sample::Cluster { color, radius_pt: scale.radius_pt(CellNumber::Known(*number)), line };
            let text = sums::heading(summed, cells, self.input.figure, language);
            entries.push(KeyEntry { sample, text });
        }
        if cells.some_unknown() {
            let sample = Sample::Hollow { shape: Shape::Circle, color };
            entries.push(KeyEntry { sample, text: language.summed.unknown.to_owned() });
        }
        entries
    }

    /// Entries of the key for cells.
    pub(super) fn cell_entries(&self, frame: &MapFrame) -> Vec<KeyEntry> {
        let (Some(summed), Some(cells)) = (self.input.summed, self.cells_in_short(frame)) else { return Vec::new() };
        let language = self.set.language;
        if let Some(scale) = cells.circles {
            return self.circle_entries(summed, &cells, scale);
        }
        let next = |i: usize| cells.classes.get(i + 1).map(|(class, _)| class);
        let ranges = cells.classes.iter().enumerate().map(|(i, (class, _))| sums::range(class, next(i), cells.per));
        let heading = sums::heading(summed, &cells, self.input.figure, language);
        let text = std::iter::once(heading).chain(ranges).collect::<Vec<_>>().join("\n");
        let shape = match &summed.cells {
            SummedCells::Lattice(lattice, _) if lattice.shape() == CellShape::Square => ClassShape::Square,
            SummedCells::Lattice(..) => ClassShape::Hexagon,
            SummedCells::Areas(_) | SummedCells::Density(..) | SummedCells::Clusters(_) => ClassShape::Box,
        };
        let colors = cells.classes.iter().map(|(_, color)| *color).collect();
        let mut entries = vec![KeyEntry { sample: Sample::Classes { colors, shape }, text }];
        if cells.some_unknown() {
            let words = language.summed;
            let people = cells.per == Some(PerSpec::People);
            let unknown = if people { words.no_population } else { words.unknown };
            let sample = Sample::Hatching { color: self.set.theme.second_ink, direction_deg: 45.0 };
            entries.push(KeyEntry { sample, text: unknown.to_owned() });
        }
        entries
    }
}

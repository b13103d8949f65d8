//! The foot of the page: its sentences, broken to the page and put in place.

use super::Page;
use super::key_entries::{on_page, shows_borders};
use crate::data::layer::{Credit, Layer, LayerRole};
use crate::data::relief::Relief;
use crate::layout::foot::{self, FootInput, View};
use crate::layout::frame::MapFrame;
use crate::layout::label::PlacedLine;
use crate::layout::map::symbols::{self, Placement, placement};
use crate::layout::panel::table;
use crate::layout::theme::TextRole;
use crate::spec::Panel;
use crate::units::mm;
use kurbo::Point;
use std::sync::Arc;

/// A body that is lower has no room for a map.
const LEAST_BODY_PT: f64 = mm(19.0);

/// Does a panel mark dates that are inferred with an asterisk?
fn marks_inferred_dates(panel: &Panel) -> bool {
    match panel {
        Panel::Table { .. } | Panel::TimeStrip { .. } => true,
        Panel::Statements { entries, .. } => entries.iter().any(|e| e.lead.contains('*') || e.text.contains('*')),
        _ => false,
    }
}

impl Page<'_, '_, '_> {
    pub(super) fn foot_sentences(
        &self,
        frame: &MapFrame,
        layers: &[Arc<Layer>],
        relief: Option<&Relief>,
    ) -> (Vec<(TextRole, String)>, Vec<String>) {
        let mut credits: Vec<(LayerRole, Credit)> = Vec::new();
        let shown = layers
            .iter()
            .map(Arc::as_ref)
            // The box in degrees around a turned frame holds much that the frame doesn't show.
            .filter(|l: &&Layer| {
                let turned = frame.projection.turn().is_some();
                l.features.iter().any(|f| f.bounds.intersects(&frame.visible) && (!turned || on_page(frame, f)))
            });
        let of_insets = self.insets_shown().flat_map(|i| {
            let seen = |l: &&Layer| l.features.iter().any(|f| f.bounds.intersects(&i.frame.visible));
            i.layers.iter().map(Arc::as_ref).filter(seen)
        });
        for layer in shown.chain(of_insets).chain(self.input.measured_layers.iter().copied()) {
            credits.push((layer.role, layer.credit.clone()));
        }
        credits.extend(self.credit_of_areas());
        let own: Vec<String> = self.input.user_layers.iter().filter_map(|l| l.credit.clone()).collect();
        let range = self.input.distances.iter().any(|d| d.interval.max_m > d.interval.min_m);
        let view = match (self.input.view.whose(), shows_borders(frame, layers, true)) {
            (Some(whose), _) if !layers.is_empty() => View::Of(whose),
            (_, true) => View::Nobodys,
            _ => View::Undisputed,
        };
        let of_insets = self.insets_shown().filter_map(|i| self.relief(&i.frame)).map(|r| r.credit.clone());
        let relief_credits: Vec<Credit> = relief.map(|r| r.credit.clone()).into_iter().chain(of_insets).collect();
        let (sums, nowhere, outside) = self.sums(frame);
        let input = FootInput {
            view,
            figure: self.input.figure,
            incidents: self.input.incidents,
            summed: self.input.summed,
            sums: &sums,
            filtered: self.input.filtered.as_deref(),
            citations: &self.citations,
            sources: self.input.sources,
            credits: &credits,
            relief_credits: &relief_credits,
            own_credits: &own,
            frame,
            brief: self.grid.narrow,
            distances: (!self.input.distances.is_empty()).then_some(range),
            without_place: nowhere
                + self.input.incidents.iter().filter(|i| matches!(placement(i), Placement::None)).count(),
            outside_frame: outside
                + self
                    .input
                    .incidents
                    .iter()
                    .filter(|i| !matches!(placement(i), Placement::None) && !symbols::is_shown(i, frame))
                    .filter(|i| !self.is_on_an_inset(i))
                    .count(),
            inferred: self.input.figure.panels_shown().iter().any(marks_inferred_dates)
                && self.input.incidents.iter().any(table::date_is_soft),
        };
        (foot::sentences(&input, self.set.language), foot::credit_lines(&input, self.set.language))
    }

    /// The foot's lines and where they begin. On a page that is too low for a map over them the projection, which matters least of them, is left out, and that is
    /// told.
    pub(super) fn foot_that_fits(
        &mut self,
        sentences: &mut Vec<(TextRole, String)>,
        body_top: f64,
    ) -> (Vec<crate::text::ShapedLine>, f64) {
        let top = |lines: &[crate::text::ShapedLine]| {
            self.grid.height - mm(2.6) - self.set.leading(TextRole::Foot) * lines.len() as f64
        };
        let lines = self.foot_lines(sentences);
        let lead = self.set.language.projection;
        let projection = sentences.iter().position(|(role, text)| *role == TextRole::FootLead && text.trim() == lead);
        match projection.filter(|_| top(&lines) - body_top < LEAST_BODY_PT) {
            Some(from) => {
                let gone: String = sentences.drain(from..from + 2).map(|s| s.1).collect();
                let lines = self.foot_lines(sentences);
                let top = top(&lines);
                self.left_out.push(format!("foot: no room for “{}”", gone.trim()));
                (lines, top)
            }
            None => {
                let top = top(&lines);
                (lines, top)
            }
        }
    }

    pub(super) fn foot_lines(&self, sentences: &[(TextRole, String)]) -> Vec<crate::text::ShapedLine> {
        let parts: Vec<(TextRole, &str)> = sentences.iter().map(|(role, text)| (*role, text.as_str())).collect();
        self.set.paragraph(&parts, self.grid.inner())
    }

    pub(super) fn place_foot(&self, lines: Vec<crate::text::ShapedLine>, top: f64, leading: f64) -> Vec<PlacedLine> {
        let rtl = self.set.language.rtl;
        let place = |(i, line): (usize, crate::text::ShapedLine)| {
            let x = if rtl { self.grid.width - self.grid.margin - line.width_pt } else { self.grid.margin };
            PlacedLine::new(line, Point::new(x, top + leading * (i as f64 + 0.78)))
        };
        lines.into_iter().enumerate().map(place).collect()
    }
}

//! The caption of a figure and its description for readers who can't see it, written from the data by rule.
//!
//! # Method
//! A caption says what, where, when, at which distance, who said how many, and on what it rests, in this order: figure
//! number and title; countries, count and period where the title is somebody's own; the incidents that the map shows; those that it
//! doesn't; whose the numbers are; the day that the data stand at; sources with the numbers that the figure gives
//! them; base map, projection, what distances mean. Up to [`MOST_SINGLE`] incidents are told one by one, more by kind.
//!
//! The description is the same without claims and sources, short enough to be listened to.
//!
//! # What is guaranteed
//! Numbers of people are never added up: of several incidents the range of the single ones is told. An unknown number is told as
//! not reported, never as 0. Claims stand oldest first, as in the figure, and none is weighed.

mod distance;
mod groups;
mod single;

use super::foot::{self, Citations};
use super::frame::MapFrame;
use super::language::Language;
use super::map::cells::MapCells;
use super::map::measured::MeasuredDistance;
use super::map::symbols::{Placement, is_shown, placement};
use super::page::UserLayer;
use super::sums;
use super::words;
use crate::aggregate::SummedEvents;
use crate::data::catalogue::Catalogue;
use crate::data::incident::Incident;
use crate::data::source::Sources;
use crate::spec::Figure;

/// So many incidents are told one by one.
pub const MOST_SINGLE: usize = 12;

/// A figure's words beside the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caption {
    /// Number and title: `Figure 3. An airstrike …`.
    pub lead: String,
    /// What follows, as one paragraph.
    pub text: String,
    /// Heading of the description.
    pub alt_heading: &'static str,
    /// Description for readers who can't see the figure: given, else made from the data.
    pub alt: String,
}

/// What a caption is made of.
pub struct CaptionInput<'a> {
    pub figure: &'a Figure,
    /// The title that the figure shows.
    pub title: &'a str,
    pub incidents: &'a [Incident],
    /// Which of them the map shows.
    pub shown: &'a [bool],
    /// What a filter leaves out, as a sentence.
    pub filtered: Option<&'a str>,
    /// Incidents that are summed up, with the cells of the map.
    pub summed: Option<(&'a SummedEvents, &'a MapCells)>,
    pub distances: &'a [MeasuredDistance],
    /// Names of the countries that the incidents lie in.
    pub countries: &'a [String],
    pub citations: &'a Citations,
    pub sources: &'a Sources,
    pub user_layers: &'a [UserLayer],
    /// Credit lines of what is drawn or measured to.
    pub credits: &'a [String],
    pub frame: &'a MapFrame,
    /// Letters and titles of the insets.
    pub insets: Vec<(&'static str, Option<&'a str>)>,
    pub catalogue: &'a Catalogue,
    pub language: &'static Language,
}

/// The caption of a laid-out figure.
pub fn caption(input: &CaptionInput) -> Caption {
    let words = input.language.caption;
    let title = sentence(input.title);
    let lead = match &input.figure.figure_number {
        Some(number) => format!("{}\u{a0}{number}. {title}", words.figure),
        None => title,
    };
    let alt = input.figure.description.clone().unwrap_or_else(|| input.alt());
    let written = |text: String| input.language.with_digits(&text, input.figure.digits);
    Caption { lead: written(lead), text: written(input.text()), alt_heading: words.alt_text, alt: written(alt) }
}

impl<'a> CaptionInput<'a> {
    /// The incidents that the map shows, with their places in the list.
    fn on_map(&self) -> Vec<(usize, &'a Incident)> {
        let shown = self.incidents.iter().enumerate().zip(self.shown);
        shown.filter(|(_, s)| **s).map(|(told, _)| told).collect()
    }

    fn text(&self) -> String {
        let on_map = self.on_map();
        let mut parts: Vec<String> = self.scope(&on_map).into_iter().collect();
        parts.extend(if on_map.len() > MOST_SINGLE { self.by_kind(&on_map) } else { self.one_by_one(&on_map) });
        parts.extend(self.sums());
        parts.extend(self.filtered.map(str::to_owned));
        parts.extend(self.insets());
        parts.extend(self.not_shown());
        parts.extend(self.named_layers());
        parts.extend(
            foot::whose_numbers(self.figure, self.incidents, self.summed.map(|s| s.0), self.language)
                .map(str::to_owned),
        );
        parts.extend(
            foot::as_of(self.figure, self.incidents, self.summed.map(|s| s.0), self.language)
                .map(|day| format!("{}\u{a0}{day}.", self.language.as_of)),
        );
        parts.extend(self.rests_on());
        parts.join(" ")
    }

    /// Sources, base map, projection, distances.
    fn rests_on(&self) -> Vec<String> {
        let language = self.language;
        let mut parts = Vec::new();
        let list = self.citations.list(self.sources, language);
        if !list.is_empty() {
            parts.push(format!("{} {}", language.sources, sentence(&list)));
        }
        if !self.credits.is_empty() {
            parts.push(format!("{} {}", language.base_map, sentence(&self.credits.join(language.semicolon))));
        }
        parts.push(format!("{} {}.", language.projection, foot::projection(self.frame, language)));
        parts.extend(self.turned());
        if !self.distances.is_empty() {
            let range = self.distances.iter().any(|d| d.interval.max_m > d.interval.min_m);
            parts.push(if range { language.distance_note_range } else { language.distance_note }.to_owned());
        }
        parts
    }

    /// Where, how many and when, as far as the title doesn't say it.
    fn scope(&self, on_map: &[(usize, &Incident)]) -> Option<String> {
        let language = self.language;
        let incidents: Vec<&Incident> = on_map.iter().map(|(_, i)| *i).collect();
        let mut parts = Vec::new();
        if self.figure.title.is_some() && !incidents.is_empty() {
            parts.push((language.incidents_title)(incidents.len()));
            parts.extend(words::period(&incidents, language));
        }
        let (countries, rest) = (language.listed(self.countries), parts.join(language.comma));
        match (countries.is_empty(), rest.is_empty()) {
            (true, true) => None,
            (false, true) => Some(sentence(&countries)),
            (true, false) => Some(sentence(&rest)),
            (false, false) => Some(sentence(&format!("{countries}: {}", uncapitalised(&rest)))),
        }
    }

    /// What the data hold and the map doesn't show.
    fn not_shown(&self) -> Vec<String> {
        let hidden = self.incidents.iter().zip(self.shown).filter(|(_, shown)| !**shown).map(|(i, _)| i);
        // What has a place and is still not shown lies in an area that no layer knows.
        let outside = |i: &&Incident| !matches!(placement(i), Placement::None) && !is_shown(i, self.frame);
        let (outside, nowhere): (Vec<&Incident>, Vec<&Incident>) = hidden.partition(outside);
        let told = [(nowhere.len(), self.language.without_place), (outside.len(), self.language.outside_frame)];
        told.into_iter().filter(|(n, _)| *n > 0).map(|(n, told)| told(n)).collect()
    }

    /// Incidents that are summed up.
    fn sums(&self) -> Vec<String> {
        let Some((summed, cells)) = self.summed else { return Vec::new() };
        let mut said = sums::sentences(summed, cells, self.figure, self.frame, self.language);
        said.extend(sums::greatest(cells, self.language));
        let nowhere = summed.overview.tally.events - summed.overview.located;
        let outside = cells.outside.events + summed.off_the_map().events;
        let told = [(nowhere, self.language.without_place), (outside, self.language.outside_frame)];
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        said.extend(told.into_iter().filter(|(n, _)| *n > 0).map(|(n, told)| told(count(n))));
        said
    }

    fn named_layers(&self) -> Option<String> {
        // Borders that are measured to are layers too, but not the user's.
        let own = |l: &&UserLayer| self.figure.layers.iter().any(|wanted| wanted.file == l.layer.id);
        let labels: Vec<String> = self.user_layers.iter().filter(own).map(|l| l.label.clone()).collect();
        let list = sentence(&labels.join(self.language.comma));
        (!labels.is_empty()).then(|| format!("{}: {list}", self.language.caption.layers))
    }

    /// What the insets show.
    fn insets(&self) -> impl Iterator<Item = String> {
        let told =
            |(letter, title): &(&'static str, Option<&str>)| sentence(&(self.language.caption.inset)(letter, *title));
        self.insets.iter().map(told)
    }

    /// Where north is, if not up.
    fn turned(&self) -> Option<String> {
        self.frame.projection.turn().map(|turn| (self.language.caption.turned)(turn.deg()))
    }

    /// The description: what the map shows, without claims and sources.
    fn alt(&self) -> String {
        let on_map = self.on_map();
        let mut parts = vec![format!("{}: {}", self.language.caption.map, sentence(self.title))];
        parts.extend(self.turned());
        parts.extend(self.scope(&on_map));
        parts.extend(if on_map.len() > MOST_SINGLE { self.by_kind(&on_map) } else { self.in_short(&on_map) });
        parts.extend(self.sums());
        parts.extend(self.insets());
        parts.extend(self.not_shown());
        parts.extend(self.named_layers());
        parts.join(" ")
    }

    /// The name that readers of the figure's language know an incident by.
    fn name(&self, incident: &Incident) -> String {
        let (own, other) =
            if self.language.rtl { (&incident.name_ar, &incident.name) } else { (&incident.name, &incident.name_ar) };
        let other = || self.isolated(other.as_ref().unwrap_or(&incident.id));
        own.clone().unwrap_or_else(other)
    }

    /// Data in Latin letters keep their own order within Arabic.
    fn isolated(&self, text: &str) -> String {
        if self.language.rtl { format!("\u{2068}{text}\u{2069}") } else { text.to_owned() }
    }
}

fn uncapitalised(text: &str) -> String {
    // The dotted capital of Turkish would keep a dot of its own.
    if let Some(rest) = text.strip_prefix('İ') {
        return format!("i{rest}");
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A text with a full stop, where it ends with no mark of its own.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!', '؟', '…']) { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests;

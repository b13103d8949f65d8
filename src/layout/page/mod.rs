//! The page: its blocks from top to bottom, and which panel stands where.

mod below;
mod bottom;
mod grid;
mod insets;
mod key_entries;
mod layers;
mod on_map;
mod pieces;
mod rounds;
mod strip;
mod sums;

use super::caption::{Caption, CaptionInput, caption};
use super::foot::Citations;
use super::frame::MapFrame;
use super::inset::{Inset, InsetInput, InsetMark};
use super::label::PlacedLine;
use super::language::Language;
use super::locator::{self, Locator};
use super::map::measured::MeasuredDistance;
use super::map::symbols;
use super::map::{MapInput, MapPanel, WantedCallout, map_panel};
use super::panel::PlacedPanel;
use super::theme::{TextRole, Theme};
use super::typesetter::Typesetter;
use super::words;
use crate::aggregate::{Breakdown, SummedEvents, Timeline};
use crate::data::catalogue::Catalogue;
use crate::data::incident::{CivilDate, Incident};
use crate::data::layer::Layer;
use crate::data::relief::Relief;
use crate::data::source::Sources;
use crate::data::viewpoint::Viewpoint;
use crate::geographic::Extent;
use crate::projection::MapProjection;
use crate::spec::{Annotation, Figure, Pictogram};
use crate::text::{Fonts, TextError};
use crate::units::mm;
use grid::Grid;
pub use grid::first_frame;
use kurbo::{Point, Rect};
use layers::Near;
use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

/// A layer of the user's own.
#[derive(Debug)]
pub struct UserLayer {
    /// Name in the key.
    pub label: String,
    /// Its features.
    pub layer: Layer,
    /// Credit line.
    pub credit: Option<String>,
    /// Are its names written?
    pub named: bool,
    /// Their importance.
    pub priority: Option<u32>,
    /// What its points are drawn as.
    pub pictogram: Option<Pictogram>,
}

/// What a figure is made of.
pub struct LayoutInput<'a> {
    /// What the user wants.
    pub figure: &'a Figure,
    /// The incidents to show, in the order of their numbers.
    pub incidents: &'a [Incident],
    /// Incidents that only a time strip shows.
    pub beside: &'a [Incident],
    /// Incidents that are summed up; there are no single ones then.
    pub summed: Option<&'a SummedEvents>,
    /// The incidents along time, where a panel asks for it.
    pub timeline: Option<&'a Timeline>,
    /// The incidents by group, where a panel asks for it.
    pub groups: Option<&'a Breakdown>,
    /// What a filter leaves out, as a sentence.
    pub filtered: Option<String>,
    /// Distances to be drawn.
    pub distances: &'a [MeasuredDistance],
    /// Layers that were measured to: their credits belong on the figure.
    pub measured_layers: Vec<&'a Layer>,
    /// The user's own layers.
    pub user_layers: &'a [UserLayer],
    /// Sources by key.
    pub sources: &'a Sources,
    /// The built-in base map.
    pub catalogue: &'a Catalogue,
    /// Whose view of disputes is taken.
    pub view: Viewpoint,
    /// What the map must show.
    pub extent: Extent,
    /// The projection.
    pub projection: MapProjection,
    /// Parts of the map that are drawn larger.
    pub insets: Vec<InsetInput>,
    /// The countries that the incidents lie in.
    pub of_interest: Vec<CountryOfInterest>,
}

/// A country that the figure is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryOfInterest {
    /// ISO 3166 alpha-3, or Natural Earth's.
    pub code: String,
    /// Its name in the figure's language.
    pub name: String,
    /// The incidents that lie in it; none where the figure has layers alone.
    pub incidents: Vec<usize>,
}

impl CountryOfInterest {
    /// Does one of these incidents lie in it, or is it that of layers?
    fn holds(&self, shown: &[bool]) -> bool {
        self.incidents.is_empty() || self.incidents.iter().any(|i| shown[*i])
    }
}

/// A page with everything in its place.
pub struct Layout<'a> {
    /// Width and height in points.
    pub size_pt: (f64, f64),
    /// The look.
    pub theme: &'a Theme,
    /// BCP 47 language.
    pub lang: &'static str,
    /// Day that the data stand at, where it is known.
    pub day: Option<CivilDate>,
    /// Title as plain text.
    pub title: String,
    /// Words beside the picture: its caption, and its description for readers who can't see it.
    pub caption: Caption,
    /// Which of the incidents the map shows.
    pub shown: Vec<bool>,
    /// Title and subtitle.
    pub heading: Vec<PlacedLine>,
    /// The map.
    pub map: MapPanel,
    /// Heights under it.
    pub relief: Option<Arc<Relief>>,
    /// The user's own layers.
    pub user_layers: &'a [UserLayer],
    /// Parts of the map that are drawn larger.
    pub insets: Vec<Inset>,
    /// Where these lie on the map.
    pub inset_marks: Vec<InsetMark>,
    /// The locator.
    pub locator: Option<Locator<'a>>,
    /// Panels, the key among them.
    pub panels: Vec<PlacedPanel>,
    /// The foot.
    pub foot: Vec<PlacedLine>,
    /// Credit lines.
    pub credits: Vec<String>,
    /// Numbers of incidents, shaped, from 0.
    pub numbers: Vec<crate::text::ShapedLine>,
    /// The incidents.
    pub incidents: &'a [Incident],
    /// Those that are summed up.
    pub summed: Option<&'a SummedEvents>,
    /// What found no place, in words.
    pub left_out: Vec<String>,
    /// Texts that no font can set.
    pub faults: Vec<TextError>,
}

impl Layout<'_> {
    /// Does an inset name the place of an incident?
    pub fn is_named_by_an_inset(&self, incident: usize) -> bool {
        is_named_by(&self.insets, incident)
    }
}

/// Does one of these insets name the place of an incident?
fn is_named_by(insets: &[Inset], incident: usize) -> bool {
    let labels = || insets.iter().flat_map(|i| &i.map.labels);
    labels().any(|l| l.incident == Some(incident) && l.placed.is_some())
}

/// Lays a figure out.
pub fn lay_out<'a>(input: LayoutInput<'a>, theme: &'a Theme, language: &'static Language, fonts: &Fonts) -> Layout<'a> {
    let figure = input.figure;
    let grid = Grid::of(figure, input.projection.is_world() && input.extent.width_deg() > 300.0);
    let set = Typesetter::new(fonts, theme, language, grid.narrow).with_digits(figure.digits);
    let citations = Citations::of(input.incidents.iter().chain(input.beside), figure, input.sources, language);
    let mut page = Page {
        grid,
        set: &set,
        input: &input,
        citations,
        by_number: Vec::new(),
        left_out: Vec::new(),
        squeezed: false,
        near: RefCell::new(None),
        before: None,
        foreseen: Vec::new(),
        with_inset: Vec::new(),
    };
    page.foresee_insets();
    let (words, body) = page.settled();
    let Words { title, heading } = words;
    let Body { map, locator, panels, foot, relief, credits, insets, marks } = body;
    let mut shown = map.shown(input.incidents.len());
    for inset in &insets {
        shown.iter_mut().zip(inset.map.shown(input.incidents.len())).for_each(|(shown, too)| *shown |= too);
    }
    let caption = page.caption(&title, &shown, &map, &credits, &insets);
    let mut left_out = page.left_out;
    left_out.extend(map.left_out.iter().cloned());
    let count = if figure.numbered { input.incidents.len() + 1 } else { 0 };
    let numbers = (0..count).map(|n| set.line(TextRole::Number, &n.to_string())).collect();
    Layout {
        size_pt: (page.grid.width, page.grid.height),
        theme,
        lang: language.code,
        day: super::foot::as_of_date(figure, input.incidents, input.summed),
        title,
        caption,
        shown,
        heading,
        map,
        relief,
        user_layers: input.user_layers,
        insets,
        inset_marks: marks,
        locator,
        panels,
        foot,
        credits,
        numbers,
        incidents: input.incidents,
        summed: input.summed,
        left_out,
        faults: set.into_faults(),
    }
}

/// Title and subtitle; the second value is where the map may begin.
fn heading(title: &str, subtitle: Option<&str>, grid: &Grid, set: &Typesetter) -> (Vec<PlacedLine>, f64) {
    let mut lines = Vec::new();
    let mut y = mm(2.3);
    let mut add = |line: crate::text::ShapedLine, y: f64| {
        let x = if set.language.rtl { grid.width - grid.margin - line.width_pt } else { grid.margin };
        lines.push(PlacedLine::new(line, Point::new(x, y)));
    };
    let leading = set.leading(TextRole::Title);
    for line in set.balanced(TextRole::Title, title, grid.inner()) {
        y += leading;
        add(line, y - leading * 0.24);
    }
    if let Some(subtitle) = subtitle {
        let leading = set.leading(TextRole::Subtitle);
        for line in set.balanced(TextRole::Subtitle, subtitle, grid.inner()) {
            y += leading;
            add(line, y - leading * 0.22);
        }
    }
    (lines, y + mm(2.6))
}

/// Between the degrees below the map and a time strip.
const STRIP_GAP_PT: f64 = mm(3.4);

struct Page<'a, 'b, 'c> {
    grid: Grid,
    set: &'b Typesetter<'c>,
    input: &'b LayoutInput<'a>,
    citations: Citations,
    /// Incidents that a number stands for, because their names found no place.
    by_number: Vec<usize>,
    left_out: Vec<String>,
    /// Is the map to be lower than usual, for the key?
    squeezed: bool,
    near: RefCell<Option<Near>>,
    /// The frame of the round before, for a title of what it shows.
    before: Option<MapFrame>,
    /// What the insets will show, and for which of them there was room.
    foreseen: Vec<insets::Foreseen>,
    with_inset: Vec<bool>,
}

/// What the page says of itself.
struct Words {
    title: String,
    heading: Vec<PlacedLine>,
}

/// What stands between heading and the lower edge of the page.
struct Body<'a> {
    map: MapPanel,
    locator: Option<Locator<'a>>,
    panels: Vec<PlacedPanel>,
    foot: Vec<PlacedLine>,
    relief: Option<Arc<Relief>>,
    credits: Vec<String>,
    insets: Vec<Inset>,
    marks: Vec<InsetMark>,
}

impl<'a> Page<'a, '_, '_> {
    /// Which incidents a frame shows.
    fn shown(&self, frame: &MapFrame) -> Vec<bool> {
        self.input.incidents.iter().map(|i| symbols::is_shown(i, frame) || self.is_on_an_inset(i)).collect()
    }

    /// Names of the countries that these incidents lie in.
    fn countries(&self, shown: &[bool]) -> Vec<String> {
        self.input.of_interest.iter().filter(|c| c.holds(shown)).map(|c| c.name.clone()).collect()
    }

    /// The page where these incidents are shown.
    fn whole(&mut self, shown: &[bool]) -> (Words, Body<'a>) {
        self.left_out.clear();
        let (input, language) = (self.input, self.set.language);
        let figure = input.figure;
        let on_map: Vec<&Incident> = input.incidents.iter().zip(shown).filter(|(_, s)| **s).map(|(i, _)| i).collect();
        let names = self.countries(shown);
        let title = figure
            .title
            .clone()
            .or_else(|| words::title(&on_map, language))
            .or_else(|| self.summed_title())
            .or_else(|| input.user_layers.first().map(|l| l.label.clone()))
            .unwrap_or_else(|| language.layers.to_owned());
        let made = || words::subtitle(&names, &on_map, self.summed_subtitle(), language);
        let subtitle = figure.subtitle.clone().or_else(made);
        let (heading, top) = heading(&title, subtitle.as_deref(), &self.grid, self.set);
        (Words { title, heading }, self.body(top))
    }

    fn caption(&self, title: &str, shown: &[bool], map: &MapPanel, credits: &[String], insets: &[Inset]) -> Caption {
        let (frame, cells) = (&map.frame, map.cells.as_ref());
        let countries = self.countries(shown);
        caption(&CaptionInput {
            filtered: self.input.filtered.as_deref(),
            figure: self.input.figure,
            title,
            incidents: self.input.incidents,
            shown,
            summed: self.input.summed.zip(cells),
            distances: self.input.distances,
            countries: &countries,
            citations: &self.citations,
            sources: self.input.sources,
            user_layers: self.input.user_layers,
            credits,
            frame,
            insets: insets.iter().map(|i| (i.letter, self.input.insets[i.index].title.as_deref())).collect(),
            catalogue: self.input.catalogue,
            language: self.set.language,
        })
    }

    /// The body; where the key finds no room on the map, again with a lower map over it.
    fn body(&mut self, top: f64) -> Body<'a> {
        let told = self.left_out.len();
        let (body, has_key) = self.body_once(top);
        if has_key || self.squeezed || self.grid.column.is_some() {
            return body;
        }
        self.squeezed = true;
        self.left_out.truncate(told);
        self.body_once(top).0
    }

    /// The body, and whether the key has a place in it.
    fn body_once(&mut self, top: f64) -> (Body<'a>, bool) {
        // The foot's height depends on the credits, these on the layers, these on the frame: a first frame of about
        // the right size says which layers there are.
        let bottom_guess = self.grid.height - mm(14.0);
        let guess = self.frame(Rect::new(self.grid.margin, top, self.map_right(self.grid.margin), bottom_guess));
        let scale_denominator = guess.scale_denominator();
        let layers = self.layers(&guess.visible, scale_denominator);
        let relief = self.relief(&guess);
        let mut sentences = self.foot_sentences(&guess, &layers, relief.as_deref());
        let leading = self.set.leading(TextRole::Foot);
        let (foot_lines, foot_top) = self.foot_that_fits(&mut sentences.0, top);
        let foot = self.place_foot(foot_lines, foot_top, leading);
        let degrees = if guess.is_whole_world() { mm(1.6) } else { mm(4.6) };
        let strip = self.time_strip(top, foot_top);
        let body_end = strip.as_ref().map_or(foot_top, |strip| strip.rect.y0 - STRIP_GAP_PT);
        let area = Rect::new(
            self.grid.margin,
            top,
            self.grid.width - self.grid.margin,
            (body_end - degrees).max(top + mm(6.0)),
        );
        let (map_rect, place) = self.split(area, degrees, scale_denominator);
        let map_rect = self.shaped(map_rect);
        let place = self.moved_up(place, map_rect, degrees);
        let frame = self.frame(map_rect);
        let layers = self.layers(&frame.visible, scale_denominator);
        let mut placed = self.place_pieces(&frame, &layers, &place);
        let (mut taken, has_key) = self.on_the_map(&mut placed, &frame, &layers);
        let locator = placed.locator.and_then(|rect| self.locator(rect, &frame));
        let marks = self.marks_of(&mut placed.insets, &frame, &layers, &mut taken);
        let mut of_map = self.map_input(layers, taken);
        of_map.inset_outlines = marks.iter().map(|m| m.outline.clone()).collect();
        let map = map_panel(frame, of_map, self.set);
        let insets = self.insets(&placed.insets, map.for_insets());
        let mut panels = placed.panels;
        panels.extend(strip);
        let relief = relief.and_then(|_| self.input.catalogue.relief_for(&map.frame.visible, scale_denominator));
        (Body { map, locator, panels, foot, relief, credits: sentences.1, insets, marks }, has_key)
    }

    /// Extent of the first country that the map shows something of.
    fn country_extent(&self, frame: &MapFrame) -> Option<Extent> {
        let shown = self.shown(frame);
        let code = &self.input.of_interest.iter().find(|c| c.holds(&shown))?.code;
        let countries = self.input.catalogue.countries_for_locator(0.0);
        let country = countries.features.iter().find(|f| f.countries.contains(code))?;
        crate::data::geometry::main_extent(&country.geometry)
    }

    fn locator_extent(&self, frame: &MapFrame) -> Option<Extent> {
        locator::extent_with_land(frame, self.country_extent(frame), self.input.catalogue.countries_for_locator(90.0))
    }

    fn locator(&self, rect: Rect, frame: &MapFrame) -> Option<Locator<'a>> {
        let shows = self.locator_extent(frame)?;
        let countries = self.input.catalogue.countries_for_locator(shows.width_deg());
        let countries = self.input.view.changed(countries).map_or(Cow::Borrowed(countries), Cow::Owned);
        // Of many incidents some lie in many countries: the first has most of them.
        let most = if self.input.summed.is_some() { 1 } else { usize::MAX };
        let codes = self.input.of_interest.iter().take(most).map(|c| c.code.clone()).collect();
        locator::locator(rect, &shows, frame, countries, codes, &self.input.figure.lang, self.set)
    }

    /// What is drawn by hand, with the numbers of its sources.
    fn annotations(&self) -> Vec<Annotation> {
        let mut all = self.input.figure.annotations.clone();
        let texts = all.iter_mut().filter_map(|a| match a {
            Annotation::Text { text, .. } => Some(text),
            Annotation::Arrow { text, .. } | Annotation::Bracket { text, .. } => text.as_mut(),
            Annotation::Date { .. } | Annotation::Pictogram { .. } => None,
        });
        texts.for_each(|text| *text = self.citations.resolve(text));
        all
    }

    fn map_input(&self, layers: Vec<Arc<Layer>>, taken: Vec<Rect>) -> MapInput<'a> {
        let figure = self.input.figure;
        let callouts = figure
            .callouts
            .iter()
            .filter_map(|c| {
                let incident = self.input.incidents.iter().position(|i| i.id == c.incident)?;
                let (heading, text) = (self.citations.resolve(&c.heading), self.citations.resolve(&c.text));
                Some(WantedCallout { incident, heading, text, spec: c })
            })
            .collect();
        MapInput {
            figure,
            incidents: self.input.incidents,
            distances: self.input.distances,
            summed: self.input.summed,
            layers,
            of_interest: self.input.of_interest.iter().map(|c| c.code.clone()).collect(),
            catalogue: self.input.catalogue,
            callouts,
            annotations: self.annotations(),
            taken,
            by_number: self.by_number.clone(),
            user_layers: self.input.user_layers,
            inset_outlines: Vec::new(),
            inset: None,
        }
    }
}

//! The page: its blocks from top to bottom, and which panel stands where.

use super::foot::{self, Citations, FootInput};
use super::frame::MapFrame;
use super::label::{Obstacles, PlacedLine};
use super::language::Language;
use super::locator::{self, Locator};
use super::map::measured::MeasuredDistance;
use super::map::symbols::{Placement, Shape, SizeScale};
use super::map::{MapInput, MapPanel, map_panel, room, symbols};
use super::panel::key::{self, KeyEntry, Sample};
use super::panel::{self, PlacedPanel, claims, statements, table};
use super::theme::{TextRole, Theme};
use super::typesetter::Typesetter;
use super::words;
use crate::data::catalogue::Catalogue;
use crate::data::incident::Incident;
use crate::data::layer::{Credit, Layer, LayerRole};
use crate::data::relief::Relief;
use crate::data::source::Sources;
use crate::geographic::Extent;
use crate::projection::MapProjection;
use crate::spec::{Figure, Panel};
use crate::text::{Fonts, TextError};
use crate::units::mm;
use kurbo::{Point, Rect, Vec2};

/// A layer of the user's own.
#[derive(Debug)]
pub struct UserLayer {
    /// Name in the key.
    pub label: String,
    /// Its features.
    pub layer: Layer,
    /// Credit line.
    pub credit: Option<String>,
}

/// What a figure is made of.
pub struct LayoutInput<'a> {
    /// What the user wants.
    pub figure: &'a Figure,
    /// The incidents to show, in the order of their numbers.
    pub incidents: &'a [Incident],
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
    /// What the map must show.
    pub extent: Extent,
    /// The projection.
    pub projection: MapProjection,
    /// ISO codes and names of the countries that the incidents lie in.
    pub of_interest: Vec<(String, String)>,
}

/// A page with everything in its place.
pub struct Layout<'a> {
    /// Width and height in points.
    pub size_pt: (f64, f64),
    /// The look.
    pub theme: &'static Theme,
    /// BCP 47 language.
    pub lang: &'static str,
    /// Title as plain text.
    pub title: String,
    /// Description for readers who can't see the figure.
    pub description: String,
    /// Title and subtitle.
    pub heading: Vec<PlacedLine>,
    /// The map.
    pub map: MapPanel<'a>,
    /// Heights under it.
    pub relief: Option<&'a Relief>,
    /// The user's own layers.
    pub user_layers: &'a [UserLayer],
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
    /// What found no place, in words.
    pub left_out: Vec<String>,
    /// Texts that no font can set.
    pub faults: Vec<TextError>,
}

/// Measures of the grid, in points.
struct Grid {
    width: f64,
    height: f64,
    margin: f64,
    narrow: bool,
    /// Width of the column beside the map, if there is one.
    column: Option<f64>,
    gutter: f64,
}

impl Grid {
    fn of(figure: &Figure, has_panels: bool) -> Self {
        let (width, height) = figure.page.points(figure.dpi());
        let narrow = width < mm(120.0);
        let margin = if narrow { mm(3.4) } else { mm(4.0) };
        let inner = width - 2.0 * margin;
        let has_table = figure.panels.iter().any(|p| matches!(p, Panel::Table { .. }));
        let beside = !narrow && width > height * 0.95 && has_panels;
        let share = if has_table { 0.376 } else { 0.234 };
        let column = beside.then(|| (inner * share).clamp(mm(36.0), if has_table { mm(90.0) } else { mm(62.0) }));
        Self { width, height, margin, narrow, column, gutter: mm(4.0) }
    }

    fn inner(&self) -> f64 {
        self.width - 2.0 * self.margin
    }
}

/// A panel before it has its place.
enum Piece {
    Locator(Vec2),
    Panel(PlacedPanel),
    Key(Vec<KeyEntry>),
}

/// Lays a figure out.
pub fn lay_out<'a>(
    input: LayoutInput<'a>,
    theme: &'static Theme,
    language: &'static Language,
    fonts: &Fonts,
) -> Layout<'a> {
    let figure = input.figure;
    let grid = Grid::of(figure, true);
    let set = Typesetter::new(fonts, theme, language, grid.narrow);
    let citations = Citations::of(input.incidents, figure, input.sources);
    let names: Vec<String> = input.of_interest.iter().map(|(_, name)| name.clone()).collect();
    let title = figure
        .title
        .clone()
        .or_else(|| words::title(input.incidents, language))
        .or_else(|| input.user_layers.first().map(|l| l.label.clone()))
        .unwrap_or_else(|| language.layers.to_owned());
    let subtitle = figure.subtitle.clone().or_else(|| words::subtitle(&names, input.incidents, language));
    let (heading, top) = heading(&title, subtitle.as_deref(), &grid, &set);
    let mut page = Page { grid, set: &set, input: &input, citations, left_out: Vec::new() };
    let (map, locator, panels, foot, relief, credits) = page.body(top);
    let mut left_out = page.left_out;
    left_out.extend(map.left_out.iter().cloned());
    let count = if figure.numbered { input.incidents.len() + 1 } else { 0 };
    let numbers = (0..count).map(|n| set.line(TextRole::Number, &n.to_string())).collect();
    let description =
        figure.description.clone().unwrap_or_else(|| words::description(&title, input.incidents, language));
    Layout {
        size_pt: (page.grid.width, page.grid.height),
        theme,
        lang: language.code,
        title,
        description,
        heading,
        map,
        relief,
        user_layers: input.user_layers,
        locator,
        panels,
        foot,
        credits,
        numbers,
        incidents: input.incidents,
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

struct Page<'a, 'b, 'c> {
    grid: Grid,
    set: &'b Typesetter<'c>,
    input: &'b LayoutInput<'a>,
    citations: Citations,
    left_out: Vec<String>,
}

type Body<'a> = (MapPanel<'a>, Option<Locator<'a>>, Vec<PlacedPanel>, Vec<PlacedLine>, Option<&'a Relief>, Vec<String>);

impl<'a> Page<'a, '_, '_> {
    fn body(&mut self, top: f64) -> Body<'a> {
        let figure = self.input.figure;
        // The foot's height depends on the credits, these on the layers, these on the frame: a first frame of about
        // the right size says which layers there are.
        let bottom_guess = self.grid.height - mm(14.0);
        let guess = self.frame(Rect::new(self.grid.margin, top, self.map_right(self.grid.margin), bottom_guess));
        let layers = self.layers(&guess);
        let relief = self.relief(&guess);
        let sentences = self.foot_sentences(&guess, &layers, relief);
        let foot_lines = self.foot_lines(&sentences.0);
        let leading = self.set.leading(TextRole::Foot);
        let foot_top = self.grid.height - mm(2.6) - leading * foot_lines.len() as f64;
        let foot = self.place_foot(foot_lines, foot_top, leading);
        let degrees = if guess.projection.outline().is_none() { mm(4.6) } else { mm(1.6) };
        let area = Rect::new(
            self.grid.margin,
            top,
            self.grid.width - self.grid.margin,
            (foot_top - degrees).max(top + mm(20.0)),
        );
        let (map_rect, pieces_area, below) = self.split(area, degrees);
        let map_rect = self.shaped(map_rect);
        let frame = self.frame(map_rect);
        let pieces = self.pieces(&frame, &layers, pieces_area.width(), below);
        let (panels, locator_rect, on_map) = self.place_pieces(pieces, pieces_area, below);
        let (taken, mut panels_on_map, locator_rect) = self.on_the_map(on_map, locator_rect, &frame, &layers);
        let locator = locator_rect.and_then(|rect| self.locator(rect, &frame));
        let map = map_panel(frame, self.map_input(layers, taken), self.set);
        let mut panels = panels;
        panels.append(&mut panels_on_map);
        let relief = relief.filter(|_| figure.basemap);
        (map, locator, panels, foot, relief, sentences.1)
    }

    /// Right edge of a map that begins at `left`.
    fn map_right(&self, left: f64) -> f64 {
        left + self.grid.inner() - self.grid.column.map_or(0.0, |c| c + self.grid.gutter)
    }

    fn frame(&self, rect: Rect) -> MapFrame {
        MapFrame::fit(rect, self.input.projection.clone(), &self.input.extent)
    }

    fn layers(&self, frame: &MapFrame) -> Vec<&'a Layer> {
        if !self.input.figure.basemap {
            return Vec::new();
        }
        self.input.catalogue.layers_for(&frame.visible, frame.scale_denominator())
    }

    fn relief(&self, frame: &MapFrame) -> Option<&'a Relief> {
        let wanted = self.input.figure.basemap;
        wanted.then(|| self.input.catalogue.relief_for(&frame.visible, frame.scale_denominator())).flatten()
    }

    /// A map of the world keeps its shape: its frame is no higher than it needs.
    fn shaped(&self, rect: Rect) -> Rect {
        if self.input.projection.outline().is_none() {
            return rect;
        }
        let (min, max) = self.input.projection.bounds(&self.input.extent);
        let height = rect.width() * (max.y_m - min.y_m) / (max.x_m - min.x_m).max(1.0);
        Rect::new(rect.x0, rect.y0, rect.x1, rect.y1.min(rect.y0 + height + 2.0))
    }

    /// The map's rectangle, the panels', and whether these stand below.
    fn split(&self, area: Rect, degrees: f64) -> (Rect, Rect, bool) {
        let rtl = self.set.language.rtl;
        match self.grid.column {
            Some(column) => {
                let map_width = area.width() - column - self.grid.gutter;
                let (map_x, column_x) = if rtl { (area.x1 - map_width, area.x0) } else { (area.x0, area.x1 - column) };
                (
                    Rect::new(map_x, area.y0, map_x + map_width, area.y1),
                    Rect::new(column_x, area.y0, column_x + column, area.y1 + degrees * 0.35),
                    false,
                )
            }
            None => {
                let below = self.height_below(area);
                let gap = if below > 0.0 { degrees } else { 0.0 };
                let map = Rect::new(area.x0, area.y0, area.x1, area.y1 + degrees * 0.1 - below - gap);
                (map, Rect::new(area.x0, map.y1 + degrees, area.x1, area.y1 + degrees * 0.1), true)
            }
        }
    }

    /// Height that panels below the map need: at most half of the body.
    fn height_below(&self, area: Rect) -> f64 {
        // What the key holds depends on the map's size, and that on the key's height: three rounds settle it.
        let mut below = area.height() * 0.38;
        for _ in 0..3 {
            let guess = self.frame(Rect::new(area.x0, area.y0, area.x1, area.y1 - below));
            let layers = self.layers(&guess);
            let pieces = self.pieces(&guess, &layers, area.width(), true);
            let widths = self.columns_below(&pieces, area.width());
            let tallest = pieces.iter().zip(&widths).map(|(p, w)| self.piece_height(p, *w)).fold(0.0, f64::max);
            below = tallest.min(area.height() * 0.5);
        }
        below + 1.0
    }

    fn columns_below(&self, pieces: &[Piece], width: f64) -> Vec<f64> {
        let locator = pieces.iter().filter(|p| matches!(p, Piece::Locator(_))).count() as f64;
        let others = pieces.len() as f64 - locator;
        let gaps = mm(4.0) * (pieces.len().max(1) - 1) as f64;
        let for_locator = if locator > 0.0 { width * 0.235 } else { 0.0 };
        let rest = (width - gaps - for_locator * locator) / others.max(1.0);
        pieces.iter().map(|p| if matches!(p, Piece::Locator(_)) { for_locator } else { rest }).collect()
    }

    fn piece_height(&self, piece: &Piece, width: f64) -> f64 {
        match piece {
            Piece::Locator(size) => size.y * width / size.x,
            Piece::Panel(panel) => panel.rect.height(),
            Piece::Key(entries) => key::key(entries, width, self.key_columns(), self.set).rect.height(),
        }
    }

    fn key_columns(&self) -> usize {
        if self.grid.column.is_some() { 2 } else { 3 }
    }

    /// What shall stand beside (or below) the map, in order.
    fn pieces(&self, frame: &MapFrame, layers: &[&Layer], width: f64, below: bool) -> Vec<Piece> {
        let figure = self.input.figure;
        let mut pieces = Vec::new();
        if figure.locator && locator::extent(frame, self.country_extent()).is_some() {
            let ratio = if below { 0.82 } else { 0.64 };
            pieces.push(Piece::Locator(Vec2::new(width, width * ratio)));
        }
        let entries = self.key_entries(frame, layers);
        let mut key_done = entries.is_empty();
        for wanted in &figure.panels {
            match wanted {
                Panel::Key if !key_done => {
                    pieces.push(Piece::Key(entries.clone()));
                    key_done = true;
                }
                Panel::Key => {}
                other => pieces.extend(self.panel(other, width).map(Piece::Panel)),
            }
        }
        if !key_done {
            pieces.push(Piece::Key(entries));
        }
        pieces
    }

    fn panel(&self, wanted: &Panel, width: f64) -> Option<PlacedPanel> {
        let find = |id: &str| self.input.incidents.iter().position(|i| i.id == id);
        let cite = |key: &str| self.citations.number(key);
        match wanted {
            Panel::Claims { incident, heading } => {
                let incident = &self.input.incidents[find(incident)?];
                let heading = heading.as_deref().unwrap_or(self.set.language.number_killed_by_claim);
                Some(claims::claims(incident, heading, width, &cite, self.set))
            }
            Panel::Statements { heading, entries } => {
                let entries: Vec<(String, String)> =
                    entries.iter().map(|e| (e.lead.clone(), self.citations.resolve(&e.text))).collect();
                Some(statements::statements(heading, &entries, width, self.set))
            }
            Panel::Table { entries } => Some(table::table(&self.rows(entries), width, mm(0.75), self.set)),
            Panel::Key => None,
        }
    }

    fn rows(&self, entries: &[crate::spec::EntryText]) -> Vec<table::Row> {
        let language = self.set.language;
        let cite = |key: &str| self.citations.number(key);
        let rows = self.input.incidents.iter().enumerate().map(|(i, incident)| {
            let own = entries.iter().find(|e| e.incident == incident.id);
            let name =
                super::map::names::name(incident.name.as_deref(), incident.name_ar.as_deref(), language.code, None);
            let what = own.map(|e| e.what.clone()).or_else(|| {
                let what = if language.rtl {
                    incident.what_ar.as_ref().or(incident.what.as_ref())
                } else {
                    incident.what.as_ref()
                };
                what.map(|w| if w.ends_with('.') { w.clone() } else { format!("{w}.") })
            });
            let attribution = match own {
                Some(own) => self.citations.resolve(own.attribution.as_deref().unwrap_or_default()),
                None => panel::attribution::sentence(incident, 3, &cite, language.rtl),
            };
            let star = if table::date_is_soft(incident) { "*" } else { "" };
            table::Row {
                number: i + 1,
                color: self.set.theme.kind(incident.kind),
                name: name.map_or_else(|| incident.id.clone(), |n| n.first),
                date: incident.date.as_ref().map_or_else(String::new, |d| format!("{}{star}", language.date(d))),
                what: self.citations.resolve(&what.unwrap_or_default()),
                attribution,
                killed: table::killed(incident, language),
            }
        });
        rows.collect()
    }

    /// Entries of the key: what this figure will show.
    fn key_entries(&self, frame: &MapFrame, layers: &[&Layer]) -> Vec<KeyEntry> {
        let mut entries = self.incident_entries(frame);
        let language = self.set.language;
        let mut add = |sample: Sample, text: &str| entries.push(KeyEntry { sample, text: text.to_owned() });
        if !self.input.distances.is_empty() {
            add(Sample::Measured, language.shortest_line);
        }
        if let Some(rings) = self.input.figure.rings.first() {
            let radii: Vec<String> = rings.radii.iter().map(f64::to_string).collect();
            add(
                Sample::Ring,
                &format!("{}\u{a0}{}", radii.join(language.comma), (language.unit)(self.input.figure.units)),
            );
        }
        let visible = &frame.visible;
        let shows = |role: LayerRole| {
            layers
                .iter()
                .any(|l| l.role == role && l.features.iter().any(|f| f.bounds.intersects(visible) && on_page(frame, f)))
        };
        if shows(LayerRole::Border) {
            add(Sample::Border, language.state_border);
        }
        if shows(LayerRole::Admin1Line) {
            add(Sample::AdminLine, language.governorate);
        }
        if shows(LayerRole::Road) {
            let schematic = layers.iter().any(|l| l.role == LayerRole::Road && l.schematic);
            add(Sample::Road, if schematic { language.road_schematic } else { language.road });
        }
        if shows(LayerRole::Settlement) {
            add(Sample::BuiltUp, language.built_up);
        }
        match (shows(LayerRole::River), shows(LayerRole::Lake)) {
            (true, true) => add(Sample::RiverLake, language.river_lake),
            (true, false) => add(Sample::River, language.river),
            (false, true) => add(Sample::Lake, language.lake),
            (false, false) => {}
        }
        for (index, layer) in self.input.user_layers.iter().enumerate() {
            add(Sample::UserLayer { index }, &layer.label);
        }
        entries
    }

    fn incident_entries(&self, frame: &MapFrame) -> Vec<KeyEntry> {
        let incidents = self.input.incidents;
        let (language, theme) = (self.set.language, self.set.theme);
        let all: Vec<&Incident> = incidents.iter().collect();
        let scale = SizeScale::of(&all, frame.rect, self.input.figure.symbols);
        let mut entries: Vec<KeyEntry> = Vec::new();
        let shown: Vec<(&Incident, symbols::Symbol)> = incidents
            .iter()
            .enumerate()
            .filter(|(_, i)| !matches!(symbols::placement(i), Placement::None))
            .map(|(n, i)| (i, symbols::symbol(n, i, Point::ZERO, scale, theme)))
            .collect();
        let Some((_, first)) = shown.first() else { return entries };
        let greatest = shown.iter().filter_map(|(i, _)| i.killed_range()?.max).max().unwrap_or(0);
        let ranged = shown.iter().filter(|(_, s)| s.ring_pt.is_some() && s.core_pt.is_some());
        let mut ranged = ranged.collect::<Vec<_>>();
        ranged.sort_by(|a, b| b.1.radius_pt().total_cmp(&a.1.radius_pt()));
        let sized = shown.iter().filter(|(_, s)| s.hollow_pt.is_none()).count();
        if sized > 1 && !scale.plain {
            let color = shown
                .iter()
                .max_by_key(|(i, _)| i.killed_range().and_then(|r| r.max))
                .map_or(first.color, |(_, s)| s.color);
            entries.extend(key::sizes(scale, greatest, color));
        }
        let mut add_all = |list: Vec<(Sample, String)>| {
            list.into_iter().for_each(|(s, t)| entries.push(KeyEntry { sample: s, text: t }))
        };
        if let Some((incident, symbol)) = ranged.first() {
            let range = incident.killed_range();
            let (low, high) = range.map_or((0, 0), |r| (r.min.unwrap_or(0), r.max.unwrap_or(0)));
            let text = if sized == 1 {
                format!(
                    "{}: {high} {}{}{}: {low}",
                    language.highest_claim, language.killed, language.semicolon, language.lowest_claim
                )
            } else {
                format!("{}, {}", language.lowest_claim, language.highest_claim).replace(", ", language.comma)
            };
            let (core_pt, ring_pt) = if sized == 1 {
                (symbol.core_pt.unwrap_or(0.0), symbol.ring_pt.unwrap_or(0.0))
            } else {
                (mm(0.9), mm(1.7))
            };
            add_all(vec![(Sample::Range { core_pt, ring_pt, shape: symbol.shape, color: symbol.color }, text)]);
        }
        let mut more: Vec<(Sample, String)> = Vec::new();
        let mut kinds: Vec<(Shape, crate::color::Color, String)> = Vec::new();
        for (incident, symbol) in &shown {
            let Some(kind) = incident.kind else { continue };
            let text = (language.kind)(kind).to_owned();
            if !kinds.iter().any(|k| k.2 == text) {
                kinds.push((symbol.shape, symbol.color, text));
            }
        }
        if shown.len() > 1 || ranged.is_empty() {
            more.extend(kinds.into_iter().map(|(shape, color, text)| (Sample::Kind { shape, color }, text)));
        }
        if let Some((_, s)) = shown.iter().find(|(_, s)| s.hollow_pt.is_some()) {
            more.push((Sample::Hollow { color: s.color }, language.not_reported_symbol.to_owned()));
        }
        if let Some((_, s)) = shown.iter().find(|(_, s)| s.contested) {
            more.push((Sample::Contested { color: s.color }, language.contested.to_owned()));
        }
        more.extend(self.place_entries(&shown, frame));
        add_all(more);
        entries
    }

    /// Entries for places that are not exact.
    fn place_entries(&self, shown: &[(&Incident, symbols::Symbol)], frame: &MapFrame) -> Vec<(Sample, String)> {
        let language = self.set.language;
        let mut more = Vec::new();
        let mut disc: Option<(f64, crate::color::Color)> = None;
        let (mut sector, mut area) = (None, None);
        for (incident, symbol) in shown {
            match symbols::placement(incident) {
                Placement::Point { place, uncertainty_m: Some(m) } => {
                    let pt = frame.to_page(place).and_then(|p| frame.pt_per_ground_m(p)).unwrap_or(0.0) * m;
                    if pt > symbol.radius_pt() + mm(0.7) && disc.is_none_or(|(d, _)| m > d) {
                        disc = Some((m, symbol.color));
                    }
                }
                Placement::Sector { .. } => sector = sector.or(Some(symbol.color)),
                Placement::Area(_) | Placement::Named(_) => area = area.or(Some(symbol.color)),
                _ => {}
            }
        }
        if let Some((m, color)) = disc {
            let unit = self.input.figure.units;
            let km = libm::round(m / unit.metres() * 10.0) / 10.0;
            let several = shown.len() > 1;
            let text = if several {
                language.place_uncertain.to_owned()
            } else {
                format!("{} ({km}\u{a0}{})", language.place_uncertain, (language.unit)(unit))
            };
            more.push((Sample::Disc { color }, text));
        }
        if let Some(color) = area {
            more.push((Sample::Hatching { color }, language.area_only.to_owned()));
        }
        if let Some(color) = sector {
            more.push((Sample::Sector { color }, language.direction_only.to_owned()));
        }
        more
    }

    /// Puts pieces beside or below the map; what doesn't fit comes back for the map itself.
    fn place_pieces(
        &mut self,
        pieces: Vec<Piece>,
        area: Rect,
        below: bool,
    ) -> (Vec<PlacedPanel>, Option<Rect>, Vec<Piece>) {
        if below { self.place_below(pieces, area) } else { self.place_beside(pieces, area) }
    }

    fn place_below(&mut self, pieces: Vec<Piece>, area: Rect) -> (Vec<PlacedPanel>, Option<Rect>, Vec<Piece>) {
        let widths = self.columns_below(&pieces, area.width());
        let (mut panels, mut locator, mut rest) = (Vec::new(), None, Vec::new());
        let rtl = self.set.language.rtl;
        // Reading order: the locator stands last.
        let mut order: Vec<usize> = (0..pieces.len()).collect();
        order.sort_by_key(|&i| matches!(pieces[i], Piece::Locator(_)));
        let mut x = 0.0;
        let mut placed: Vec<Option<Rect>> = vec![None; pieces.len()];
        for &i in &order {
            let height = self.piece_height(&pieces[i], widths[i]);
            if height <= area.height() + 0.5 {
                let left = if rtl { area.x1 - x - widths[i] } else { area.x0 + x };
                placed[i] = Some(Rect::new(left, area.y0, left + widths[i], area.y0 + height));
                x += widths[i] + mm(4.0);
            }
        }
        for (piece, rect) in pieces.into_iter().zip(placed) {
            match (piece, rect) {
                (Piece::Locator(_), Some(rect)) => locator = Some(rect),
                (Piece::Panel(_), Some(rect)) if rect.width() < 1.0 => {}
                (Piece::Panel(panel), Some(rect)) => panels.push(panel.at(rect.origin())),
                (Piece::Key(entries), Some(rect)) => {
                    panels.push(key::key(&entries, rect.width(), self.key_columns(), self.set).at(rect.origin()));
                }
                (piece, None) => rest.push(piece),
            }
        }
        (panels, locator, rest)
    }

    fn place_beside(&mut self, pieces: Vec<Piece>, area: Rect) -> (Vec<PlacedPanel>, Option<Rect>, Vec<Piece>) {
        let least_gap = mm(3.2);
        let mut pieces: Vec<(Piece, f64)> = pieces
            .into_iter()
            .map(|p| {
                let h = self.piece_height(&p, area.width());
                (p, h)
            })
            .collect();
        let mut rest = Vec::new();
        // What can lie on the map leaves the column first: the locator, then the key.
        for leaves in
            [|p: &Piece| matches!(p, Piece::Locator(_)), |p: &Piece| matches!(p, Piece::Key(_)), |_: &Piece| true]
        {
            let needed =
                |all: &[(Piece, f64)]| all.iter().map(|p| p.1).sum::<f64>() + least_gap * (all.len().max(1) - 1) as f64;
            while needed(&pieces) > area.height() + 1.0 {
                let Some(i) = pieces.iter().rposition(|(p, _)| leaves(p)) else { break };
                rest.push(pieces.remove(i).0);
            }
        }
        let heights: f64 = pieces.iter().map(|p| p.1).sum();
        let free = (area.height() - heights).max(0.0);
        let gap = if pieces.len() > 1 { (free / (pieces.len() - 1) as f64).clamp(least_gap, mm(9.0)) } else { 0.0 };
        let (mut panels, mut locator) = (Vec::new(), None);
        let mut y = area.y0;
        for (piece, height) in pieces {
            let rect = Rect::new(area.x0, y, area.x1, y + height);
            match piece {
                Piece::Locator(_) => locator = Some(rect),
                Piece::Panel(panel) => panels.push(panel.at(rect.origin())),
                Piece::Key(entries) => {
                    panels.push(key::key(&entries, rect.width(), self.key_columns(), self.set).at(rect.origin()));
                }
            }
            y += height + gap;
        }
        (panels, locator, rest)
    }

    /// Panels that lie on the map stand in its corners, where they hide least.
    fn on_the_map(
        &mut self,
        pieces: Vec<Piece>,
        locator: Option<Rect>,
        frame: &MapFrame,
        layers: &[&Layer],
    ) -> (Vec<Rect>, Vec<PlacedPanel>, Option<Rect>) {
        use room::Corner::{LowerLeft, LowerRight, UpperLeft, UpperRight};
        let mut obstacles = self.rough_obstacles(frame, layers);
        let (mut taken, mut panels, mut locator) = (Vec::new(), Vec::new(), locator);
        let rtl = self.set.language.rtl;
        for piece in pieces {
            let name = match &piece {
                Piece::Locator(_) => "locator",
                Piece::Key(_) => "key",
                Piece::Panel(p) => p.name.as_str(),
            }
            .to_owned();
            let order = match (&piece, rtl) {
                (Piece::Locator(_), false) | (Piece::Key(_), true) => [LowerRight, UpperRight, UpperLeft, LowerLeft],
                _ => [LowerLeft, UpperLeft, UpperRight, LowerRight],
            };
            let placed = match piece {
                Piece::Locator(_) => {
                    let width = (frame.rect.width() * 0.25).clamp(mm(18.0), mm(34.0));
                    let size = Vec2::new(width, width * 0.78);
                    room::cheapest(size, room::corners(frame.rect, size, 0.0, order), &obstacles)
                        .inspect(|rect| locator = Some(*rect))
                }
                Piece::Key(entries) => {
                    let padding = Vec2::new(mm(2.0), mm(1.6));
                    [0.30, 0.36, 0.45].iter().find_map(|share| {
                        let width = (frame.rect.width() * share).clamp(mm(24.0), mm(44.0));
                        let key = key::key(&entries, width, 1, self.set).on_plate(padding);
                        let size = Vec2::new(key.rect.width(), key.rect.height());
                        if size.y > frame.rect.height() * 0.72 || size.x * size.y > frame.rect.area() * 0.3 {
                            return None;
                        }
                        let rect = room::cheapest(size, room::corners(frame.rect, size, 0.0, order), &obstacles)?;
                        panels.push(key.at(rect.origin()));
                        Some(rect)
                    })
                }
                Piece::Panel(_) => None,
            };
            match placed {
                Some(rect) => {
                    obstacles.add(rect);
                    taken.push(rect);
                }
                None => self.left_out.push(format!("{name}: no room on this page")),
            }
        }
        (taken, panels, locator)
    }

    /// What the map's furniture should keep off before anything has its place: symbols, and softly towns and borders.
    fn rough_obstacles(&self, frame: &MapFrame, layers: &[&Layer]) -> Obstacles {
        let mut obstacles = Obstacles::new(frame.rect);
        let all: Vec<&Incident> = self.input.incidents.iter().collect();
        let scale = SizeScale::of(&all, frame.rect, self.input.figure.symbols);
        for (i, incident) in self.input.incidents.iter().enumerate() {
            if let Placement::Point { place, .. } | Placement::Sector { vertex: place, .. } =
                symbols::placement(incident)
                && let Some(at) = frame.to_page(place)
            {
                let symbol = symbols::symbol(i, incident, at, scale, self.set.theme);
                obstacles.add(symbol.bounds().inset(mm(1.0)));
                obstacles.add_soft(Rect::from_center_size(at, (mm(40.0), mm(14.0))), 25.0);
            }
        }
        for distance in self.input.distances {
            if let (Some(a), Some(b)) = (frame.to_page(distance.from), frame.to_page(distance.foot)) {
                obstacles.add_line(&[a, b], 12.0);
            }
        }
        for layer in layers.iter().filter(|l| matches!(l.role, LayerRole::Border | LayerRole::Place)) {
            for feature in layer.features.iter().filter(|f| f.bounds.intersects(&frame.visible)) {
                for line in crate::data::geometry::lines(&feature.geometry) {
                    frame.line(&line).iter().for_each(|part| obstacles.add_line(part, 0.12));
                }
                for at in crate::data::geometry::points(&feature.geometry).into_iter().filter_map(|p| frame.to_page(p))
                {
                    let weight = 6.0 / f64::from(feature.rank + 1);
                    obstacles.add_soft(Rect::from_center_size(at, (mm(8.0), mm(4.0))), weight);
                }
            }
        }
        obstacles
    }

    fn country_extent(&self) -> Option<Extent> {
        let code = &self.input.of_interest.first()?.0;
        let countries = self.input.catalogue.countries_for_locator(0.0);
        let country = countries.features.iter().find(|f| f.countries.contains(code))?;
        locator::main_extent(&country.geometry)
    }

    fn locator(&self, rect: Rect, frame: &MapFrame) -> Option<Locator<'a>> {
        let shows = locator::extent(frame, self.country_extent())?;
        let countries = self.input.catalogue.countries_for_locator(shows.width_deg());
        let codes = self.input.of_interest.iter().map(|(code, _)| code.clone()).collect();
        locator::locator(rect, &shows, frame, countries, codes, &self.input.figure.lang, self.set)
    }

    fn map_input(&self, layers: Vec<&'a Layer>, taken: Vec<Rect>) -> MapInput<'a> {
        let figure = self.input.figure;
        let callouts = figure
            .callouts
            .iter()
            .filter_map(|c| {
                let incident = self.input.incidents.iter().position(|i| i.id == c.incident)?;
                Some((incident, self.citations.resolve(&c.heading), self.citations.resolve(&c.text)))
            })
            .collect();
        MapInput {
            figure,
            incidents: self.input.incidents,
            distances: self.input.distances,
            layers,
            of_interest: self.input.of_interest.iter().map(|(code, _)| code.clone()).collect(),
            catalogue: self.input.catalogue,
            callouts,
            taken,
        }
    }

    fn foot_sentences(
        &self,
        frame: &MapFrame,
        layers: &[&Layer],
        relief: Option<&Relief>,
    ) -> (Vec<(TextRole, String)>, Vec<String>) {
        let mut credits: Vec<(LayerRole, Credit)> = Vec::new();
        let shown = layers.iter().copied().filter(|l| l.features.iter().any(|f| f.bounds.intersects(&frame.visible)));
        for layer in shown.chain(self.input.measured_layers.iter().copied()) {
            credits.push((layer.role, layer.credit.clone()));
        }
        let own: Vec<String> = self.input.user_layers.iter().filter_map(|l| l.credit.clone()).collect();
        let range = self.input.distances.iter().any(|d| d.interval.max_m > d.interval.min_m);
        let input = FootInput {
            figure: self.input.figure,
            incidents: self.input.incidents,
            citations: &self.citations,
            sources: self.input.sources,
            credits: &credits,
            relief_credit: relief.map(|r| &r.credit),
            own_credits: &own,
            frame,
            brief: self.grid.narrow,
            distances: (!self.input.distances.is_empty()).then_some(range),
            inferred: self.input.figure.panels.iter().any(|p| matches!(p, Panel::Table { .. }))
                && self.input.incidents.iter().any(table::date_is_soft),
        };
        (foot::sentences(&input, self.set.language), foot::credit_lines(&input, self.set.language))
    }

    fn foot_lines(&self, sentences: &[(TextRole, String)]) -> Vec<crate::text::ShapedLine> {
        let parts: Vec<(TextRole, &str)> = sentences.iter().map(|(role, text)| (*role, text.as_str())).collect();
        self.set.paragraph(&parts, self.grid.inner())
    }

    fn place_foot(&self, lines: Vec<crate::text::ShapedLine>, top: f64, leading: f64) -> Vec<PlacedLine> {
        let rtl = self.set.language.rtl;
        let place = |(i, line): (usize, crate::text::ShapedLine)| {
            let x = if rtl { self.grid.width - self.grid.margin - line.width_pt } else { self.grid.margin };
            PlacedLine::new(line, Point::new(x, top + leading * (i as f64 + 0.78)))
        };
        lines.into_iter().enumerate().map(place).collect()
    }
}

/// Does a feature really show on the frame, not only its box?
fn on_page(frame: &MapFrame, feature: &crate::data::layer::LayerFeature) -> bool {
    use crate::data::geometry;
    let hits = |parts: Vec<Vec<Point>>| parts.iter().flatten().any(|p| frame.rect.contains(*p));
    geometry::lines(&feature.geometry).iter().any(|l| hits(frame.line(l)))
        || geometry::polygons(&feature.geometry).iter().any(|r| hits(frame.polygon(r)))
        || geometry::points(&feature.geometry).iter().any(|p| frame.to_page(*p).is_some_and(|p| frame.rect.contains(p)))
}

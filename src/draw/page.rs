//! The page from back to front: ground, incidents, texts, furniture, in the order of the target pictures.

use super::backend::{Recording, RecordingBackend};
use super::element::SceneElement;
use super::sheet::Sheet;
use super::{annotations, furniture, ground, incidents, insets, paths};
use crate::layout::Layout;
use crate::layout::label::PlacedLine;
use crate::layout::map::beyond::ARROW_PT;
use crate::scene::{Group, Item, Placement, Role, Scene, Text};
use crate::text::Fonts;
use kurbo::{BezPath, Shape};
use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Drawable, PointCollection};

/// Draws on the page's Plotters area, and closes what was drawn into groups.
pub struct Pen<'f> {
    area: DrawingArea<RecordingBackend<'f>, Shift>,
    recording: Recording,
    /// Before the ids of groups: those of an inset are its own.
    prefix: String,
}

impl Pen<'_> {
    /// Draws one item.
    pub fn draw(&mut self, item: Item) {
        // An item that paints nothing is left out.
        if let Item::Path(path) = &item
            && path.outline.elements().is_empty()
        {
            return;
        }
        // Recording an item can't fail: it is shaped already.
        let _ = self.area.draw(&SceneElement::new(item));
    }

    /// Draws Plotters' own elements on coordinates of theirs.
    pub fn plotted<'e, C: CoordTranslate, E>(&mut self, coord: C, elements: impl Iterator<Item = &'e E>)
    where
        E: 'e,
        for<'p> &'p E: PointCollection<'p, C::From>,
        for<'b> E: Drawable<RecordingBackend<'b>>,
    {
        let area = self.area.apply_coord_spec(coord);
        // As above: recording can't fail.
        elements.for_each(|element| _ = area.draw(element));
    }

    /// Draws a placed line of text.
    pub fn text(&mut self, placed: &PlacedLine) {
        if !placed.line.runs.is_empty() {
            let placement = match &placed.curve {
                Some(curve) => Placement::Along(curve.clone()),
                None => Placement::Straight(placed.placement()),
            };
            self.draw(Item::Text(Text { line: placed.line.clone(), placement, halo: placed.halo }));
        }
    }

    /// A named group with everything that `fill` draws; an empty one is left out.
    pub fn group(&mut self, id: &str, label: &str, fill: impl FnOnce(&mut Self)) {
        self.layer(Role::Picture, id, label, fill);
    }

    /// A layer of the page that is to be read in its own way.
    pub fn layer(&mut self, role: Role, id: &str, label: &str, fill: impl FnOnce(&mut Self)) {
        let group = Group { id: id.to_owned(), layer_label: Some(label.to_owned()), role, ..Group::default() };
        self.group_of(group, fill);
    }

    /// A group with its own title, description or clip.
    pub fn group_of(&mut self, mut group: Group, fill: impl FnOnce(&mut Self)) {
        group.id.insert_str(0, &self.prefix);
        let start = self.recording.borrow().len();
        fill(self);
        group.items = self.recording.borrow_mut().drain(start..).collect();
        if !group.items.is_empty() {
            self.draw(Item::Group(group));
        }
    }

    /// Everything that `fill` draws, with ids that begin so.
    pub fn prefixed(&mut self, prefix: &str, fill: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.prefix, prefix.to_owned());
        fill(self);
        self.prefix = before;
    }

    /// Everything that `fill` draws, clipped.
    pub fn clipped(&mut self, id: &str, clip: BezPath, fill: impl FnOnce(&mut Self)) {
        self.group_of(Group { id: id.to_owned(), clip: Some(clip), ..Group::default() }, fill);
    }
}

/// Draws a laid-out page.
pub fn draw(layout: &Layout, fonts: &Fonts) -> Scene {
    let (width_pt, height_pt) = layout.size_pt;
    let (backend, recording) = RecordingBackend::new(width_pt, height_pt, fonts);
    let mut pen = Pen { area: backend.into_drawing_area(), recording: recording.clone(), prefix: String::new() };
    pen.layer(Role::Nothing, "page", "Page", |pen| {
        let page = kurbo::Rect::new(0.0, 0.0, width_pt, height_pt);
        pen.draw(paths::filled(page.to_path(0.1), layout.theme.paper));
    });
    let main = Sheet::main(layout);
    map(&main, |pen| insets::marks(layout, pen), &mut pen);
    furniture::on_map(&main, &mut pen);
    furniture::north_arrow(&main, &mut pen);
    furniture::frame(layout, &mut pen);
    insets::draw(layout, &mut pen);
    furniture::locator(layout, &mut pen);
    furniture::panels(layout, &mut pen);
    pen.layer(Role::Heading, "heading", "Title", |pen| layout.heading.iter().for_each(|t| pen.text(t)));
    pen.layer(Role::Words, "foot", "Sources and notes", |pen| layout.foot.iter().for_each(|t| pen.text(t)));
    drop(pen);
    Scene {
        width_pt,
        height_pt,
        title: layout.title.clone(),
        description: layout.caption.alt.clone(),
        lang: layout.lang.to_owned(),
        paper: Some(layout.theme.paper),
        day: layout.day.and_then(|d| Some((u16::try_from(d.year).ok()?, d.month?, d.day?))),
        provenance: None,
        items: recording.take(),
    }
}

/// A map within its frame; `over_ground` draws what lies under its texts.
pub fn map(sheet: &Sheet, over_ground: impl FnOnce(&mut Pen), pen: &mut Pen) {
    let edge = ground::edge(&sheet.map.frame);
    let frame = sheet.map.frame.rect.to_path(0.1);
    pen.group("map", "Map", |pen| {
        pen.clipped("map-frame", frame, |pen| {
            pen.clipped("map-ground", edge, |pen| {
                ground::draw(sheet, pen);
                incidents::grounds(sheet, pen);
            });
            over_ground(pen);
            texts(sheet, pen);
            super::cells::circles(sheet, pen);
            incidents::draw(sheet, pen);
            annotations::draw(sheet, pen);
        });
    });
}

/// Names of areas and towns, road numbers: under the incidents.
fn texts(layout: &Sheet, pen: &mut Pen) {
    use crate::layout::map::LabelKind;
    let map = layout.map;
    let labels = |pen: &mut Pen, kind: LabelKind| {
        for label in map.labels.iter().filter(|l| l.kind == kind).filter_map(|l| l.placed.as_ref()) {
            if let Some(leader) = label.leader {
                let line = paths::line(&[leader.p0, leader.p1]);
                pen.draw(paths::stroked(line, layout.theme.ink, 0.5));
            }
            label.lines.iter().for_each(|t| pen.text(t));
        }
    };
    pen.group("area-names", "Names of areas", |pen| labels(pen, LabelKind::Area));
    pen.group("river-names", "Names of rivers", |pen| labels(pen, LabelKind::River));
    pen.group("towns", "Towns", |pen| {
        for town in &map.towns {
            let dot = kurbo::Circle::new(town.at, town.radius_pt).to_path(0.01);
            pen.draw(paths::filled(dot.clone(), layout.theme.symbol_edge));
            pen.draw(paths::stroked(dot, layout.theme.town_text, layout.theme.lines.town));
        }
        labels(pen, LabelKind::Town);
    });
    pen.group("places-beyond", "Directions of places beyond", |pen| {
        for pointer in &map.pointers {
            let (back, aside) =
                (pointer.along * -ARROW_PT, kurbo::Vec2::new(-pointer.along.y, pointer.along.x) * (ARROW_PT * 0.32));
            let corners =
                [pointer.tip, pointer.tip + back + aside, pointer.tip + back * 0.78, pointer.tip + back - aside];
            let arrow = paths::ring(&corners);
            pen.draw(paths::stroked(arrow.clone(), layout.theme.halo_interest, 1.2));
            pen.draw(paths::filled(arrow, layout.theme.town_text));
        }
    });
    pen.group("layer-names", "Names in own layers", |pen| labels(pen, LabelKind::Layer));
    pen.group("road-numbers", "Road numbers", |pen| {
        for shield in &map.shields {
            let rect = shield.rect.to_rounded_rect(1.4).to_path(0.01);
            pen.draw(paths::filled(rect.clone(), layout.theme.road_fill));
            pen.draw(paths::stroked(rect, layout.theme.road_casing, 0.6));
            pen.text(&shield.text);
        }
    });
    pen.group("ring-labels", "Radii", |pen| labels(pen, LabelKind::Ring));
    pen.group("place-names", "Places of incidents", |pen| {
        labels(pen, LabelKind::Place);
        labels(pen, LabelKind::Measured);
    });
    pen.group("annotation-texts", "Words written by hand", |pen| labels(pen, LabelKind::Annotation));
}

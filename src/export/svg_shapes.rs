//! Outlines that a drawing uses more than once: their path data are written once, among the definitions, and referred
//! to. A border is its own casing, an area its own edge and often a clip.

use super::svg_circle::circle_of;
use super::svg_path::{Detail, data};
use crate::scene::{Item, Path};
use kurbo::BezPath;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Shorter path data are written where they are used: a reference would be no shorter.
const LEAST_BYTES: usize = 120;

/// Path data by how often they are used; those that are used again have a number.
pub struct Shapes {
    used: BTreeMap<String, Use>,
    defined: usize,
}

#[derive(Default)]
struct Use {
    times: usize,
    number: Option<usize>,
}

/// How an outline is written.
pub enum Drawn {
    /// Its path data, here.
    Data(String),
    /// The number of the shape; with its path data where it is first used.
    Shape { number: usize, first: Option<String> },
}

/// Items with every line that goes round the area before it taken together with it: one shape, filled and lined.
pub fn together(items: &[Item]) -> Vec<Cow<'_, Item>> {
    let mut out: Vec<Cow<Item>> = Vec::new();
    for item in items {
        match (out.last_mut(), item) {
            (Some(before), Item::Path(line)) if goes_round(before, line) => {
                if let Item::Path(area) = before.to_mut() {
                    area.stroke.clone_from(&line.stroke);
                }
            }
            _ => out.push(Cow::Borrowed(item)),
        }
    }
    out
}

fn goes_round(before: &Item, line: &Path) -> bool {
    let Item::Path(area) = before else { return false };
    let dashed = |p: &Path| p.stroke.as_ref().is_some_and(|s| !s.dash_pt.is_empty());
    area.stroke.is_none() && line.fill.is_none() && !dashed(line) && area.outline == line.outline
}

/// Path data of an item.
pub fn data_of(path: &Path) -> String {
    let dashed = path.stroke.as_ref().is_some_and(|s| s.dash_pt.iter().any(|d| *d > 0.0));
    data(&path.outline, if dashed { Detail::InStep } else { Detail::Ground })
}

/// Path data of a clip.
pub fn data_of_clip(clip: &BezPath) -> String {
    data(clip, Detail::Ground)
}

impl Shapes {
    /// Counts the outlines of items.
    pub fn of(items: &[Item]) -> Self {
        let mut shapes = Self { used: BTreeMap::new(), defined: 0 };
        shapes.count(items);
        shapes
    }

    fn count(&mut self, items: &[Item]) {
        for item in together(items) {
            match item.as_ref() {
                Item::Group(group) => {
                    group.clip.iter().for_each(|clip| self.add(data_of_clip(clip)));
                    self.count(&group.items);
                }
                Item::Path(path) if circle_of(&path.outline).is_none() => self.add(data_of(path)),
                Item::Path(_) => {}
                Item::Text(_) | Item::Image(_) => {}
            }
        }
    }

    fn add(&mut self, data: String) {
        self.used.entry(data).or_default().times += 1;
    }

    /// How path data are to be written this time.
    pub fn drawn(&mut self, data: String) -> Drawn {
        let Some(of) = self.used.get_mut(&data).filter(|u| u.times > 1 && data.len() >= LEAST_BYTES) else {
            return Drawn::Data(data);
        };
        if let Some(number) = of.number {
            return Drawn::Shape { number, first: None };
        }
        self.defined += 1;
        of.number = Some(self.defined);
        Drawn::Shape { number: self.defined, first: Some(data) }
    }
}

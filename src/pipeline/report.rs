//! What stands where on a finished page, for `--report`.

use crate::data::events::LeftOut;
use crate::layout::Layout;
use crate::layout::inset::Inset;
use crate::layout::label::PlacedLine;
use crate::layout::map::MapPanel;
use crate::layout::map::annotations::PlacedAnnotation;

/// What stands where on a finished page: boxes in points, y down, `[x0, y0, x1, y1]`.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct FigureReport {
    /// Width and height of the page in points.
    pub page_pt: [f64; 2],
    /// Complete PROJ string of the map.
    pub proj: String,
    /// Projected metres to points of the page: `x_pt = a·x + b·y + c`, `y_pt = d·x + e·y + f`.
    pub affine_pt: [f64; 6],
    /// Where the projection's north is on the page: whole degrees clockwise from up.
    pub turned_deg: i32,
    /// Every text on the map except numbers inside their own disc.
    pub labels: Vec<LabelReport>,
    /// Every point symbol.
    pub symbols: Vec<SymbolReport>,
    /// The insets.
    pub insets: Vec<InsetReport>,
    /// Credit lines of the layers that are drawn or measured to.
    pub credits: Vec<String>,
    /// Incidents that the filter left out.
    pub left_out: LeftOut,
}

/// An inset.
#[derive(Debug, Clone, serde::Serialize)]
pub struct InsetReport {
    /// Its letter.
    pub letter: &'static str,
    /// Its frame on the page.
    pub frame: [f64; 4],
    /// What it had to show: west, south, east, north.
    pub extent: [f64; 4],
    /// Complete PROJ string.
    pub proj: String,
    /// As of the map.
    #[serde(skip)]
    pub affine_pt: [f64; 6],
    /// Every text on it.
    pub labels: Vec<LabelReport>,
    /// Every point symbol.
    pub symbols: Vec<SymbolReport>,
}

/// One text on the map.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LabelReport {
    /// The text.
    pub text: String,
    /// Did it find a place?
    pub placed: bool,
    /// Its box; zeros if it found none.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
    /// Degrees clockwise; of a text along a curve, at its left end.
    pub angle: f64,
    /// The name that it stands for, if it is a number that the figure explains.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<String>,
    /// Why it found no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One point symbol on the map.
#[derive(Debug, Clone, serde::Serialize)]
pub struct SymbolReport {
    /// Id of the incident, or name of the town.
    pub id: String,
    /// Its box.
    #[serde(rename = "box")]
    pub bounds: [f64; 4],
}

fn corners(r: kurbo::Rect) -> [f64; 4] {
    [r.x0, r.y0, r.x1, r.y1].map(|v| libm::round(v * 100.0) / 100.0)
}

fn line(p: &PlacedLine) -> LabelReport {
    LabelReport {
        text: p.line.text.clone(),
        placed: true,
        bounds: corners(p.bounds()),
        angle: angle(p),
        stands_for: None,
        reason: None,
    }
}

fn angle(p: &PlacedLine) -> f64 {
    libm::round(p.angle_deg * 100.0) / 100.0
}

/// Every text on a map.
fn labels(map: &MapPanel) -> Vec<LabelReport> {
    let mut labels: Vec<LabelReport> = map
        .labels
        .iter()
        .map(|l| LabelReport {
            text: l.text.clone(),
            placed: l.placed.is_some(),
            bounds: l.placed.as_ref().map_or([0.0; 4], |p| corners(p.bounds)),
            angle: l.placed.as_ref().and_then(|p| p.lines.first()).map_or(0.0, angle),
            stands_for: l.stands_for.clone(),
            reason: l.unplaced.as_ref().map(|u| u.reason.clone()),
        })
        .collect();
    labels.extend(map.measured.iter().flat_map(|m| &m.texts).map(line));
    labels.extend(map.shields.iter().map(|s| line(&s.text)));
    labels.extend(map.callouts.iter().flat_map(|c| &c.texts).map(line));
    labels.extend(map.annotations.iter().filter_map(PlacedAnnotation::text).map(line));
    labels.extend(map.trays.iter().flat_map(|t| &t.texts).map(line));
    labels.extend(map.scale_bar.iter().flat_map(|b| &b.texts).map(line));
    labels.extend(map.north_arrow.iter().map(|n| line(&n.letter)));
    labels
}

/// Every point symbol of a map.
fn symbols(map: &MapPanel, layout: &Layout) -> Vec<SymbolReport> {
    let all = map.symbols.iter().chain(map.trays.iter().flat_map(|t| &t.symbols));
    all.map(|s| SymbolReport { id: layout.incidents[s.incident].id.clone(), bounds: corners(s.bounds()) }).collect()
}

fn inset(inset: &Inset, layout: &Layout) -> InsetReport {
    let (e, frame) = (inset.extent, &inset.map.frame);
    let mut labels = labels(&inset.map);
    labels.extend(std::iter::once(&inset.heading.letter).chain(&inset.heading.title).map(line));
    InsetReport {
        letter: inset.letter,
        frame: corners(frame.rect),
        extent: [e.west_deg, e.south_deg, e.east_deg, e.north_deg].map(twelve_digits),
        proj: frame.projection.proj_string(),
        affine_pt: frame.affine_pt().map(twelve_digits),
        labels,
        symbols: symbols(&inset.map, layout),
    }
}

pub(super) fn report(layout: &Layout) -> FigureReport {
    let map = &layout.map;
    let mut labels = labels(map);
    labels.extend(layout.inset_marks.iter().map(|m| line(&m.letter)));
    FigureReport {
        page_pt: [layout.size_pt.0, layout.size_pt.1],
        proj: map.frame.projection.proj_string(),
        affine_pt: map.frame.affine_pt().map(twelve_digits),
        turned_deg: map.frame.projection.turn().map_or(0, |turn| turn.deg()),
        labels,
        symbols: symbols(map, layout),
        insets: layout.insets.iter().map(|i| inset(i, layout)).collect(),
        credits: layout.credits.clone(),
        left_out: LeftOut::default(),
    }
}

/// A number without its last digits, which depend on the machine's mathematics.
fn twelve_digits(number: f64) -> f64 {
    format!("{number:.11e}").parse().unwrap_or(number)
}

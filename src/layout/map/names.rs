//! Names of places, countries, divisions and seas: how they are written, and where those of areas may stand.

use super::super::label::{Anchor, LabelRequest, line_meets};
use super::super::theme::TextRole;
use super::super::typesetter::{Typesetter, capitals, is_arabic};
use crate::color::Color;
use crate::text::ShapedLine;
use kurbo::{Line, Point, Rect};

/// A name in one or two languages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// In the figure's language, or Latin where that is not known.
    pub first: String,
    /// In the second language, if asked for and known.
    pub second: Option<String>,
}

/// Chooses between an English and an Arabic name.
pub fn name(latin: Option<&str>, arabic: Option<&str>, lang: &str, second_lang: Option<&str>) -> Option<Name> {
    let by = |code: &str| if code.starts_with("ar") { arabic.or(latin) } else { latin.or(arabic) };
    let first = by(lang)?.trim().to_owned();
    let second = second_lang.and_then(by).map(|s| s.trim().to_owned()).filter(|s| *s != first && !s.is_empty());
    (!first.is_empty()).then_some(Name { first, second })
}

/// A name's lines and the distance of their baselines. Names of large areas in capitals, spaced; Arabic never spaced.
pub fn lines(name: &Name, role: TextRole, set: &Typesetter) -> (Vec<ShapedLine>, f64) {
    let written = |text: &str| match role {
        TextRole::Country | TextRole::CountrySmall | TextRole::CountrySmallest | TextRole::Region
            if !is_arabic(text) =>
        {
            capitals(text, set.language)
        }
        _ => text.to_owned(),
    };
    let mut lines = vec![set.line(role, &written(&name.first))];
    let mut leading = set.style(role, &name.first).size_pt * set.theme.line_spacing(role, false);
    if let Some(second) = &name.second {
        let mut style = set.style(role, second);
        leading = style.size_pt * set.theme.line_spacing(role, true).max(1.2);
        if role != TextRole::Country {
            style = style.color(if role == TextRole::Place { set.theme.ink } else { set.theme.second_name });
        }
        if let Ok(line) = set.fonts.line(&set.written(&written(second)), style, crate::text::Direction::Auto) {
            lines.push(line);
        }
    }
    (lines, leading)
}

/// The same at a size and a letter spacing of its own; Arabic takes no spacing, and a size a little larger.
pub fn lines_at(
    name: &Name,
    role: TextRole,
    size_pt: f64,
    spacing_pt: f64,
    set: &Typesetter,
) -> (Vec<ShapedLine>, f64) {
    let usual = set.theme.style(role, false, set.narrow).size_pt;
    let texts = [Some(&name.first), name.second.as_ref()];
    let lines = texts.into_iter().flatten().map(|text| {
        let style = set.style(role, text);
        let style = style.size(style.size_pt / usual * size_pt);
        let (text, style) = match (is_arabic(text), role) {
            (true, _) => (text.clone(), style),
            (false, TextRole::Sea) => (text.clone(), style.spaced(spacing_pt)),
            (false, _) => (capitals(text, set.language), style.spaced(spacing_pt)),
        };
        set.styled(&text, style)
    });
    (lines.collect(), size_pt * set.theme.line_spacing(role, name.second.is_some()).max(1.2))
}

/// How large a share of the frame an area covers, and the middles that its name may have.
#[derive(Debug)]
pub struct Visible {
    /// 0…1
    pub share: f64,
    inside: Vec<Point>,
    grid: f64,
    /// Edges of the area on the page.
    edges: Vec<Line>,
}

/// Looks where an area shows in the frame. `rings`: its rings on the page (even-odd).
pub fn visible(frame: Rect, rings: &[Vec<Point>]) -> Visible {
    let grid = (frame.width().min(frame.height()) / 34.0).max(2.0);
    let (columns, rows) = ((frame.width() / grid) as usize, (frame.height() / grid) as usize);
    let mut inside = Vec::new();
    for row in 0..rows {
        let y = frame.y0 + (row as f64 + 0.5) * grid;
        // Crossings of this row with the rings, then the points between every other pair.
        let mut xs: Vec<f64> = Vec::new();
        for ring in rings {
            for pair in ring.windows(2) {
                if (pair[0].y > y) != (pair[1].y > y) {
                    xs.push(pair[0].x + (y - pair[0].y) / (pair[1].y - pair[0].y) * (pair[1].x - pair[0].x));
                }
            }
        }
        xs.sort_by(f64::total_cmp);
        for column in 0..columns {
            let x = frame.x0 + (column as f64 + 0.5) * grid;
            if xs.iter().filter(|c| **c < x).count() % 2 == 1 {
                inside.push(Point::new(x, y));
            }
        }
    }
    let edges = rings.iter().flat_map(|r| r.windows(2)).map(|pair| Line::new(pair[0], pair[1])).collect();
    Visible { share: inside.len() as f64 / (columns * rows).max(1) as f64, inside, grid, edges }
}

impl Visible {
    /// Some point of the area, about in its middle.
    pub fn any(&self) -> Option<Point> {
        self.inside.get(self.inside.len() / 2).copied()
    }

    /// Does the area hold a point (to the grid's cell)?
    pub fn holds(&self, p: Point) -> bool {
        self.cells().any(|cell| cell.contains(p))
    }

    /// The cells of the grid that lie in the area.
    pub fn cells(&self) -> impl Iterator<Item = Rect> + '_ {
        self.inside.iter().map(|p| Rect::from_center_size(*p, (self.grid, self.grid)))
    }

    /// Middles for a text of this size that lie with it inside the area, the roomiest first.
    pub fn middles(&self, width: f64, height: f64) -> Vec<(Point, f64)> {
        let cell = |p: Point| ((p.x / self.grid) as i64, (p.y / self.grid) as i64);
        let mut cells: Vec<(i64, i64)> = self.inside.iter().map(|p| cell(*p)).collect();
        cells.sort_unstable();
        let has = |p: Point| cells.binary_search(&cell(p)).is_ok();
        let n = self.inside.len().max(1) as f64;
        let sum = self.inside.iter().fold((0.0, 0.0), |s, p| (s.0 + p.x, s.1 + p.y));
        let centroid = Point::new(sum.0 / n, sum.1 / n);
        self.inside
            .iter()
            .filter_map(|&p| {
                let fits = (0..=8).all(|i| {
                    let x = p.x + width * (f64::from(i) / 8.0 - 0.5);
                    has(Point::new(x, p.y - height / 2.0)) && has(Point::new(x, p.y + height / 2.0))
                });
                let text = Rect::from_center_size(p, (width, height));
                (fits && !self.edges.iter().any(|e| line_meets(*e, text)))
                    .then(|| (p, (p - centroid).hypot() * 0.10 - self.clearance(p, width, height, &has)))
            })
            .collect()
    }

    /// A bonus for room around the text, up to 8.
    fn clearance(&self, p: Point, width: f64, height: f64, has: &dyn Fn(Point) -> bool) -> f64 {
        let mut bonus = 0.0;
        for ring in 1..=4 {
            let d = f64::from(ring) * self.grid;
            let corners = [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (0.0, -1.0), (0.0, 1.0)];
            let all =
                corners.iter().all(|(x, y)| has(Point::new(p.x + x * (width / 2.0 + d), p.y + y * (height / 2.0 + d))));
            if !all {
                break;
            }
            bonus += 2.0;
        }
        bonus
    }
}

/// A request for the name of an area; `None` where its text fits nowhere in what can be seen.
pub fn area_request(
    name: &Name,
    role: TextRole,
    seen: &Visible,
    priority: f64,
    halo: Color,
    set: &Typesetter,
) -> Option<LabelRequest> {
    let (lines, leading_pt) = lines(name, role, set);
    let width = lines.iter().map(|l| l.ink.width()).fold(0.0, f64::max);
    let height = lines.first().map_or(0.0, |l| l.ink.height()) + leading_pt * (lines.len() - 1) as f64;
    let middles = seen.middles(width + 4.0, height + 4.0);
    (!middles.is_empty()).then(|| LabelRequest {
        id: name.first.clone(),
        lines,
        leading_pt,
        anchor: Anchor::Middles(middles),
        priority,
        leader: false,
        halo: Some((halo, if role == TextRole::Country { 0.9 } else { set.theme.lines.halo })),
    })
}

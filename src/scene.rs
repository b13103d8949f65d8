//! The display list: a finished page, items at fixed positions, nothing left to decide.
//!
//! What is guaranteed here: every coordinate is in points (1/72 inch) from the upper left corner, y down, rounded once
//! to [`COORDINATE_STEP_PT`]; every text is shaped; every colour resolved; no longitude or latitude is left. An exporter
//! walks the items in order and paints each over the ones before.

use crate::color::Color;
use crate::text::{Baseline, ShapedLine};
use kurbo::{Affine, BezPath, Point, Rect};

/// Coordinates are rounded to this once, on entering the scene: smaller differences between dependencies' or machines'
/// maths never reach a file.
pub const COORDINATE_STEP_PT: f64 = 1.0 / 1024.0;

/// A finished page.
#[derive(Debug, Clone, Default)]
pub struct Scene {
    /// Width of the page in points.
    pub width_pt: f64,
    /// Height of the page in points.
    pub height_pt: f64,
    /// Title of the figure, for readers who can't see it.
    pub title: String,
    /// Description of the figure (alt text).
    pub description: String,
    /// BCP 47 language of the figure.
    pub lang: String,
    /// What the page is printed on, also where its edge cuts a pixel. Default: white.
    pub paper: Option<Color>,
    /// Day that the data stand at (year, month, day), where it is known.
    pub day: Option<(u16, u8, u8)>,
    /// What the figure was made of, as JSON, where it is to be embedded.
    pub provenance: Option<String>,
    /// What is painted, first to last.
    pub items: Vec<Item>,
}

/// One thing on the page.
#[derive(Debug, Clone)]
pub enum Item {
    /// Items that belong together, perhaps clipped.
    Group(Group),
    /// A filled or stroked path.
    Path(Path),
    /// One shaped line of text.
    Text(Text),
    /// A picture.
    Image(Image),
}

/// Items that belong together: a layer of the map or one incident.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Stable name, unique in the scene: letters, digits, `-`; e.g. `incidents`, `labels`, `border`.
    pub id: String,
    /// A top-level group is a layer, under this name, in Inkscape and Illustrator.
    pub layer_label: Option<String>,
    /// What a layer is to readers who can't see it.
    pub role: Role,
    /// Title for readers who can't see it (SVG `<title>`).
    pub title: Option<String>,
    /// Description for readers who can't see it (SVG `<desc>`).
    pub description: Option<String>,
    /// Nothing of the group shows outside this path (non-zero).
    pub clip: Option<BezPath>,
    /// What is in it.
    pub items: Vec<Item>,
}

/// What a layer is to readers who can't see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Part of the picture that the scene's description tells of.
    #[default]
    Picture,
    /// The heading: what is set as its first line is the title.
    Heading,
    /// Words to be read line by line: a panel, the sources.
    Words,
    /// Nothing: the paper.
    Nothing,
}

/// A path with a fill, a stroke or both (fill first).
#[derive(Debug, Clone)]
pub struct Path {
    /// The outline in page points.
    pub outline: BezPath,
    /// Inside.
    pub fill: Option<Fill>,
    /// Line.
    pub stroke: Option<Stroke>,
}

/// How the inside is painted.
#[derive(Debug, Clone)]
pub struct Fill {
    /// With what.
    pub paint: Paint,
    /// What counts as inside.
    pub rule: FillRule,
}

/// What counts as the inside of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillRule {
    /// Winding number not zero.
    NonZero,
    /// Winding number odd: holes whatever their direction.
    EvenOdd,
}

/// A paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// One colour.
    Solid(Color),
    /// From `start` to `end`, padded beyond. Stops are `(offset 0…1, colour)`, ascending.
    Linear { start: Point, end: Point, stops: Vec<(f64, Color)> },
    /// From `center` out to `radius_pt`, padded beyond.
    Radial { center: Point, radius_pt: f64, stops: Vec<(f64, Color)> },
}

/// How a line is painted.
#[derive(Debug, Clone)]
pub struct Stroke {
    /// With what.
    pub paint: Paint,
    /// Width in points.
    pub width_pt: f64,
    /// Lengths of dashes and gaps in points; empty: a solid line.
    pub dash_pt: Vec<f64>,
    /// Ends.
    pub cap: Cap,
    /// Corners.
    pub join: Join,
}

/// End of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cap {
    /// Ends where the line ends.
    Butt,
    /// Half a disc beyond.
    Round,
    /// Half a square beyond.
    Square,
}

/// Corner of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// Pointed (miter limit 4).
    Miter,
    /// Round.
    Round,
    /// Cut.
    Bevel,
}

/// One shaped line of text on the page.
#[derive(Debug, Clone)]
pub struct Text {
    /// The glyphs, from the line's own origin: left end of the baseline, x right, y down.
    pub line: ShapedLine,
    /// Where it stands on the page.
    pub placement: Placement,
    /// A stroke in this colour behind the letters, `(colour, width on each side in points)`.
    pub halo: Option<(Color, f64)>,
}

/// Where a line of text stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Placement {
    /// Straight: where its origin is on the page and how it is turned, rotation and translation only.
    Straight(Affine),
    /// Along a curve of the page: what lies at `x` on the straight line stands at that length of the curve.
    Along(Baseline),
}

/// A picture: eight bits a channel, RGBA, straight alpha, row by row from the upper left.
#[derive(Debug, Clone)]
pub struct Image {
    /// Pixels, `4 × width × height` bytes.
    pub rgba: Vec<u8>,
    /// Pixels in a row.
    pub width_px: u32,
    /// Rows.
    pub height_px: u32,
    /// Where it stands on the page.
    pub rect: Rect,
    /// Words for readers who can't see it.
    pub alt: String,
}

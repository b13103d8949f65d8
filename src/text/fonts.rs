//! The bundled fonts: Noto Sans and its sisters for other scripts (OFL, see `fonts/`), and faces the user adds.
//!
//! No font of the system is ever looked at. Every face is registered under a name of its own, so that the library's matching of weights
//! and widths has nothing to choose: [`Fonts::stack`] says which faces serve a style, first to last. A bundled face is unpacked and registered when
//! a text first needs it.

use super::bundled;
use super::script::Script;
use super::shape::TextError;
use super::style::TextStyle;
use kurbo::{Affine, BezPath, Point};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache, SourceCacheOptions};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock};

/// A face of a [`Fonts`], valid for that collection. Bundled faces have the same ids in every collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u16);

/// What CSS needs to know of a face.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceDescription {
    /// Family, e.g. `Noto Sans`.
    pub family: String,
    /// 100–900.
    pub weight: u16,
    /// Percent: 100, 87.5, 75.
    pub stretch_percent: f64,
    /// Italic?
    pub italic: bool,
}

struct Face {
    description: FaceDescription,
    /// Its bytes, once they are needed.
    blob: OnceLock<Blob<u8>>,
}

/// A collection of faces: the bundled ones, then the user's.
///
/// ```
/// use sitmap::{color::Color, text::{Direction, Fonts, TextStyle}};
/// let fonts = Fonts::bundled();
/// let line = fonts.line("Idlib إدلب", TextStyle::new(8.0, Color::rgb(0)), Direction::Auto).unwrap();
/// assert_eq!(line.runs.len(), 2);
/// assert!(line.runs[1].rtl);
/// ```
pub struct Fonts {
    faces: Vec<Face>,
    pub(super) contexts: Mutex<Contexts>,
}

/// What the shaping library keeps between calls.
pub(super) struct Contexts {
    pub font: parley::FontContext,
    pub layout: parley::LayoutContext<u16>,
    /// Which faces the library knows.
    registered: BTreeSet<FaceId>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.faces.iter().map(|face| &face.description)).finish()
    }
}

impl Fonts {
    /// The bundled faces.
    pub fn bundled() -> Self {
        let collection = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        let font = parley::FontContext { collection, source_cache: SourceCache::new(SourceCacheOptions::default()) };
        let (layout, registered) = (parley::LayoutContext::new(), BTreeSet::new());
        let faces = bundled::descriptions().map(|description| Face { description, blob: OnceLock::new() });
        Self { faces: faces.collect(), contexts: Mutex::new(Contexts { font, layout, registered }) }
    }

    /// Adds the faces of a TrueType or OpenType file, used for characters that the bundled faces lack.
    ///
    /// # Errors
    /// The bytes are no font.
    pub fn add(&mut self, file_name: &str, bytes: Vec<u8>) -> Result<(), TextError> {
        let wrong = || TextError::NotAFont { file: file_name.to_owned() };
        let font = FontRef::new(&bytes).map_err(|_| wrong())?;
        let attributes = font.attributes();
        let family = font
            .localized_strings(skrifa::string::StringId::FAMILY_NAME)
            .english_or_first()
            .map_or_else(|| file_name.to_owned(), |name| name.chars().collect());
        if font.outline_glyphs().iter().next().is_none() || !has_what_is_embedded(&font) {
            return Err(wrong());
        }
        let description = FaceDescription {
            family,
            weight: attributes.weight.value() as u16,
            stretch_percent: f64::from(attributes.stretch.percentage()),
            italic: attributes.style == skrifa::attribute::Style::Italic,
        };
        self.faces.push(Face { description, blob: OnceLock::from(Blob::from(bytes)) });
        Ok(())
    }

    /// Are there faces of the user's?
    pub fn has_users(&self) -> bool {
        self.faces.len() > bundled::COUNT
    }

    fn blob(&self, face: FaceId) -> &Blob<u8> {
        let index = usize::from(face.0);
        self.faces[index].blob.get_or_init(|| Blob::new(Arc::new(bundled::bytes(index))))
    }

    /// Makes faces known to the shaping library.
    pub(super) fn register(&self, contexts: &mut Contexts, faces: &[FaceId]) {
        for face in faces {
            if !contexts.registered.insert(*face) {
                continue;
            }
            let name = Self::internal_name(*face);
            let plain = FontInfoOverride {
                family_name: Some(&name),
                width: Some(parley::fontique::FontWidth::NORMAL),
                style: Some(parley::fontique::FontStyle::Normal),
                weight: Some(parley::fontique::FontWeight::NORMAL),
                axes: None,
            };
            contexts.font.collection.register_fonts(self.blob(*face).clone(), Some(plain));
        }
    }

    /// The faces for a style, first to last: of the script, Noto Sans, of other scripts that the text has, the user's.
    pub(super) fn stack(&self, style: &TextStyle, script: Option<Script>, others: &BTreeSet<Script>) -> Vec<FaceId> {
        let others = others.iter().copied().filter(|other| Some(*other) != script).map(Some);
        let scripts = script.map(Some).into_iter().chain([None]).chain(others);
        let bundled = scripts.map(|script| bundled::face_of(script, style));
        bundled.chain(bundled::COUNT..self.faces.len()).map(|index| FaceId(index as u16)).collect()
    }

    /// The name that the shaping library knows a face by.
    pub(super) fn internal_name(face: FaceId) -> String {
        internal_name(usize::from(face.0))
    }

    /// The face that the shaping library used.
    pub(super) fn face_of_blob(&self, id: u64) -> Option<FaceId> {
        self.faces.iter().position(|f| f.blob.get().is_some_and(|blob| blob.id() == id)).map(|i| FaceId(i as u16))
    }

    /// The outline of a glyph at `size_pt`, y down, from its own origin; empty for blank glyphs.
    pub fn outline(&self, face: FaceId, glyph: u32, size_pt: f64) -> BezPath {
        let Ok(font) = FontRef::new(self.bytes(face)) else { return BezPath::new() };
        // Drawn in font units, then scaled: the outline doesn't depend on rounding at a size. One that is broken stays blank.
        let units = f64::from(font.head_units_per_em());
        let mut outline = drawn(&font, glyph).unwrap_or_default();
        outline.apply_affine(Affine::scale_non_uniform(size_pt / units, -size_pt / units));
        outline
    }

    /// Can a glyph be drawn with bounded work? Glyphs of a user's font may be made of each other, or call routines of each other, so often that no program
    /// ends with them; who embeds fonts follows these references without a bound. The bundled faces are sound.
    pub(super) fn is_sound(&self, face: FaceId, glyph: u32) -> bool {
        usize::from(face.0) < bundled::COUNT
            || FontRef::new(self.bytes(face)).is_ok_and(|font| drawn(&font, glyph).is_some())
    }

    /// Ascent and descent of a face at `size_pt`, both positive.
    pub(super) fn ascent_descent(&self, face: FaceId, size_pt: f64) -> (f64, f64) {
        let Ok(font) = FontRef::new(self.bytes(face)) else { return (size_pt, size_pt * 0.3) };
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let scale = size_pt / f64::from(metrics.units_per_em);
        (f64::from(metrics.ascent) * scale, -f64::from(metrics.descent) * scale)
    }

    /// What CSS needs to know of a face.
    pub fn description(&self, face: FaceId) -> &FaceDescription {
        &self.faces[usize::from(face.0)].description
    }

    /// The file's bytes.
    pub fn bytes(&self, face: FaceId) -> &[u8] {
        self.blob(face).data()
    }
}

fn internal_name(index: usize) -> String {
    format!("face-{index}")
}

/// Units per em without the library's metrics of a size.
trait UnitsPerEm {
    fn head_units_per_em(&self) -> u16;
}

impl UnitsPerEm for FontRef<'_> {
    fn head_units_per_em(&self) -> u16 {
        self.metrics(Size::unscaled(), LocationRef::default()).units_per_em
    }
}

/// Are the tables there, and readable, that every font has (OpenType 1.9, *Font tables*), with an em and a box that can be? Who embeds fonts takes them for
/// granted.
fn has_what_is_embedded(font: &FontRef) -> bool {
    let sizes = font.head().is_ok_and(|head| {
        (16..=16_384).contains(&head.units_per_em()) && head.x_min() <= head.x_max() && head.y_min() <= head.y_max()
    });
    sizes && font.hhea().is_ok() && font.hmtx().is_ok() && font.maxp().is_ok() && font.cmap().is_ok()
}

/// The outline of a glyph in font units, y up; empty where it has none. `None`: it is broken, or takes more than the library's bounds.
fn drawn(font: &FontRef, glyph: u32) -> Option<BezPath> {
    let mut pen = PathPen(BezPath::new());
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs().get(GlyphId::new(glyph))?.draw(settings, &mut pen).ok()?;
    Some(pen.0)
}

struct PathPen(BezPath);

fn point(x: f32, y: f32) -> Point {
    Point::new(f64::from(x), f64::from(y))
}

impl OutlinePen for PathPen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(point(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(point(x, y));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(point(cx, cy), point(x, y));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.curve_to(point(ax, ay), point(bx, by), point(x, y));
    }
    fn close(&mut self) {
        self.0.close_path();
    }
}

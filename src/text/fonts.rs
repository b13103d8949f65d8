//! The bundled fonts: Noto Sans and Noto Sans Arabic, and faces the user adds with `--font`.

use kurbo::BezPath;

/// A face of a [`Fonts`], valid for that collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub u16);

/// A collection of faces: the bundled ones, then the user's.
#[derive(Debug)]
pub struct Fonts {}

impl Fonts {
    /// The bundled faces.
    pub fn bundled() -> Self {
        todo!("helper")
    }

    /// Adds a face from the bytes of a TrueType or OpenType file, used for characters that the bundled faces lack.
    pub fn add(&mut self, file_name: &str, bytes: Vec<u8>) -> Result<(), String> {
        let _ = (file_name, bytes);
        todo!("helper")
    }

    /// The outline of a glyph at `size_pt`, y down, from its own origin.
    pub fn outline(&self, face: FaceId, glyph: u32, size_pt: f64) -> BezPath {
        let _ = (face, glyph, size_pt);
        todo!("helper")
    }

    /// The family name, CSS weight, CSS stretch (percent) and italic flag of a face.
    pub fn description(&self, face: FaceId) -> FaceDescription {
        let _ = face;
        todo!("helper")
    }

    /// The file bytes of a face.
    pub fn bytes(&self, face: FaceId) -> &[u8] {
        let _ = face;
        todo!("helper")
    }
}

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

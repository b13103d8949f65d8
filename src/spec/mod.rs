//! Figure spec (TOML) → [`Figure`], every default filled.
//!
//! What is guaranteed after [`parse`]: no unknown key, every value of its type, page size and extent understood. What
//! depends on the data (a title, the frame) stays `None` and is decided by `layout`. This room knows no geometry and
//! doesn't open the files that a spec names.

mod annotation;
mod builtin;
mod cells;
mod choices;
mod extent;
mod figure;
mod filter;
mod inset;
mod keys;
mod page;
mod read;
pub mod toml_file;
mod values;

pub use annotation::{Annotation, Offset, Pictogram, Spot};
pub use builtin::BUILTIN;
pub use cells::{CellValue, CellsSpec, ClassesSpec, IncidentStyle, PerSpec};
pub use choices::{BorderLineSpec, Digits, MissingGlyphs, PdfStandardSpec, PngEffortSpec, SvgTextSpec, SymbolScale};
pub use extent::ExtentSpec;
pub use figure::{
    BorderSpec, Callout, CountryNameSpec, EntryText, Figure, LabelSpec, LayerSpec, Measure, Panel, Rings, Statement,
};
pub use filter::{FilterSpec, NearSpec, PrecisionSpec};
pub use inset::{InsetPlace, InsetSpec, MOST_INSETS};
pub use page::PageSize;
pub use read::{figure_schema, parse, to_toml};

/// A value of a spec that can't be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SpecError {
    /// Not a page size.
    #[error("“{0}” is no page size: give a preset ({presets}) or WIDTHxHEIGHT with mm or px", presets = PageSize::preset_names())]
    PageSize(String),
    /// Not an extent.
    #[error(
        "“{0}” is no extent: give W,S,E,N in degrees, world, a country or division by name, around:LON,LAT,50km, or fit:12%"
    )]
    Extent(String),
    /// Not a place with a distance.
    #[error("“{0}” is no place with a distance: give LON,LAT,50km")]
    Near(String),
    /// Not a precision.
    #[error("“{0}” is no precision: give a distance from 100m to 500km, country, admin1, or a file of areas")]
    Precision(String),
    /// A level of divisions that is not built in.
    #[error(
        "areas of {0} are not built in: give a file of them, such as the boundaries that OCHA publishes for a country"
    )]
    PrecisionLevel(String),
}

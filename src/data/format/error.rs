//! Why a file can't be read at all.

use crate::diagnostic::Diagnostic;
use crate::limits::Exceeded;

/// A fault of a file as a whole.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    /// gzip or ZIP, or a part of what they hold.
    #[error("the {0} is broken: {1}")]
    Archive(&'static str, String),
    /// Not well-formed, nested too deeply, or with entities of its own.
    #[error("the XML is broken: {0}")]
    Xml(String),
    /// Coordinates that are not longitude and latitude on WGS 84.
    #[error("the file is in the reference system “{0}”")]
    ReferenceSystem(String),
    /// Known, and not read; with what to do.
    #[error("{0}")]
    Unread(String, Option<&'static str>),
    /// More than is read.
    #[error("the file is too large: {0}")]
    Limit(#[from] Exceeded),
    /// Bytes whose encoding can't be told.
    #[error("its encoding can’t be told")]
    Encoding(Vec<Diagnostic>),
}

impl From<FormatError> for Diagnostic {
    fn from(error: FormatError) -> Self {
        let message = error.to_string();
        match error {
            FormatError::Archive(..) => Diagnostic::error("data::broken-archive", message),
            FormatError::Xml(_) => Diagnostic::error("data::not-xml", message),
            FormatError::ReferenceSystem(_) => {
                let help = "bring it to WGS 84 first: ogr2ogr -t_srs EPSG:4326 incidents.geojson FILE";
                Diagnostic::error("data::unknown-crs", message).help(help)
            }
            FormatError::Unread(_, None) => Diagnostic::error("data::unread-format", message),
            FormatError::Unread(_, Some(help)) => Diagnostic::error("data::unread-format", message).help(help),
            FormatError::Limit(exceeded) => exceeded.into(),
            FormatError::Encoding(faults) => {
                faults.into_iter().next().unwrap_or_else(|| Diagnostic::error("data::unknown-encoding", message))
            }
        }
    }
}

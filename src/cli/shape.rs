//! What spec and exporter call the same: forms of text in SVG, and the effort of the PNG encoder. Neither room knows
//! the other.

use crate::export::{png::PngEffort, svg::SvgText};
use crate::spec::{PngEffortSpec, SvgTextSpec};

/// As the exporter calls it.
pub(super) fn text_of_spec(text: SvgTextSpec) -> SvgText {
    match text {
        SvgTextSpec::Embed => SvgText::Embed,
        SvgTextSpec::Text => SvgText::Text,
        SvgTextSpec::Paths => SvgText::Paths,
    }
}

/// As a spec calls it.
pub(super) fn spec_of_text(text: SvgText) -> SvgTextSpec {
    match text {
        SvgText::Embed => SvgTextSpec::Embed,
        SvgText::Text => SvgTextSpec::Text,
        SvgText::Paths => SvgTextSpec::Paths,
    }
}

/// As the exporter calls it.
pub(super) fn effort_of_spec(effort: PngEffortSpec) -> PngEffort {
    match effort {
        PngEffortSpec::Fast => PngEffort::Fast,
        PngEffortSpec::Balanced => PngEffort::Balanced,
    }
}

/// As a spec calls it.
pub(super) fn spec_of_effort(effort: PngEffort) -> PngEffortSpec {
    match effort {
        PngEffort::Fast => PngEffortSpec::Fast,
        PngEffort::Balanced => PngEffortSpec::Balanced,
    }
}

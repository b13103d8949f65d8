//! What spec and exporter call the same: forms of text in SVG, the effort of the PNG encoder, standards of PDF. Neither room knows
//! the other.

use crate::export::{pdf::PdfStandard, png::PngEffort, svg::SvgText};
use crate::spec::{PdfStandardSpec, PngEffortSpec, SvgTextSpec};

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
        PngEffortSpec::Best => PngEffort::Best,
    }
}

/// As a spec calls it.
pub(super) fn spec_of_effort(effort: PngEffort) -> PngEffortSpec {
    match effort {
        PngEffort::Fast => PngEffortSpec::Fast,
        PngEffort::Balanced => PngEffortSpec::Balanced,
        PngEffort::Best => PngEffortSpec::Best,
    }
}

/// As the exporter calls it.
pub(super) fn standard_of_spec(standard: PdfStandardSpec) -> PdfStandard {
    match standard {
        PdfStandardSpec::A2a => PdfStandard::A2a,
        PdfStandardSpec::A3a => PdfStandard::A3a,
        PdfStandardSpec::Ua1 => PdfStandard::Ua1,
    }
}

/// As a spec calls it.
pub(super) fn spec_of_standard(standard: PdfStandard) -> PdfStandardSpec {
    match standard {
        PdfStandard::A2a => PdfStandardSpec::A2a,
        PdfStandard::A3a => PdfStandardSpec::A3a,
        PdfStandard::Ua1 => PdfStandardSpec::Ua1,
    }
}

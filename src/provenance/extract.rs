//! A figure's bytes → what is embedded in it.
//!
//! PNG: chunks up to `IEND` (PNG specification §5). SVG: the text of `<metadata id="provenance">`. PDF: the attached file, found by inflating the
//! file's streams one after the other; no object table is read, so that a damaged one doesn't matter.

use super::Provenance;
use crate::limits::PROVENANCE_BYTES;

/// Why nothing is found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// Not a format that holds it.
    #[error("not a PNG, SVG or PDF file")]
    Format,
    /// It holds nothing of ours.
    #[error("the file holds no provenance of sitmap")]
    Nothing,
    /// It is not what we write.
    #[error("the provenance in the file can’t be read: {0}")]
    Damaged(String),
}

/// The provenance in a figure: its text and what it says.
///
/// # Errors
/// Another format, nothing embedded, or something else than we write.
pub fn extract(bytes: &[u8]) -> Result<(String, Provenance), ExtractError> {
    let text = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        in_png(bytes)
    } else if bytes.starts_with(b"%PDF") {
        in_pdf(bytes)
    } else {
        let text = std::str::from_utf8(bytes).map_err(|_| ExtractError::Format)?;
        // A GeoJSON text may speak of <svg too.
        let is_svg = text.trim_start_matches('\u{feff}').trim_start().starts_with('<') && text.contains("<svg");
        is_svg.then(|| in_svg(text)).ok_or(ExtractError::Format)?
    };
    let text = text.ok_or(ExtractError::Nothing)?;
    let read = serde_json::from_str(&text).map_err(|e| ExtractError::Damaged(e.to_string()))?;
    Ok((text, read))
}

fn in_png(bytes: &[u8]) -> Option<String> {
    // Texts stay packed while chunks are read; ours is unpacked up to its limit.
    let limits = png::Limits { bytes: 4 * PROVENANCE_BYTES };
    let reader = png::Decoder::new_with_limits(std::io::Cursor::new(bytes), limits).read_info().ok()?;
    let mut chunk = reader.info().utf8_text.iter().find(|c| c.keyword == "Provenance")?.clone();
    chunk.decompress_text_with_limit(PROVENANCE_BYTES).ok()?;
    chunk.get_text().ok()
}

fn in_svg(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("<metadata id=\"provenance\">")?;
    let (escaped, _) = rest.split_once("</metadata>")?;
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    Some(entities.iter().fold(escaped.to_owned(), |text, (entity, sign)| text.replace(entity, sign)))
}

/// The first stream that is JSON of ours.
fn in_pdf(bytes: &[u8]) -> Option<String> {
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let after = &rest[at + 6..];
        let body = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n"));
        let Some(body) = body else {
            rest = after;
            continue;
        };
        let end = find(body, b"endstream").unwrap_or(body.len());
        let plain = &body[..end];
        for text in [inflated(plain), Some(plain.to_vec())].into_iter().flatten() {
            let text = String::from_utf8(text).ok().map(|t| t.trim_end().to_owned());
            if let Some(text) = text.filter(|t| t.starts_with("{\"@context\"") && t.contains("prov:wasGeneratedBy")) {
                return Some(text);
            }
        }
        rest = body.get(end + b"endstream".len()..).unwrap_or_default();
    }
    None
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|w| w == wanted)
}

/// More of a stream than is allowed is not looked at: a small file must not become a large one.
fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(bytes, PROVENANCE_BYTES).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"@context":{"dcterms":"","prov":""},"prov:wasGeneratedBy":"sitmap 0","export":{"format":"pdf","dpi":1.0,"svg_text":"","png_effort":"","provenance":"full"},"prov:used":[],"built_in":[]}"#;

    #[test]
    fn each_stream_of_a_pdf_is_looked_at() {
        let deflated = miniz_oxide::deflate::compress_to_vec_zlib(JSON.as_bytes(), 6);
        for before in 0..4 {
            let mut file = b"%PDF-1.7\n".to_vec();
            for _ in 0..before {
                file.extend(b"1 0 obj\n<<>>\nstream\r\nx\x00y\nendstream\nendobj\n");
            }
            file.extend(b"2 0 obj\n<<>>\nstream\n");
            file.extend(&deflated);
            file.extend(b"\nendstream\nendobj\n");
            assert_eq!(extract(&file).unwrap().1.tool, "sitmap 0", "{before}");
        }
        let plain = [b"%PDF\nstream\n", JSON.as_bytes(), b"\nendstream"].concat();
        assert_eq!(extract(&plain).unwrap().0, JSON);
        assert_eq!(extract(b"%PDF\nstream\nendstream"), Err(ExtractError::Nothing));
        assert_eq!(extract(b"<svg></svg>"), Err(ExtractError::Nothing));
        assert_eq!(extract(b"\xff\xfe"), Err(ExtractError::Format));
        let damaged = b"<svg><metadata id=\"provenance\">{&quot;a&quot;:1}</metadata></svg>";
        assert!(matches!(extract(damaged), Err(ExtractError::Damaged(_))));
    }
}

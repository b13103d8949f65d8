//! Bytes → text: UTF-8, UTF-16 by its mark, else an encoding that is named or guessed.
//!
//! The guess is the one of Firefox (crate `chardetng`), for tables come from spreadsheets of any country; it is always told, so that a wrong
//! one can be put right.

use crate::diagnostic::{Diagnostic, Place};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;
use std::io;

/// Names that are often wanted, for help.
pub fn known_encodings() -> &'static str {
    "utf-8, utf-16le, utf-16be, windows-1252, windows-1256 (Arabic), windows-1251 (Cyrillic), iso-8859-6, gbk, shift_jis"
}

/// How the bytes of a text are read.
#[derive(Debug, Clone)]
pub struct TextEncoding {
    /// Their encoding.
    pub encoding: &'static Encoding,
    /// What is to be told of it.
    pub told: Option<Diagnostic>,
}

/// The text of a file, and what is to be told of its encoding.
///
/// # Errors
/// An encoding that is not known; bytes that are no text in the one that was named.
pub fn text_of<'b>(
    name: &str,
    bytes: &'b [u8],
    wanted: Option<&str>,
) -> Result<(Cow<'b, str>, Option<Diagnostic>), Vec<Diagnostic>> {
    let pieces = || Ok(std::iter::once(Ok(bytes)));
    let TextEncoding { encoding, told } = encoding_of(name, &pieces, wanted)?;
    if encoding == UTF_8 && wanted.is_none() {
        // That they are UTF-8 was looked at.
        return Ok((String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)), told));
    }
    let mark = Encoding::for_bom(bytes).filter(|(marked, _)| wanted.is_none() || *marked == encoding);
    Ok((encoding.decode_without_bom_handling(&bytes[mark.map_or(0, |m| m.1)..]).0, told))
}

/// The encoding of a text that is given in pieces, as often as it is asked for.
///
/// # Errors
/// As [`text_of`]; pieces that can't be read.
pub fn encoding_of<P: AsRef<[u8]>, I: Iterator<Item = io::Result<P>>>(
    name: &str,
    pieces: &dyn Fn() -> io::Result<I>,
    wanted: Option<&str>,
) -> Result<TextEncoding, Vec<Diagnostic>> {
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    let unreadable = |e: io::Error| {
        let fault = Diagnostic::error("data::cannot-read", format!("the file can’t be read: {e}"));
        vec![fault.at(place.clone())]
    };
    if let Some(label) = wanted {
        let encoding = by_label(label)?;
        if !decodes(encoding, pieces().map_err(unreadable)?).map_err(unreadable)? {
            let message = format!("the file is not {}", encoding.name());
            return Err(vec![Diagnostic::error("data::unknown-encoding", message).at(place)]);
        }
        return Ok(TextEncoding { encoding, told: None });
    }
    let first = pieces().map_err(unreadable)?.next().transpose().map_err(unreadable)?;
    let head = first.as_ref().map_or(&[][..], AsRef::as_ref);
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(TextEncoding { encoding, told: None });
    }
    if let Some(encoding) = utf_16_without_mark(head) {
        return Ok(TextEncoding { encoding, told: Some(told(encoding, place)) });
    }
    if decodes(UTF_8, pieces().map_err(unreadable)?).map_err(unreadable)? {
        return Ok(TextEncoding { encoding: UTF_8, told: None });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    for piece in pieces().map_err(unreadable)? {
        detector.feed(piece.map_err(unreadable)?.as_ref(), false);
    }
    detector.feed(b"", true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    Ok(TextEncoding { encoding, told: Some(told(encoding, place)) })
}

fn by_label(label: &str) -> Result<&'static Encoding, Vec<Diagnostic>> {
    Encoding::for_label(label.trim().as_bytes()).ok_or_else(|| {
        let fault = Diagnostic::error("data::unknown-encoding", format!("“{label}” is no encoding that is known here"));
        vec![fault.help(format!("give one of {}", known_encodings()))]
    })
}

/// Are all pieces together text in an encoding?
fn decodes<P: AsRef<[u8]>>(
    encoding: &'static Encoding,
    pieces: impl Iterator<Item = io::Result<P>>,
) -> io::Result<bool> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut text = vec![0; 1 << 16];
    let mut rest_of = |mut bytes: &[u8], last: bool| loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(bytes, &mut text, last);
        bytes = &bytes[read..];
        match result {
            DecoderResult::InputEmpty => return true,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => return false,
        }
    };
    for piece in pieces {
        if !rest_of(piece?.as_ref(), false) {
            return Ok(false);
        }
    }
    Ok(rest_of(b"", true))
}

fn told(encoding: &'static Encoding, place: Place) -> Diagnostic {
    let message = format!("the file is not UTF-8; it is read as {}", encoding.name());
    Diagnostic::warning("data::guessed-encoding", message).at(place)
}

/// Latin text in UTF-16 has a zero in every second byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count() * 4 > head.len();
    match (zeros(0), zeros(1)) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
    .filter(|e| !head.is_empty() && *e != UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_of_any_country() {
        let table = "المكان,lon,lat,ملاحظات\nإدلب,36.63,35.93,قصف على السوق صباح يوم الاثنين\nحلب,37.16,36.2,غارة جوية على المدينة القديمة\n";
        let utf16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16).collect();
        assert_eq!(text_of("a", &marked, None).unwrap().0, table);
        let arabic = encoding_rs::WINDOWS_1256.encode(table).0;
        let (text, told) = text_of("a", &arabic, None).unwrap();
        assert_eq!(text, table);
        assert!(told.unwrap().message.contains("windows-1256"));
        let french = encoding_rs::WINDOWS_1252
            .encode("lieu,lon,lat\nPort-au-Prince été,−72,18\n".replace('−', "-").as_str())
            .0
            .into_owned();
        assert!(text_of("a", &french, None).unwrap().0.contains("été"));
        assert_eq!(text_of("a", &french, Some("windows-1252")).unwrap().1, None);
        assert!(text_of("a", b"x", Some("klingon")).is_err());
        assert!(text_of("a", &french, Some("utf-8")).is_err());
        let bare: Vec<u8> = "lon,lat\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text_of("a", &bare, None).unwrap().0, "lon,lat\n1,2\n");
    }
}

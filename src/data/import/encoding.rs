//! Bytes → text: UTF-8, UTF-16 by its mark, else an encoding that is named or guessed.
//!
//! The guess is the one of Firefox (crate `chardetng`), for tables come from spreadsheets of any country; it is always told, so that a wrong
//! one can be put right.

use crate::diagnostic::{Diagnostic, Place};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Names that are often wanted, for help.
pub fn known_encodings() -> &'static str {
    "utf-8, utf-16le, utf-16be, windows-1252, windows-1256 (Arabic), windows-1251 (Cyrillic), iso-8859-6, gbk, shift_jis"
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
    let place = Place { file: Some(name.to_owned()), ..Place::default() };
    if let Some(label) = wanted {
        let unknown = || {
            let fault =
                Diagnostic::error("data::unknown-encoding", format!("“{label}” is no encoding that is known here"));
            vec![fault.help(format!("give one of {}", known_encodings()))]
        };
        let encoding = Encoding::for_label(label.trim().as_bytes()).ok_or_else(unknown)?;
        let (text, _, broken) = encoding.decode(bytes);
        if broken {
            let message = format!("the file is not {}", encoding.name());
            return Err(vec![Diagnostic::error("data::unknown-encoding", message).at(place)]);
        }
        return Ok((text, None));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok((encoding.decode_without_bom_handling(&bytes[mark..]).0, None));
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return Ok((encoding.decode_without_bom_handling(bytes).0, Some(told(encoding, place))));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), None));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    Ok((encoding.decode_without_bom_handling(bytes).0, Some(told(encoding, place))))
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

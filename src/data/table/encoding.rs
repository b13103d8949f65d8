//! Bytes → text: UTF-8, UTF-16 by its mark, and the two code pages that tables of the region come in.
//!
//! A file that is UTF-8 is read as such. Else it is a code page, and bytes don't say which: Arabic in Windows-1256 is
//! words of high bytes, French and Spanish in Windows-1252 are single ones among ASCII letters. Where neither fits (Cyrillic,
//! the code pages of DOS) nothing is guessed: the user names the encoding (`--encoding`). What was read other than as UTF-8 is told.
//! Labels are those of the WHATWG *Encoding Standard*.

use crate::diagnostic::Diagnostic;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1256};
use std::borrow::Cow;

/// Text, and what is to be told of how it was read.
#[derive(Debug)]
pub struct Decoded<'b> {
    /// Without a byte-order mark.
    pub text: Cow<'b, str>,
    /// Where it isn't UTF-8.
    pub told: Option<Diagnostic>,
}

/// The text of a file, or a fault that says what to do. `label` is an encoding that the user names.
///
/// # Errors
/// Bytes whose encoding can't be told; an encoding that nobody knows.
pub fn decode<'b>(bytes: &'b [u8], label: Option<&str>) -> Result<Decoded<'b>, Box<Diagnostic>> {
    if let Some(label) = label {
        let Some(encoding) = Encoding::for_label(label.trim().as_bytes()) else {
            return Err(Box::new(Diagnostic::error(
                "data::unknown-encoding",
                format!("there is no encoding “{label}”"),
            )));
        };
        let (text, _, faulty) = encoding.decode(bytes);
        if faulty {
            let message = format!("the file is not {} throughout", encoding.name());
            return Err(Box::new(Diagnostic::error("data::unknown-encoding", message)));
        }
        return Ok(Decoded { text, told: None });
    }
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest);
    }
    match marked(bytes).or_else(|| by_zeros(bytes)) {
        Some((encoding, why)) => told(bytes, encoding, why),
        None => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Decoded<'_>, Box<Diagnostic>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: Cow::Borrowed(text), told: None }),
        Err(e) => code_page(bytes, e.valid_up_to()),
    }
}

/// UTF-16 by its mark.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    match bytes {
        [0xff, 0xfe, ..] => Some((UTF_16LE, MARKED)),
        [0xfe, 0xff, ..] => Some((UTF_16BE, MARKED)),
        _ => None,
    }
}

/// What needs no telling: a mark is no guess.
const MARKED: &str = "its mark says so";

/// UTF-16 without a mark: every second byte of its beginning is zero, for headers are mostly ASCII.
fn by_zeros(bytes: &[u8]) -> Option<(&'static Encoding, &'static str)> {
    let start = &bytes[..bytes.len().min(64) & !1];
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    let why = "every second byte is zero";
    match () {
        () if pairs < 2 => None,
        () if odd * 4 >= pairs * 3 && even == 0 => Some((UTF_16LE, why)),
        () if even * 4 >= pairs * 3 && odd == 0 => Some((UTF_16BE, why)),
        () => None,
    }
}

fn told<'b>(bytes: &'b [u8], encoding: &'static Encoding, why: &str) -> Result<Decoded<'b>, Box<Diagnostic>> {
    let (text, _, faulty) = encoding.decode(bytes);
    if faulty {
        let message = format!("the file begins as {}, and is not so throughout", encoding.name());
        return Err(Box::new(Diagnostic::error("data::unknown-encoding", message)));
    }
    let message = format!("the file is not UTF-8; it is read as {}: {why}", encoding.name());
    let told = (why != MARKED).then(|| Diagnostic::warning("data::encoding", message));
    Ok(Decoded { text, told })
}

/// Bytes of Windows-1256 that are Latin letters: few in Arabic, many where Cyrillic is taken for it.
const LATIN_IN_1256: &[u8] = b"\xe0\xe2\xe7\xe8\xe9\xea\xeb\xee\xef\xf4\xf9\xfb\xfc";

/// The code page of bytes that are not UTF-8.
fn code_page(bytes: &[u8], valid: usize) -> Result<Decoded<'_>, Box<Diagnostic>> {
    let high = |i: usize| bytes.get(i).is_some_and(|b| *b >= 0x80);
    let (mut all, mut in_words, mut latin, mut dos) = (0usize, 0usize, 0usize, 0usize);
    for (i, byte) in bytes.iter().enumerate().filter(|(_, b)| **b >= 0x80) {
        all += 1;
        let beside_high = high(i + 1) || (i > 0 && high(i - 1));
        in_words += usize::from(beside_high);
        latin += usize::from(beside_high && LATIN_IN_1256.contains(byte));
        let letter = |j: usize| bytes.get(j).is_some_and(u8::is_ascii_alphabetic);
        // Letters of DOS stand where Windows has quotes and dashes, which don't stand within words (but for the apostrophe).
        let quote =
            matches!(byte, 0x80..=0x9f) && !matches!(byte, 0x8a | 0x8c | 0x8e | 0x92 | 0x9a | 0x9c | 0x9e | 0x9f);
        dos += usize::from(quote && i > 0 && letter(i - 1) && letter(i + 1));
    }
    let line = 1 + bytes[..valid].iter().filter(|b| **b == b'\n').count();
    if bytes.contains(&0) {
        return Err(Box::new(undecided(line, "it holds zero bytes: is it a table?")));
    }
    match () {
        () if in_words * 2 >= all && latin * 4 <= in_words => {
            told(bytes, WINDOWS_1256, "words of bytes beyond ASCII, as Arabic has them")
        }
        () if in_words * 4 <= all && dos * 8 <= all => {
            told(bytes, WINDOWS_1252, "single letters beyond ASCII among others")
        }
        () => Err(Box::new(undecided(line, "its bytes don't say which encoding they are in"))),
    }
}

fn undecided(line: usize, why: &str) -> Diagnostic {
    let place = crate::diagnostic::Place { line: Some(line), ..Default::default() };
    let fault = Diagnostic::error("data::not-utf8", format!("the file is not UTF-8, and {why}")).at(place);
    fault.help("save it as UTF-8, or name its encoding: sitmap import --encoding windows-1251")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        decode(bytes, None).map(|d| d.text.into_owned()).map_err(|e| e.message)
    }

    #[test]
    fn what_bytes_say() {
        let arabic = "الاسم,خط العرض\nسراقب,35.86\n";
        let french = "Nom,Tués\nÉvénement à l’hôpital,3\n";
        let utf16 = |text: &str, big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        for text in [arabic, french, "id,lon\n1,2\n"] {
            assert_eq!(read(text.as_bytes()).as_deref(), Ok(text));
            assert_eq!(read(format!("\u{feff}{text}").as_bytes()).as_deref(), Ok(text));
            for big in [false, true] {
                assert_eq!(read(&utf16(&format!("\u{feff}{text}"), big)).as_deref(), Ok(text));
            }
        }
        assert_eq!(read(&utf16("id,lon\n1,2\n", false)).as_deref(), Ok("id,lon\n1,2\n"));
        let page = |encoding: &'static Encoding, text| encoding.encode(text).0.into_owned();
        assert_eq!(read(&page(WINDOWS_1256, arabic)).as_deref(), Ok(arabic));
        assert_eq!(read(&page(WINDOWS_1252, french)).as_deref(), Ok(french));
        assert!(decode(&page(WINDOWS_1256, arabic), None).unwrap().told.unwrap().message.contains("windows-1256"));
    }

    #[test]
    fn what_they_do_not_say_is_not_guessed() {
        let russian = encoding_rs::WINDOWS_1251.encode("название,широта\nСаракиб,35.86\n").0.into_owned();
        assert!(read(&russian).unwrap_err().contains("don't say which"));
        assert!(decode(&russian, Some("windows-1251")).unwrap().text.starts_with("название"));
        // `Événement` and `tués` in code page 850.
        assert!(read(b"Nom,Tu\x82s\n\x90v\x82nement,3\n").is_err());
        assert!(decode(b"a", Some("klingon")).unwrap_err().message.contains("klingon"));
        assert!(read(b"\x00\x01\xff").is_err());
        assert!(read(b"\xff\xfea").is_err());
        assert_eq!(read(b"").as_deref(), Ok(""));
    }
}

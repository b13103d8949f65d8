//! dBASE tables (`.dbf`, levels III to 5 and Visual FoxPro's simple types): the attributes of shapefiles.
//!
//! Texts are in the encoding that `.cpg` names, else the one of the language byte, else told by their bytes as those of other tables are. Numbers, dates
//! (ISO 8601) and truth values are read as such; stars and blanks are unknown. Memo fields are passed over.

use super::error::FormatError;
use super::shapefile::Row;
use crate::data::import::text_of;
use crate::diagnostic::Diagnostic;
use serde_json::{Map, Value};

/// What a table holds.
#[derive(Debug, Default)]
pub struct Attributes {
    /// Rows in the file's order.
    pub rows: Vec<Row>,
    /// What is to be told of the encoding.
    pub told: Option<Diagnostic>,
}

struct Field {
    name: String,
    kind: u8,
    from: usize,
    to: usize,
}

/// Reads a table. `encoding` is what `.cpg` says.
///
/// # Errors
/// It is cut off in its header; its encoding can't be told.
pub fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Attributes, FormatError> {
    let broken = || FormatError::Archive(".dbf file", "its header is cut off".to_owned());
    let number = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let (head, width) = number(8).zip(number(10)).ok_or_else(broken)?;
    let fields = fields(bytes.get(32..head).ok_or_else(broken)?);
    let records = || bytes[head..].chunks_exact(width.max(1)).filter(|r| r[0] != 0x1a);
    // All texts together say more of their encoding than each alone.
    let texts: Vec<u8> = fields
        .iter()
        .filter(|f| f.kind == b'C')
        .flat_map(|f| records().flat_map(|r| r.get(f.from..f.to).unwrap_or_default().iter().copied().chain([b'\n'])))
        .collect();
    let label = encoding.map(label).or_else(|| bytes.get(29).and_then(|b| by_language(*b)).map(str::to_owned));
    // A label that nobody knows, or that does not fit, is no help: then the bytes are asked.
    let label = label.filter(|l| text_of("", &texts, Some(l)).is_ok());
    let (_, told) = text_of("", &texts, label.as_deref()).map_err(FormatError::Encoding)?;
    // The whole decides for each: a short text alone says too little.
    let chosen = label.or_else(|| told.as_ref().and_then(|t| t.message.rsplit(' ').next().map(str::to_owned)));
    let text = |raw: &[u8]| match text_of("", raw, chosen.as_deref()) {
        Ok((text, _)) => text.trim().to_owned(),
        Err(_) => String::from_utf8_lossy(raw).trim().to_owned(),
    };
    let row = |record: &[u8]| -> Row {
        let cell = |f: &Field| Some((f.name.clone(), value(f.kind, &text(record.get(f.from..f.to)?))));
        (record[0] != b'*').then(|| fields.iter().filter_map(cell).collect::<Map<_, _>>())
    };
    Ok(Attributes { rows: records().map(row).collect(), told })
}

fn fields(descriptors: &[u8]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut from = 1;
    for descriptor in descriptors.chunks_exact(32).take_while(|d| d[0] != 0x0d) {
        let name = descriptor[..11].split(|b| *b == 0).next().unwrap_or_default();
        // Long texts have the second byte of their length where numbers have their decimals.
        let kind = descriptor[11];
        let length = usize::from(descriptor[16]) + if kind == b'C' { 256 * usize::from(descriptor[17]) } else { 0 };
        let name = String::from_utf8_lossy(name).trim().to_owned();
        if matches!(kind, b'C' | b'N' | b'F' | b'D' | b'L') {
            fields.push(Field { name, kind, from, to: from + length });
        }
        from += length;
    }
    fields
}

fn value(kind: u8, text: &str) -> Value {
    match kind {
        _ if text.is_empty() || text.starts_with('*') => Value::Null,
        b'D' if text.len() == 8 && text.is_ascii() && text != "00000000" => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).into()
        }
        b'D' => Value::Null,
        b'L' => match text {
            "T" | "t" | "Y" | "y" => true.into(),
            "F" | "f" | "N" | "n" => false.into(),
            _ => Value::Null,
        },
        b'N' | b'F' => match text.parse::<i64>() {
            Ok(whole) => whole.into(),
            Err(_) => text.parse::<f64>().map_or_else(|_| Value::String(text.to_owned()), Value::from),
        },
        _ => Value::String(text.to_owned()),
    }
}

/// An encoding's label on the web from what `.cpg` files say: `1256`, `CP1256`, `ANSI 1252`, `UTF-8`, `88591`.
fn label(cpg: &str) -> String {
    let digits: String = cpg.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "65001" => "utf-8".to_owned(),
        page if page.len() == 4 && page.starts_with("125") => format!("windows-{page}"),
        "88591" => "iso-8859-1".to_owned(),
        "88596" => "iso-8859-6".to_owned(),
        _ => cpg.to_owned(),
    }
}

/// The encoding of a language byte, as far as Windows' code pages go.
fn by_language(byte: u8) -> Option<&'static str> {
    Some(match byte {
        0x03 | 0x57 => "windows-1252",
        0x7e => "windows-1256",
        0xc9 => "windows-1251",
        0xc8 => "windows-1250",
        0xcb => "windows-1253",
        0xca => "windows-1254",
        0x7d => "windows-1255",
        _ => return None,
    })
}

//! How much is read and written at most, so that no file can use up a machine: what each limit is for, its value, and how it is raised.
//!
//! A small file can stand for a large one (archives, repeated cells, shared arcs), and a stream may have no end. Each reader asks for its limit here; what
//! is beyond it is refused with the option that allows it. Values hold for the whole process and are set once, by `--allow NAME=VALUE`, before anything is
//! read. Limits that no sound file reaches are fixed: [`FIXED`]. `docs/limits.md` is written from these two tables by a test.

use crate::diagnostic::{Diagnostic, Place};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// A limit that can be raised or lowered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Bytes of a file that is held as a whole.
    File,
    /// Bytes that a compressed or packed file becomes.
    Unpacked,
    /// How many times as large as itself a compressed file may become.
    Ratio,
    /// Features of a file that are held.
    Features,
    /// Positions of a file's geometries.
    Vertices,
    /// Elements of an XML file.
    Elements,
    /// Bytes of a font.
    Font,
    /// Bytes of a spec or a theme.
    Spec,
    /// Pixels of a picture.
    Pixels,
    /// Figures of one command.
    Figures,
    /// Incidents of a matrix of distances.
    Matrix,
}

/// What is known of a limit.
struct Row {
    limit: Limit,
    name: &'static str,
    most: u64,
    is_bytes: bool,
    about: &'static str,
}

const fn row(limit: Limit, name: &'static str, most: u64, is_bytes: bool, about: &'static str) -> Row {
    Row { limit, name, most, is_bytes, about }
}

/// In the order of [`Limit`].
const ROWS: [Row; 11] = [
    row(Limit::File, "file", 2_000_000_000, true, "a file, a pipe or standard input that is held as a whole"),
    row(
        Limit::Unpacked,
        "unpacked",
        2_000_000_000,
        true,
        "what a gzip file, an archive or a spreadsheet becomes, all of its parts together",
    ),
    row(
        Limit::Ratio,
        "ratio",
        250,
        false,
        "how many times as large as itself a compressed file may become (the first 64 MB are free)",
    ),
    row(
        Limit::Features,
        "features",
        10_000_000,
        false,
        "features or rows of a file that is held as a whole; what is only summed up has no such limit",
    ),
    row(
        Limit::Vertices,
        "vertices",
        100_000_000,
        false,
        "positions of the geometries of a file, shared arcs counted as often as they are used",
    ),
    row(
        Limit::Elements,
        "elements",
        10_000_000,
        false,
        "elements of an XML file: KML, GPX, parts of a spreadsheet but its cells",
    ),
    row(Limit::Font, "font", 64_000_000, true, "a font of your own"),
    row(Limit::Spec, "spec", 10_000_000, true, "a figure spec"),
    row(Limit::Pixels, "pixels", 250_000_000, false, "pixels of a picture (A0 at 300 dpi has 139 million)"),
    row(
        Limit::Figures,
        "figures",
        2_000,
        false,
        "figures of one `map --each`, which are held until all can be written",
    ),
    row(Limit::Matrix, "matrix", 2_000, false, "incidents of `measure --matrix`, whose pairs are held"),
];

/// Bytes that a compressed file may become whatever its ratio.
pub const FREE_OF_RATIO: u64 = 64_000_000;

/// Arrays and objects of JSON within each other.
pub const JSON_NESTING: usize = 128;
/// Elements of XML within each other.
pub const XML_NESTING: usize = 100;
/// Collections of TopoJSON within each other.
pub const COLLECTION_NESTING: usize = 16;
/// Rows of a sheet: what Excel and OpenDocument allow.
pub const SHEET_ROWS: usize = 1_048_576;
/// Cells of a row of a sheet: what both allow.
pub const SHEET_COLUMNS: usize = 16_384;
/// How often a row of a sheet with something in it may be repeated.
pub const SHEET_REPEATS: usize = 1_000;
/// Bytes of a row of a table of text.
pub const ROW_BYTES: usize = 64 << 20;
/// Parentheses, lists and functions of a condition within each other.
pub const CONDITION_NESTING: usize = 100;
/// Bytes of a condition.
pub const CONDITION_BYTES: usize = 64 * 1024;
/// Bytes of what is embedded in a figure, once it is inflated.
pub const PROVENANCE_BYTES: usize = 16 << 20;
/// Pixels a side of a picture.
pub const PIXELS_A_SIDE: f64 = 30_000.0;

/// Limits that can't be raised: what is limited, how much it may be, and what happens beyond.
pub const FIXED: &[(&str, u64, &str)] = &[
    ("arrays and objects of JSON within each other", JSON_NESTING as u64, "refused: `data::too-deep`"),
    ("elements of XML within each other", XML_NESTING as u64, "refused: `data::not-xml`"),
    ("collections of TopoJSON within each other", COLLECTION_NESTING as u64, "the geometry is not read"),
    ("archives within an archive", 0, "refused: `data::unread-format`"),
    ("bytes of a row of a table of text that is imported", ROW_BYTES as u64, "refused: `data::not-csv`"),
    ("rows of a sheet", SHEET_ROWS as u64, "refused: `data::not-xml`"),
    ("cells of a row of a sheet", SHEET_COLUMNS as u64, "cells beyond are not read"),
    (
        "how often a row of a sheet that holds something is repeated",
        SHEET_REPEATS as u64,
        "further repeats are not read",
    ),
    (
        "parentheses, lists and functions of a condition within each other",
        CONDITION_NESTING as u64,
        "refused: `selection::bad-condition`",
    ),
    ("bytes of a condition", CONDITION_BYTES as u64, "refused: `selection::bad-condition`"),
    ("bytes of provenance in a figure", PROVENANCE_BYTES as u64, "not looked at: `provenance::none`"),
    ("pixels a side of a picture", PIXELS_A_SIDE as u64, "refused: `export::refused`"),
];

/// 0: as in [`ROWS`].
static SET: [AtomicU64; ROWS.len()] = [const { AtomicU64::new(0) }; ROWS.len()];

impl Limit {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.limit)
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// Its name for `--allow`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it is about.
    pub fn about(self) -> &'static str {
        self.row().about
    }

    /// The most that is allowed now.
    pub fn most(self) -> u64 {
        match SET[self as usize].load(Ordering::Relaxed) {
            0 => self.row().most,
            set => set,
        }
    }

    /// From now on so much is allowed, in the whole process; at least 1.
    pub fn allow(self, most: u64) {
        SET[self as usize].store(most.max(1), Ordering::Relaxed);
    }

    /// A value of this limit as a reader writes it.
    pub fn shown(self, value: u64) -> String {
        if self.row().is_bytes { bytes(value) } else { grouped(value) }
    }

    /// Refuses more.
    ///
    /// # Errors
    /// There is more than is allowed.
    pub fn hold(self, found: u64) -> Result<(), Exceeded> {
        if found > self.most() { Err(Exceeded(self)) } else { Ok(()) }
    }
}

/// More than a limit allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exceeded(pub Limit);

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let most = self.0.shown(self.0.most());
        match self.0 {
            Limit::File | Limit::Font | Limit::Spec => write!(f, "it is larger than {most}"),
            Limit::Unpacked => write!(f, "it unpacks to more than {most}"),
            Limit::Ratio => write!(f, "it unpacks to more than {most} times its size"),
            Limit::Features => write!(f, "it holds more than {most} features"),
            Limit::Vertices => write!(f, "it holds more than {most} positions"),
            Limit::Elements => write!(f, "it holds more than {most} elements"),
            Limit::Pixels => write!(f, "it has more than {most} pixels"),
            Limit::Figures => write!(f, "there are more than {most} figures"),
            Limit::Matrix => write!(f, "there are more than {most} incidents"),
        }
    }
}

impl std::error::Error for Exceeded {}

impl Exceeded {
    /// What to do: the option that allows four times as much.
    pub fn advice(self) -> String {
        let Self(limit) = self;
        let more = limit.shown(limit.most().saturating_mul(4)).replace([',', ' '], "");
        let advice = format!("if it is what you expect, and there is memory for it: --allow {}={more}", limit.name());
        match limit {
            // Which puts aside what keeps a file from being gone through part by part.
            Limit::File => format!(
                "`sitmap import` reads tables and GeoJSON of any size, as long as no record is larger than 64 MB; {advice}"
            ),
            _ => advice,
        }
    }

    /// The fault of a file.
    pub fn of_file(self, name: &str) -> Diagnostic {
        Diagnostic::from(self).at(Place { file: Some(name.to_owned()), ..Place::default() })
    }

    /// The same as a fault of a code, with more advice before its own.
    pub fn fault(self, code: &'static str, message: impl Into<String>, first: &str) -> Diagnostic {
        Diagnostic::error(code, message).help(format!("{first}{}", self.advice()))
    }
}

impl From<Exceeded> for Diagnostic {
    fn from(exceeded: Exceeded) -> Self {
        exceeded.fault("data::too-large", format!("the file is too large: {exceeded}"), "")
    }
}

/// What is left of a limit while a file is read.
#[derive(Debug)]
pub struct Budget {
    limit: Limit,
    left: u64,
}

impl Budget {
    /// All of a limit.
    pub fn of(limit: Limit) -> Self {
        Self { limit, left: limit.most() }
    }

    /// Uses some.
    ///
    /// # Errors
    /// There isn't so much left.
    pub fn take(&mut self, some: usize) -> Result<(), Exceeded> {
        self.left = self.left.checked_sub(some as u64).ok_or(Exceeded(self.limit))?;
        Ok(())
    }
}

/// How many bytes a compressed file of a size may become, and the limit that says so.
pub fn unpacked_most(packed: usize) -> (u64, Exceeded) {
    let (whole, ratio) = (Limit::Unpacked.most(), Limit::Ratio.most());
    let by_ratio = (packed as u64).saturating_mul(ratio).max(FREE_OF_RATIO);
    if by_ratio < whole { (by_ratio, Exceeded(Limit::Ratio)) } else { (whole, Exceeded(Limit::Unpacked)) }
}

/// `NAME=VALUE` of `--allow`; bytes may be written as 500MB or 8GB, counts as 20000000 or 20M.
///
/// # Errors
/// No such limit, or no number: a sentence that says what there is.
pub fn parse(text: &str) -> Result<(Limit, u64), String> {
    let names = || ROWS.iter().map(|row| row.name).collect::<Vec<_>>().join(", ");
    let (name, value) = text.split_once('=').ok_or_else(|| format!("write NAME=VALUE; the names are {}", names()))?;
    let found = ROWS.iter().find(|row| row.name == name.trim());
    let row = found.ok_or_else(|| format!("there is no limit “{}”; the names are {}", name.trim(), names()))?;
    let value = value.trim().to_uppercase();
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic()).trim_end();
    let times = match value[digits.len()..].trim() {
        "" => Some(1),
        "B" | "BYTES" if row.is_bytes => Some(1),
        "K" | "KB" => Some(1_000),
        "M" | "MB" => Some(1_000_000),
        "G" | "GB" => Some(1_000_000_000),
        _ => None,
    };
    let number = digits.parse::<u64>().ok().filter(|n| *n > 0);
    let most = number.zip(times).and_then(|(n, times)| n.checked_mul(times));
    let most = most.ok_or_else(|| format!("{name} is a whole number such as 500M or 8G"))?;
    Ok((row.limit, most))
}

/// `2 GB`, `64 MB`.
fn bytes(value: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match units.iter().find(|(size, _)| value >= *size && value.is_multiple_of(*size)) {
        Some((size, unit)) => format!("{} {unit}", grouped(value / size)),
        None => format!("{} bytes", grouped(value)),
    }
}

/// `2,000`.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_limits() {
        assert!(Limit::all().enumerate().all(|(i, limit)| limit as usize == i));
    }

    #[test]
    fn values_are_read_as_they_are_told() {
        for limit in Limit::all() {
            let advice = Exceeded(limit).advice();
            let option = advice.rsplit("--allow ").next().unwrap_or_default();
            assert_eq!(parse(option), Ok((limit, limit.most() * 4)), "{advice}");
        }
        assert_eq!(parse("unpacked=8gb"), Ok((Limit::Unpacked, 8_000_000_000)));
        assert_eq!(parse(" file = 1000 "), Ok((Limit::File, 1000)));
        for wrong in ["file", "files=3", "file=", "file=0", "file=-1", "file=1.5GB", "file=99999999999GB", "pixels=3B"]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn small_files_may_grow_and_large_ones_by_their_ratio() {
        assert_eq!(unpacked_most(1_000), (FREE_OF_RATIO, Exceeded(Limit::Ratio)));
        assert_eq!(unpacked_most(1_000_000).0, 250_000_000);
        assert_eq!(unpacked_most(1_000_000_000), (2_000_000_000, Exceeded(Limit::Unpacked)));
        let mut budget = Budget { limit: Limit::Vertices, left: 3 };
        assert!(budget.take(3).is_ok() && budget.take(1) == Err(Exceeded(Limit::Vertices)));
        assert_eq!(bytes(1_234) + &grouped(1_234_567), "1,234 bytes1,234,567");
    }
}

//! Conditions on incidents in CQL2 text, OGC's common query language.
//!
//! # What is read
//! OGC 21-065r2, *Common Query Language (CQL2)* (2024), clauses 6 to 8, as far as it makes sense for incidents: comparisons (`=`, `<>`, `<`, `>`, `<=`, `>=`),
//! `AND`, `OR`, `NOT`, `BETWEEN`, `IN`, `LIKE` (`%`, `_`, `\`), `IS NULL`, arithmetic, `CASEI`, `DATE('…')`, `TIMESTAMP('…')`, `INTERVAL('…', '…')`, the temporal functions on
//! days, and `S_INTERSECTS`, `S_WITHIN`, `S_DISJOINT`, `S_CONTAINS` of the incident's place with `POINT`, `POLYGON`, `MULTIPOLYGON` and `BBOX`. `DATE('2020-03')` and `DATE('2020')` mean the whole month or year.
//! What is not read (arrays, `ACCENTI`, other spatial relations, functions of one's own) is an error that says so.
//!
//! # What is not known
//! Logic has three values, as the standard wants: a comparison with a value that is not given is neither true nor false. Numbers of people and dates are
//! intervals here, for claims disagree and dates may be months only: a comparison is decided where all of the interval falls on one side. With claims of 34 to 110 killed
//! `killed > 50` is not decided, `killed > 20` is true; `killed_min` and `killed_max` are numbers. What is not decided is left out, and counted.
//!
//! # Why not the crate `cql2`
//! It brings 150 crates (JSON schemas, all of `geo`, WKB) for a grammar of two pages, evaluates on JSON values, and has no intervals. Results are held to its own by a table of
//! `tests/fixtures`.
//!
//! # Limits
//! Edges of polygons are straight in longitude and latitude (RFC 7946); what lies on an edge is in one of the two areas that share it. A text of at most 64 KiB, nested 100 deep.

mod evaluate;
mod expression;
mod functions;
mod lexer;
mod like;
mod parser;
mod region;
#[cfg(test)]
mod tests;
mod value;

pub use evaluate::{Decision, Subject};
pub use expression::Condition;
pub use value::{Days, Value};

/// Why a text is no condition. Columns count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConditionError {
    /// Something else was expected.
    #[error("expected {expected} at column {column}, found {found}")]
    Expected {
        /// Where.
        column: usize,
        /// What could stand there.
        expected: &'static str,
        /// What does.
        found: String,
    },
    /// A character that begins nothing.
    #[error("“{character}” at column {column} has no meaning here")]
    Character {
        /// Where.
        column: usize,
        /// Which.
        character: char,
        /// What may be meant.
        help: &'static str,
    },
    /// A text or a quoted name that does not end.
    #[error("the quote at column {column} is not closed")]
    Unclosed {
        /// Where it opens.
        column: usize,
    },
    /// A date, interval or shape that is none.
    #[error("{what} at column {column}: {fault}")]
    Literal {
        /// Where.
        column: usize,
        /// What it should be.
        what: &'static str,
        /// Why it isn't.
        fault: String,
    },
    /// A function that is not there.
    #[error("there is no function {name} here (column {column})")]
    Function {
        /// Where.
        column: usize,
        /// Which.
        name: String,
        /// One that has a name like it.
        near: Option<&'static str>,
    },
    /// It says something, but nothing that is true or false.
    #[error("“{text}” is a value, no condition")]
    NoCondition {
        /// The text.
        text: String,
    },
    /// Longer or deeper than anybody writes.
    #[error("the condition is {0}")]
    TooLarge(&'static str),
}

impl ConditionError {
    /// What to do about it.
    pub fn help(&self) -> String {
        match self {
            Self::Character { help, .. } => (*help).to_owned(),
            Self::Function { near: Some(near), .. } => format!("did you mean {near}?"),
            Self::Function { near: None, .. } => format!("known are: {}", functions::NAMES.join(", ")),
            Self::NoCondition { .. } => "compare it: killed > 10, kind = 'airstrike', date >= DATE('2020-01-01')".to_owned(),
            Self::Literal { .. } => "DATE('2020-03-31'), INTERVAL('2020-01-01', '..'), POLYGON((36 35, 37 35, 37 36, 36 35)), BBOX(36, 35, 37, 36)".to_owned(),
            _ => "CQL2: killed > 10 AND date BETWEEN DATE('2020-01-01') AND DATE('2020-12-31'); texts stand in single quotes".to_owned(),
        }
    }
}

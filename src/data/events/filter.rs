//! Which rows of a file are wanted at all.

use super::DateSpan;
use super::columns::Cell;
use crate::data::incident::CountRange;
use crate::geographic::LonLat;

/// A row as it is asked about.
#[derive(Debug, Clone, Copy)]
pub struct EventRow<'r> {
    /// Where; `None`: not told.
    pub place: Option<LonLat>,
    /// People killed as claimed; `None`: no number is known.
    pub killed: Option<CountRange>,
    /// Is its greatest number only a least one ("at least 5")?
    pub killed_open: bool,
    /// When; `None`: not told.
    pub date: Option<DateSpan>,
    /// The values of [`EventFilter::properties`], in their order.
    pub cells: &'r [Cell<'r>],
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// It is one of those that are wanted.
    Kept,
    /// It is not.
    LeftOut,
    /// Nothing is known that would decide it; it is left out too, and counted apart.
    Undecided,
}

/// Decides which rows are wanted. Its answers depend on the row alone.
pub trait EventFilter: std::fmt::Debug + Send + Sync {
    /// Columns or properties that it looks at beside place, people killed and date; the case of their names doesn't matter.
    fn properties(&self) -> &[String];
    /// What becomes of a row.
    fn choose(&self, row: &EventRow) -> Choice;
}

/// Puts places somewhere else before anything is done with them.
pub trait PlaceMap: std::fmt::Debug + Send + Sync {
    /// Where a place goes.
    fn place(&self, place: LonLat) -> LonLat;
}

/// How many rows were not wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct LeftOut {
    /// All that were left out.
    pub rows: u64,
    /// Those among them that nothing decided.
    pub undecided: u64,
}

impl LeftOut {
    /// Counts a row; is it wanted?
    pub fn keeps(&mut self, choice: Choice) -> bool {
        self.rows += u64::from(choice != Choice::Kept);
        self.undecided += u64::from(choice == Choice::Undecided);
        choice == Choice::Kept
    }

    /// Adds what another has counted.
    pub fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        self.undecided += other.undecided;
    }
}

//! Events in bulk: of each row its place, the people killed and the date as columns, block by block.
//!
//! [`load::read_bytes`] makes a feature of each row, with all that the file says of it; a million of them take
//! gigabytes. Whoever only sums them up (`aggregate`) goes through the file here, as often as it likes: blocks of it are read, cut at
//! the ends of records, and turned into batches of columns on all cores. Only what a batch holds is kept, and only until it
//! was worked on, so that the size of a file doesn't matter.
//!
//! The rules are those of [`Incident::from_feature`](super::incident::Incident::from_feature), and tests hold the two against each other. Where
//! a file has a fault, or says more than a cell can (claims, areas, background), there is no answer here, and the caller takes the way through features,
//! which tells it. Values that can't be used are counted, not told one by one.
//!
//! Limits: files that can be read more than once (no pipes); UTF-8; GeoJSON as one collection of points; a record of at most 64 MiB.

mod blocks;
mod columns;
mod extract;
mod features;
mod filter;
mod rows;
#[cfg(test)]
mod tests;

use super::incident::{CivilDate, CountRange, Incident};
use super::load::{self, Rereadable};
use crate::diagnostic::{Diagnostic, Place};
use crate::geographic::LonLat;
use crate::threads;
use blocks::Blocks;
pub use columns::Cell;
use columns::Names;
pub use extract::Extract;
pub use filter::{Choice, EventFilter, EventRow, LeftOut, PlaceMap};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// First and last day, month or year of an event; the same where it has one date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateSpan {
    /// Its beginning.
    pub start: CivilDate,
    /// Its end.
    pub end: CivilDate,
}

/// Texts of a column, one after the other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextColumn {
    text: String,
    ends: Vec<usize>,
}

impl TextColumn {
    /// Adds one; an empty one is a value that is not given.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.text[start..*end])
    }
}

/// How many values of a column could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unread {
    /// Texts that are no date.
    pub dates: u64,
    /// Numbers of people killed that are none.
    pub killed: u64,
}

impl Unread {
    /// What the reader of a file should know of it.
    pub fn warnings(&self, file: &str) -> Vec<Diagnostic> {
        let tell = |count: u64, code, what: &str, help: &'static str| {
            let place = Place { file: Some(file.to_owned()), ..Place::default() };
            (count > 0).then(|| Diagnostic::warning(code, format!("{count} {what}")).at(place).help(help))
        };
        let dates = tell(
            self.dates,
            "data::bad-date",
            "dates can't be read and count as not given",
            "write dates as 2020-10-26, 2020-10 or 2020",
        );
        let killed = tell(
            self.killed,
            "data::wrong-type",
            "numbers of people killed can't be read and count as not known",
            "write whole numbers, or a least and a greatest one as killed_min and killed_max",
        );
        dates.into_iter().chain(killed).collect()
    }
}

/// Some rows of a file as columns of one length.
///
/// ```
/// use sitmap::data::events::{EventBatch, EventFile, EventTexts};
/// let table = "lon,lat,killed\n36.5,36.1,3\n36.8,35.9,\n,,2\n";
/// let file = EventFile::of_bytes("theirs.csv", table.as_bytes().to_vec()).unwrap().unwrap();
/// let add = |sum: &mut (usize, u32), batch: &EventBatch| {
///     sum.0 += batch.places.iter().flatten().count();
///     sum.1 += batch.killed.iter().flatten().filter_map(|k| k.min).sum::<u32>();
/// };
/// let sums = file.fold(&EventTexts::None, &(0, 0), add).unwrap().unwrap();
/// assert_eq!(sums.into_iter().fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1)), (2, 5));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EventBatch {
    /// Where; `None`: not told.
    pub places: Vec<Option<LonLat>>,
    /// People killed as claimed; `None`: no number is known, which is not 0.
    pub killed: Vec<Option<CountRange>>,
    /// When; `None`: not told.
    pub dates: Vec<Option<DateSpan>>,
    /// What was asked for by name; empty where nothing was.
    pub texts: TextColumn,
    /// What could not be used.
    pub unread: Unread,
    /// What was not wanted.
    pub left_out: LeftOut,
    /// Which of the filter's properties stood there at all: one bit each.
    pub seen: u64,
    /// Records that were looked at, and where in the part those that were wanted stand: only where that was asked for.
    pub(crate) records: usize,
    pub(crate) spans: Vec<Span>,
}

/// Where a record stands in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    start: usize,
    end: usize,
    /// Its number in the part, from 0.
    index: usize,
}

impl EventBatch {
    /// Notes a record and where it stands, if it was wanted.
    fn note(&mut self, start: usize, end: usize, wanted: bool) {
        if wanted {
            self.spans.push(Span { start, end, index: self.records });
        }
        self.records += 1;
    }
}

impl EventBatch {
    /// Incidents as columns, for files that are read by way of features. What has no single point has no place here.
    pub fn of_incidents<'i>(incidents: impl IntoIterator<Item = &'i Incident>, texts: &EventTexts) -> Self {
        let mut batch = Self::default();
        incidents.into_iter().for_each(|incident| columns::push_incident(incident, texts, &mut batch));
        batch
    }
}

/// Which text of each row is wanted beside the columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum EventTexts {
    /// None.
    #[default]
    None,
    /// That of a column or property, whatever the case of its name.
    Column(String),
}

/// A file of events that can be gone through again and again.
#[derive(Debug, Clone)]
pub struct EventFile {
    name: String,
    source: Rereadable,
    is_table: bool,
    filter: Option<Arc<dyn EventFilter>>,
    places: Option<Arc<dyn PlaceMap>>,
}

impl EventFile {
    /// A file; `None`: it is neither a table nor GeoJSON of the kind that is read here, or no file that can be read more than once.
    ///
    /// # Errors
    /// It can't be read.
    pub fn open(path: &Path) -> Result<Option<Self>, Vec<Diagnostic>> {
        match load::rereadable(path) {
            Some(source) => Self::of(load::display_name(path), source),
            None => Ok(None),
        }
    }

    /// A file that is in memory; `name` tells a table from JSON as the path would.
    ///
    /// # Errors
    /// Never; as [`EventFile::open`].
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Result<Option<Self>, Vec<Diagnostic>> {
        Self::of(name.to_owned(), Rereadable::Bytes(bytes.into()))
    }

    fn of(name: String, source: Rereadable) -> Result<Option<Self>, Vec<Diagnostic>> {
        let head = source.head(4096).map_err(|e| load::cannot_read(&name, &e))?;
        let is_table = load::is_table(&name, &head);
        let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
        let is_object = start.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'{');
        Ok((is_table || is_object).then_some(Self { name, source, is_table, filter: None, places: None }))
    }

    /// The same file, of which only those rows are gone through that a filter wants. `None`: it asks for more properties than are followed here.
    pub fn filtered(self, filter: Arc<dyn EventFilter>) -> Option<Self> {
        (filter.properties().len() <= columns::MOST_EXTRA).then_some(Self { filter: Some(filter), ..self })
    }

    /// The same file with its places put somewhere else, before a filter sees them.
    pub fn with_places(self, places: Arc<dyn PlaceMap>) -> Self {
        Self { places: Some(places), ..self }
    }

    /// Has the file such a column? `None`: that is not known before it is read (GeoJSON).
    pub fn column_names(&self) -> Option<Vec<String>> {
        let head = self.source.head(1 << 16).ok().filter(|_| self.is_table)?;
        rows::header(&head)
    }

    /// Goes through the whole file: `add` takes batches up in one of several copies of `empty`, one a thread, whose order says nothing.
    /// `None`: a row is not for here, and the caller must read the file by way of features.
    ///
    /// # Errors
    /// The file can't be read (any more).
    pub fn fold<P: Clone + Send>(
        &self,
        texts: &EventTexts,
        empty: &P,
        add: impl Fn(&mut P, &EventBatch) + Sync,
    ) -> Result<Option<Vec<P>>, Vec<Diagnostic>> {
        let names = Names::new(texts, self.filter.clone(), self.places.clone());
        let mut sums = vec![empty.clone(); threads::count()];
        let unreadable = |e: std::io::Error| load::cannot_read(&self.name, &e);
        let Some(mut blocks) = Blocks::open(&self.source, self.is_table, &names).map_err(unreadable)? else {
            return Ok(None);
        };
        let declined = AtomicBool::new(false);
        while let Some(round) = blocks.next_round().map_err(unreadable)? {
            let Some(parts) = round else { return Ok(None) };
            threads::fold(&parts, &mut sums, |sum, part| {
                if declined.load(Ordering::Relaxed) {
                    return;
                }
                match part.read() {
                    Some(batch) => add(sum, &batch),
                    None => declined.store(true, Ordering::Relaxed),
                }
            });
            if declined.load(Ordering::Relaxed) {
                return Ok(None);
            }
        }
        Ok(Some(sums))
    }
}

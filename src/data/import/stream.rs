//! Features of a GeoJSON file that is not held in memory: one collection, or a feature a line, part by part on all cores.
//!
//! A part is made a collection of its own and read as any other, so that its features with faults are put aside, and told, as those of a small file are. What can't be
//! cut so (a fault of the file as a whole, a reference system of its own, a sequence of RFC 8142) is declined before anything is made of it, and must be read whole.
//!
//! Two ways through the file: [`FeatureStream::survey`] reads all of it and finds how many records each part has, then [`FeatureStream::read`] knows their numbers.

use crate::data::feature::Feature;
use crate::data::format::{FeatureFile, read_features};
use crate::data::geojson::{Collection, Cursor, feature_starts};
use crate::data::load::Rereadable;
use crate::data::rounds::{PART, Round, Rounds, line_starts, valid};
use crate::diagnostic::Diagnostic;
use crate::threads;
use std::io;
use std::sync::Arc;

/// A collection's beginning, on the line of its first feature.
const BEGIN: &str = "{\"type\":\"FeatureCollection\",\"features\":[";

/// What stands between the features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Collection,
    Lines,
}

/// Where a part begins.
#[derive(Debug, Clone, Copy, Default)]
struct Start {
    /// Records before it.
    records: usize,
    /// Line feeds before it.
    line_feeds: usize,
}

/// A file that is gone through part by part.
#[derive(Debug)]
pub(super) struct FeatureStream {
    name: Arc<str>,
    source: Rereadable,
    form: Form,
    /// Of each part, in their order.
    starts: Vec<Start>,
}

/// A part as it was read.
struct PartRead {
    file: FeatureFile,
    records: usize,
    line_feeds: usize,
}

impl FeatureStream {
    /// Goes through a file and hands on what each part holds, in the file's order. `None`: it is not for here.
    ///
    /// # Errors
    /// The file can't be read.
    pub(super) fn survey(
        name: &str,
        source: Rereadable,
        each: &mut dyn FnMut(FeatureFile),
    ) -> io::Result<Option<Self>> {
        let Some(Opened { form, line_feeds, .. }) = opened(&source)? else { return Ok(None) };
        let mut stream = Self { name: name.into(), source, form, starts: Vec::new() };
        let (mut start, mut starts) = (Start { records: 0, line_feeds }, Vec::new());
        let whole = stream.rounds(&mut |texts| {
            let read = threads::in_order(texts, |text| part(&stream.name, form, text));
            for read in read {
                let Some(PartRead { mut file, records, line_feeds }) = read else { return Ok(false) };
                starts.push(start);
                shift(&mut file, start);
                each(file);
                start = Start { records: start.records + records, line_feeds: start.line_feeds + line_feeds };
            }
            Ok(true)
        })?;
        stream.starts = starts;
        Ok(whole.then_some(stream))
    }

    /// Goes through the features that can be used: `work` is given those of a part on any core, `sink` what it made of them, in the file's order.
    ///
    /// # Errors
    /// The sink's own; the file can't be read any more, or is another one by now.
    pub(super) fn read<T: Send>(
        &self,
        work: impl Fn(Vec<Feature>) -> T + Sync,
        sink: &mut dyn FnMut(T) -> io::Result<()>,
    ) -> io::Result<()> {
        let changed = || io::Error::new(io::ErrorKind::InvalidData, "the file was changed while it was read");
        let mut before = 0;
        let whole = self.rounds(&mut |texts| {
            let starts = self.starts.get(before..before + texts.len()).ok_or_else(changed)?;
            before += texts.len();
            let tasks: Vec<(&Text, &Start)> = texts.iter().zip(starts).collect();
            let made = threads::in_order(&tasks, |(text, start)| {
                let mut file = part(&self.name, self.form, text)?.file;
                shift(&mut file, **start);
                Some(work(file.features))
            });
            for made in made {
                sink(made.ok_or_else(changed)?)?;
            }
            Ok(true)
        })?;
        if whole { Ok(()) } else { Err(changed()) }
    }

    /// Hands on the texts of each round until one is refused; `false`: one was, or the file is not for here.
    fn rounds(&self, each: &mut dyn FnMut(&[Text]) -> io::Result<bool>) -> io::Result<bool> {
        let Some(Opened { form, mut rounds, .. }) = opened(&self.source)? else { return Ok(false) };
        loop {
            let parts = match rounds.next_round(|buffer, at_end| starts(form, buffer, at_end))? {
                Round::Parts(parts) => parts,
                Round::Declined => return Ok(false),
                Round::End => return Ok(true),
            };
            let (count, at_end, buffer) = (parts.len(), rounds.is_at_end(), rounds.buffer());
            let texts: Option<Vec<Text>> = parts
                .into_iter()
                .enumerate()
                .map(|(i, range)| {
                    let text = std::str::from_utf8(&buffer[range]).ok()?;
                    Some(Text { text, is_last: at_end && i + 1 == count })
                })
                .collect();
            let Some(texts) = texts else { return Ok(false) };
            if !each(&texts)? {
                return Ok(false);
            }
        }
    }
}

/// The text of a part.
struct Text<'t> {
    text: &'t str,
    is_last: bool,
}

/// A file at its first feature.
struct Opened {
    form: Form,
    rounds: Rounds,
    /// Line feeds before it.
    line_feeds: usize,
}

/// Opens a file; `None`: it is not for here.
fn opened(source: &Rereadable) -> io::Result<Option<Opened>> {
    let mut rounds = Rounds::open(source)?;
    let Some(text) = valid(rounds.buffer(), rounds.is_at_end()) else { return Ok(None) };
    let collection = Collection::until_features(&mut Cursor::new(text, 0));
    if let Some((collection, bracket)) = collection {
        if !collection.is_plain() || text.as_bytes().get(bracket) != Some(&b'[') {
            return Ok(None);
        }
        let line_feeds = text[..bracket].bytes().filter(|b| *b == b'\n').count();
        rounds.pass_over(bracket + 1);
        return Ok(Some(Opened { form: Form::Collection, rounds, line_feeds }));
    }
    let mut records = text.lines().map(str::trim).filter(|l| !l.is_empty());
    let is_record = |line: &str| line.starts_with('{') && line.ends_with('}') && line.contains("\"Feature\"");
    let lines = records.next().is_some_and(is_record) && records.next().is_some_and(|l| l.starts_with('{'));
    Ok(lines.then_some(Opened { form: Form::Lines, rounds, line_feeds: 0 }))
}

/// Where parts begin in the buffer, the first at 0.
fn starts(form: Form, buffer: &[u8], at_end: bool) -> Option<Vec<usize>> {
    let text = valid(buffer, at_end)?;
    if form == Form::Lines {
        return Some(line_starts(text.as_bytes()));
    }
    let first = text.len() - text.trim_start().len();
    let mut starts = feature_starts(text, first, PART);
    starts[0] = 0;
    Some(starts)
}

/// Reads a part as a collection of its own; `None`: it has a fault that is none of its features'.
fn part(name: &str, form: Form, part: &Text) -> Option<PartRead> {
    let text = part.text;
    let line_feeds = text.bytes().filter(|b| *b == b'\n').count();
    let nothing = || PartRead { file: FeatureFile::default(), records: 0, line_feeds };
    let file = match form {
        Form::Collection if part.is_last => read_features(name, format!("{BEGIN}{text}").as_bytes()).ok()?,
        Form::Collection => {
            let features = text.trim_end().strip_suffix(',')?;
            read_features(name, format!("{BEGIN}{features}]}}").as_bytes()).ok()?
        }
        Form::Lines if text.trim().is_empty() => return Some(nothing()),
        Form::Lines => lines(name, text)?,
    };
    let last = file.features.iter().map(|f| f.origin.feature).chain(file.excluded.iter().map(|e| e.row)).max();
    Some(PartRead { file, records: last.unwrap_or(0), line_feeds })
}

/// Features one a line: as a collection, which is the short way for sound ones, else as the records that they are.
fn lines(name: &str, text: &str) -> Option<FeatureFile> {
    let mut collection = String::with_capacity(text.len() + text.len() / 64);
    let mut count = 0;
    collection.push_str(BEGIN);
    for line in text.lines() {
        let record = line.trim();
        if !record.is_empty() && count > 0 {
            collection.push(',');
        }
        count += usize::from(!record.is_empty());
        collection.push_str(record);
        collection.push('\n');
    }
    collection.push_str("]}");
    let sound = read_features(name, collection.as_bytes()).ok();
    let sound =
        sound.filter(|file| file.excluded.is_empty() && file.warnings.is_empty() && file.features.len() == count);
    sound.or_else(|| read_features(name, text.as_bytes()).ok())
}

/// Numbers and lines within a part → those in the file.
fn shift(file: &mut FeatureFile, by: Start) {
    for feature in &mut file.features {
        feature.origin.feature += by.records;
        feature.origin.line += by.line_feeds;
    }
    for exclusion in &mut file.excluded {
        exclusion.row += by.records;
        exclusion.line += by.line_feeds;
        exclusion.column = moved(&exclusion.column, by.records);
    }
    for warning in &mut file.warnings {
        shift_place(warning, by);
    }
}

fn shift_place(warning: &mut Diagnostic, by: Start) {
    let place = &mut warning.place;
    place.feature = place.feature.map(|n| n + by.records);
    place.line = place.line.map(|n| n + by.line_feeds);
    place.pointer = place.pointer.as_deref().map(|pointer| moved(pointer, by.records));
}

/// A pointer such as `/features/3/geometry` with the number of the feature in the file.
fn moved(pointer: &str, records: usize) -> String {
    let Some(rest) = pointer.strip_prefix("/features/") else { return pointer.to_owned() };
    let (number, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match number.parse::<usize>() {
        Ok(number) => format!("/features/{}{rest}", number + records),
        Err(_) => pointer.to_owned(),
    }
}

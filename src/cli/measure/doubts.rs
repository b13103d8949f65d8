//! Where a result rests on a line that is too coarse for it, or in doubt: gathered row by row, told once for all rows.

use crate::claims::Measurement;
use crate::diagnostic::Diagnostic;
use crate::units::LengthUnit;

/// A distance should be ten times what its border may be off.
const COARSE: f64 = 0.1;
/// Incidents named in a warning, at most.
const NAMED: usize = 4;

/// The first of a list, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FirstOf {
    first: Vec<String>,
    count: usize,
}

impl FirstOf {
    /// One more.
    pub fn add(&mut self, member: impl FnOnce() -> String) {
        if self.first.len() < NAMED {
            self.first.push(member());
        }
        self.count += 1;
    }

    /// Those of another list behind these.
    fn append(&mut self, later: Self) {
        let room = NAMED - self.first.len();
        self.first.extend(later.first.into_iter().take(room));
        self.count += later.count;
    }
}

/// The first of a list.
pub fn first_of(members: Vec<String>) -> FirstOf {
    let mut list = FirstOf::default();
    members.into_iter().for_each(|member| list.add(|| member));
    list
}

impl std::fmt::Display for FirstOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.first.join(", "))?;
        if self.count > self.first.len() { write!(f, " and {} more", self.count - self.first.len()) } else { Ok(()) }
    }
}

/// What is to be told of some rows.
#[derive(Debug, Clone, Default)]
pub struct Doubts {
    coarse: FirstOf,
    notes: Vec<(String, FirstOf)>,
}

impl Doubts {
    /// Those of the rows.
    pub fn of(rows: &[Measurement], unit: LengthUnit) -> Self {
        let mut doubts = Self::default();
        rows.iter().for_each(|row| doubts.add(row, unit));
        doubts
    }

    fn add(&mut self, row: &Measurement, unit: LengthUnit) {
        if let Some((accuracy_m, distance_m)) = coarse(row) {
            let (off, of) = (accuracy_m / unit.metres(), distance_m / unit.metres());
            self.coarse.add(|| format!("{} ({off:.1} of {of:.1} {})", row.subject.id, unit.symbol()));
        }
        for note in row.notes() {
            self.noted(note).add(|| row.subject.id.clone());
        }
    }

    fn noted(&mut self, note: String) -> &mut FirstOf {
        let at = self.notes.iter().position(|(n, _)| *n == note).unwrap_or_else(|| {
            self.notes.push((note, FirstOf::default()));
            self.notes.len() - 1
        });
        &mut self.notes[at].1
    }

    /// Those of later rows behind these.
    pub fn append(&mut self, later: Self) {
        self.coarse.append(later.coarse);
        for (note, ids) in later.notes {
            self.noted(note).append(ids);
        }
    }

    /// As warnings.
    pub fn warnings(self) -> impl Iterator<Item = Diagnostic> {
        let coarse = (self.coarse.count > 0).then(|| {
            let message = format!("the border may be off by more than a tenth of the distance: {}", self.coarse);
            Diagnostic::warning("measure::coarse-border", message)
        });
        let noted = self
            .notes
            .into_iter()
            .map(|(note, ids)| Diagnostic::warning("measure::border-in-doubt", format!("{note}: {ids}")));
        coarse.into_iter().chain(noted)
    }
}

/// How far off of how much, in metres, where that is too much.
fn coarse(row: &Measurement) -> Option<(f64, f64)> {
    let (accuracy_m, distance_m) = (row.rests_on.as_ref()?.accuracy_m?, row.nearest?.distance_m);
    (accuracy_m > COARSE * distance_m).then_some((accuracy_m, distance_m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_make_the_same_list_as_the_whole() {
        let list = |members: std::ops::Range<usize>| {
            let mut list = FirstOf::default();
            members.for_each(|i| list.add(|| i.to_string()));
            list
        };
        let mut parts = list(0..3);
        parts.append(list(3..9));
        assert_eq!(parts, list(0..9));
        assert_eq!(parts.to_string(), "0, 1, 2, 3 and 5 more");
        assert_eq!(list(0..2).to_string(), "0, 1");
    }
}

//! Events to be summed up, from a file that is gone through or from incidents that were read.

use super::Aggregate;
use crate::data::events::{EventBatch, EventFile, EventTexts};
use crate::data::incident::Incident;
use crate::diagnostic::Diagnostic;

/// Events that can be gone through again and again.
#[derive(Debug)]
pub enum Events {
    /// Those of a file.
    File(EventFile),
    /// Those in memory.
    Batch(Box<EventBatch>),
}

impl Events {
    /// Incidents that were read, with a text of each.
    pub fn of_incidents(incidents: &[Incident], texts: &EventTexts) -> Self {
        Self::Batch(Box::new(EventBatch::of_incidents(incidents, texts)))
    }

    /// All of them summed up; `None`: the file is to be read by way of features.
    ///
    /// # Errors
    /// The file can't be read.
    pub fn sum<A: Aggregate + Clone + Send>(
        &self,
        texts: &EventTexts,
        empty: &A,
    ) -> Result<Option<A>, Vec<Diagnostic>> {
        let add = |sum: &mut A, batch: &EventBatch| sum.add(batch);
        let sums = match self {
            Self::File(file) => file.fold(texts, empty, add)?,
            Self::Batch(batch) => {
                let mut sum = empty.clone();
                sum.add(batch);
                Some(vec![sum])
            }
        };
        Ok(sums.map(|sums| {
            sums.into_iter().fold(empty.clone(), |mut all, sum| {
                all.merge(sum);
                all
            })
        }))
    }
}

//! What the incidents say, held against the map: measurements, and (to come) verdicts.

pub mod measurement;

pub use measurement::{Measurement, Subject, measure};

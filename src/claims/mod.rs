//! What the incidents say, held against the map: measurements, and (to come) verdicts.

pub mod border;
pub mod country;
pub mod measurement;
mod place;

pub use border::{MeasuredBorder, RestsOn};
pub use country::{CountryFinder, Lying, country_at};
pub use measurement::{Measurement, Subject, measure, measure_to, measure_to_nearest};
pub use place::Outline;

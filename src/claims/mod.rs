//! What the incidents say, held against the map: measurements, and verdicts on what is said of them.
//!
//! [`measure`] gives the distance of each incident to a border. [`verify`] holds each statement against layers, calendar
//! and numbers ([`Verdict`]), and lists what is told differently ([`Contradiction`]).

pub mod border;
mod calendar;
mod contradiction;
pub mod country;
mod dates;
mod direction;
mod distance;
mod ground;
pub mod measurement;
mod place;
mod rounding;
mod smell;
mod sum;
mod verdict;
mod verify;
mod whereabouts;

pub use border::{MeasuredBorder, RestsOn};
pub use contradiction::{Contradiction, Topic, Version, contradictions};
pub use country::{CountryFinder, Lying, country_at};
pub use measurement::{Measurement, Subject, measure, measure_to, measure_to_nearest};
pub use place::Outline;
pub use rounding::{Tolerance, tolerance};
pub use smell::{smells, swapped};
pub use verdict::{Allowed, Bounds, Finding, Verdict};
pub use verify::{CheckedStatement, Verification, verify};

//! What the incidents say, held against the map: measurements, and verdicts on what is said of them.
//!
//! [`measure`] gives the distance of each incident to a border. [`verify`] holds each statement against layers, calendar
//! and numbers ([`Verdict`]), and lists what is told differently ([`Contradiction`]).

mod calendar;
mod contradiction;
mod dates;
mod direction;
mod distance;
mod ground;
pub mod measurement;
mod rounding;
mod sum;
mod verdict;
mod verify;
mod whereabouts;

pub use contradiction::{Contradiction, Topic, Version, contradictions};
pub use measurement::{Measurement, Subject, measure};
pub use rounding::{Tolerance, tolerance};
pub use verdict::{Allowed, Bounds, Finding, Verdict};
pub use verify::{CheckedStatement, Verification, verify};

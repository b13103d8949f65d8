//! How many events, and how many people killed as claimed.

use crate::data::incident::CountRange;
use crate::geographic::LonLat;

/// A count of events with the sums of their claims. Nothing unknown is in a sum.
///
/// ```
/// use sitmap::aggregate::Tally;
/// use sitmap::data::incident::CountRange;
/// let mut tally = Tally::default();
/// tally.add(Some(CountRange { min: Some(78), max: Some(105) }));
/// tally.add(Some(CountRange { min: None, max: Some(4) })); // "up to four": no least number
/// tally.add(None); // not reported
/// assert_eq!((tally.events, tally.killed_min, tally.killed_max), (3, 78, 109));
/// assert_eq!(tally.killed_unknown, 1);
/// assert_eq!(tally.killed_known(), 2);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Events.
    pub events: u64,
    /// Sum of the least numbers that are claimed.
    pub killed_min: u64,
    /// Sum of the greatest numbers that are stated.
    pub killed_max: u64,
    /// Events of which nobody gives a number.
    pub killed_unknown: u64,
}

impl Tally {
    /// Adds an event.
    pub fn add(&mut self, killed: Option<CountRange>) {
        self.events += 1;
        match killed {
            Some(range) => {
                self.killed_min += u64::from(range.min.unwrap_or(0));
                self.killed_max += u64::from(range.max.or(range.min).unwrap_or(0));
            }
            None => self.killed_unknown += 1,
        }
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        self.events += other.events;
        self.killed_min += other.killed_min;
        self.killed_max += other.killed_max;
        self.killed_unknown += other.killed_unknown;
    }

    /// What remains of this tally without a part of it.
    pub fn without(&self, part: &Self) -> Self {
        Self {
            events: self.events - part.events,
            killed_min: self.killed_min - part.killed_min,
            killed_max: self.killed_max - part.killed_max,
            killed_unknown: self.killed_unknown - part.killed_unknown,
        }
    }

    /// Events of which somebody gives a number.
    pub fn killed_known(&self) -> u64 {
        self.events - self.killed_unknown
    }
}

/// A tally of events with places, and where two of them lie: the southernmost and the northernmost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PlacedTally {
    pub tally: Tally,
    least: LonLat,
    most: LonLat,
}

impl PlacedTally {
    pub const NOTHING: Self = Self {
        tally: Tally { events: 0, killed_min: 0, killed_max: 0, killed_unknown: 0 },
        least: LonLat::new(f64::INFINITY, f64::INFINITY),
        most: LonLat::new(f64::NEG_INFINITY, f64::NEG_INFINITY),
    };

    /// Adds an event.
    pub fn add(&mut self, place: LonLat, killed: Option<CountRange>) {
        self.tally.add(killed);
        self.reach(place);
    }

    fn reach(&mut self, place: LonLat) {
        let key = |p: LonLat| (p.lat_deg, p.lon_deg);
        if key(place) < key(self.least) {
            self.least = place;
        }
        if key(place) > key(self.most) {
            self.most = place;
        }
    }

    /// Adds another one.
    pub fn merge(&mut self, other: &Self) {
        if other.tally.events > 0 {
            self.tally.merge(&other.tally);
            self.reach(other.least);
            self.reach(other.most);
        }
    }

    /// The two places.
    pub fn samples(&self) -> [LonLat; 2] {
        [self.least, self.most]
    }
}

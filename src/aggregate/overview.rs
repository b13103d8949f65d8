//! What a file of events is like as a whole: how many, where, when, and the sums of claims.

use super::{Aggregate, Tally};
use crate::data::events::{EventBatch, LeftOut, Unread};
use crate::data::incident::CivilDate;
use crate::geographic::{Extent, LonLat};

/// Bins of longitude: tenths of a degree.
const BINS: usize = 3600;

/// A file of events at a glance.
#[derive(Debug, Clone)]
pub struct Overview {
    /// All of them.
    pub tally: Tally,
    /// Events with a place.
    pub located: u64,
    /// Events without a date.
    pub undated: u64,
    /// First and last day, month or year.
    pub period: Option<(CivilDate, CivilDate)>,
    /// Values that could not be used.
    pub unread: Unread,
    /// What a filter left out.
    pub left_out: LeftOut,
    /// Which of the filter's properties stood there at all: one bit each.
    pub seen: u64,
    south_deg: f64,
    north_deg: f64,
    /// Least and greatest longitude in each bin.
    longitudes: Vec<(f64, f64)>,
    /// Least and greatest latitude in each.
    latitudes: Vec<(f64, f64)>,
}

impl Default for Overview {
    fn default() -> Self {
        Self {
            tally: Tally::default(),
            located: 0,
            undated: 0,
            period: None,
            unread: Unread::default(),
            left_out: LeftOut::default(),
            seen: 0,
            south_deg: f64::INFINITY,
            north_deg: f64::NEG_INFINITY,
            longitudes: vec![(f64::INFINITY, f64::NEG_INFINITY); BINS],
            latitudes: vec![(f64::INFINITY, f64::NEG_INFINITY); BINS],
        }
    }
}

impl Overview {
    /// The smallest box around all places, the short way round the earth; `None` where none has a place. A gap of less than 0.1° of
    /// longitude is taken for none.
    pub fn extent(&self) -> Option<Extent> {
        let filled = self.longitudes.iter().filter(|(least, most)| least <= most);
        let ends = filled.flat_map(|(least, most)| [*least, *most]);
        let lats = [self.south_deg, self.north_deg].into_iter().cycle();
        Extent::around(ends.zip(lats).map(|(lon, lat)| LonLat::new(lon, lat)))
    }

    /// Corners of boxes, a tenth of a degree wide, that hold all places: what a map of them must show.
    pub fn corners(&self) -> Vec<LonLat> {
        let filled = self.longitudes.iter().zip(&self.latitudes).filter(|((least, most), _)| least <= most);
        let corners = filled.flat_map(|((west, east), (south, north))| {
            [(*west, *south), (*west, *north), (*east, *south), (*east, *north)]
        });
        corners.map(|(lon, lat)| LonLat::new(lon, lat)).collect()
    }

    fn place(&mut self, place: LonLat) {
        self.located += 1;
        self.south_deg = self.south_deg.min(place.lat_deg);
        self.north_deg = self.north_deg.max(place.lat_deg);
        let bin = ((place.lon_deg + 180.0) * 10.0) as usize;
        let bin = bin.min(BINS - 1);
        for (range, value) in [(&mut self.longitudes, place.lon_deg), (&mut self.latitudes, place.lat_deg)] {
            let (least, most) = &mut range[bin];
            (*least, *most) = (least.min(value), most.max(value));
        }
    }

    fn cover(&mut self, start: CivilDate, end: CivilDate) {
        self.period = Some(self.period.map_or((start, end), |(first, last)| (first.min(start), last.max(end))));
    }
}

impl Aggregate for Overview {
    fn add(&mut self, batch: &EventBatch) {
        batch.places.iter().flatten().for_each(|place| self.place(*place));
        batch.killed.iter().for_each(|killed| self.tally.add(*killed));
        for date in &batch.dates {
            match date {
                Some(date) => self.cover(date.start, date.end),
                None => self.undated += 1,
            }
        }
        self.left_out.merge(batch.left_out);
        self.seen |= batch.seen;
        self.unread.dates += batch.unread.dates;
        self.unread.killed += batch.unread.killed;
    }

    fn merge(&mut self, other: Self) {
        self.tally.merge(&other.tally);
        self.located += other.located;
        self.undated += other.undated;
        if let Some((first, last)) = other.period {
            self.cover(first, last);
        }
        self.left_out.merge(other.left_out);
        self.seen |= other.seen;
        self.unread.dates += other.unread.dates;
        self.unread.killed += other.unread.killed;
        self.south_deg = self.south_deg.min(other.south_deg);
        self.north_deg = self.north_deg.max(other.north_deg);
        let mine = self.longitudes.iter_mut().chain(&mut self.latitudes);
        for (mine, theirs) in mine.zip(other.longitudes.iter().chain(&other.latitudes)) {
            *mine = (mine.0.min(theirs.0), mine.1.max(theirs.1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overview(places: &[(f64, f64)]) -> Overview {
        let places: Vec<Option<LonLat>> = places.iter().map(|(lon, lat)| Some(LonLat::new(*lon, *lat))).collect();
        let killed = vec![None; places.len()];
        let dates = vec![None; places.len()];
        let mut overview = Overview::default();
        overview.add(&EventBatch { places, killed, dates, ..EventBatch::default() });
        overview
    }

    #[test]
    fn the_box_is_that_of_all_places() {
        let fiji = overview(&[(178.4, -18.1), (-179.9, -16.8)]);
        let around = Extent::around([LonLat::new(178.4, -18.1), LonLat::new(-179.9, -16.8)]);
        assert_eq!(fiji.extent(), around);
        let mut both = overview(&[(36.5, 36.1)]);
        both.merge(overview(&[(37.0, 35.0), (180.0, 1.0)]));
        assert_eq!(both.extent(), Some(Extent::new(36.5, 1.0, 180.0, 36.1)));
        assert_eq!((both.located, both.undated), (3, 3));
        assert_eq!(both.corners().len(), 12);
        assert_eq!(Extent::around(both.corners()), both.extent());
        assert_eq!(Overview::default().extent(), None);
    }
}

//! Blocks of `land_borders.bin` and `country_areas.bin`: how they are packed is told in `geodata/recipes/world/80_land_borders.py`
//! and `85_country_areas.py`.

use super::{BorderPart, NATURAL_EARTH, OSM_2017};
use crate::geographic::LonLat;

/// Kinds by number, as the recipe has them.
const KINDS: [&str; 7] =
    ["international", "disputed", "line_of_control", "indefinite", "lease", "claim", "unrecognized"];
/// Units of a degree, of borders and of areas.
const SCALE: f64 = 1e5;
const AREA_SCALE: f64 = 1e4;

/// The parts of a block. The bytes are ours: if they can't be read there are none, and a test says so.
pub(super) fn parts(block: &[u8]) -> Vec<BorderPart> {
    read(&unpacked(block)).unwrap_or_default()
}

/// The rings of a block of areas; none if it can't be read.
pub(super) fn rings(block: &[u8]) -> Vec<Vec<LonLat>> {
    read_rings(&unpacked(block)).unwrap_or_default()
}

fn unpacked(block: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = lzma_rs::lzma_decompress(&mut std::io::Cursor::new(block), &mut bytes);
    if read.is_err() {
        bytes.clear();
    }
    bytes
}

fn read_rings(bytes: &[u8]) -> Option<Vec<Vec<LonLat>>> {
    let mut numbers = Varints(bytes.iter());
    let count = numbers.next()?;
    let lengths: Vec<usize> = (0..count).map(|_| numbers.next()).collect::<Option<_>>()?;
    let total = lengths.iter().sum();
    let (lon, lat) = (numbers.running(total)?, numbers.running(total)?);
    let place = |(lon, lat): (i64, i64)| LonLat::new(lon as f64 / AREA_SCALE, lat as f64 / AREA_SCALE);
    let mut places = lon.into_iter().zip(lat).map(place);
    Some(lengths.into_iter().map(|n| places.by_ref().take(n).collect()).collect())
}

fn read(bytes: &[u8]) -> Option<Vec<BorderPart>> {
    let mut numbers = Varints(bytes.iter());
    let heads: Vec<[usize; 5]> = {
        let count = numbers.next()?;
        (0..count).map(|_| numbers.head()).collect::<Option<_>>()?
    };
    let total = heads.iter().map(|h| h[4]).sum();
    let lon = numbers.running(total)?;
    let lat = numbers.running(total)?;
    let mut places = lon.into_iter().zip(lat).map(|(lon, lat)| LonLat::new(lon as f64 / SCALE, lat as f64 / SCALE));
    let part = |[source, kind, accuracy, differs, vertices]: [usize; 5]| {
        Some(BorderPart {
            line: places.by_ref().take(vertices).collect(),
            layer: if source == 0 { &OSM_2017 } else { &NATURAL_EARTH },
            accuracy_m: accuracy as f64 * 100.0,
            kind: KINDS.get(kind)?,
            differs_m: (differs > 0).then_some(differs as f64 * 100.0),
        })
    };
    heads.into_iter().map(part).collect()
}

/// Numbers of seven bits a byte, the least first.
struct Varints<'b>(std::slice::Iter<'b, u8>);

impl Varints<'_> {
    fn next(&mut self) -> Option<usize> {
        let (mut value, mut shift) = (0usize, 0);
        loop {
            let byte = *self.0.next()?;
            value |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(value);
            }
            shift += 7;
            if shift > 56 {
                return None;
            }
        }
    }

    fn head(&mut self) -> Option<[usize; 5]> {
        Some([self.next()?, self.next()?, self.next()?, self.next()?, self.next()?])
    }

    /// Sums of zigzag steps.
    fn running(&mut self, count: usize) -> Option<Vec<i64>> {
        let mut at = 0i64;
        let step = |n: usize| if n & 1 == 0 { (n >> 1) as i64 } else { -((n >> 1) as i64) - 1 };
        (0..count)
            .map(|_| {
                at += step(self.next()?);
                Some(at)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_blocks_are_nothing() {
        assert!(parts(b"no lzma").is_empty());
        assert!(read(&[2, 0, 0, 3]).is_none());
        assert!(read(&[1, 0, 9, 3, 0, 0]).is_none(), "an unknown kind");
        assert!(read(&[255; 20]).is_none());
    }

    #[test]
    fn steps_run_on() {
        let parts = read(&[1, 1, 2, 3, 60, 2, 2, 2, 1, 3]).unwrap();
        assert_eq!(parts[0].line, [LonLat::new(1e-5, -1e-5), LonLat::new(2e-5, -3e-5)]);
        assert_eq!((parts[0].kind, parts[0].accuracy_m, parts[0].differs_m), ("line_of_control", 300.0, Some(6_000.0)));
    }
}

//! How far a stated number reaches: what “10 km”, “around 10 km” and “more than 180” allow.
//!
//! # Rule
//! Let *u* be one unit of the last digit as written: 1 for “10”, 0.1 for “9.9”. Let *s* be the *step* of the number: the greatest
//! of 1, 5, 10, 50, 100, 500 … × *u* that it is a multiple of and that is at most half of it: 5 for 10, 10 for 60, 100 for 300, 1 for 12.
//! A number is *round* if its step is 5 *u* or more.
//!
//! | as stated | supported within | supported within its rounding within |
//! |---|---|---|
//! | bare, not round: “12 km” | ± *u*/2: 11.5–12.5 | the same |
//! | bare, round: “10 km” | ± *u*/2: 9.5–10.5 | ± *s*/2: 7.5–12.5 |
//! | hedged: “around 12 km”, “around 10 km” | ± *u*/2 | ± *s*/2, but at least ± *u*: 11–13, 7.5–12.5 |
//!
//! No tolerance exceeds half of the number. “Less than” and “more than” are taken at their word: a limit isn't rounded.
//!
//! # Why
//! Half a unit of the last digit is what rounding to that digit leaves open. Round numbers are read on a coarser scale: M. Krifka, *Approximate
//! interpretation of number words* (2007), derives it from preferring short words; C. Jansen and M. Pollmann, *On round
//! numbers*, J. Quantitative Linguistics 8 (2001), find tens and fives to be the scale that people use. Whoever says “around 10” and could have said
//! 5 or 15 leaves 7.5–12.5 to it. S. Williams and R. Power, *Hedging and rounding in numerical expressions*, Pragmatics & Cognition 21
//! (2013), find that a hedge widens how a number that isn't round is read, and adds nothing to one that is: hence the same tolerance for a bare round
//! number as for a hedged one, and a doubled one for a hedged number that isn't round.
//!
//! # Limits
//! The widths are a convention, not a law of language; others find round numbers read sharply. Therefore the two are told apart: a number that
//! holds only on its coarser reading is *supported within its rounding*, and the reading is printed with every verdict.

/// How far to both sides of a stated number a measured one may lie, in the number's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tolerance {
    /// The number as rounded to its last digit.
    pub tight: f64,
    /// The number on its coarser reading.
    pub wide: f64,
}

/// The tolerance of a number of which `last_digit` is one unit of the last digit written.
///
/// ```
/// use sitmap::claims::tolerance;
/// let around_10 = tolerance(10.0, 1.0, true);
/// assert_eq!((around_10.tight, around_10.wide), (0.5, 2.5));
/// assert_eq!(tolerance(12.0, 1.0, false).wide, 0.5);
/// assert_eq!(tolerance(12.0, 1.0, true).wide, 1.0);
/// ```
pub fn tolerance(value: f64, last_digit: f64, hedged: bool) -> Tolerance {
    let step = step(value / last_digit);
    let tight = 0.5;
    let coarse = if step >= 5.0 { step / 2.0 } else { tight };
    let wide = if hedged { coarse.max(1.0) } else { coarse };
    let most = (value / last_digit / 2.0).max(tight);
    Tolerance { tight: tight * last_digit, wide: wide.min(most) * last_digit }
}

/// The greatest of 1, 5, 10, 50 … that a whole number is a multiple of and that is at most half of it; 1 where there is none.
fn step(number: f64) -> f64 {
    let number = libm::round(number);
    let (mut best, mut step, mut factor) = (1.0, 1.0, 5.0);
    while step <= number / 2.0 {
        if libm::fmod(number, step) == 0.0 {
            best = step;
        }
        step *= factor;
        factor = 10.0 / factor;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_the_module() {
        let both = |value: f64, last: f64, hedged: bool| {
            let t = tolerance(value, last, hedged);
            (t.tight, t.wide)
        };
        assert_eq!(both(12.0, 1.0, false), (0.5, 0.5));
        assert_eq!(both(10.0, 1.0, false), (0.5, 2.5));
        assert_eq!(both(12.0, 1.0, true), (0.5, 1.0));
        assert_eq!(both(10.0, 1.0, true), (0.5, 2.5));
        assert_eq!(both(60.0, 1.0, true), (0.5, 5.0));
        assert_eq!(both(300.0, 1.0, false), (0.5, 50.0));
        assert_eq!(both(45.0, 1.0, true), (0.5, 2.5));
        let fine = tolerance(10.0, 0.1, false); // written 10.0
        assert!((fine.tight - 0.05).abs() < 1e-12 && (fine.wide - 2.5).abs() < 1e-12);
    }

    #[test]
    fn small_numbers_do_not_reach_zero() {
        assert_eq!(tolerance(1.0, 1.0, true).wide, 0.5);
        assert_eq!(tolerance(2.0, 1.0, true).wide, 1.0);
        assert_eq!(tolerance(0.0, 1.0, true).wide, 0.5);
        assert_eq!(tolerance(5.0, 1.0, false).wide, 0.5);
    }

    #[test]
    fn steps() {
        for (number, expected) in
            [(10.0, 5.0), (12.0, 1.0), (20.0, 10.0), (50.0, 10.0), (100.0, 50.0), (180.0, 10.0), (1e6, 5e5)]
        {
            assert_eq!(step(number), expected, "{number}");
        }
    }
}

//! Which form a counted word has. The rules are those of Unicode CLDR 45, *Language Plural Rules*, for whole numbers.

/// A form of a counted word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plural {
    /// None at all, where a language has a form for it.
    Zero,
    /// One.
    One,
    /// Two.
    Two,
    /// A few: in Arabic 3–10, 103–110 …
    Few,
    /// Many: in Arabic 11–99, 111–199 …
    Many,
    /// All others.
    Other,
}

/// English: one, and all others.
pub const fn english(n: usize) -> Plural {
    if n == 1 { Plural::One } else { Plural::Other }
}

/// French: none and one are one.
pub const fn french(n: usize) -> Plural {
    if n < 2 { Plural::One } else { Plural::Other }
}

/// Arabic: the last two digits decide from three on.
pub const fn arabic(n: usize) -> Plural {
    match (n, n % 100) {
        (0, _) => Plural::Zero,
        (1, _) => Plural::One,
        (2, _) => Plural::Two,
        (_, 3..=10) => Plural::Few,
        (_, 11..=99) => Plural::Many,
        _ => Plural::Other,
    }
}

/// Ukrainian: the last digit decides, but for 11 to 14.
pub const fn ukrainian(n: usize) -> Plural {
    match (n % 10, n % 100) {
        (_, 11..=14) => Plural::Many,
        (1, _) => Plural::One,
        (2..=4, _) => Plural::Few,
        _ => Plural::Many,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_two_digits_decide_in_arabic() {
        use Plural::{Few, Many, One, Other, Two, Zero};
        let table = [(0, Zero), (1, One), (2, Two), (3, Few), (10, Few), (11, Many), (99, Many), (100, Other)];
        for (n, form) in table.into_iter().chain([(101, Other), (102, Other), (103, Few), (111, Many), (1000, Other)]) {
            assert_eq!(arabic(n), form, "{n}");
        }
        assert_eq!([0, 1, 2, 21].map(english), [Other, One, Other, Other]);
        assert_eq!([0, 1, 2, 21].map(french), [One, One, Other, Other]);
        assert_eq!([0, 1, 2, 4, 5].map(ukrainian), [Many, One, Few, Few, Many]);
        assert_eq!([11, 14, 21, 22, 112, 121].map(ukrainian), [Many, Many, One, Few, Many, One]);
    }
}

//! How many rows went where: numbers that add up.

use crate::data::incident::Incident;
use std::fmt;

/// Of all rows, how many are placed, have no coordinates, or were put aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Account {
    /// All rows, features or records.
    pub read: usize,
    /// With a place that is drawn.
    pub placed: usize,
    /// Read, but nobody says where.
    pub without_coordinates: usize,
    /// Put aside.
    pub excluded: usize,
}

impl Account {
    /// The account of what was read and of how many were put aside.
    pub fn of(incidents: &[Incident], excluded: usize) -> Self {
        let placed = incidents.iter().filter(|i| i.located().is_some()).count();
        Self { read: incidents.len() + excluded, placed, without_coordinates: incidents.len() - placed, excluded }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [read, placed, without, excluded] =
            [self.read, self.placed, self.without_coordinates, self.excluded].map(grouped);
        write!(f, "{read} read = {placed} placed + {without} without coordinates + {excluded} excluded")
    }
}

/// A number in groups of three: `8,114`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three() {
        let groups: Vec<String> = [0, 999, 1_000, 8_114, 1_234_567].map(grouped).to_vec();
        assert_eq!(groups, ["0", "999", "1,000", "8,114", "1,234,567"]);
        let account = Account { read: 8114, placed: 7902, without_coordinates: 180, excluded: 32 };
        assert_eq!(account.to_string(), "8,114 read = 7,902 placed + 180 without coordinates + 32 excluded");
    }
}

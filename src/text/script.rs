//! Scripts that have faces of their own, and which of them a character belongs to.
//!
//! Noto Sans itself has Latin, Greek and Cyrillic; digits and most signs are shared and stand in it. Blocks as in Unicode 16.

/// A script with faces of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    Arabic,
    Hebrew,
    Armenian,
    Georgian,
    Ethiopic,
    Devanagari,
    Bengali,
    Myanmar,
    Thai,
}

impl Script {
    /// The script of a character; `None`: it stands in Noto Sans, or in no bundled face.
    pub fn of(c: char) -> Option<Self> {
        Some(match c {
            '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{08a0}'..='\u{08ff}' => Self::Arabic,
            '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' => Self::Arabic,
            '\u{0590}'..='\u{05ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{0530}'..='\u{058f}' | '\u{fb13}'..='\u{fb17}' => Self::Armenian,
            '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' | '\u{2d00}'..='\u{2d2f}' => Self::Georgian,
            '\u{1200}'..='\u{139f}' | '\u{2d80}'..='\u{2ddf}' | '\u{ab00}'..='\u{ab2f}' => Self::Ethiopic,
            '\u{0900}'..='\u{097f}' | '\u{a8e0}'..='\u{a8ff}' | '\u{1cd0}'..='\u{1cff}' => Self::Devanagari,
            '\u{0980}'..='\u{09ff}' => Self::Bengali,
            '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' => Self::Myanmar,
            '\u{0e00}'..='\u{0e7f}' => Self::Thai,
            _ => return None,
        })
    }

    /// May its letters be set apart? What joins, hangs on one line or is stacked may not.
    pub const fn may_be_spaced(self) -> bool {
        matches!(self, Self::Hebrew | Self::Armenian | Self::Georgian | Self::Ethiopic)
    }
}

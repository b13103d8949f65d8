//! The words of captions and of descriptions for readers who can't see the figure.

mod ar;
mod en;
mod es;
mod fr;
mod tr;
mod uk;

use crate::data::incident::Kind;

pub(super) use ar::ARABIC;
pub(super) use en::ENGLISH;
pub(super) use es::SPANISH;
pub(super) use fr::FRENCH;
pub(super) use tr::TURKISH;
pub(super) use uk::UKRAINIAN;

/// Words of one language, and how its sentences are put together.
#[derive(Debug)]
pub struct CaptionWords {
    /// Before the figure's number.
    pub figure: &'static str,
    /// Heading of the description.
    pub alt_text: &'static str,
    /// What the picture is, at the beginning of its description.
    pub map: &'static str,
    /// Before the names of the user's own layers.
    pub layers: &'static str,
    /// The metre's symbol.
    pub metre: &'static str,
    /// The true place lies within this length of the one shown.
    pub place_within: fn(&str) -> String,
    /// How well the place is known is not said.
    pub place_precision_unknown: &'static str,
    /// Nobody says when.
    pub date_not_given: &'static str,
    /// The date follows from what the source says.
    pub date_inferred: &'static str,
    /// Sources differ.
    pub date_disputed: &'static str,
    /// A range of people killed.
    pub killed: fn(&str) -> String,
    /// No number is known: never 0.
    pub killed_unknown: &'static str,
    /// A range over several incidents, each for itself: claims are not summed up.
    pub killed_in_each: fn(&str) -> String,
    /// No number is known for any of several incidents.
    pub killed_unknown_for_all: &'static str,
    /// No number is known for so many of several incidents.
    pub unknown_for: fn(usize) -> String,
    /// So many incidents of a kind.
    pub kinds: fn(Option<Kind>, usize) -> String,
    /// After a distance: to the border between two countries.
    pub to_border: fn(&str, &str) -> String,
    /// After a distance: to the lines of a file.
    pub to_line: fn(&str) -> String,
    /// Of many distances the least and the greatest, with the places they are measured from.
    pub shortest: fn(&str, &str) -> String,
    pub longest: fn(&str, &str) -> String,
    /// An inset by its letter, with its title if it has one, without a full stop.
    pub inset: fn(&str, Option<&str>) -> String,
    /// Where north is on a map that is turned: degrees clockwise from up.
    pub turned: fn(i32) -> String,
}

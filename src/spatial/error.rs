//! Lines that can't be measured to.

/// Why a border was refused.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum SpatialError {
    /// No line at all.
    #[error("there is no line to measure to")]
    NoLines,
    /// A line of fewer than two positions.
    #[error("line {line} has {positions} position(s); a line needs two", line = line + 1)]
    LineTooShort {
        /// Which line, from 0.
        line: usize,
        /// How many positions it has.
        positions: usize,
    },
    /// A number that is no place on the earth.
    #[error(
        "position {position} of line {line} is no place: longitude {lon_deg}, latitude {lat_deg}",
        line = line + 1, position = position + 1
    )]
    NoPlace {
        /// Which line, from 0.
        line: usize,
        /// Which position, from 0.
        position: usize,
        /// Its longitude.
        lon_deg: f64,
        /// Its latitude.
        lat_deg: f64,
    },
    /// More edges than can be numbered in 32 bits.
    #[error("too many edges")]
    TooManyEdges,
}

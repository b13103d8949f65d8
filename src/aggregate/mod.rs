//! Many points → few: hexagons, counts by area. Nothing is built yet; the room is reserved, so that what it will need
//! (no assumption about one process, one page or one moment) is not lost in the rooms beside it.

//! The base map of sitmap as layer packs, for `sitmap`'s own use: a crate of its own because a registry takes 10 MB a crate.

#![forbid(unsafe_code)]

/// The world at three levels of detail.
pub static WORLD: &[u8] = include_bytes!("world.sitpack");
/// North-west Syria (35–39° E, 34–38° N) in detail.
pub static IDLIB: &[u8] = include_bytes!("idlib.sitpack");
/// First-level divisions of the world, simplified.
pub static ADMIN1: &[u8] = include_bytes!("admin1.sitpack");

//! The ellipsoid.

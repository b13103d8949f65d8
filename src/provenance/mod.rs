//! The room `provenance`.

//! The room `spatial`.

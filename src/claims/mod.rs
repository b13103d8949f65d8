//! The room `claims`.

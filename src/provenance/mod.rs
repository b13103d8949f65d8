//! What a figure was made from: hashes of inputs, the resolved spec, the credits. Nothing is embedded yet; the room is
//! reserved. What a figure owes to whom is collected in `layout` today, and written by `--save-spec` and `--report`.

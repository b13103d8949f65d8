//! The foot point on one edge.

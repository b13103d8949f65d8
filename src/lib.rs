//! Incident maps for reports: from incidents kept as GeoJSON to an annotated figure, measured on the ellipsoid,
//! labelled without collisions, sourced, and the same bytes on every machine.
//!
//! # The pipeline, room by room
//!
//! Data flows one way. Each room knows only those before it; `ARCHITECTURE.md` has the table, a test holds the code to it.
//!
//! 1. [`spec`] reads a figure spec (TOML) into a [`Figure`](spec::Figure) with every default filled: what the user wants.
//! 2. [`data`] reads incidents, sources and layers, each with its origin and its credit. An
//!    [`Incident`](data::incident::Incident) is a set of claims; what is unknown stays unknown.
//! 3. [`spatial`] measures on WGS 84: [`BorderIndex`](spatial::BorderIndex) gives distance, foot point, azimuth and
//!    side. [`claims`] joins incidents to measurements, and statements to verdicts.
//! 4. [`projection`] chooses a [`MapProjection`](projection::MapProjection) for the extent: rotated, clipped, resampled
//!    by visible error.
//! 5. [`text`] shapes words with the bundled fonts alone. [`layout`] gives everything its place on the page, in points:
//!    grid, frame, labels, panels, foot.
//! 6. [`draw`] hands the layout to Plotters and records a [`Scene`](scene::Scene), a display list with nothing left
//!    to decide.
//! 7. [`export`] walks the scene: PNG, SVG.
//!
//! [`pipeline::compose`] is steps 1 to 6 for one figure; [`cli`] is the program `sitmap` on top of it.
//!
//! # A figure from code
//!
//! ```
//! use sitmap::export::svg::{self, SvgText};
//! use sitmap::pipeline::{Glyphs, compose};
//! use sitmap::spec::{BUILTIN, parse};
//! use sitmap::text::Fonts;
//! use std::path::Path;
//!
//! let fonts = Fonts::bundled();
//! let (name, spec) = BUILTIN[2];
//! let figure = parse(name, spec).unwrap();
//! let composed = compose(&figure, Path::new("."), &fonts, Glyphs::Required).unwrap();
//! let svg = svg::encode(&composed.scene, &fonts, SvgText::Text).unwrap();
//! assert!(svg.contains("Kafr Takharim"));
//! ```
//!
//! # Plotters on a map
//!
//! [`draw::GeographicCoord`] is a coordinate system of Plotters, so its own series and elements can be drawn on any
//! projection (`examples/plotters_series.rs`):
//!
//! ```
#![doc = include_str!("../examples/plotters_series.rs")]
//! ```
//!
//! # A distance
//!
//! ```
//! use sitmap::geographic::LonLat;
//! use sitmap::spatial::{BorderIndex, EdgeKind};
//!
//! let border = BorderIndex::new(vec![vec![LonLat::new(36.0, 36.0), LonLat::new(37.0, 36.0)]], EdgeKind::Rfc7946).unwrap();
//! let nearest = border.nearest(LonLat::new(36.5, 35.9));
//! assert!((nearest.distance_m - 11_096.0).abs() < 1.0);
//! ```
#![forbid(unsafe_code)]

pub mod aggregate;
pub mod claims;
pub mod cli;
pub mod color;
mod contained;
pub mod data;
pub mod diagnostic;
pub mod draw;
pub mod export;
pub mod geodesy;
pub mod geographic;
pub mod layout;
pub mod limits;
pub mod pipeline;
pub mod projection;
pub mod provenance;
pub mod scene;
pub mod selection;
pub mod spatial;
pub mod spec;
pub mod text;
mod threads;
pub mod units;

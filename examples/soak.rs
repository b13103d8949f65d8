//! Many figures in one process: how much memory it holds after each tenth of them, which must stay flat.
//!
//! ```sh
//! cargo run --release --example soak -- 10000
//! ```
//!
//! Figures of the built-in incidents, in turn in four languages, small, as PNG, SVG and PDF; fonts are unpacked anew for each. Memory is read from `/proc`, so
//! that it is told on Linux alone. Exit status 1: the second half held over a tenth more than the first.

use sitmap::export::{pdf, png, svg};
use sitmap::pipeline::{Glyphs, compose};
use sitmap::spec::{Figure, PageSize};
use sitmap::text::Fonts;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// Memory held now, kB.
fn held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// One figure in three formats; how many bytes they have.
fn figure(number: usize) -> Result<usize, Box<dyn Error>> {
    let figure = Figure {
        lang: ["en", "ar", "fr", "es"][number % 4].to_owned(),
        page: PageSize::parse("400x400px")?,
        incidents: Some(sitmap::data::load::BUILTIN_INCIDENTS.to_owned()),
        basemap: true,
        ..Figure::default()
    };
    let fonts = Fonts::bundled();
    let made = compose(&figure, Path::new(""), &fonts, Glyphs::FallBack).map_err(|f| format!("{f:?}"))?;
    let pixels = png::encode(&made.scene, &fonts, 100.0, png::PngEffort::Fast)?;
    let vectors = svg::encode(&made.scene, &fonts, svg::SvgText::Embed)?;
    let page = pdf::encode(&made.scene, &fonts, &[])?;
    Ok(pixels.len() + vectors.len() + page.len())
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(1_000), |n| n.parse())?;
    let (mut bytes, mut seen) = (0, Vec::new());
    for number in 0..count {
        bytes += figure(number)?;
        if (number + 1) % (count / 10).max(1) == 0 {
            let Some(now) = held() else { continue };
            println!("{} figures, {} MB written: {:.1} MB held", number + 1, bytes / 1_000_000, now as f64 / 1e3);
            seen.push(now);
        }
    }
    let (first, second) = seen.split_at(seen.len() / 2);
    let most = |half: &[u64]| half.iter().copied().max().unwrap_or(0);
    let flat = most(second) <= most(first) + most(first) / 10;
    println!("{}", if flat { "flat" } else { "it grows" });
    Ok(if flat { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

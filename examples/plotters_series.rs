//! Plotters' own series and elements on a map: `cargo run --release --example plotters_series`.

use plotters::prelude::*;
use sitmap::draw::{GeographicCoord, RecordingBackend, backend::UNITS_PER_PT};
use sitmap::export::svg::{self, SvgText};
use sitmap::geographic::Extent;
use sitmap::layout::frame::MapFrame;
use sitmap::projection::{MapProjection, ProjectionChoice};
use sitmap::{scene::Scene, text::Fonts};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (width_pt, height_pt) = (360.0, 240.0);
    let extent = Extent::new(30.0, 30.0, 46.0, 40.0);
    let projection = MapProjection::choose(&ProjectionChoice::Auto, &extent)?;
    let frame = MapFrame::fit(kurbo::Rect::new(0.0, 0.0, width_pt, height_pt), projection, &extent);

    let fonts = Fonts::bundled();
    let (backend, recording) = RecordingBackend::new(width_pt, height_pt, &fonts);
    let page = backend.into_drawing_area();
    let coord = GeographicCoord::new((width_pt, height_pt), move |place| frame.to_page(place));
    let map = page.apply_coord_spec(coord);

    // One point is 64 of Plotters' pixels.
    let pt = |v: f64| (v * UNITS_PER_PT) as u32;
    let parallel = (30..=46).map(|lon| (f64::from(lon), 36.0));
    for line in LineSeries::new(parallel, RGBColor(31, 35, 40).stroke_width(pt(1.0))) {
        map.draw(&line)?;
    }
    for (name, lon, lat) in [("Aleppo", 37.161, 36.201), ("Mosul", 43.13, 36.34), ("Nicosia", 33.36, 35.18)] {
        map.draw(&Circle::new((lon, lat), pt(2.5), RGBColor(179, 38, 30).filled()))?;
        let style = ("sans-serif", f64::from(pt(8.0))).into_font().color(&BLACK);
        map.draw(&Text::new(name, (lon + 0.2, lat + 0.3), style))?;
    }
    drop((map, page));

    let scene = Scene { width_pt, height_pt, title: "Three towns".into(), items: recording.take(), ..Scene::default() };
    std::fs::write(std::env::temp_dir().join("plotters_series.svg"), svg::encode(&scene, &fonts, SvgText::Text)?)?;
    Ok(())
}

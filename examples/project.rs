//! Projects places as PROJ does, to be held against it: one `PROJ-STRING<TAB>longitude<TAB>latitude` a line in, one `x y` a line out,
//! in the unit of the string, or `-` where PROJ has no value.
//!
//! ```sh
//! printf '+proj=utm +zone=37\t36.51522\t36.1168\n' | cargo run --release --example project
//! ```
//!
//! `EPSG:32637` and the names that `--projection` takes are read as well. A line that can't be read, and a projection that is not known
//! or not supported, is told once on standard error, gives `-`, and makes the exit status 1.

use sitmap::geographic::Extent;
use sitmap::projection::MapProjection;
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

fn main() -> io::Result<ExitCode> {
    let (mut input, mut output) = (io::stdin().lock(), io::BufWriter::new(io::stdout().lock()));
    let mut projections: BTreeMap<String, Option<MapProjection>> = BTreeMap::new();
    let (mut line, mut number, mut good) = (String::new(), 0_u64, true);
    loop {
        line.clear();
        if input.read_line(&mut line)? == 0 {
            break;
        }
        number += 1;
        let mut fields = line.trim_end_matches(['\n', '\r']).split('\t');
        let text = fields.next().unwrap_or_default();
        let mut degrees = || fields.next()?.trim().parse::<f64>().ok();
        let place = degrees().zip(degrees());
        if place.is_none() {
            eprintln!(
                "project: line {number}: a PROJ string, a longitude and a latitude are wanted, with tabs between"
            );
            good = false;
        }
        if !projections.contains_key(text) {
            let choice = text.parse().and_then(|choice| MapProjection::choose(&choice, &Extent::WORLD));
            let projection = choice.inspect_err(|e| eprintln!("project: line {number}: {text}: {e}")).ok();
            good &= projection.is_some();
            projections.insert(text.to_owned(), projection);
        }
        let projection = projections.get(text).and_then(Option::as_ref);
        match projection.zip(place).and_then(|(map, (lon, lat))| map.coordinates(lon, lat)) {
            Some((x, y)) => writeln!(output, "{x} {y}")?,
            None => writeln!(output, "-")?,
        }
    }
    output.flush()?;
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

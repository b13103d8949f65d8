//! Any bytes as a file of any kind that is told by its content: features, incidents, and events in bulk.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sitmap::data::{events, import, load};

fuzz_target!(|bytes: &[u8]| {
    // The name decides between JSON and a table where the content doesn't.
    let name = if bytes.len() % 2 == 0 { "theirs.csv" } else { "theirs.geojson" };
    if let Ok(read) = load::read_bytes(name, bytes) {
        let _ = load::incidents(&read.features);
    }
    let _ = import::import(name, bytes, &import::ImportOptions::default());
    if let Ok(Some(file)) = events::EventFile::of_bytes(name, bytes.to_vec()) {
        let add = |sum: &mut usize, batch: &events::EventBatch| *sum += batch.places.len();
        let _ = file.fold(&events::EventTexts::None, &0, add);
    }
});

//! Files with random changes, in every format that is read: a result or a fault, never a panic, and never for long.
//!
//! A plain mutational fuzzer with a fixed seed, so that it is a test; `SITMAP_FUZZ_SECONDS=3600 cargo test --release --test hostile -- --nocapture` goes on
//! for so long, with other seeds, and prints what it tried. What it finds becomes a case of [`finds`].

use sitmap::data::{load, pack::Pack};
use sitmap::provenance::extract;
use sitmap::selection::cql2::Condition;
use sitmap::text::Fonts;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Pieces that mean something somewhere.
const PIECES: [&str; 30] = [
    "\0",
    "\"",
    "'",
    ",",
    ";",
    "\t",
    "{",
    "}",
    "[",
    "]",
    "[[[[[[[[",
    "(",
    ")",
    "<",
    ">",
    "</",
    "&lt;",
    "&x;",
    "-",
    "1e999",
    "NaN",
    "-0",
    "99999999999999999999",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "null",
    "\"type\":",
    "coordinates",
    "\\u0000",
];

fn changed(file: &[u8], others: &[(String, Vec<u8>)], random: &mut Random) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=random.below(4) {
        let (at, length) = (random.below(bytes.len()), random.below(64));
        let end = (at + length).min(bytes.len());
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let part = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, part);
            }
            3 => {
                let piece = PIECES[random.below(PIECES.len())].as_bytes().to_vec();
                bytes.splice(at..at, piece);
            }
            4 => {
                let other = &others[random.below(others.len())].1;
                let from = random.below(other.len());
                let part = other[from..(from + length).min(other.len())].to_vec();
                bytes.splice(at..end, part);
            }
            5 => bytes[at..end].fill(random.next() as u8),
            _ => {
                for _ in 0..=random.below(4) {
                    let at = random.below(bytes.len());
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = if random.below(2) == 0 { *byte ^ (1 << random.below(8)) } else { random.next() as u8 };
                    }
                }
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    bytes
}

fn corpus() -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["tests/fixtures/formats", "tests/fixtures/exports", "tests/fixtures/faults", "figures", "fonts"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            if !matches!(ending, "py" | "md" | "sh" | "debian") {
                files.push((path.display().to_string(), std::fs::read(&path).unwrap()));
            }
        }
    }
    for file in
        ["geodata/incidents.geojson", "geodata/packs/idlib.sitpack", "out/balyun-saraqib.png", "out/kafr-takharim.svg"]
    {
        if let Ok(bytes) = std::fs::read(root.join(file)) {
            files.push((file.to_owned(), bytes));
        }
    }
    files.sort();
    files
}

/// Whatever reads such a file.
fn read(name: &str, bytes: &[u8]) {
    let short = Path::new(name).file_name().unwrap().to_string_lossy().into_owned();
    match Path::new(name).extension().and_then(|e| e.to_str()) {
        Some("toml") => {
            let text = String::from_utf8_lossy(bytes);
            let _ = sitmap::spec::parse(&short, &text);
            let _ = sitmap::layout::theme::parse(&short, &text);
            let _ = Condition::parse(&text);
        }
        Some("ttf") => _ = Fonts::bundled().add(&short, bytes.to_vec()),
        Some("sitpack") => {
            if let Ok(pack) = Pack::open(bytes.to_vec()) {
                (0..pack.head.layers.len()).for_each(|layer| _ = pack.layer(layer, None));
            }
        }
        Some("png" | "svg") => _ = extract(bytes),
        _ => {
            if let Ok(read) = load::read_bytes(&short, bytes) {
                let _ = load::incidents(&read.features);
            }
        }
    }
}

/// So long a file of this size may take.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn changed_files_are_read_or_refused() {
    let files = corpus();
    assert!(files.len() > 40);
    let seconds = std::env::var("SITMAP_FUZZ_SECONDS").ok().and_then(|s| s.parse::<u64>().ok());
    let seed = if seconds.is_some() { std::process::id().into() } else { 2026 };
    let (mut random, start, mut tried) = (Random(seed), Instant::now(), 0_u64);
    loop {
        for (name, file) in &files {
            let slow = name.ends_with("ttf") || name.ends_with("sitpack");
            if slow && seconds.is_none() && tried > 2_000 {
                continue;
            }
            let bytes = changed(file, &files, &mut random);
            let begun = Instant::now();
            let outcome = catch_unwind(AssertUnwindSafe(|| read(name, &bytes)));
            let took = begun.elapsed();
            if outcome.is_err() || took > PATIENCE {
                let kept = std::env::temp_dir().join(format!("sitmap-hostile-{seed}-{tried}"));
                std::fs::write(&kept, &bytes).unwrap();
                panic!("{name}, changed as in {}: {took:?}", kept.display());
            }
            tried += 1;
        }
        match seconds {
            Some(seconds) if start.elapsed() < Duration::from_secs(seconds) => {}
            Some(seconds) => break println!("{tried} changed files in {seconds} s, seed {seed}"),
            None if tried > 6_000 => break,
            None => {}
        }
    }
}

//! Two pictures held against each other.

use std::path::PathBuf;

/// Pixels without alpha, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgb: Vec<u8>,
}

/// The share of pixels that differ clearly (more than 80 of 255 in a channel), and the mean difference of all channels.
pub fn unlike(a: &Picture, b: &Picture) -> (f64, f64) {
    assert_eq!((a.width, a.height), (b.width, b.height), "sizes differ");
    let (mut clearly, mut sum) = (0_u64, 0_u64);
    for (p, q) in a.rgb.chunks(3).zip(b.rgb.chunks(3)) {
        let far = p.iter().zip(q).map(|(x, y)| x.abs_diff(*y)).max().unwrap_or(0);
        clearly += u64::from(far > 80);
        sum += p.iter().zip(q).map(|(x, y)| u64::from(x.abs_diff(*y))).sum::<u64>();
    }
    (clearly as f64 / f64::from(a.width * a.height), sum as f64 / a.rgb.len() as f64)
}

/// The greatest mean difference of a block of 24 × 24 pixels: a missing label or symbol shows here.
pub fn worst_block(a: &Picture, b: &Picture) -> f64 {
    const SIDE: u32 = 24;
    let mut worst = 0.0_f64;
    for top in (0..a.height.saturating_sub(SIDE)).step_by(SIDE as usize / 2) {
        for left in (0..a.width.saturating_sub(SIDE)).step_by(SIDE as usize / 2) {
            let mut sum = 0_u64;
            for y in top..top + SIDE {
                let row = 3 * (y * a.width + left) as usize;
                let bytes = row..row + 3 * SIDE as usize;
                sum +=
                    a.rgb[bytes.clone()].iter().zip(&b.rgb[bytes]).map(|(x, y)| u64::from(x.abs_diff(*y))).sum::<u64>();
            }
            worst = worst.max(sum as f64 / f64::from(3 * SIDE * SIDE));
        }
    }
    worst
}

/// Holds a picture against the approved one, to the last bit.
pub fn with_expected(name: &str, actual: &Picture) -> Result<(), String> {
    let path = super::folder("expected").join(format!("{name}.png"));
    if std::env::var_os("SITMAP_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        save(&path, actual);
        return Ok(());
    }
    let Some(expected) = load(&path) else { return Err(format!("{name}: no approved picture")) };
    if (expected.width, expected.height) != (actual.width, actual.height) {
        save(&failures().join(format!("{}.actual.png", name.replace('/', "-"))), actual);
        return Err(format!(
            "{name}: {}×{} instead of {}×{}",
            actual.width, actual.height, expected.width, expected.height
        ));
    }
    if expected == *actual {
        return Ok(());
    }
    write(name, &expected, actual);
    let (share, mean) = unlike(&expected, actual);
    Err(format!("{name}: differs ({share:.5} of the pixels clearly, mean {mean:.3}); see {}", failures().display()))
}

/// Writes expected, difference and actual.
pub fn write(name: &str, expected: &Picture, actual: &Picture) {
    let name = name.replace('/', "-");
    let far = |(a, b): (&u8, &u8)| 255 - a.abs_diff(*b).saturating_mul(4);
    let rgb = expected.rgb.iter().zip(&actual.rgb).map(far).collect();
    save(&failures().join(format!("{name}.expected.png")), expected);
    save(&failures().join(format!("{name}.difference.png")), &Picture { rgb, ..expected.clone() });
    save(&failures().join(format!("{name}.actual.png")), actual);
}

fn failures() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn save(path: &PathBuf, picture: &Picture) {
    let file = std::fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    encoder.write_header().unwrap().write_image_data(&picture.rgb).unwrap();
}

fn load(path: &PathBuf) -> Option<Picture> {
    let file = std::io::BufReader::new(std::fs::File::open(path).ok()?);
    let mut reader = png::Decoder::new(file).read_info().ok()?;
    let mut rgb = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut rgb).ok()?;
    Some(Picture { width: info.width, height: info.height, rgb })
}

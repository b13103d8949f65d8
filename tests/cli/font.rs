//! A font of the test's own: a box for each of some characters, so that a test needs no font of the machine.

fn table(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}

/// Big-endian 16-bit words.
fn words(values: &[i32]) -> Vec<u8> {
    values.iter().flat_map(|v| (*v as u16).to_be_bytes()).collect()
}

/// Big-endian 32-bit words.
fn longs(values: &[u32]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_be_bytes()).collect()
}

/// The outline of a box of 500 × 700 in an em of 1,000.
fn a_box() -> Vec<u8> {
    let mut outline = words(&[1, 50, 0, 550, 700, 3, 0]);
    outline.extend([1_u8; 4]);
    outline.extend(words(&[50, 0, 500, 0, 0, 700, 0, -700]));
    outline.resize(36, 0);
    outline
}

/// A TrueType file (OpenType 1.9) of the family “Boxes”: every character is a box.
pub fn boxes(characters: &str) -> Vec<u8> {
    let mut codes: Vec<u32> = characters.chars().map(u32::from).collect();
    codes.sort_unstable();
    codes.dedup();
    font(&codes, &vec![a_box(); codes.len() + 1])
}

/// The same family for one character, whose glyph is made of two that are made of two, and so on, down to a box.
pub fn nested(character: &str, depth: i32) -> Vec<u8> {
    let codes: Vec<u32> = character.chars().map(u32::from).collect();
    // Flags: offsets are given, and for the first: another follows.
    let twice = |part: i32| words(&[-1, 50, 0, 550, 700, 0x22, part, 0, 0x02, part, 0]);
    let mut outlines = vec![a_box()];
    outlines.extend((1..=depth).map(|glyph| twice(glyph + 1)));
    outlines.push(a_box());
    font(&codes, &outlines)
}

/// A file whose first glyph is for what is missing, and the next ones for these characters.
fn font(codes: &[u32], outlines: &[Vec<u8>]) -> Vec<u8> {
    let glyphs = codes.len() as u32 + 1;
    let count = outlines.len() as i32;
    let ends = outlines.iter().scan(0, |end, outline| {
        *end += outline.len() as u32;
        Some(*end)
    });
    let places: Vec<u32> = std::iter::once(0).chain(ends).collect();
    let groups: Vec<u32> = codes.iter().zip(1..).flat_map(|(code, glyph)| [*code, *code, glyph]).collect();
    let family: Vec<u8> = "Boxes".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut os2 = words(&[4, 600, 400, 5]);
    os2.resize(96, 0);
    let tables: [(&[u8; 4], Vec<u8>); 10] = [
        (b"OS/2", os2),
        (
            b"cmap",
            table(&[
                &words(&[0, 1, 3, 10]),
                &longs(&[12]),
                &words(&[12, 0]),
                &longs(&[16 + 12 * (glyphs - 1), 0, glyphs - 1]),
                &longs(&groups),
            ]),
        ),
        (b"glyf", outlines.concat()),
        (
            b"head",
            table(&[
                &longs(&[0x0001_0000, 0x0001_0000, 0, 0x5f0f_3cf5]),
                &words(&[3, 1000]),
                &[0; 16],
                &words(&[50, 0, 550, 700, 0, 8, 2, 1, 0]),
            ]),
        ),
        (b"hhea", table(&[&words(&[1, 0, 800, -200, 0, 600, 50, 50, 550, 1, 0, 0, 0, 0, 0, 0, 0, count])])),
        (b"hmtx", words(&[600, 50]).repeat(outlines.len())),
        (b"loca", longs(&places)),
        (b"maxp", words(&[1, 0, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])),
        (b"name", table(&[&words(&[0, 1, 18, 3, 1, 0x409, 1, family.len() as i32, 0]), &family])),
        (b"post", table(&[&longs(&[0x0003_0000]), &[0; 28]])),
    ];
    let mut file = table(&[&longs(&[0x0001_0000]), &words(&[10, 128, 3, 32])]);
    let mut at = 12 + 16 * tables.len() as u32;
    for (tag, bytes) in &tables {
        file.extend(*tag);
        file.extend(longs(&[0, at, bytes.len() as u32]));
        at += (bytes.len() as u32).next_multiple_of(4);
    }
    for (_, bytes) in &tables {
        file.extend(bytes);
        file.resize(file.len().next_multiple_of(4), 0);
    }
    file
}

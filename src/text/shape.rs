//! Shaping: bidi order, joining, kerning, metrics, line breaking, by the crate `parley`.
//!
//! Arabic letters are set in the Arabic face and never letterspaced; a text with a character that no face holds is
//! refused with that character.

use super::fonts::{FaceId, Fonts};
use super::script::Script;
use super::style::TextStyle;
use kurbo::Rect;
use parley::{FontFamily, StyleProperty};
use std::collections::BTreeSet;

/// Base direction of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
    /// By the first strong letter of the text.
    Auto,
}

/// Where lines of a paragraph stand within its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// The characters, in logical order.
    pub text: String,
    /// How they are set.
    pub style: TextStyle,
}

impl Span {
    /// A stretch of text in one style.
    pub fn new(text: impl Into<String>, style: TextStyle) -> Self {
        Self { text: text.into(), style }
    }
}

/// One line, shaped: runs from left to right as they are seen.
#[derive(Debug, Clone, PartialEq)]
pub struct ShapedLine {
    /// The text in logical order.
    pub text: String,
    /// Base direction that was used.
    pub rtl: bool,
    /// Runs in visual order, left to right.
    pub runs: Vec<GlyphRun>,
    /// Width from the origin to the end of the last glyph's advance, without trailing white space or letter spacing.
    pub width_pt: f64,
    /// Typographic ascent above the baseline (largest of the runs), positive.
    pub ascent_pt: f64,
    /// Typographic descent below the baseline, positive.
    pub descent_pt: f64,
    /// Ink: the smallest box around the glyph outlines, y down, from the origin. Empty for blank lines.
    pub ink: Rect,
}

/// Glyphs of one face, size, style and direction.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The face.
    pub face: FaceId,
    /// How it is set (size, colour …).
    pub style: TextStyle,
    /// This run's characters, in logical order.
    pub text: String,
    /// Right to left?
    pub rtl: bool,
    /// Left end of the run on the baseline, from the line's origin.
    pub x_pt: f64,
    /// Advance of the run.
    pub advance_pt: f64,
    /// Glyphs left to right, positions from the **line's** origin, y down.
    pub glyphs: Vec<Glyph>,
    /// What each glyph stands for: a range of bytes of `text`. Glyphs of one letter have the same.
    pub characters: Vec<std::ops::Range<usize>>,
    /// Letters left to right, each with its glyphs; none for a run from right to left, whose letters join.
    pub clusters: Vec<Cluster>,
}

/// Characters that are set as one: a letter with its marks, or a ligature.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The characters.
    pub text: String,
    /// Which of the run's glyphs.
    pub glyphs: std::ops::Range<usize>,
    /// Left end on the baseline, from the line's origin.
    pub x_pt: f64,
    /// Advance, with the letter spacing after it.
    pub advance_pt: f64,
}

/// One glyph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Glyph id in the face.
    pub id: u32,
    /// From the line's origin.
    pub x_pt: f64,
    /// From the baseline, y down.
    pub y_pt: f64,
}

/// Text that can't be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// No font has the characters.
    #[error("no font has a glyph for {list} in “{text}”", list = code_points(.characters))]
    MissingGlyph {
        /// The whole text.
        text: String,
        /// Each character without a glyph once, in the order of the text.
        characters: Vec<char>,
    },
    /// A file given as a font is none.
    #[error("{file} is no TrueType or OpenType font")]
    NotAFont {
        /// Its name.
        file: String,
    },
}

/// `“မ” (U+1019), “န” (U+1014)`: the first four, and how many more.
fn code_points(characters: &[char]) -> String {
    let named: Vec<String> = characters.iter().take(4).map(|c| format!("“{c}” (U+{:04X})", u32::from(*c))).collect();
    let more = characters.len().saturating_sub(4);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}

impl Fonts {
    /// One line, never broken.
    ///
    /// # Errors
    /// A character that no face holds.
    pub fn line(&self, text: &str, style: TextStyle, direction: Direction) -> Result<ShapedLine, TextError> {
        self.line_of(&[Span::new(text, style)], direction)
    }

    /// One line of several styles, never broken.
    ///
    /// # Errors
    /// A character that no face holds.
    pub fn line_of(&self, spans: &[Span], direction: Direction) -> Result<ShapedLine, TextError> {
        let lines = self.shape(spans, None, direction)?;
        Ok(lines.into_iter().next().unwrap_or_else(|| blank(direction)))
    }

    /// A paragraph broken to `width_pt`; each line starts at x = 0. A word wider than that stays whole.
    ///
    /// # Errors
    /// A character that no face holds.
    pub fn paragraph(&self, spans: &[Span], width_pt: f64, direction: Direction) -> Result<Vec<ShapedLine>, TextError> {
        self.shape(spans, Some(width_pt), direction)
    }

    /// A paragraph of the least number of lines that fit `width_pt`, each about as long as the others.
    ///
    /// # Errors
    /// A character that no face holds.
    pub fn balanced(&self, spans: &[Span], width_pt: f64, direction: Direction) -> Result<Vec<ShapedLine>, TextError> {
        let mut best = self.paragraph(spans, width_pt, direction)?;
        let count = best.len();
        if count < 2 {
            return Ok(best);
        }
        let (mut low, mut high) = (width_pt / (count as f64 + 1.0), width_pt);
        for _ in 0..10 {
            let middle = (low + high) / 2.0;
            let lines = self.paragraph(spans, middle, direction)?;
            if lines.len() <= count && lines.iter().all(|l| l.width_pt <= width_pt) {
                high = middle;
                best = lines;
            } else {
                low = middle;
            }
        }
        Ok(best)
    }

    fn shape(&self, spans: &[Span], width_pt: Option<f64>, direction: Direction) -> Result<Vec<ShapedLine>, TextError> {
        let text: String = spans.iter().map(|s| s.text.as_str()).collect();
        // A line feed in data is no line of ours.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        if text.is_empty() {
            return Ok(vec![blank(direction)]);
        }
        let mut contexts = self.contexts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let contexts = &mut *contexts;
        let scripts: BTreeSet<Script> = text.chars().filter_map(Script::of).collect();
        let pieces = pieces(spans);
        for piece in &pieces {
            self.register(contexts, &self.stack(&spans[piece.span].style, piece.script, &scripts));
        }
        let mut builder = contexts.layout.ranged_builder(&mut contexts.font, &text, 1.0, false);
        builder.set_base_direction(match direction {
            Direction::Ltr => parley::BaseDirection::Ltr,
            Direction::Rtl => parley::BaseDirection::Rtl,
            Direction::Auto => parley::BaseDirection::Auto,
        });
        for piece in pieces {
            let style = &spans[piece.span].style;
            let stack = self.stack(style, piece.script, &scripts);
            let names: Vec<String> = stack.into_iter().map(Self::internal_name).collect();
            builder.push(StyleProperty::FontFamily(FontFamily::Source(names.join(", ").into())), piece.range.clone());
            builder.push(StyleProperty::FontSize(style.size_pt as f32), piece.range.clone());
            let may_be_spaced = piece.script.is_none_or(Script::may_be_spaced);
            let spacing = if may_be_spaced { style.letter_spacing_pt } else { 0.0 };
            builder.push(StyleProperty::LetterSpacing(spacing as f32), piece.range.clone());
            builder.push(StyleProperty::Brush(piece.span as u16), piece.range);
        }
        let mut layout: parley::Layout<u16> = builder.build(&text);
        layout.break_all_lines(width_pt.map(|w| w as f32 + 0.01));
        let lacking = self.lacking(&layout, &text);
        if !lacking.is_empty() {
            return Err(TextError::MissingGlyph { text, characters: lacking });
        }
        Ok(layout.lines().map(|line| self.line_from(&line, &text, spans, layout.is_rtl())).collect())
    }

    /// Our line from the library's: clusters in visual order, without white space at the line's ends.
    fn line_from(&self, line: &parley::Line<'_, u16>, text: &str, spans: &[Span], rtl: bool) -> ShapedLine {
        let mut clusters: Vec<Piece<'_>> = Vec::new();
        for run in line.runs() {
            let face = self.face_of_blob(run.font().data.id()).unwrap_or(FaceId(0));
            for cluster in run.visual_clusters() {
                let range = cluster.text_range();
                let glyphs: Vec<parley::Glyph> = cluster.glyphs().collect();
                let string = &text[range.clone()];
                let span = usize::from(cluster.style().brush).min(spans.len() - 1);
                let advance = f64::from(cluster.advance());
                let continuation = cluster.is_ligature_continuation();
                clusters.push(Piece {
                    continuation,
                    face,
                    span,
                    rtl: run.is_rtl(),
                    start: range.start,
                    text: string,
                    advance,
                    glyphs,
                });
            }
        }
        // White space at the ends of the line in reading order: in mixed text it may stand anywhere as seen.
        let whole = &text[line.text_range()];
        let first = line.text_range().start + whole.len() - whole.trim_start().len();
        let end = line.text_range().start + whole.trim_end().len();
        clusters.retain(|p| (first..end).contains(&p.start));
        self.assemble(&clusters, whole.trim().to_owned(), spans, rtl)
    }

    fn assemble(&self, clusters: &[Piece<'_>], text: String, spans: &[Span], rtl: bool) -> ShapedLine {
        let mut line = ShapedLine { text, rtl, ..blank(Direction::Ltr) };
        let mut x = 0.0;
        // Right to left the later letters of a ligature come first: the glyph begins at their left end.
        let mut before_ligature = 0.0;
        let mut ligature_end = 0;
        let mut parts: Vec<(usize, &str)> = Vec::new();
        for (i, piece) in clusters.iter().enumerate() {
            let style = spans[piece.span].style;
            let same = line.runs.last().is_some_and(|r| r.face == piece.face && r.style == style && r.rtl == piece.rtl);
            if !same {
                close_run(&mut line, &mut parts);
                line.runs.push(GlyphRun {
                    face: piece.face,
                    style,
                    text: String::new(),
                    rtl: piece.rtl,
                    x_pt: x,
                    advance_pt: 0.0,
                    glyphs: Vec::new(),
                    characters: Vec::new(),
                    clusters: Vec::new(),
                });
            }
            parts.push((piece.start, piece.text));
            let Some(run) = line.runs.last_mut() else { continue };
            add_cluster(run, piece, x);
            add_characters(run, piece, &mut ligature_end);
            let mut at = x - before_ligature;
            before_ligature = if piece.continuation && piece.rtl { before_ligature + piece.advance } else { 0.0 };
            for glyph in &piece.glyphs {
                run.glyphs.push(Glyph { id: glyph.id, x_pt: at + f64::from(glyph.x), y_pt: f64::from(glyph.y) });
                at += f64::from(glyph.advance);
            }
            run.advance_pt += piece.advance;
            x += piece.advance;
            if i + 1 == clusters.len() && !piece.rtl {
                x -= if is_spaced(piece.text) { style.letter_spacing_pt } else { 0.0 };
            }
        }
        close_run(&mut line, &mut parts);
        line.width_pt = x;
        self.measure(&mut line);
        line
    }

    /// Every character of a text that no face could set, each once.
    fn lacking(&self, layout: &parley::Layout<u16>, text: &str) -> Vec<char> {
        let mut found = Vec::new();
        for line in layout.lines() {
            for run in line.runs() {
                let face = self.face_of_blob(run.font().data.id()).unwrap_or(FaceId(0));
                for cluster in run.clusters() {
                    let glyphs: Vec<parley::Glyph> = cluster.glyphs().collect();
                    let missing = missing(&glyphs, &text[cluster.text_range()], |glyph| self.is_sound(face, glyph));
                    found.extend(missing.map(|c| (cluster.text_range().start, c)));
                }
            }
        }
        found.sort_unstable();
        let mut characters = Vec::new();
        for (_, c) in found {
            if !characters.contains(&c) {
                characters.push(c);
            }
        }
        characters
    }

    fn measure(&self, line: &mut ShapedLine) {
        let mut ink: Option<Rect> = None;
        for run in &line.runs {
            let (ascent, descent) = self.ascent_descent(run.face, run.style.size_pt);
            line.ascent_pt = line.ascent_pt.max(ascent);
            line.descent_pt = line.descent_pt.max(descent);
            for glyph in &run.glyphs {
                let outline = self.outline(run.face, glyph.id, run.style.size_pt);
                if outline.elements().is_empty() {
                    continue;
                }
                use kurbo::Shape;
                let bounds = outline.bounding_box() + kurbo::Vec2::new(glyph.x_pt, glyph.y_pt);
                ink = Some(ink.map_or(bounds, |all| all.union(bounds)));
            }
        }
        line.ink = ink.unwrap_or(Rect::ZERO);
    }
}

/// A cluster: characters that are set as one.
struct Piece<'a> {
    face: FaceId,
    span: usize,
    rtl: bool,
    start: usize,
    text: &'a str,
    advance: f64,
    /// The later letters of a ligature; its glyph belongs to the first.
    continuation: bool,
    glyphs: Vec<parley::Glyph>,
}

/// Notes a letter of a run from left to right; the later letters of a ligature belong to its first.
fn add_cluster(run: &mut GlyphRun, piece: &Piece<'_>, x_pt: f64) {
    if piece.rtl {
        return;
    }
    let first = run.glyphs.len();
    match run.clusters.last_mut() {
        Some(ligature) if piece.continuation => {
            ligature.text.push_str(piece.text);
            ligature.advance_pt += piece.advance;
        }
        _ => run.clusters.push(Cluster {
            text: piece.text.to_owned(),
            glyphs: first..first + piece.glyphs.len(),
            x_pt,
            advance_pt: piece.advance,
        }),
    }
}

/// Notes what a piece's glyphs stand for, as bytes of the whole text. `ligature_end` is where the later letters of a ligature
/// end that came before its first: so they do from right to left.
fn add_characters(run: &mut GlyphRun, piece: &Piece<'_>, ligature_end: &mut usize) {
    let end = piece.start + piece.text.len();
    if piece.continuation && piece.rtl {
        *ligature_end = end.max(*ligature_end);
    } else if piece.continuation {
        let Some(first) = run.characters.last().map(|c| c.start) else { return };
        run.characters.iter_mut().filter(|c| c.start == first).for_each(|c| c.end = end);
    } else {
        let range = piece.start..end.max(std::mem::take(ligature_end));
        run.characters.extend(piece.glyphs.iter().map(|_| range.clone()));
    }
}

/// A stretch of one span and one script.
struct Stretch {
    span: usize,
    script: Option<Script>,
    range: std::ops::Range<usize>,
}

/// Spans split by script: letters and marks of one with the spaces between them, everything else. Words of one name
/// stay one run, so that an SVG can be searched for it.
fn pieces(spans: &[Span]) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut at = 0;
    for (index, span) in spans.iter().enumerate() {
        let mut chars = span.text.chars().peekable();
        while let Some(c) = chars.next() {
            let end = at + if c.is_control() { 1 } else { c.len_utf8() };
            let before = all.last().filter(|last| last.span == index).and_then(|last| last.script);
            let between = c == ' ' && before.is_some() && chars.peek().copied().and_then(Script::of) == before;
            let script = if between { before } else { Script::of(c) };
            match all.last_mut() {
                Some(last) if last.span == index && last.script == script => last.range.end = end,
                _ => all.push(Stretch { span: index, script, range: at..end }),
            }
            at = end;
        }
    }
    all
}

/// Is a cluster followed by the spacing of its style?
fn is_spaced(text: &str) -> bool {
    text.chars().next().and_then(Script::of).is_none_or(Script::may_be_spaced)
}

/// The first character of a cluster that came out as the missing glyph, or as one that is not sound. White space and characters that are never
/// drawn (joiners, direction marks, variation selectors) may have none.
fn missing(glyphs: &[parley::Glyph], text: &str, is_sound: impl Fn(u32) -> bool) -> Option<char> {
    let undrawn = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    let drawn = text.chars().find(|c| !undrawn(*c))?;
    glyphs.iter().any(|g| g.id == 0 || !is_sound(g.id)).then_some(drawn)
}

/// Gives the last run its characters in logical order.
fn close_run(line: &mut ShapedLine, parts: &mut Vec<(usize, &str)>) {
    parts.sort_by_key(|p| p.0);
    if let Some(run) = line.runs.last_mut() {
        run.text = parts.iter().map(|p| p.1).collect();
        // A run is one stretch of the text: what comes before it is taken off.
        let start = parts.first().map_or(0, |p| p.0);
        let whole = run.text.len();
        run.characters.iter_mut().for_each(|c| *c = (c.start - start).min(whole)..(c.end - start).min(whole));
    }
    parts.clear();
}

fn blank(direction: Direction) -> ShapedLine {
    ShapedLine {
        text: String::new(),
        rtl: direction == Direction::Rtl,
        runs: Vec::new(),
        width_pt: 0.0,
        ascent_pt: 0.0,
        descent_pt: 0.0,
        ink: Rect::ZERO,
    }
}

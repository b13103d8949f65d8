//! Pieces below the map, in rows: each panel across the page, then locator and key side by side.

use super::Page;
use super::pieces::Piece;
use crate::layout::panel::{PlacedPanel, key};
use crate::units::mm;
use kurbo::Rect;

/// Between rows.
const ROW_GAP_PT: f64 = mm(3.2);
/// Between what stands side by side.
const COLUMN_GAP_PT: f64 = mm(4.0);
/// Part of the width that a locator takes.
const LOCATOR_SHARE: f64 = 0.235;

/// Some of the pieces side by side, in reading order, each with its width.
struct Row {
    pieces: Vec<(usize, f64)>,
    height: f64,
}

impl Page<'_, '_, '_> {
    /// The rows that fit into `most` points, from top to bottom, and whether all do. The key comes before all panels.
    fn rows_below(&self, pieces: &[Piece], width: f64, most: f64) -> (Vec<Row>, bool) {
        let panel = |i: &usize| matches!(pieces[*i], Piece::Panel(_));
        let (panels, mut others): (Vec<usize>, Vec<usize>) = (0..pieces.len()).partition(panel);
        // Reading order: the locator stands last.
        others.sort_by_key(|&i| matches!(pieces[i], Piece::Locator(_)));
        let of = |group: &[usize]| {
            let widths = widths(pieces, group, width);
            let heights = group.iter().zip(&widths).map(|(&i, w)| self.piece_height(&pieces[i], *w));
            Row { height: heights.fold(0.0, f64::max), pieces: group.iter().copied().zip(widths).collect() }
        };
        let mut rows: Vec<Row> = others.chunks(others.len().max(1)).map(of).collect();
        rows.extend(panels.iter().map(|&i| of(&[i])));
        let count = rows.len();
        let mut left = most + ROW_GAP_PT;
        rows.retain(|row| {
            let fits = row.height + ROW_GAP_PT <= left + 0.5;
            left -= if fits { row.height + ROW_GAP_PT } else { 0.0 };
            fits
        });
        let all = rows.len() == count;
        // Panels stand above the key.
        if rows.first().is_some_and(|r| !panel(&r.pieces[0].0)) {
            rows.rotate_left(1);
        }
        (rows, all)
    }

    /// Height of the rows that fit into `most` points, and whether all do.
    pub(super) fn height_of_rows(&self, pieces: &[Piece], width: f64, most: f64) -> (f64, bool) {
        let (rows, all) = self.rows_below(pieces, width, most);
        let gaps = ROW_GAP_PT * rows.len().saturating_sub(1) as f64;
        (rows.iter().map(|r| r.height).sum::<f64>() + gaps, all)
    }

    /// Puts the pieces below the map; what doesn't fit comes back for the map itself.
    pub(super) fn place_below(
        &mut self,
        pieces: Vec<Piece>,
        area: Rect,
    ) -> (Vec<PlacedPanel>, Option<Rect>, Vec<Piece>) {
        let mut placed: Vec<Option<Rect>> = vec![None; pieces.len()];
        let mut y = area.y0;
        for row in self.rows_below(&pieces, area.width(), area.height()).0 {
            let mut x = 0.0;
            for (i, width) in row.pieces {
                let left = if self.set.language.rtl { area.x1 - x - width } else { area.x0 + x };
                let height = self.piece_height(&pieces[i], width);
                placed[i] = Some(Rect::new(left, y, left + width, y + height));
                x += width + COLUMN_GAP_PT;
            }
            y += row.height + ROW_GAP_PT;
        }
        let (mut panels, mut locator, mut rest) = (Vec::new(), None, Vec::new());
        for (piece, rect) in pieces.into_iter().zip(placed) {
            match (piece, rect) {
                (Piece::Locator(_), Some(rect)) => locator = Some(rect),
                (Piece::Panel(panel), Some(rect)) => panels.push(panel.at(rect.origin())),
                (Piece::Key(entries), Some(rect)) => {
                    panels.push(key::key(&entries, rect.width(), self.key_columns(), self.set).at(rect.origin()));
                }
                (piece, None) => rest.push(piece),
            }
        }
        (panels, locator, rest)
    }
}

/// Widths of pieces side by side: the locator has its share, the others the rest.
fn widths(pieces: &[Piece], group: &[usize], width: f64) -> Vec<f64> {
    let is_locator = |i: &usize| matches!(pieces[*i], Piece::Locator(_));
    let locators = group.iter().filter(|i| is_locator(i)).count();
    let gaps = COLUMN_GAP_PT * group.len().saturating_sub(1) as f64;
    let for_locator = width * LOCATOR_SHARE;
    let rest = (width - gaps - for_locator * locators as f64) / (group.len() - locators).max(1) as f64;
    group.iter().map(|i| if is_locator(i) { for_locator } else { rest }).collect()
}

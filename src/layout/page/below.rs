//! Pieces below the map, in rows: each panel across the page, then key and locator side by side.

use super::Page;
use super::pieces::{Piece, PlacedPieces};
use crate::layout::panel::{by_number, key};
use crate::units::mm;
use kurbo::Rect;

/// Between rows.
const ROW_GAP_PT: f64 = mm(3.2);
/// Between what stands side by side.
const COLUMN_GAP_PT: f64 = mm(4.0);
/// Part of the width that a locator takes.
const LOCATOR_SHARE: f64 = 0.235;

/// Pieces side by side, each with its box from the row's upper left corner (upper right, where reading begins there).
struct Row {
    pieces: Vec<(usize, Rect)>,
    height: f64,
}

impl Page<'_, '_, '_> {
    /// The rows that fit into `most` points, from top to bottom, and whether all do. The key comes before all panels.
    fn rows_below(&self, pieces: &[Piece], width: f64, most: f64) -> (Vec<Row>, bool) {
        let panel = |i: &usize| matches!(pieces[*i], Piece::Panel(_));
        let (panels, others): (Vec<usize>, Vec<usize>) = (0..pieces.len()).partition(panel);
        let mut rows: Vec<Row> = Vec::new();
        if !others.is_empty() {
            rows.push(self.row_of_key(pieces, &others, width));
        }
        for i in panels {
            let height = self.piece_height(&pieces[i], width);
            rows.push(Row { pieces: vec![(i, Rect::new(0.0, 0.0, width, height))], height });
        }
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

    /// The key, under it the names that numbers stand for, beside them the locator.
    fn row_of_key(&self, pieces: &[Piece], group: &[usize], width: f64) -> Row {
        let is_locator = |i: &&usize| matches!(pieces[**i], Piece::Locator(_));
        let locator = group.iter().find(is_locator);
        let beside = if locator.is_some() { width * LOCATOR_SHARE + COLUMN_GAP_PT } else { 0.0 };
        let cell = width - if group.len() > 1 { beside } else { 0.0 };
        let (mut placed, mut y) = (Vec::new(), 0.0);
        for &i in group.iter().filter(|i| !is_locator(i)) {
            let height = self.piece_height(&pieces[i], cell);
            placed.push((i, Rect::new(0.0, y, cell, y + height)));
            y += height + ROW_GAP_PT;
        }
        let mut height = (y - ROW_GAP_PT).max(0.0);
        if let Some(&i) = locator {
            let own = self.piece_height(&pieces[i], width * LOCATOR_SHARE);
            placed.push((i, Rect::new(width - width * LOCATOR_SHARE, 0.0, width, own)));
            height = height.max(own);
        }
        Row { pieces: placed, height }
    }

    /// Height of the rows that fit into `most` points, and whether all do.
    pub(super) fn height_of_rows(&self, pieces: &[Piece], width: f64, most: f64) -> (f64, bool) {
        let (rows, all) = self.rows_below(pieces, width, most);
        let gaps = ROW_GAP_PT * rows.len().saturating_sub(1) as f64;
        (rows.iter().map(|r| r.height).sum::<f64>() + gaps, all)
    }

    /// Puts the pieces below the map; what doesn't fit comes back for the map itself.
    pub(super) fn place_below(&mut self, pieces: Vec<Piece>, area: Rect) -> PlacedPieces {
        let mut cells: Vec<Option<Rect>> = vec![None; pieces.len()];
        let mut y = area.y0;
        for row in self.rows_below(&pieces, area.width(), area.height()).0 {
            for (i, cell) in row.pieces {
                let left = if self.set.language.rtl { area.x1 - cell.x1 } else { area.x0 + cell.x0 };
                cells[i] = Some(Rect::new(left, y + cell.y0, left + cell.width(), y + cell.y1));
            }
            y += row.height + ROW_GAP_PT;
        }
        let mut placed = PlacedPieces::default();
        for (piece, rect) in pieces.into_iter().zip(cells) {
            match (piece, rect) {
                (Piece::Locator(_), Some(rect)) => placed.locator = Some(rect),
                (Piece::Inset(index), Some(rect)) => placed.insets.push((index, rect)),
                (Piece::Panel(panel), Some(rect)) => placed.panels.push(panel.at(rect.origin())),
                (Piece::Key(entries), Some(rect)) => {
                    placed
                        .panels
                        .push(key::key(&entries, rect.width(), self.key_columns(), self.set).at(rect.origin()));
                }
                (Piece::Names(names), Some(rect)) => {
                    placed.panels.push(by_number::by_number(&names, rect.width(), self.set).at(rect.origin()));
                }
                (piece, None) => placed.rest.push(piece),
            }
        }
        placed
    }
}

//! Rules of the placement, on boxes without letters.

use super::*;
use proptest::prelude::*;

fn text(width: f64) -> ShapedLine {
    ShapedLine {
        text: "x".into(),
        rtl: false,
        runs: Vec::new(),
        width_pt: width,
        ascent_pt: 6.0,
        descent_pt: 2.0,
        ink: Rect::new(0.0, -5.0, width, 1.0),
    }
}

fn request(id: usize, x: f64, y: f64, leader: bool) -> LabelRequest {
    LabelRequest {
        id: format!("{id:03}"),
        lines: vec![text(30.0)],
        leading_pt: 8.0,
        anchor: Anchor::Symbol { at: Point::new(x, y), radius_pt: 2.0 },
        priority: 0.0,
        leader,
        halo: None,
    }
}

const FRAME: Rect = Rect::new(0.0, 0.0, 300.0, 200.0);

#[test]
fn right_and_above_comes_first() {
    let placed = place(&[request(0, 100.0, 100.0, false)], &mut Obstacles::new(FRAME), FRAME);
    let label = placed[0].as_ref().unwrap();
    assert!(label.bounds.x0 > 102.0 && label.bounds.center().y < 100.0);
}

#[test]
fn at_the_right_edge_it_stands_on_the_left() {
    let placed = place(&[request(0, 290.0, 100.0, false)], &mut Obstacles::new(FRAME), FRAME);
    assert!(placed[0].as_ref().unwrap().bounds.x1 < 288.0);
}

#[test]
fn a_leader_helps_where_all_eight_are_taken() {
    let mut obstacles = Obstacles::new(FRAME);
    obstacles.add(Rect::new(60.0, 88.0, 98.0, 112.0));
    obstacles.add(Rect::new(102.0, 88.0, 140.0, 112.0));
    obstacles.add(Rect::new(90.0, 84.0, 110.0, 97.0));
    obstacles.add(Rect::new(90.0, 103.0, 110.0, 114.0));
    assert!(place(&[request(0, 100.0, 100.0, false)], &mut obstacles, FRAME)[0].is_none());
    let mut open = Obstacles::new(FRAME);
    open.add(Rect::new(102.0, 80.0, 140.0, 120.0));
    open.add(Rect::new(60.0, 80.0, 98.0, 120.0));
    open.add(Rect::new(80.0, 102.0, 120.0, 120.0));
    open.add(Rect::new(80.0, 90.0, 99.0, 97.0));
    open.add(Rect::new(101.0, 90.0, 120.0, 97.0));
    let placed = place(&[request(0, 100.0, 100.0, true)], &mut open, FRAME);
    assert!(placed[0].as_ref().unwrap().leader.is_some());
}

#[test]
fn a_border_is_kept_clear() {
    let mut obstacles = Obstacles::new(FRAME);
    obstacles.add_line(&[Point::new(110.0, 0.0), Point::new(110.0, 200.0)], 3.0);
    let placed = place(&[request(0, 100.0, 100.0, false)], &mut obstacles, FRAME);
    assert!(placed[0].as_ref().unwrap().bounds.x1 < 100.0);
}

proptest! {
    #[test]
    fn labels_never_overlap_nor_leave_the_frame(points in prop::collection::vec((0.0..300.0_f64, 0.0..200.0_f64), 0..60)) {
        let requests: Vec<_> = points.iter().enumerate().map(|(i, p)| request(i, p.0, p.1, i % 2 == 0)).collect();
        let placed = place(&requests, &mut Obstacles::new(FRAME), FRAME);
        let boxes: Vec<Rect> = placed.iter().flatten().map(|l| l.bounds).collect();
        for (i, a) in boxes.iter().enumerate() {
            prop_assert!(a.x0 >= 0.0 && a.y0 >= 0.0 && a.x1 <= 300.0 && a.y1 <= 200.0);
            for b in &boxes[i + 1..] {
                prop_assert!(!(a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1));
            }
        }
    }

    #[test]
    fn the_order_of_requests_does_not_matter(points in prop::collection::vec((0.0..300.0_f64, 0.0..200.0_f64), 0..30)) {
        let requests: Vec<_> = points.iter().enumerate().map(|(i, p)| request(i, p.0, p.1, true)).collect();
        let mut turned = requests.clone();
        turned.reverse();
        let forth = place(&requests, &mut Obstacles::new(FRAME), FRAME);
        let mut back = place(&turned, &mut Obstacles::new(FRAME), FRAME);
        back.reverse();
        let corners = |all: Vec<Option<PlacedLabel>>| all.into_iter().map(|l| l.map(|l| (l.bounds.x0, l.bounds.y0))).collect::<Vec<_>>();
        prop_assert_eq!(corners(forth), corners(back));
    }
}

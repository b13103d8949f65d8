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
    assert!(place(&[request(0, 100.0, 100.0, false)], &mut obstacles, FRAME)[0].is_err());
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
fn a_name_leaves_room_for_a_city_but_takes_no_leader_for_it() {
    let name = request(0, 100.0, 100.0, true);
    // Only left of its dot, right of the name's symbol, has the city's name room.
    let city = LabelRequest { priority: -1.0, ..request(1, 140.0, 100.0, false) };
    let crowded = || {
        let mut obstacles = Obstacles::new(FRAME);
        obstacles.add(Rect::new(142.5, 60.0, 300.0, 140.0));
        obstacles
    };
    let mut obstacles = crowded();
    assert!(place(std::slice::from_ref(&name), &mut obstacles, FRAME)[0].as_ref().unwrap().bounds.x0 > 102.0);
    assert!(place(std::slice::from_ref(&city), &mut obstacles, FRAME)[0].is_err());
    let mut obstacles = crowded();
    let placed = place_leaving_room(std::slice::from_ref(&name), std::slice::from_ref(&city), &mut obstacles, FRAME);
    assert!(placed.len() == 1 && placed[0].as_ref().unwrap().bounds.x1 < 98.0);
    assert!(place(std::slice::from_ref(&city), &mut obstacles, FRAME)[0].is_ok());
    // Where nothing but a place with a leader line would make room, one is drawn for a label of the same call, none for a city.
    let walled = || {
        let mut obstacles = crowded();
        obstacles.add(Rect::new(60.0, 80.0, 97.5, 120.0));
        obstacles.add(Rect::new(80.0, 107.0, 120.0, 120.0));
        obstacles.add(Rect::new(80.0, 86.0, 99.0, 93.0));
        obstacles.add(Rect::new(101.0, 86.0, 120.0, 93.0));
        obstacles
    };
    let both = place(&[name.clone(), city.clone()], &mut walled(), FRAME);
    assert!(both[0].as_ref().unwrap().leader.is_some() && both[1].is_ok());
    let placed = place_leaving_room(&[name], &[city], &mut walled(), FRAME);
    assert!(placed[0].as_ref().unwrap().leader.is_none());
}

#[test]
fn a_border_is_kept_clear() {
    let mut obstacles = Obstacles::new(FRAME);
    obstacles.add_line(&[Point::new(110.0, 0.0), Point::new(110.0, 200.0)], 3.0);
    let placed = place(&[request(0, 100.0, 100.0, false)], &mut obstacles, FRAME);
    assert!(placed[0].as_ref().unwrap().bounds.x1 < 100.0);
}

#[test]
fn a_label_without_a_place_says_why() {
    let reason = |request: LabelRequest, obstacles: &mut Obstacles| {
        place(&[request], obstacles, FRAME)[0].as_ref().unwrap_err().reason.clone()
    };
    let mut obstacles = Obstacles::new(FRAME);
    obstacles.add(Rect::new(50.0, 50.0, 150.0, 150.0));
    assert_eq!(reason(request(0, 100.0, 100.0, false), &mut obstacles), "no room beside furniture");
    let mut obstacles = Obstacles::new(FRAME);
    obstacles.add_symbol(Rect::new(50.0, 50.0, 150.0, 150.0));
    assert_eq!(reason(request(0, 100.0, 100.0, false), &mut obstacles), "no room beside symbols");
    let wide = LabelRequest { lines: vec![text(400.0)], ..request(0, 100.0, 100.0, false) };
    assert_eq!(reason(wide, &mut Obstacles::new(FRAME)), "no room within the frame");
    // Nine at one point: eight places, some of which exclude others.
    let crowd: Vec<_> = (0..9).map(|i| request(i, 100.0, 100.0, false)).collect();
    let placed = place(&crowd, &mut Obstacles::new(FRAME), FRAME);
    let unplaced = placed.iter().find_map(|p| p.as_ref().err()).unwrap();
    assert!(unplaced.reason.starts_with("no room beside other labels: x"), "{}", unplaced.reason);
}

#[test]
fn a_required_label_pushes_others_away_and_two_in_one_place_are_told() {
    let narrow = Rect::new(80.0, 90.0, 140.0, 110.0);
    let mut crowd: Vec<_> = (0..4).map(|i| LabelRequest { priority: 9.0, ..request(i, 100.0, 100.0, false) }).collect();
    crowd[3].priority = REQUIRED;
    let placed = place(&crowd, &mut Obstacles::new(narrow), narrow);
    assert!(placed[3].is_ok() && placed.iter().flatten().count() < 4);
    crowd.iter_mut().for_each(|r| r.priority = REQUIRED);
    let placed = place(&crowd, &mut Obstacles::new(narrow), narrow);
    assert!(placed.iter().filter_map(|p| p.as_ref().err()).all(|u| u.required));
    assert!(placed.iter().any(Result::is_err));
}

#[test]
fn a_town_at_the_shore_is_named_from_the_sea() {
    // Land left of x = 101.
    let land = [(-9.0, -9.0), (101.0, -9.0), (101.0, 300.0), (-9.0, 300.0), (-9.0, -9.0)].map(Point::from);
    let beside = |x: f64| {
        let mut obstacles = Obstacles::new(FRAME);
        obstacles.set_water(WaterMask::around_land(FRAME, [&land[..]].into_iter()));
        obstacles.add_line(&[Point::new(101.0, 0.0), Point::new(101.0, 200.0)], 0.5);
        place(&[request(0, x, 100.0, false)], &mut obstacles, FRAME)[0].as_ref().unwrap().bounds
    };
    assert!(beside(99.0).x0 > 101.0);
    assert!(beside(85.0).x1 < 85.0, "an inland town is named on the land: {:?}", beside(85.0));
}

#[test]
fn a_name_is_not_put_beside_another_symbol() {
    let mut obstacles = Obstacles::new(FRAME);
    obstacles.add_symbol(Rect::new(136.0, 97.0, 140.0, 101.0));
    let label = place(&[request(0, 100.0, 100.0, false)], &mut obstacles, FRAME)[0].clone().unwrap();
    assert!(label.bounds.x1 < 100.0, "{:?}", label.bounds);
}

#[test]
fn leaders_keep_clear_of_each_other_and_of_symbols() {
    let mut obstacles = Obstacles::new(FRAME);
    for (x, y) in [(100.0, 100.0), (104.0, 103.0), (97.0, 104.0), (101.0, 96.0), (95.0, 99.0), (105.0, 98.0)] {
        obstacles.add_symbol(Rect::from_center_size((x, y), (3.0, 3.0)));
    }
    let at = [(100.0, 100.0), (104.0, 103.0), (97.0, 104.0), (101.0, 96.0), (95.0, 99.0), (105.0, 98.0)];
    let crowd: Vec<_> = at.iter().enumerate().map(|(i, p)| request(i, p.0, p.1, true)).collect();
    let placed = place(&crowd, &mut obstacles, FRAME);
    let labels: Vec<&PlacedLabel> = placed.iter().flatten().collect();
    assert!(labels.len() >= 5, "{}", labels.len());
    for (i, a) in labels.iter().enumerate() {
        for b in labels.iter().skip(i + 1) {
            let (l, m) = (a.leader, b.leader);
            assert!(!l.zip(m).is_some_and(|(l, m)| segments::lines_close(l, m, 0.99)));
            assert!(!l.is_some_and(|l| line_meets(l, b.bounds)) && !m.is_some_and(|m| line_meets(m, a.bounds)));
        }
    }
}

#[test]
fn a_dot_without_a_name_is_in_nobodys_way() {
    let dot = |id: usize, x: f64, priority: f64| LabelRequest {
        anchor: Anchor::Dot { at: Point::new(x, 100.0), radius_pt: 2.0 },
        priority,
        ..request(id, x, 100.0, false)
    };
    let narrow = Rect::new(60.0, 92.0, 140.0, 108.0);
    let placed = place(&[dot(0, 100.0, 2.0), dot(1, 104.5, 1.0)], &mut Obstacles::new(narrow), narrow);
    // Only two places in this strip: right of one and left of the other.
    let names: Vec<Rect> = placed.iter().flatten().map(|l| l.bounds).collect();
    let dots: Vec<Rect> = placed.iter().flatten().filter_map(|l| l.dot).collect();
    assert!(placed[0].is_ok());
    assert!(names.iter().all(|n| dots.iter().all(|d| n.intersect(*d).is_zero_area())));
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
        let corners = |all: Vec<Result<PlacedLabel, Unplaced>>| all.into_iter().map(|l| l.map(|l| (l.bounds.x0, l.bounds.y0))).collect::<Vec<_>>();
        prop_assert_eq!(corners(forth), corners(back));
    }

    #[test]
    fn a_required_label_is_never_dropped(
        points in prop::collection::vec((0.0..300.0_f64, 0.0..200.0_f64), 1..60),
        which in 0..60_usize,
        blocked in prop::collection::vec((0.0..300.0_f64, 0.0..200.0_f64), 0..12),
    ) {
        let mut requests: Vec<_> = points.iter().enumerate().map(|(i, p)| request(i, p.0, p.1, i % 2 == 0)).collect();
        let which = which % requests.len();
        requests[which].priority = REQUIRED;
        let obstacles = || {
            let mut obstacles = Obstacles::new(FRAME);
            blocked.iter().for_each(|b| obstacles.add(Rect::from_center_size(*b, (40.0, 20.0))));
            obstacles
        };
        let alone = place(&requests[which..=which], &mut obstacles(), FRAME)[0].is_ok();
        let placed = place(&requests, &mut obstacles(), FRAME);
        prop_assert_eq!(placed[which].is_ok(), alone, "what has room alone has it among all others");
        if let Err(unplaced) = &placed[which] {
            prop_assert!(unplaced.required, "that is a fault of the figure");
        }
    }
}

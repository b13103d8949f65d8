//! Captions of small figures, in both languages.

use super::*;
use crate::data::feature::{Feature, Origin};
use crate::data::incident::CountClaim;
use crate::geographic::{Extent, LonLat};
use crate::layout::language::language;
use crate::projection::{MapProjection, ProjectionChoice};
use crate::spatial::interval;
use kurbo::Rect;

/// An incident of a plain file, in the south of Ukraine.
fn incident(id: &str, members: &str) -> Incident {
    let feature = Feature {
        id: Some(id.into()),
        geometry: Some(geo::Geometry::Point(geo::Point::new(36.2, 48.0))),
        properties: serde_json::from_str(members).unwrap(),
        origin: Origin { file: "a.geojson".into(), line: 1, feature: 1 },
    };
    let mut faults = Vec::new();
    let incident = Incident::from_feature(&feature, &mut faults);
    assert!(faults.is_empty(), "{faults:?}");
    incident
}

fn frame() -> MapFrame {
    let extent = Extent::new(36.0, 47.5, 37.0, 48.5);
    let projection = MapProjection::choose(&ProjectionChoice::Auto, &extent).unwrap();
    MapFrame::fit(Rect::new(0.0, 0.0, 300.0, 300.0), projection, &extent)
}

/// The caption of incidents of which the last `hidden` are not on the map.
fn told(incidents: &[Incident], hidden: usize, figure: Figure, code: &str) -> Caption {
    let shown: Vec<bool> = (0..incidents.len()).map(|i| i + hidden < incidents.len()).collect();
    let distance = |incident: usize, distance_m: f64| MeasuredDistance {
        incident,
        from: LonLat::new(36.2, 48.0),
        foot: LonLat::new(36.3, 48.0),
        interval: interval(distance_m, 1_000.0, 0.0),
        words: String::new(),
        countries: Some(["RUS", "UKR"]),
        line: "RUS/UKR".into(),
    };
    caption(&CaptionInput {
        filtered: None,
        figure: &figure,
        title: figure.title.as_deref().unwrap_or("Incidents"),
        incidents,
        summed: None,
        shown: &shown,
        distances: &[distance(0, 12_000.0), distance(1, 31_000.0)],
        countries: &["X".to_owned()],
        citations: &Citations::of(incidents, &figure, &Sources::new(), language(code).unwrap()),
        sources: &Sources::new(),
        user_layers: &[],
        credits: &[],
        frame: &frame(),
        insets: Vec::new(),
        catalogue: Catalogue::builtin(),
        language: language(code).unwrap(),
    })
}

fn two() -> Vec<Incident> {
    let mut first = incident(
        "a",
        r#"{"name": "Town", "name_ar": "بلدة", "date": "2022-03-01", "kind": "shelling", "uncertainty_m": 500}"#,
    );
    let claim = |min, max, by: &str| CountClaim { min, max, said_by: Some(by.into()), ..CountClaim::default() };
    first.killed = vec![claim(Some(2), Some(5), "Police"), claim(Some(9), None, "Press")];
    first.killed[1].source = Some("press-2022".into());
    first.killed[1].as_of = Some("2022-03-01".into());
    vec![first, incident("b", r#"{"name": "Village", "date": "2022-03-04"}"#)]
}

#[test]
fn one_by_one_in_english() {
    let figure = Figure {
        title: Some("Two days in March".into()),
        figure_number: Some("3".into()),
        numbered: true,
        ..Figure::default()
    };
    let caption = told(&two(), 0, figure, "en");
    assert_eq!(caption.lead, "Figure\u{a0}3. Two days in March.");
    let plain = caption.text.replace('\u{a0}', " ");
    let told = "X: 2 incidents, 1–4 March 2022. (1) Town: shelling, 1 March 2022; place known to within 500 m; 12.0 km \
                (11.0–13.0 km) to the border of Russia and Ukraine; killed, as claimed: 2–9+ (9 or more, Press [1]; 2–5, Police). \
                (2) Village: kind not given, 4 March 2022; how precisely the place is known is not stated; 31.0 km (30.0–32.0 km) to \
                the border of Russia and Ukraine; number killed not reported. Figures are claims by those named; none was verified for this \
                map. As of 4 March 2022. Sources: [1] press-2022.";
    assert!(plain.starts_with(told), "{plain}");
    // The description has no claims and no sources.
    assert!(caption.alt.starts_with("Map: Two days in March. X: 2 incidents") && !caption.alt.contains("Press"));
    assert!(caption.alt.contains("killed, as claimed: 2–9+") && caption.alt.ends_with("number killed not reported."));
}

#[test]
fn one_by_one_in_arabic() {
    let caption = told(&two(), 1, Figure { lang: "ar".into(), ..Figure::default() }, "ar");
    let plain = caption.text.replace('\u{a0}', " ");
    for part in [
        "بلدة: قصف، 1 آذار (مارس) 2022؛ المكان معروف ضمن 500 م؛ ",
        " إلى حدود روسيا وأوكرانيا؛ القتلى بحسب الادعاءات: 2–9+ (9 أو أكثر، \u{2068}Press\u{2069} [1]؛ 2–5، \u{2068}Police\u{2069}).",
        "حادث واحد لا يُعرف مكانه غير مرسوم.",
    ] {
        assert!(plain.contains(part), "{part}\n{plain}");
    }
    assert!(!plain.contains("Village"), "what the map doesn't show is counted, not told: {plain}");
}

#[test]
fn many_are_told_by_kind_and_never_added_up() {
    let mut incidents: Vec<Incident> = (0..9)
        .map(|i| {
            incident(
                &format!("s{i}"),
                &format!(r#"{{"kind": "shelling", "killed_min": {i}, "killed_max": {}}}"#, i + 2),
            )
        })
        .collect();
    incidents.extend((0..3).map(|i| incident(&format!("u{i}"), r#"{"kind": "shelling"}"#)));
    incidents.extend((0..2).map(|i| incident(&format!("n{i}"), "{}")));
    incidents.push(incident("c", r#"{"kind": "clash", "killed": 4}"#));
    let caption = told(&incidents, 0, Figure::default(), "en");
    let plain = caption.text.replace('\u{a0}', " ");
    for part in [
        "12 shellings; killed in each, as claimed: 0–10; not reported for 3.",
        "One clash; killed, as claimed: 4.",
        "2 incidents whose kind is not given; numbers killed not reported.",
        "Shortest distance 12.0 km (11.0–13.0 km) to the border of Russia and Ukraine, from s0; longest distance 31.0 km",
    ] {
        assert!(plain.contains(part), "{part}\n{plain}");
    }
    let arabic = told(&incidents, 0, Figure { lang: "ar".into(), ..Figure::default() }, "ar");
    let plain = arabic.alt.replace('\u{a0}', " ");
    for part in [
        "12 عملية قصف؛ القتلى في الحادث الواحد بحسب الادعاءات: 0–10؛ وغير مذكور في 3 منها.",
        "اشتباك واحد؛ القتلى بحسب الادعاءات: 4.",
        "حادثان نوعهما غير مذكور؛ أعداد القتلى غير مذكورة.",
    ] {
        assert!(plain.contains(part), "{part}\n{plain}");
    }
}

#[test]
fn a_description_of_ones_own_stays() {
    let figure = Figure { description: Some("Mine".into()), ..Figure::default() };
    assert_eq!(told(&two(), 0, figure, "en").alt, "Mine");
    assert_eq!(sentence("Why?"), "Why?");
    assert_eq!(sentence(" a "), "a.");
}

use super::*;
use crate::data::incident::CountRange;
use crate::geographic::LonLat;
use proptest::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A row by names.
struct Row<'c> {
    condition: &'c Condition,
    values: BTreeMap<String, Value<'static>>,
    place: Option<LonLat>,
}

impl Subject for Row<'_> {
    fn property(&self, index: usize) -> Value<'_> {
        self.values.get(&self.condition.properties()[index]).cloned().unwrap_or(Value::Null)
    }
    fn place(&self) -> Option<LonLat> {
        self.place
    }
}

fn holds(text: &str, values: &[(&str, Value<'static>)]) -> Decision {
    let condition = Condition::parse(text).unwrap_or_else(|e| panic!("{text}: {e}"));
    let values = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    condition.holds(&Row { condition: &condition, values, place: Some(LonLat::new(36.5, 36.1)) })
}

fn text(text: &str) -> Value<'static> {
    Value::Text(Cow::Owned(text.to_owned()))
}

#[test]
fn answers_are_those_of_sqlite() {
    let rows: Vec<serde_json::Map<String, serde_json::Value>> =
        serde_json::from_str(include_str!("../../../tests/fixtures/cql2/rows.json")).unwrap();
    let rows: Vec<BTreeMap<String, Value>> = rows
        .into_iter()
        .map(|row| {
            let value = |v: serde_json::Value| match v {
                serde_json::Value::Number(n) => Value::number(n.as_f64().unwrap()),
                serde_json::Value::String(s) => text(&s),
                _ => Value::Null,
            };
            row.into_iter().map(|(k, v)| (k, value(v))).collect()
        })
        .collect();
    let mut asked = 0;
    for line in include_str!("../../../tests/fixtures/cql2/expected.tsv").lines().skip(1) {
        let (wanted, expected) = line.split_once('\t').unwrap();
        let condition = Condition::parse(wanted).unwrap_or_else(|e| panic!("{wanted}: {e}"));
        for (values, expected) in rows.iter().zip(expected.chars()) {
            let row = Row { condition: &condition, values: values.clone(), place: None };
            let found = match condition.holds(&row) {
                Decision::Yes => 'T',
                Decision::No => 'F',
                Decision::Undecided => 'U',
            };
            assert_eq!(found, expected, "{wanted} {values:?}");
            asked += 1;
        }
    }
    assert_eq!(asked, 600 * 16);
}

#[test]
fn claims_and_months_decide_where_all_of_them_would() {
    let killed = [("killed", Value::of_range(Some(CountRange { min: Some(34), max: Some(110) }), false))];
    for (condition, expected) in [
        ("killed > 20", Decision::Yes),
        ("killed > 33", Decision::Yes),
        ("killed > 50", Decision::Undecided),
        ("killed >= 110", Decision::Undecided),
        ("killed > 110", Decision::No),
        ("killed BETWEEN 30 AND 200", Decision::Yes),
        ("killed BETWEEN 1 AND 33", Decision::No),
        ("killed * 2 > 60", Decision::Yes),
        ("killed = 50", Decision::Undecided),
        ("killed <> 500", Decision::Yes),
        ("killed IS NULL", Decision::No),
        ("NOT killed > 50", Decision::Undecided),
        ("killed > 50 OR killed <= 50", Decision::Undecided),
    ] {
        assert_eq!(holds(condition, &killed), expected, "{condition}");
    }
    // "Up to four" names no least number: nobody says that anybody was killed.
    let up_to_four = [("killed", Value::of_range(Some(CountRange { min: None, max: Some(4) }), false))];
    assert_eq!(holds("killed > 0", &up_to_four), Decision::Undecided);
    assert_eq!(holds("killed > 4", &up_to_four), Decision::No);
    // "At least five" has no upper end.
    let at_least_five = [("killed", Value::of_range(Some(CountRange { min: Some(5), max: Some(5) }), true))];
    for (condition, expected) in [
        ("killed >= 5", Decision::Yes),
        ("killed = 5", Decision::Undecided),
        ("killed < 6", Decision::Undecided),
        ("killed > 35", Decision::Undecided),
        ("killed < 5", Decision::No),
        ("NOT killed > 10", Decision::Undecided),
    ] {
        assert_eq!(holds(condition, &at_least_five), expected, "{condition}");
    }
    let month = [("date", text("2020-03"))];
    for (condition, expected) in [
        ("date >= DATE('2020-03-01')", Decision::Yes),
        ("date >= DATE('2020-03-02')", Decision::Undecided),
        ("date < DATE('2020-04')", Decision::Yes),
        ("date = DATE('2020-03')", Decision::Yes),
        ("date = DATE('2020')", Decision::Yes),
        ("date = DATE('2020-03-05')", Decision::Undecided),
        ("date = DATE('2020-04')", Decision::No),
        ("date BETWEEN DATE('2020') AND DATE('2021')", Decision::Yes),
        ("date > '2020-02-29'", Decision::Yes),
    ] {
        assert_eq!(holds(condition, &month), expected, "{condition}");
    }
    assert_eq!(holds("date > DATE('2020-10-25')", &[("date", text("26 October 2020"))]), Decision::Yes);
    assert_eq!(holds("year >= DATE('2019')", &[("year", Value::number(2019.0))]), Decision::Yes);
    // A text that is no date decides nothing.
    assert_eq!(holds("date > DATE('2020-10-25')", &[("date", text("last spring"))]), Decision::Undecided);
}

/// Clause 7.4 of the standard; each row: relation, a, b, answer.
#[test]
fn times_are_related_as_the_standard_has_it() {
    for (condition, expected) in [
        ("T_BEFORE(DATE('2020-01-01'), DATE('2020-01-02'))", Decision::Yes),
        ("T_BEFORE(DATE('2020-01-02'), DATE('2020-01-02'))", Decision::No),
        ("T_AFTER(INTERVAL('2020-02-01', '2020-03-01'), INTERVAL('2020-01-01', '2020-01-31'))", Decision::Yes),
        ("T_AFTER(INTERVAL('2020-01-31', '2020-03-01'), INTERVAL('2020-01-01', '2020-01-31'))", Decision::No),
        ("T_DURING(DATE('2020-01-15'), INTERVAL('2020-01-01', '2020-01-31'))", Decision::Yes),
        // Its ends are not during it.
        ("T_DURING(DATE('2020-01-01'), INTERVAL('2020-01-01', '2020-01-31'))", Decision::No),
        ("T_DURING(DATE('2020-01-15'), INTERVAL('..', '2020-01-31'))", Decision::Yes),
        ("T_EQUALS(DATE('2020-01-15'), DATE('2020-01-15'))", Decision::Yes),
        ("T_EQUALS(INTERVAL('2020-01-01', '2020-01-31'), INTERVAL('2020-01-01', '2020-01-31'))", Decision::Yes),
        ("T_EQUALS(INTERVAL('2020-01-01', '2020-01-30'), INTERVAL('2020-01-01', '2020-01-31'))", Decision::No),
        ("T_INTERSECTS(INTERVAL('2020-01-01', '2020-01-31'), INTERVAL('2020-01-31', '..'))", Decision::Yes),
        ("T_INTERSECTS(DATE('2020-01-31'), INTERVAL('2020-02-01', '..'))", Decision::No),
        ("T_INTERSECTS(DATE('2020'), INTERVAL('2020-02-01', '2020-03-01'))", Decision::Undecided),
        ("T_DISJOINT(DATE('2020-01-31'), INTERVAL('2020-02-01', '..'))", Decision::Yes),
        (
            "T_DURING(TIMESTAMP('2020-01-15T12:00:00Z'), INTERVAL('2020-01-01T00:00:00Z', '2020-01-31T00:00:00Z'))",
            Decision::Yes,
        ),
    ] {
        assert_eq!(holds(condition, &[]), expected, "{condition}");
    }
}

#[test]
fn a_place_lies_in_shapes() {
    for (condition, expected) in [
        ("S_INTERSECTS(geometry, POLYGON((36 36, 37 36, 37 37, 36 37, 36 36)))", Decision::Yes),
        ("S_WITHIN(geom, BBOX(36, 36, 37, 37))", Decision::Yes),
        ("S_CONTAINS(BBOX(36, 36, 37, 37), geometry)", Decision::Yes),
        ("s_disjoint(GEOMETRY, bbox(36, 36, 37, 37))", Decision::No),
        ("S_INTERSECTS(geometry, BBOX(170, -10, -170, 10))", Decision::No),
        ("S_INTERSECTS(geometry, POINT(36.5 36.1))", Decision::Yes),
        // A hole, and two polygons.
        (
            "S_INTERSECTS(geometry, POLYGON((36 36, 37 36, 37 37, 36 37, 36 36), (36.4 36, 36.6 36, 36.6 36.2, 36.4 36.2, 36.4 36)))",
            Decision::No,
        ),
        (
            "S_INTERSECTS(geometry, MULTIPOLYGON(((0 0, 1 0, 1 1, 0 0)), ((36 36, 37 36, 37 37, 36 37, 36 36))))",
            Decision::Yes,
        ),
    ] {
        assert_eq!(holds(condition, &[]), expected, "{condition}");
    }
    let condition = Condition::parse("S_INTERSECTS(geometry, BBOX(36, 36, 37, 37)) OR TRUE").unwrap();
    let nowhere = Row { condition: &condition, values: BTreeMap::new(), place: None };
    assert_eq!(condition.holds(&nowhere), Decision::Yes);
    let condition = Condition::parse("S_DISJOINT(geometry, BBOX(36, 36, 37, 37))").unwrap();
    let nowhere = Row { condition: &condition, values: BTreeMap::new(), place: None };
    assert_eq!(condition.holds(&nowhere), Decision::Undecided);
}

#[test]
fn case_patterns_and_kinds_of_values() {
    let row = [
        ("name", text("Kafr Takharim")),
        ("code", Value::number(12.0)),
        ("flag", Value::Flag(true)),
        ("list", Value::Opaque),
    ];
    for (condition, expected) in [
        ("name LIKE 'Kafr%'", Decision::Yes),
        ("name LIKE 'kafr%'", Decision::No),
        ("CASEI(name) LIKE CASEI('kafr%')", Decision::Yes),
        ("CASEI(name) = CASEI('KAFR TAKHARIM')", Decision::Yes),
        ("CASEI(name) IN (CASEI('x'), CASEI('kafr takharim'))", Decision::Yes),
        ("name LIKE '%\\%%'", Decision::No),
        ("code = '12'", Decision::Yes),
        ("code LIKE '1_'", Decision::Yes),
        ("code DIV 5 = 2 AND code % 5 = 2 AND code ^ 2 = 144", Decision::Yes),
        ("-code < -11 AND +code = 12", Decision::Yes),
        ("2 ^ 3 ^ 2 = 512", Decision::Yes),
        ("code / 0 > 1", Decision::Undecided),
        ("flag", Decision::Yes),
        ("flag = TRUE AND NOT flag = FALSE", Decision::Yes),
        ("name > 3", Decision::Undecided),
        ("list = 'x'", Decision::Undecided),
        ("list IS NULL", Decision::No),
        ("\"name\" = 'Kafr Takharim'", Decision::Yes),
        ("name = NULL", Decision::Undecided),
    ] {
        assert_eq!(holds(condition, &row), expected, "{condition}");
    }
}

#[test]
fn what_is_no_condition_says_where_and_what() {
    let deep = format!("{}n = 1{}", "(".repeat(200), ")".repeat(200));
    let long = format!("n = '{}'", "x".repeat(70_000));
    for (wrong, told) in [
        ("", "expected a value at column 1, found the end"),
        ("n >", "expected a value at column 4, found the end"),
        ("n > 10 AND", "expected a value at column 11, found the end"),
        ("n == 10", "“=” at column 3 has no meaning here"),
        ("n != 10", "“!” at column 3 has no meaning here"),
        ("n = 'x", "the quote at column 5 is not closed"),
        ("n = 10 m = 3", "expected AND, OR or the end at column 8, found “m”"),
        ("n BETWEEN 1 OR 2", "expected AND at column 13, found “OR”"),
        ("n IN ()", "expected a value at column 7, found “)”"),
        ("n LIKE 3", "expected a pattern in single quotes at column 8, found the number 3"),
        ("n IS 3", "expected NULL at column 6, found the number 3"),
        ("n + 3", "“n + 3” is a value, no condition"),
        ("'x'", "“'x'” is a value, no condition"),
        ("date > DATE('2020-13-01')", "no date at column 13: 2020-13-01 is not in the calendar"),
        ("date > DATE(2020)", "expected a date in single quotes at column 13, found the number 2020"),
        ("T_DURING(date, INTERVAL('2020', '2019'))", "no interval at column 16: it ends before it begins"),
        (
            "S_INTERSECTS(geometry, POLYGON((36 35, 37 35, 36 35)))",
            "no polygon at column 24: a ring has four positions or more, the last the same as the first",
        ),
        ("S_INTERSECTS(geometry, BBOX(36, 35, 37))", "no box at column 24: west, south, east, north are wanted"),
        ("S_TOUCHES(geometry, BBOX(36, 35, 37, 36))", "there is no function S_TOUCHES here (column 1)"),
        (
            "S_WITHIN(BBOX(36, 35, 37, 36), geometry)",
            "expected the place and a shape: S_WITHIN(geometry, POLYGON((…))), S_CONTAINS(POLYGON((…)), geometry) at column 41, found the end",
        ),
        ("n = 10; DROP TABLE incidents", "“;” at column 7 has no meaning here"),
        (&deep, "the condition is nested more than 100 deep"),
        (&long, "the condition is longer than 64 KiB"),
    ] {
        let fault = Condition::parse(wrong).unwrap_err();
        assert_eq!(fault.to_string(), told, "{wrong}");
        assert!(!fault.help().is_empty());
    }
    assert!(
        Condition::parse("S_INTERSECT(geometry, BBOX(36, 35, 37, 36))").unwrap_err().help().contains("S_INTERSECTS")
    );
}

proptest! {
    /// No text makes it panic, hang or overflow.
    #[test]
    fn any_text_is_a_condition_or_a_fault(pieces in prop::collection::vec(prop_oneof![
        Just("AND"), Just("OR"), Just("NOT"), Just("("), Just(")"), Just("n"), Just("'x'"), Just("\"y\""), Just(">="), Just("="), Just("-"), Just("1.5e3"),
        Just("BETWEEN"), Just("IN"), Just("LIKE"), Just("IS"), Just("NULL"), Just(","), Just("DATE('2020-01-01')"), Just("INTERVAL('..',"), Just("S_INTERSECTS(geometry,"),
        Just("POLYGON(("), Just("BBOX(1,2,3,4)"), Just("CASEI("), Just("\u{202e}"), Just("ج"), Just("'"),
    ], 0..40), any_text in ".{0,40}") {
        for text in [pieces.join(" "), any_text] {
            if let Ok(condition) = Condition::parse(&text) {
                let row = Row { condition: &condition, values: BTreeMap::new(), place: None };
                let _ = condition.holds(&row);
            }
        }
    }

    #[test]
    fn patterns_match_as_by_trying_all(text in "[ab%_]{0,8}", pattern in "[ab%_]{0,6}") {
        fn slow(text: &[char], pattern: &[char]) -> bool {
            match pattern.split_first() {
                None => text.is_empty(),
                Some(('%', rest)) => (0..=text.len()).any(|n| slow(&text[n..], rest)),
                Some(('_', rest)) => !text.is_empty() && slow(&text[1..], rest),
                Some((c, rest)) => text.first() == Some(c) && slow(&text[1..], rest),
            }
        }
        let (t, p): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
        prop_assert_eq!(like::matches(&text, &pattern), slow(&t, &p));
    }
}

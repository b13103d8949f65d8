use super::*;
use crate::data::catalogue::Catalogue;
use crate::data::feature::{Feature, Origin};
use crate::data::incident::Check;
use serde_json::{Value, json};

fn event(id: &str, properties: Value) -> Incident {
    let feature = Feature {
        id: Some(json!(id)),
        geometry: None,
        properties: properties.as_object().cloned().unwrap(),
        origin: Origin { file: "x".into(), line: 1, feature: 1 },
    };
    let mut faults = Vec::new();
    let incident = Incident::from_feature(&feature, &mut faults);
    assert_eq!(faults, []);
    incident
}

fn date(start: &str, basis: &str) -> Value {
    let precision = match start.len() {
        4 => "year",
        7 => "month",
        _ => "day",
    };
    json!({"start": start, "precision": precision, "basis": basis, "source": "other", "paragraph": 1})
}

/// The finding of a check on an event with this date, after another event with that date.
fn finding(earlier: Value, later: Value, check: Value) -> Result<Finding, Hindrance> {
    let statement = json!([{"about": "temporal", "text": "x", "source": "s", "paragraph": 3, "check": check}]);
    let all = [
        event("talks", json!({"date": earlier, "name": "the talks"})),
        event("strike", json!({"date": later, "kind": "airstrike", "statements": statement})),
    ];
    judge(&all, 1)
}

fn judge(all: &[Incident], i: usize) -> Result<Finding, Hindrance> {
    let record = Record { incidents: all, catalogue: Catalogue::builtin() };
    let (incident, statement) = (&all[i], &all[i].statements[0]);
    match statement.check.as_ref().unwrap() {
        Check::DayAfter { event } => day_after(record, (incident, statement), event),
        Check::Elapsed { since, relation, time } => elapsed(record, (incident, statement), since, *relation, time),
        Check::FirstSince { since, kinds, complete } => {
            first_since(record, (incident, statement), (since, kinds, *complete))
        }
        Check::Weekday { weekday: day } => weekday(incident, statement, *day),
        other => panic!("{other:?}"),
    }
}

fn verdict(earlier: Value, later: Value, check: Value) -> Verdict {
    finding(earlier, later, check).unwrap().verdict
}

#[test]
fn the_day_after() {
    let check = || json!({"kind": "day_after", "event": "talks"});
    let of = |a: &str, b: &str| verdict(date(a, "stated"), date(b, "stated"), check());
    assert_eq!(of("2018-09-07", "2018-09-08"), Verdict::Supported);
    assert_eq!(of("2019-12-31", "2020-01-01"), Verdict::Supported);
    assert_eq!(of("2018-09-07", "2018-09-07"), Verdict::Contradicted);
    assert_eq!(of("2018-09-07", "2018-09-09"), Verdict::Contradicted);
    assert_eq!(of("2018-09", "2018-09-08"), Verdict::Undecided);
    assert_eq!(of("2018-07", "2018-09-08"), Verdict::Contradicted);
    // Only the last day of a month can be followed by the first of the next: still a month of days.
    assert_eq!(of("2018-08", "2018-09-01"), Verdict::Undecided);
    let period = json!({"start": "2018-09-05", "end": "2018-09-07", "precision": "period", "basis": "stated"});
    assert_eq!(verdict(period, date("2018-09-08", "stated"), check()), Verdict::Supported);
}

#[test]
fn an_inference_is_told_and_can_not_support_itself() {
    let check = || json!({"kind": "day_after", "event": "talks"});
    let found = finding(date("2018-09-07", "inferred"), date("2018-09-08", "stated"), check()).unwrap();
    assert_eq!(found.verdict, Verdict::Supported);
    assert!(found.found.contains("the date of “the talks” rests on an inference"), "{}", found.found);
    let own = json!({"start": "2018-09-08", "precision": "day", "basis": "inferred", "source": "s", "paragraph": 3});
    let told = finding(date("2018-09-07", "stated"), own.clone(), check());
    assert!(matches!(told, Err(Hindrance::Uncheckable(why)) if why.contains("can’t support itself")));
    let mut backed = own;
    backed["others"] = json!([{"start": "2018-09-08", "basis": "stated", "said_by": "Airwars"}]);
    let found = finding(date("2018-09-07", "stated"), backed, check()).unwrap();
    assert_eq!(found.verdict, Verdict::Supported);
    assert!(found.rests_on[0].ends_with("2018-09-08 (Airwars)"), "{:?}", found.rests_on);
}

#[test]
fn dates_that_differ_decide_nothing() {
    let disputed = json!({"start": "2018-09-08", "precision": "day", "basis": "disputed",
        "others": [{"start": "2018-09-09", "basis": "stated"}]});
    let check = json!({"kind": "day_after", "event": "talks"});
    let found = finding(date("2018-09-07", "stated"), disputed, check).unwrap();
    assert_eq!(found.verdict, Verdict::Undecided);
    assert!(found.found.contains("1 to 2 days after “the talks”"), "{}", found.found);
    // A month beside its day says nothing more.
    let coarse = json!({"start": "2018-09-08", "precision": "day", "basis": "stated", "others": [{"start": "2018-09", "basis": "stated"}]});
    let check = json!({"kind": "day_after", "event": "talks"});
    assert_eq!(verdict(date("2018-09-07", "stated"), coarse, check), Verdict::Supported);
}

#[test]
fn time_that_has_passed() {
    let check =
        |relation: &str, time: &str| json!({"kind": "elapsed", "since": "talks", "relation": relation, "time": time});
    let of = |relation: &str, time: &str, a: &str, b: &str| {
        verdict(date(a, "stated"), date(b, "stated"), check(relation, time))
    };
    assert_eq!(of("at", "49 days", "2020-08-02", "2020-09-20"), Verdict::Supported);
    assert_eq!(of("at", "49 days", "2020-08-03", "2020-09-20"), Verdict::SupportedWithinRounding);
    assert_eq!(of("at", "49 days", "2020-08-04", "2020-09-20"), Verdict::Contradicted);
    assert_eq!(of("at", "7 weeks", "2020-08-02", "2020-09-20"), Verdict::Supported);
    assert_eq!(of("about", "11 months", "2019-04-28", "2020-03-28"), Verdict::Supported);
    assert_eq!(of("less_than", "3 days", "2020-08-02", "2020-08-04"), Verdict::Supported);
    assert_eq!(of("more_than", "3 days", "2020-08-02", "2020-08-04"), Verdict::Contradicted);
    assert_eq!(of("at", "49 days", "2020-08", "2020-09-20"), Verdict::Undecided);
    // Without a time of day, hours can't be told.
    assert_eq!(of("about", "12 hours", "2020-02-27", "2020-02-27"), Verdict::Undecided);
    assert_eq!(of("about", "12 hours", "2020-02-25", "2020-02-27"), Verdict::Contradicted);
    let at = |time: &str| json!({"start": "2020-02-27", "precision": "time", "basis": "stated", "local_time": time});
    let hours = |a: &str, b: &str| verdict(at(a), at(b), check("about", "12 hours"));
    assert_eq!(hours("10:00", "22:00"), Verdict::Supported);
    assert_eq!(hours("10:00–11:00", "22:45"), Verdict::SupportedWithinRounding);
    assert_eq!(hours("10:00", "17:00"), Verdict::Contradicted);
}

#[test]
fn days_of_the_week() {
    let check = |day: &str| json!({"kind": "weekday", "weekday": day});
    let of = |start: &str, day: &str| verdict(json!(null), date(start, "stated"), check(day));
    assert_eq!(of("2020-10-26", "monday"), Verdict::Supported);
    assert_eq!(of("2020-10-26", "tuesday"), Verdict::Contradicted);
    assert_eq!(of("2017-04", "tuesday"), Verdict::Undecided);
    let none = finding(json!(null), json!(null), check("monday"));
    assert!(matches!(none, Err(Hindrance::Uncheckable(why)) if why.contains("is not known")));
}

#[test]
fn the_first_since() {
    let kind =
        |id: &str, start: &str, kind: &str| event(id, json!({"date": date(start, "stated"), "kind": kind, "name": id}));
    let last = |complete: bool| {
        let check = json!({"kind": "first_since", "since": "a", "complete": complete});
        let statements = json!([{"about": "temporal", "text": "x", "check": check}]);
        event("z", json!({"date": date("2020-09-20", "stated"), "kind": "airstrike", "statements": statements}))
    };
    let of = |between: Option<Incident>, complete: bool| {
        let all: Vec<Incident> =
            [Some(kind("a", "2020-08-02", "airstrike")), between, Some(last(complete))].into_iter().flatten().collect();
        judge(&all, all.len() - 1).unwrap()
    };
    assert_eq!(of(None, false).verdict, Verdict::Undecided);
    assert_eq!(of(None, true).verdict, Verdict::Supported);
    assert_eq!(of(Some(kind("b", "2020-08-20", "shelling")), true).verdict, Verdict::Supported);
    let refuted = of(Some(kind("b", "2020-08-20", "airstrike")), true);
    assert_eq!(refuted.verdict, Verdict::Contradicted);
    assert!(refuted.found.contains("between them the file lists: b (2020-08-20)"), "{}", refuted.found);
    assert!(refuted.found.starts_with("airstrike, 2020-08-02 to 2020-09-20"), "{}", refuted.found);
    assert_eq!(of(Some(kind("b", "2020-09", "airstrike")), true).verdict, Verdict::Undecided);
    assert_eq!(of(Some(kind("b", "2020-09-21", "airstrike")), true).verdict, Verdict::Supported);
    let undated = event("b", json!({"kind": "airstrike"}));
    assert_eq!(of(Some(undated), true).verdict, Verdict::Undecided);
}

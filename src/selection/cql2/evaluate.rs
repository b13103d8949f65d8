//! Tree and row → true, false, or not decided.

use super::expression::{Comparison, Condition, Expression, Relation};
use super::like;
use super::value::{Days, Value, calculate, compare};
use crate::geographic::LonLat;
use std::borrow::Cow;

/// What a condition is asked of.
pub trait Subject {
    /// The value of a property, by its number among those that the condition names.
    fn property(&self, index: usize) -> Value<'_>;
    /// Where it is.
    fn place(&self) -> Option<LonLat>;
}

/// An answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The condition holds.
    Yes,
    /// It doesn't.
    No,
    /// A value that it needs is not given, or not exactly enough.
    Undecided,
}

impl Condition {
    /// Does the condition hold?
    pub fn holds(&self, subject: &dyn Subject) -> Decision {
        match value_of(&self.root, subject).truth() {
            Some(true) => Decision::Yes,
            Some(false) => Decision::No,
            None => Decision::Undecided,
        }
    }
}

fn truth(expression: &Expression, subject: &dyn Subject) -> Option<bool> {
    value_of(expression, subject).truth()
}

fn value_of<'r>(expression: &'r Expression, subject: &'r dyn Subject) -> Value<'r> {
    let value = |e: &'r Expression| value_of(e, subject);
    match expression {
        Expression::Constant(constant) => constant.clone(),
        Expression::Property(index) => subject.property(*index),
        Expression::And(all) => Value::of_truth(all_hold(all, subject, true)),
        Expression::Or(all) => Value::of_truth(all_hold(all, subject, false)),
        Expression::Not(inner) => Value::of_truth(truth(inner, subject).map(|t| !t)),
        Expression::Compare(how, sides) => Value::of_truth(compared(*how, &sides[0], &sides[1], subject)),
        Expression::Between(three) => {
            let [of, least, most] = &**three;
            let above = compared(Comparison::AtLeast, of, least, subject);
            Value::of_truth(and(above, compared(Comparison::AtMost, of, most, subject)))
        }
        Expression::In(of, list) => {
            let equal = |item: &Expression| compared(Comparison::Equal, of, item, subject);
            let answers: Vec<Option<bool>> = list.iter().map(equal).collect();
            let is_one = answers.contains(&Some(true));
            Value::of_truth(if !is_one && answers.contains(&None) { None } else { Some(is_one) })
        }
        Expression::Like(of, pattern, folded) => {
            let folded = *folded || matches!(**of, Expression::Folded(_));
            let value = value(of);
            let matches = value.text().map(|text| match folded {
                true => like::matches(&text.to_lowercase(), &pattern.to_lowercase()),
                false => like::matches(&text, pattern),
            });
            Value::of_truth(matches)
        }
        Expression::IsNull(of) => Value::Flag(value(of) == Value::Null),
        Expression::Arithmetic(how, sides) => calculate(*how, &value(&sides[0]), &value(&sides[1])),
        Expression::Folded(of) => match value(of) {
            Value::Text(text) => Value::Text(Cow::Owned(text.to_lowercase())),
            other => other,
        },
        Expression::Temporal(relation, sides) => {
            let days = value(&sides[0]).days().zip(value(&sides[1]).days());
            Value::of_truth(days.and_then(|(a, b)| related(*relation, a, b)))
        }
        Expression::Within(region) => Value::of_truth(subject.place().map(|place| region.contains(place))),
    }
}

/// Compares; where one side ignores case the other does.
fn compared(how: Comparison, a: &Expression, b: &Expression, subject: &dyn Subject) -> Option<bool> {
    let folded = |e: &Expression| matches!(e, Expression::Folded(_));
    let (mut left, mut right) = (value_of(a, subject), value_of(b, subject));
    if folded(a) || folded(b) {
        for side in [&mut left, &mut right] {
            if let Value::Text(text) = side {
                *side = Value::Text(Cow::Owned(text.to_lowercase()));
            }
        }
    }
    compare(how, &left, &right)
}

fn not(a: Option<bool>) -> Option<bool> {
    a.map(|a| !a)
}

fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// `AND` (`all`) or `OR` of them: decided as soon as one decides it, even where others are not known.
fn all_hold(expressions: &[Expression], subject: &dyn Subject, all: bool) -> Option<bool> {
    let mut answer = Some(all);
    for expression in expressions {
        match truth(expression, subject) {
            Some(t) if t == all => {}
            Some(t) => return Some(t),
            None => answer = None,
        }
    }
    answer
}

/// Relations of times, after clause 7.4 of the standard. A time that lies somewhere in its days decides where all of them would.
fn related(relation: Relation, a: Days, b: Days) -> Option<bool> {
    let (apart, within) = (a.last < b.first || a.first > b.last, a.first >= b.first && a.last <= b.last);
    match relation {
        Relation::Before if a.last < b.first => Some(true),
        Relation::Before => decided_no(a, a.first >= b.first),
        Relation::After if a.first > b.last => Some(true),
        Relation::After => decided_no(a, a.last <= b.last),
        Relation::During if a.first > b.first && a.last < b.last => Some(true),
        Relation::During => decided_no(a, apart || a.first == a.last),
        Relation::Equals => match (a.lasts, b.lasts) {
            (false, false) if within => Some(true),
            (true, true) => Some(a.first == b.first && a.last == b.last),
            _ if a.first == a.last && b.first == b.last => Some(a.first == b.first),
            _ => apart.then_some(false),
        },
        Relation::Intersects if apart => Some(false),
        Relation::Intersects => (within || a.lasts).then_some(true),
        Relation::Disjoint => not(related(Relation::Intersects, a, b)),
    }
}

/// It doesn't hold; but a time that is not exact may still, unless it can't.
fn decided_no(a: Days, cannot: bool) -> Option<bool> {
    (a.lasts || cannot || a.first == a.last).then_some(false)
}

//! Every wrong value of a spec, not the first alone: what `serde` refuses is told and taken out, and the rest is read
//! again until nothing is refused.

use super::keys::{Step, dotted};
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, Deserializer, Error};

/// A value that can't be used.
pub(super) struct WrongValue {
    /// Byte offset.
    pub at: usize,
    /// Its key, dotted.
    pub key: String,
    /// What is wrong with it.
    pub message: String,
}

/// What a table holds, and the values that were refused. Keys that tables lack are not told here.
pub(super) fn read<T: DeserializeOwned>(table: &DeTable<'_>) -> (Option<T>, Vec<WrongValue>) {
    let mut table = table.clone();
    let mut wrong: Vec<WrongValue> = Vec::new();
    loop {
        let error = match whole::<T>(&table) {
            Ok(held) => return (Some(held), wrong),
            Err(error) => error,
        };
        let path = narrowed::<T>(&table, find(&table, error.span()), &error);
        let at = span_of(&table, &path).or_else(|| error.span()).map_or(0, |s| s.start);
        // A key that is missing is told by the schema, or was taken out here.
        if !error.message().starts_with("missing field") {
            let message = error.message().trim().replace('\n', "; ");
            wrong.push(WrongValue { at, key: dotted(&path), message });
        }
        if path.is_empty() || !remove(&mut table, &path) {
            return (None, wrong);
        }
    }
}

fn whole<T: DeserializeOwned>(table: &DeTable<'_>) -> Result<T, Error> {
    T::deserialize(Deserializer::from(Spanned::new(0..0, table.clone())))
}

/// The way to the smallest value that holds a span.
fn find(table: &DeTable<'_>, span: Option<Range<usize>>) -> Vec<Step> {
    let mut best: Option<(usize, Vec<Step>)> = None;
    if let Some(span) = span.filter(|s| !s.is_empty()) {
        find_in(table, &span, &mut Vec::new(), &mut best);
    }
    best.map(|b| b.1).unwrap_or_default()
}

fn find_in(table: &DeTable<'_>, span: &Range<usize>, path: &mut Vec<Step>, best: &mut Option<(usize, Vec<Step>)>) {
    for (key, value) in table {
        path.push(Step::Key(key.get_ref().to_string()));
        // A fault of a key is one of its value.
        if key.span() == *span {
            *best = Some((0, path.clone()));
        }
        find_value(value, span, path, best);
        path.pop();
    }
}

fn find_value(
    value: &Spanned<DeValue<'_>>,
    span: &Range<usize>,
    path: &mut Vec<Step>,
    best: &mut Option<(usize, Vec<Step>)>,
) {
    let own = value.span();
    let holds = own.start <= span.start && span.end <= own.end;
    if holds && best.as_ref().is_none_or(|b| own.len() <= b.0) {
        *best = Some((own.len(), path.clone()));
    }
    match value.get_ref() {
        DeValue::Table(table) => find_in(table, span, path, best),
        DeValue::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                path.push(Step::Item(i));
                find_value(item, span, path, best);
                path.pop();
            }
        }
        _ => {}
    }
}

/// Of a table that is refused as a whole (a choice by `kind`) the value that is to blame: without it the fault is another one.
fn narrowed<T: DeserializeOwned>(table: &DeTable<'_>, mut path: Vec<Step>, error: &Error) -> Vec<Step> {
    if error.message().starts_with("missing field") {
        return path;
    }
    let same = |other: &Error| other.message() == error.message() && other.span() == error.span();
    // Without its `kind` every fault of a table is another one: it is to blame only if nothing else is.
    let last = |step: &Step| matches!(step, Step::Key(key) if key == "kind");
    let in_turn = |path: &[Step]| {
        let (kind, mut others): (Vec<Step>, Vec<Step>) = children(table, path).into_iter().partition(last);
        others.extend(kind);
        others
    };
    while let Some(step) = in_turn(&path).into_iter().find(|step| {
        let mut without = table.clone();
        remove(&mut without, &[&path[..], std::slice::from_ref(step)].concat());
        !whole::<T>(&without).is_err_and(|e| same(&e))
    }) {
        path.push(step);
    }
    path
}

/// The steps from a table, or from a list of tables.
fn children(table: &DeTable<'_>, path: &[Step]) -> Vec<Step> {
    let keys = |t: &DeTable<'_>| t.keys().map(|k| Step::Key(k.get_ref().to_string())).collect();
    if path.is_empty() {
        return keys(table);
    }
    match value_at(table, path).map(Spanned::get_ref) {
        Some(DeValue::Table(inner)) => keys(inner),
        Some(DeValue::Array(items)) if items.iter().all(|i| i.get_ref().is_table()) => {
            (0..items.len()).map(Step::Item).collect()
        }
        _ => Vec::new(),
    }
}

fn value_at<'t, 'i>(table: &'t DeTable<'i>, path: &[Step]) -> Option<&'t Spanned<DeValue<'i>>> {
    let (Step::Key(first), rest) = path.split_first()? else { return None };
    rest.iter().try_fold(table.get(first.as_str())?, |value, step| match (value.get_ref(), step) {
        (DeValue::Table(inner), Step::Key(key)) => inner.get(key.as_str()),
        (DeValue::Array(items), Step::Item(i)) => items.get(*i),
        _ => None,
    })
}

fn span_of(table: &DeTable<'_>, path: &[Step]) -> Option<Range<usize>> {
    value_at(table, path).map(Spanned::span)
}

/// Takes a value out; was it there?
pub(super) fn remove(table: &mut DeTable<'_>, path: &[Step]) -> bool {
    let Some((Step::Key(first), rest)) = path.split_first() else { return false };
    if rest.is_empty() {
        return table.remove(first.as_str()).is_some();
    }
    table.get_mut(first.as_str()).is_some_and(|value| remove_in(value.get_mut(), rest))
}

fn remove_in(value: &mut DeValue<'_>, path: &[Step]) -> bool {
    match (value, path) {
        (DeValue::Table(table), _) => remove(table, path),
        (DeValue::Array(items), [Step::Item(i)]) if *i < items.len() => {
            let mut kept = DeArray::new();
            items.iter().enumerate().filter(|(other, _)| other != i).for_each(|(_, item)| kept.push(item.clone()));
            *items = kept;
            true
        }
        (DeValue::Array(items), [Step::Item(i), rest @ ..]) => {
            items.get_mut(*i).is_some_and(|item| remove_in(item.get_mut(), rest))
        }
        _ => false,
    }
}

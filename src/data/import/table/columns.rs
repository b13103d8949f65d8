//! What the columns of a table mean: as the user says, as an export has it, as hashtags say, or not at all.

use crate::data::import::exports::hxl_field;
use crate::data::import::header;
use crate::data::import::place::PlaceColumns;
use crate::data::import::{Export, Field, ImportOptions};
use crate::diagnostic::{Diagnostic, Place};
use csv::StringRecord;

/// Columns that are understood.
pub(super) struct Columns {
    /// What each is read as; `None`: it is kept as it is.
    pub(super) fields: Vec<Option<Field>>,
    /// Those that tell the place.
    pub(super) place: PlaceColumns,
    /// The export that the table is one of.
    pub(super) export: Option<Export>,
}

impl Columns {
    /// Those of a header; `first` is the row below it, which may hold hashtags.
    ///
    /// # Errors
    /// A column that the user names and that isn't there; none that tells a place.
    pub(super) fn of(
        name: &str,
        header: &[String],
        first: Option<&StringRecord>,
        options: &ImportOptions,
    ) -> Result<Self, Vec<Diagnostic>> {
        let tags = first.and_then(|row| hashtags(header, row));
        let (export, known) = tags.map_or_else(|| known_columns(header), |tags| (Some(Export::Hxl), tags));
        let mut fields = header::fields(header, &wanted(name, header, options, known)?);
        if export.and_then(Export::said_by).is_some() {
            // Its numbers are claims of the project; the sources that it has read stay a column.
            let asked = |column: &String| options.columns.iter().any(|(named, _)| named == column);
            for (field, _) in fields.iter_mut().zip(header).filter(|(_, column)| !asked(column)) {
                *field = field.filter(|f| *f != Field::SaidBy);
            }
        }
        let place = PlaceColumns::of(&fields).ok_or_else(|| vec![no_place(name, header)])?;
        Ok(Self { fields, place, export })
    }
}

/// Columns that an export is known by.
fn known_columns(header: &[String]) -> (Option<Export>, Vec<(String, Field)>) {
    let export = Export::of(header);
    let known = export.map_or(&[][..], Export::columns).iter().filter_map(|(name, field)| {
        let column = header.iter().find(|h| h.eq_ignore_ascii_case(name))?;
        Some((column.clone(), *field))
    });
    (export, known.collect())
}

/// The fields of HXL hashtags, if the first row holds them.
fn hashtags(header: &[String], first: &StringRecord) -> Option<Vec<(String, Field)>> {
    let filled = first.iter().filter(|c| !c.trim().is_empty());
    let tagged = filled.clone().filter(|c| c.trim().starts_with('#')).count();
    if tagged == 0 || tagged * 2 < filled.count() {
        return None;
    }
    Some(header.iter().zip(first).filter_map(|(name, tag)| Some((name.clone(), hxl_field(tag)?))).collect())
}

/// What columns mean: as the user says, then as the export has it.
fn wanted(
    name: &str,
    header: &[String],
    options: &ImportOptions,
    known: Vec<(String, Field)>,
) -> Result<Vec<(String, Field)>, Vec<Diagnostic>> {
    let unknown = options.columns.iter().filter(|(column, _)| !header.contains(column));
    let faults: Vec<Diagnostic> = unknown
        .map(|(column, _)| {
            let place = Place { file: Some(name.to_owned()), line: Some(1), ..Place::default() };
            let fault = Diagnostic::error("data::unknown-column", format!("there is no column “{column}”")).at(place);
            fault.help(format!("the columns are: {}", header.join(", ")))
        })
        .collect();
    if !faults.is_empty() {
        return Err(faults);
    }
    let by_user = |field: Field| options.columns.iter().any(|(_, f)| *f == field);
    let rest = known.into_iter().filter(|(_, field)| !by_user(*field));
    Ok(options.columns.iter().cloned().chain(rest).collect())
}

fn no_place(name: &str, header: &[String]) -> Diagnostic {
    let message = format!("no columns that tell a place among: {}", header.join(", "));
    let place = Place { file: Some(name.to_owned()), line: Some(1), ..Place::default() };
    let fault = Diagnostic::error("data::no-coordinate-columns", message).at(place);
    fault.help("say which they are: --map COLUMN=lon --map COLUMN=lat (or lat_lon, wkt)")
}

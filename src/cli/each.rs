//! `map --each`: one figure an incident, all of them written, or none.

use super::map::{Made, MapArgs, made};
use super::output::Failure;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits::Limit;
use crate::pipeline::{IncidentIds, incident_ids};
use crate::spec::{Figure, FilterSpec};
use std::path::{Path, PathBuf};

/// What stands for an incident in a file's name.
const ID: &str = "{id}";
const NUMBER: &str = "{number}";

/// A figure of each incident that is wanted and has a place.
///
/// # Errors
/// A file's name that would be the same for all; too many incidents; what a single figure refuses.
pub(super) fn each(args: &MapArgs, figure: &Figure) -> Result<Made, Failure> {
    let fixed = args.files().into_iter().find(|(_, path)| !path.contains(ID) && !path.contains(NUMBER));
    if let Some((option, path)) = fixed {
        let message = format!("{option} {path}: every figure would have this name");
        let fault = Diagnostic::error("cli::one-name-for-all", message);
        return Err(Failure::Refused(vec![fault]));
    }
    let IncidentIds { ids, without_place } = incident_ids(figure, Path::new("")).map_err(Failure::Refused)?;
    // They are held until all can be written.
    Limit::Figures.hold(ids.len() as u64).map_err(|exceeded| {
        let message = format!("{} figures are more than {}", ids.len(), Limit::Figures.shown(Limit::Figures.most()));
        let advice = "choose fewer with --where, --from, --within or --limit; ";
        Failure::Refused(vec![exceeded.fault("cli::too-many-figures", message, advice)])
    })?;
    let mut all = Made::default();
    for (number, id) in ids.iter().enumerate() {
        if ids[..number].contains(id) {
            let place = Place { id: Some(format!("\"{id}\"")), ..Place::default() };
            let fault =
                Diagnostic::error("cli::one-name-for-all", format!("two incidents have the id “{id}”")).at(place);
            return Err(Failure::Refused(vec![fault.help("give each incident an id of its own")]));
        }
        let single = Figure { select: vec![id.clone()], filter: FilterSpec::default(), ..figure.clone() };
        let one = args.with_files(|path| named(path, id, number + 1));
        let Made { outputs, warnings } = made(&one, &single)?;
        all.outputs.extend(outputs);
        all.warnings.extend(warnings);
    }
    if without_place > 0 {
        let message = match without_place {
            1 => "one incident without a place has no figure".to_owned(),
            many => format!("{many} incidents without a place have no figure"),
        };
        all.warnings.push(Diagnostic::warning("cli::no-figure-without-place", message));
    }
    Ok(all)
}

/// A file's name for an incident. An id may hold what a name can't.
fn named(path: &Path, id: &str, number: usize) -> PathBuf {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let id: String = id.chars().map(plain).collect();
    let id = id.trim_start_matches('.');
    PathBuf::from(path.to_string_lossy().replace(ID, id).replace(NUMBER, &number.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_names_that_stay_in_their_folder() {
        let name = |id: &str| named(Path::new("out/{number}-{id}.png"), id, 3).display().to_string();
        assert_eq!(name("kx-17"), "out/3-kx-17.png");
        assert_eq!(name("../../etc/x"), "out/3--..-etc-x.png");
        assert_eq!(name("a b/ج"), "out/3-a-b-ج.png");
    }
}

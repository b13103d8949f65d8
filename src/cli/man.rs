//! `sitmap man`: the whole manual as one page, or the page of one verb.

use super::output::{Failure, deliver};
use crate::diagnostic::Diagnostic;
use clap_mangen::Man;
use std::io;

/// Print the manual: of all verbs, or of one
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  sitmap man | man -l -
  sitmap man render > sitmap-render.1")]
pub struct ManArgs {
    /// The verb; none: all of them on one page
    #[arg(value_name = "VERB", value_parser = verb)]
    verb: Option<String>,
}

/// A verb of the program.
fn verb(name: &str) -> Result<String, String> {
    let verbs = names();
    if verbs.iter().any(|verb| verb == name) {
        Ok(name.to_owned())
    } else {
        Err(format!("the verbs are {}", verbs.join(", ")))
    }
}

fn names() -> Vec<String> {
    super::command().get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
}

/// Prints the manual.
pub fn run(args: &ManArgs) -> Result<Vec<Diagnostic>, Failure> {
    let page = page(args.verb.as_deref()).map_err(|e| {
        Failure::Unwritten(Box::new(Diagnostic::error("cli::manual", format!("the manual can’t be made: {e}"))))
    })?;
    deliver(None, &page)?;
    Ok(Vec::new())
}

fn page(verb: Option<&str>) -> io::Result<Vec<u8>> {
    let mut command = super::command().disable_help_subcommand(true);
    command.build();
    let mut page = Vec::new();
    match verb.and_then(|verb| command.find_subcommand(verb)) {
        Some(one) => {
            let man = Man::new(one.clone()).title(format!("sitmap-{}", one.get_name()));
            man.render_title(&mut page)?;
            sections(&man, one, &mut page)?;
        }
        None => {
            let man = Man::new(command.clone()).title("sitmap");
            man.render_title(&mut page)?;
            man.render_name_section(&mut page)?;
            man.render_synopsis_section(&mut page)?;
            man.render_description_section(&mut page)?;
            man.render_options_section(&mut page)?;
            for one in command.get_subcommands() {
                verb_section(one, &mut page)?;
            }
            man.render_version_section(&mut page)?;
        }
    }
    Ok(page)
}

/// A verb within the whole manual: its sections, one level down.
fn verb_section(verb: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    let mut own = Vec::new();
    sections(&Man::new(verb.clone()), verb, &mut own)?;
    page.extend(format!(".SH \"SITMAP {}\"\n", verb.get_name().to_uppercase()).bytes());
    page.extend(String::from_utf8_lossy(&own).replace("\n.SH ", "\n.SS ").replacen(".SH ", ".SS ", 1).bytes());
    Ok(())
}

fn sections(man: &Man, verb: &clap::Command, page: &mut Vec<u8>) -> io::Result<()> {
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_options_section(page)?;
    if verb.get_after_help().is_some() {
        let mut examples = Vec::new();
        man.render_extra_section(&mut examples)?;
        // What clap calls extra is examples and a note.
        page.extend(String::from_utf8_lossy(&examples).replacen("EXTRA", "EXAMPLES", 1).bytes());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_manual_has_every_verb_with_its_options_and_refers_to_nothing_else() {
        let whole = String::from_utf8(page(None).unwrap()).unwrap();
        for verb in names() {
            assert!(whole.contains(&format!(".SH \"SITMAP {}\"", verb.to_uppercase())), "{verb}");
            let own = String::from_utf8(page(Some(&verb)).unwrap()).unwrap();
            assert!(own.starts_with(".ie") || own.contains(".TH"), "{own}");
            assert!(!own.contains("(1)") && own.contains(".SH OPTIONS"), "{own}");
        }
        for option in ["save\\-spec", "measure\\-to", "out\\-dir", "edges", "EPSG:32637", "sitmap init my\\-report"] {
            assert!(whole.contains(option), "{option}\n{whole}");
        }
        // No page beside this one, such as sitmap-render(1), is referred to.
        assert!(!whole.contains("(1)"), "{whole}");
    }
}

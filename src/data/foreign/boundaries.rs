//! COD-AB: administrative boundaries of OCHA's Common Operational Datasets.
//!
//! After *Administrative Boundaries (COD-AB)* of OCHA's knowledge base: `ADMn_EN`, `ADMn_AR` … are names of level n by language,
//! `ADMn_PCODE` its place code, in newer files `admn_name`, `admn_pcode`. A feature bears the columns of its own level and of those above; the
//! deepest one is its own.

use super::{Export, Row};

pub(super) static COD_AB: Export = Export {
    name: "OCHA COD-AB",
    codebook: "OCHA, Administrative Boundaries (COD-AB), knowledge.base.unocha.org",
    columns: &[&["adm0_pcode"], &["adm0_en", "adm0_fr", "adm0_es", "adm0_ar", "adm0_name", "adm0_ref_name"]],
    month_first: false,
    translate,
};

fn translate(row: &mut Row) {
    let level = (0..=4).rev().find(|n| row.text(&format!("adm{n}_pcode")).is_some());
    let Some(level) = level else { return };
    let name = |end: &str| row.text(&format!("adm{level}_{end}"));
    let latin = ["en", "name", "fr", "es", "pt", "ref_name"].iter().find_map(|end| name(end));
    let arabic = name("ar");
    row.put_if_missing("name", latin);
    row.put_if_missing("name_ar", arabic);
    row.set_id(&format!("adm{level}_pcode"));
}

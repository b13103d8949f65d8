//! What to pack: a table in TOML, one entry a layer with its file.

use super::{LayerHead, PackHead};

/// A pack to be made: its description, and the GeoJSON file of each layer.
#[derive(Debug, Clone, PartialEq)]
pub struct PackSpec {
    /// What the pack will say of itself.
    pub head: PackHead,
    /// A file for each layer of the description.
    pub files: Vec<String>,
}

impl PackSpec {
    /// Reads a table: the members of [`PackHead`], and `file` in each layer.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
        let mut files = Vec::new();
        let layers = table.get_mut("layers").and_then(toml::Value::as_array_mut);
        for layer in layers.ok_or("a pack needs [[layers]]")? {
            let file = layer.as_table_mut().and_then(|l| l.remove("file"));
            let file = file.as_ref().and_then(toml::Value::as_str).ok_or("each of [[layers]] needs a `file`")?;
            files.push(file.to_owned());
        }
        let head: PackHead = table.try_into().map_err(|e: toml::de::Error| e.message().to_owned())?;
        let ids: std::collections::BTreeSet<&str> = head.layers.iter().map(|l: &LayerHead| l.id.as_str()).collect();
        if ids.len() < head.layers.len() {
            return Err("two layers have the same `id`".to_owned());
        }
        Ok(Self { head, files })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAYER: &str = "[[layers]]\nid = \"coast\"\nfile = \"coast.geojson\"\nrole = \"coastline\"\nlicence = \"ODbL\"\ndecimals = 5\n";

    #[test]
    fn a_table_names_layers_and_their_files() {
        let spec = PackSpec::parse(&format!("extent = [35, 34, 39, 38.0]\n{LAYER}")).unwrap();
        assert_eq!(spec.files, ["coast.geojson"]);
        assert_eq!(spec.head.extent().east_deg, 39.0);
        assert_eq!(spec.head.layers[0].decimals, 5);
    }

    #[test]
    fn what_is_missing_or_unknown_is_told() {
        let fault = |text: &str| PackSpec::parse(text).unwrap_err();
        assert!(fault("").contains("needs [[layers]]"));
        assert!(fault("[[layers]]\nid = \"a\"").contains("`file`"));
        assert!(fault(&LAYER.replace("role", "roll")).contains("roll"));
        assert!(fault(&format!("{LAYER}{LAYER}")).contains("same `id`"));
    }
}

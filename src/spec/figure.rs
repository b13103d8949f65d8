//! The figure: everything a person can say about it.

use super::{
    Annotation, BorderLineSpec, CellsSpec, Digits, ExtentSpec, FilterSpec, IncidentStyle, InsetSpec, MissingGlyphs,
    Offset, PageSize, PdfStandardSpec, Pictogram, PngEffortSpec, PrecisionSpec, SvgTextSpec, SymbolScale,
};
use crate::units::LengthUnit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

fn yes() -> bool {
    true
}
fn press() -> String {
    "press".to_owned()
}
fn is_press(theme: &str) -> bool {
    theme == "press"
}
fn english() -> String {
    "en".to_owned()
}
fn auto() -> String {
    "auto".to_owned()
}
fn dpi<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(deserializer)? {
        Some(dpi) if !(10.0..=2400.0).contains(&dpi) => {
            Err(serde::de::Error::custom(format!("dpi = {dpi} is outside 10…2400")))
        }
        dpi => Ok(dpi),
    }
}
fn is_yes(value: &bool) -> bool {
    *value
}
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A figure. Members that are left out have the default that is named with each.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// A sentence that says what the figure shows. Default: made from the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Place and period. Default: made from the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Description for readers who can't see the figure. Default: made from the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Language of the furniture and of names: `en`, `ar`, `fr`, `es`, `tr`, `uk`. Arabic is laid out from right to left. Default `en`.
    #[serde(default = "english")]
    pub lang: String,
    /// A second language for names on the map, set below the first. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_lang: Option<String>,
    /// Digits of Arabic furniture: `latin` (0–9) or `arabic-indic` (٠–٩). Default `latin`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub digits: Digits,
    /// Page size: a preset, `183x170mm` or `1600x1200px`. Default `web`.
    #[serde(default)]
    pub page: PageSize,
    /// The look: `press` (colour), `grey` (a printer without colour), `dark` (slides), or a TOML file of your own, relative to the project root.
    /// Default `press`.
    #[serde(default = "press", skip_serializing_if = "is_press")]
    pub theme: String,
    /// Pixels per inch of the PNG. Default: 300 for print sizes, 200 for the web.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "dpi")]
    pub dpi: Option<f64>,
    /// How text stands in SVG files: `embed` (text with the fonts inside), `text` (without them), `paths`. Default `embed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub svg_text: Option<SvgTextSpec>,
    /// How hard the PNG encoder tries: `balanced`, `fast`, `best`. Default `balanced`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub png_effort: Option<PngEffortSpec>,
    /// Standards that PDF files keep: `a-2a`, `a-3a`, `ua-1`. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pdf_standard: Vec<PdfStandardSpec>,
    /// File of incidents (GeoJSON, CSV), relative to the project root, or `builtin:idlib`. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incidents: Option<String>,
    /// Table of claims beside the incidents, one claim a row (`incident_id`, `field`, `min`, `max`, `said_by`, `source` …), relative to the project root. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claims: Option<String>,
    /// Ids of the incidents to show, in the order of their numbers. Default: all, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub select: Vec<String>,
    /// Which incidents are shown. Default: all.
    #[serde(default, skip_serializing_if = "FilterSpec::is_empty")]
    pub filter: FilterSpec,
    /// Make places so coarse on purpose before anything is done with them, as "5km": for figures that must not tell where exactly. Default: places as they are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publish_precision: Option<PrecisionSpec>,
    /// What the frame must show: `[W, S, E, N]`, `"world"`, a country or first-level division by name or ISO code,
    /// `"around:LON,LAT,50km"`, or `"fit:12%"`: the incidents with so much room on each side. Default: the incidents with room around.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extent: Option<ExtentSpec>,
    /// `auto`, `auto:measure`, `auto:areas`, `auto:navigate` (what the map is for), a name (`tmerc`, `utm`, `lcc`, `aea`, `laea`, `aeqd`, `stere`, `ortho`, `gnom`, `merc`, `webmerc`, `eqc`, `eqearth`, `sinu`,
    /// `moll`, `robin`, `natearth`, `wintri`), a PROJ string of one of these (`+proj=…`), or the EPSG code of one (`EPSG:32637`). Default `auto`.
    #[serde(default = "auto")]
    pub projection: String,
    /// Is north up? With `false` a map of what is stretched is turned so that its long side lies along the page, and has a north arrow.
    /// Default `true`.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub north_up: bool,
    /// Draw the built-in base map? Default `true`.
    #[serde(default = "yes")]
    pub basemap: bool,
    /// More detailed base maps laid over the built-in one, the first on top, relative to the project root: layer packs (`sitmap pack`), GeoJSON files
    /// named for what they hold (`countries.geojson`, `borders.geojson` …), or folders of such files. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packs: Vec<String>,
    /// Draw the locator? Default `true`.
    #[serde(default = "yes")]
    pub locator: bool,
    /// Number the incidents on the map and in the table? Default `false`.
    #[serde(default)]
    pub numbered: bool,
    /// Arrows at the frame's edge to the nearest known towns beyond it, with their distances from there? Default `false`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub places_beyond: bool,
    /// What the size of a symbol says. Default `killed`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub symbols: SymbolScale,
    /// How incidents are drawn: `auto`, `points`, `clusters`, `hexagons`, `grid`, `density`, `by-area`. Default `auto`: one symbol each while they can be told apart,
    /// else clusters up to 1,000 incidents and hexagons beyond.
    #[serde(default, rename = "as", skip_serializing_if = "is_default")]
    pub style: IncidentStyle,
    /// What the cells are like where incidents are summed up. Default: by the scale and the number of incidents.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cells: CellsSpec,
    /// Unit of distances on the figure. Default `km`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub units: LengthUnit,
    /// Fonts for characters that the bundled ones lack, relative to the project root. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fonts: Vec<String>,
    /// What becomes of a name with a character that no font holds: `error` refuses the figure, with `fallback` its Latin
    /// form stands for it. Default `error`; `sitmap map` falls back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing_glyphs: Option<MissingGlyphs>,
    /// Date that the data stand at, as the figure says it. Default: the newest date in the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Number of the figure for its caption: `3`, `2a`. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure_number: Option<String>,
    /// Map number for the foot. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map_number: Option<String>,
    /// GLIDE number for the foot. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub glide: Option<String>,
    /// Whose view of disputed borders and areas the map takes, as Natural Earth records it: a state by name or ISO code, or `ISO`. Default: nobody's;
    /// what is disputed is dashed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub viewpoint: Option<String>,
    /// Disclaimer on boundaries for the foot. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<String>,
    /// Further sentences for the foot. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Wishes about single names on the map. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelSpec>,
    /// How single borders are drawn, whatever the viewpoint. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub borders: Vec<BorderSpec>,
    /// Names of single countries in place of the base map's. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub country_names: Vec<CountryNameSpec>,
    /// Data laid over the base map. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub layers: Vec<LayerSpec>,
    /// Shortest lines from incidents to a border. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measure: Vec<Measure>,
    /// Geodesic circles around an incident. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rings: Vec<Rings>,
    /// Boxes of text that point at an incident. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub callouts: Vec<Callout>,
    /// What is drawn by hand on the map: words, arrows, brackets, dates, pictograms. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annotations: Vec<Annotation>,
    /// Parts of the map that are drawn larger, beside it or on it; three at most. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub insets: Vec<InsetSpec>,
    /// Panels beside the map, in order. Default: none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panels: Vec<Panel>,
}

impl Default for Figure {
    fn default() -> Self {
        Self {
            title: None,
            subtitle: None,
            description: None,
            lang: english(),
            second_lang: None,
            digits: Digits::default(),
            page: PageSize::default(),
            theme: press(),
            dpi: None,
            svg_text: None,
            png_effort: None,
            pdf_standard: Vec::new(),
            incidents: None,
            claims: None,
            select: Vec::new(),
            filter: FilterSpec::default(),
            publish_precision: None,
            extent: None,
            projection: auto(),
            north_up: true,
            basemap: true,
            packs: Vec::new(),
            locator: true,
            numbered: false,
            places_beyond: false,
            symbols: SymbolScale::default(),
            style: IncidentStyle::default(),
            cells: CellsSpec::default(),
            units: LengthUnit::default(),
            fonts: Vec::new(),
            missing_glyphs: None,
            as_of: None,
            figure_number: None,
            map_number: None,
            glide: None,
            viewpoint: None,
            disclaimer: None,
            notes: Vec::new(),
            labels: Vec::new(),
            borders: Vec::new(),
            country_names: Vec::new(),
            layers: Vec::new(),
            measure: Vec::new(),
            rings: Vec::new(),
            callouts: Vec::new(),
            annotations: Vec::new(),
            insets: Vec::new(),
            panels: Vec::new(),
        }
    }
}

impl Figure {
    /// Pixels per inch of the PNG.
    pub fn dpi(&self) -> f64 {
        self.dpi.unwrap_or_else(|| self.page.default_dpi())
    }

    /// The panels, and with them the table that explains the numbers of a numbered figure.
    pub fn panels_shown(&self) -> Vec<Panel> {
        let mut panels = self.panels.clone();
        if self.numbered && !panels.iter().any(|p| matches!(p, Panel::Table { .. })) {
            panels.insert(0, Panel::Table { entries: Vec::new() });
        }
        panels
    }
}

/// A file laid over the base map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LayerSpec {
    /// GeoJSON, relative to the project root.
    pub file: String,
    /// Name in the key. Default: the file's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Credit line. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Property that holds the names of its points and areas, to be written on the map. Default: none are written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub names: Option<String>,
    /// Importance of its names; greater goes first. Incidents' have 100 and more, towns' 0 to 10. Default 40.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// A pictogram that its points are drawn as: `camp`, `hospital`, `crossing`, `checkpoint` … Default: dots.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pictogram: Option<Pictogram>,
}

/// A wish about one name on the map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelSpec {
    /// Id or name of an incident, or the name of a town of the base map.
    pub of: String,
    /// Must it be placed? It pushes the others away, and a figure without room for it is refused. Default `false`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub must: bool,
    /// Its importance; greater goes first. Default: for an incident 100 and the number killed as claimed, for a town 0 to
    /// 10 by its size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u32>,
    /// Where it stands beside its place, `[right, down]` in millimetres. Default: where there is room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Offset>,
}

impl LabelSpec {
    /// Does it take its place before other names of towns do?
    pub fn comes_first(&self) -> bool {
        self.must || self.offset.is_some()
    }
}

/// How the borders between two countries are drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BorderSpec {
    /// The two countries, by name or code: `IND/PAK`.
    pub between: String,
    /// `solid`, `dashed` or `absent`.
    pub line: BorderLineSpec,
}

/// What a country is called on the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountryNameSpec {
    /// The country, by name or code.
    pub of: String,
    /// Its name. Default: the base map's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its name in Arabic. Default: the base map's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ar: Option<String>,
}

/// The shortest line from an incident to a border, drawn with its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Id of the incident. Default: every located one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
    /// A built-in land border (`TUR/SYR`, `turkey-syria`), `nearest`, or a GeoJSON file of lines.
    pub to: String,
    /// Words on the line after the value, e.g. `to the Turkish border`. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// Geodesic circles around an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rings {
    /// Id of the incident.
    pub around: String,
    /// Radii in the figure's unit.
    pub radii: Vec<f64>,
}

/// A box of text that points at an incident.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Callout {
    /// Id of the incident.
    pub incident: String,
    /// First line, semibold.
    pub heading: String,
    /// What is said about it, claim by claim; `[key]` is replaced by the number of the source with that key.
    #[serde(default)]
    pub text: String,
    /// The middle of the box, `[longitude, latitude]`. Default: where there is room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<[f64; 2]>,
    /// Where the box stands beside the incident, `[right, down]` in millimetres. Default: where there is room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Offset>,
}

/// A panel beside the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Panel {
    /// Who says how many were killed in one incident, oldest claim first.
    Claims {
        /// Id of the incident.
        incident: String,
        /// Default: “Number killed, by claim”.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
    },
    /// The numbered incidents with date, event, attribution and number killed as claimed.
    Table {
        /// Words for single incidents in place of those made from the data.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        entries: Vec<EntryText>,
    },
    /// Statements one below the other: who, then what they say. For orders of events too: when, then what.
    Statements {
        /// First line.
        heading: String,
        /// The statements.
        entries: Vec<Statement>,
    },
    /// How many incidents when, and how many people killed as claimed: bars by month, or by year.
    ByTime {
        /// Default: “Incidents by month”.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
    },
    /// When it happened: the incidents along one axis over the whole width of the page, keyed to the map.
    TimeStrip {
        /// Default: “When”.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
        /// Ids of incidents of the file that are on the strip although the figure doesn’t select them: a ceasefire, an offensive. Default: none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<String>,
    },
    /// How many incidents in which group, and how many people killed as claimed: bars, the greatest groups first.
    ByGroup {
        /// `admin1` (first-level divisions), `country`, or the name of a column or property (`kind`, `event_type` …).
        by: String,
        /// Default: “Incidents by division”.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
    },
    /// The key: what the symbols and lines on the map mean. It stands last where no panel says where.
    Key,
}

/// Words for one incident in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryText {
    /// Id of the incident.
    pub incident: String,
    /// What happened.
    pub what: String,
    /// Who is held responsible by whom. Default: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
}

/// Who (or when), and what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Who says it, or when it was.
    pub lead: String,
    /// What is said; `[key]` is replaced by the number of the source with that key.
    pub text: String,
}

//! The incident model: what is said to have happened, each number and each place as somebody's claim with its source.
//!
//! An [`Incident`] is read from a [`Feature`](crate::data::feature::Feature) by [`Incident::from_feature`] and written
//! back by [`Incident::to_feature_json`]; a stranger's file with a name, a date and a number is enough. Nothing is
//! averaged and no winner is chosen: contradicting claims stand side by side, and [`Incident::killed_range`] only says
//! how far they reach.
//!
//! Unknown is `None`, never 0. A wrong type in one of our members is a warning with its place; nothing is dropped in
//! silence, and members that we don't know are kept in [`Incident::extra`].
//!
//! The lists [`Kind`], [`AttributionStatus`], [`DateBasis`] and [`DatePrecision`] are closed. The JSON Schema of it all
//! is [`incidents_schema`].

mod check;
mod claim;
pub mod count_text;
mod date;
mod landmark;
mod place;
mod plain;
mod read;
mod schema;
mod sense;
mod stated;
mod summary;
mod write;

pub use check::{Check, CountList, CountTerm, Relation, SumRelation};
pub use claim::{Attribution, AttributionStatus, CountClaim, CountRange, Statement, StatementKind};
pub use date::{CivilDate, DateBasis, DateClaim, DateError, DatePrecision, EventDate, Weekday};
pub use landmark::{KnownPosition, Landmark, NamedPlace, Wind};
pub use place::{ClaimedPlace, LocationClaim, NamedArea};
pub(super) use plain::{
    DATE as DATE_MEMBERS, INJURED as INJURED_MEMBERS, KILLED as KILLED_MEMBERS, NAME as NAME_MEMBERS,
    WHAT as WHAT_MEMBERS,
};
pub(crate) use plain::{date as plain_date, number_as_date as plain_number_as_date, with_time as plain_with_time};
pub use schema::incidents_schema;
pub use stated::{QuantityError, StatedLength, StatedLengthUnit, StatedNumber, StatedTime, StatedTimeUnit};
pub use summary::Summary;
pub use write::{COLLECTION_BEGIN, COLLECTION_END, collection_text, features_text};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::data::feature::Origin;

/// What kind of event it was. Closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Bombs or missiles from aircraft.
    Airstrike,
    /// Artillery, mortars or rockets from the ground.
    Shelling,
    /// Troops on the ground taking or trying to take a place.
    GroundAttack,
    /// Any use of a chemical agent, whatever carried it.
    ChemicalAttack,
    /// Two armed sides against each other.
    Clash,
    /// An explosion on the ground: mine, car bomb, depot.
    Explosion,
    /// People taken away.
    Abduction,
    /// None of these.
    Other,
    /// A date without a place: an armistice or ceasefire.
    Ceasefire,
    /// A date without a place: talks of heads of state.
    Summit,
    /// A date without a place: a border opened.
    BorderOpening,
    /// A period: a campaign of many events.
    Offensive,
}

/// One incident: what, when, where, how many, by whom, each as claims with their sources.
///
/// ```
/// use sitmap::data::feature::{Feature, Origin};
/// use sitmap::data::incident::Incident;
/// let feature = Feature {
///     id: None,
///     geometry: Some(geo::Geometry::Point(geo::Point::new(36.51522, 36.1168))),
///     properties: serde_json::from_str(r#"{"title": "Kafr Takharim", "fatalities": 78}"#).unwrap(),
///     origin: Origin { file: "theirs.geojson".into(), line: 1, feature: 7 },
/// };
/// let mut faults = Vec::new();
/// let incident = Incident::from_feature(&feature, &mut faults);
/// assert!(faults.is_empty());
/// assert_eq!(incident.id, "feature-7");
/// assert_eq!(incident.name.as_deref(), Some("Kafr Takharim"));
/// assert_eq!(incident.killed_range().unwrap().max, Some(78));
/// assert_eq!(incident.injured_range(), None); // unknown, not zero
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Incident {
    /// The feature's `id`, else `feature-N` with its number in the file.
    #[serde(skip)]
    #[schemars(skip)]
    pub id: String,
    /// Name as the source spells it.
    pub name: Option<String>,
    /// Name in Arabic.
    pub name_ar: Option<String>,
    /// Other spellings.
    #[schemars(default)]
    pub names_alt: Vec<String>,
    /// What happened, one sober phrase in English.
    pub what: Option<String>,
    /// The same in Arabic.
    pub what_ar: Option<String>,
    /// Kind of event.
    pub kind: Option<Kind>,
    /// Told for context (an earlier event, a reaction), not one of the events that a figure of the file counts.
    #[schemars(default)]
    pub background: bool,
    /// When it happened, with other dates that are claimed.
    #[schemars(schema_with = "schema::date_or_plain")]
    pub date: Option<EventDate>,
    /// Where it happened: ranked claims, the first is the one used.
    #[schemars(default)]
    pub locations: Vec<LocationClaim>,
    /// People killed.
    #[schemars(schema_with = "schema::counts_or_plain")]
    pub killed: Vec<CountClaim>,
    /// People injured.
    #[schemars(schema_with = "schema::counts_or_plain")]
    pub injured: Vec<CountClaim>,
    /// People who were there at the time.
    #[schemars(schema_with = "schema::counts_or_plain")]
    pub present: Vec<CountClaim>,
    /// Killed and injured in one number.
    #[schemars(schema_with = "schema::counts_or_plain")]
    pub combined: Vec<CountClaim>,
    /// Parts of a whole, such as bodies seen on a video: never summed up.
    #[schemars(schema_with = "schema::counts_or_plain")]
    pub partial: Vec<CountClaim>,
    /// Strikes, bombs, bombings: things, not people; the unit says which.
    #[schemars(schema_with = "schema::counts_or_plain")]
    pub strikes: Vec<CountClaim>,
    /// People displaced.
    #[schemars(schema_with = "schema::counts_or_plain")]
    pub displaced: Vec<CountClaim>,
    /// Who is said to have done it.
    #[schemars(default)]
    pub attribution: Vec<Attribution>,
    /// What else is said about it: comparisons, places in words, causes.
    #[schemars(default)]
    pub statements: Vec<Statement>,
    /// Where it stands in which file.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
    /// Members that we don't know, and values that could not be used, as the file has them.
    #[serde(flatten)]
    #[schemars(skip)]
    pub extra: serde_json::Map<String, serde_json::Value>,
}

impl Incident {
    /// How far the claims of people killed reach; see [`CountRange::of`] for the rule. `None`: no number is known.
    ///
    /// Parts of a whole and numbers of killed and injured together are not in it.
    pub fn killed_range(&self) -> Option<CountRange> {
        CountRange::of(&self.killed)
    }

    /// How far the claims of people injured reach. `None`: no number is known.
    pub fn injured_range(&self) -> Option<CountRange> {
        CountRange::of(&self.injured)
    }

    /// Do two attributions disagree? They do when an actor's part is denied by one and put forward by another (in any
    /// status but `no_comment`). Actors are compared by name without case. A file without attributions may say
    /// `"status": "contested"`.
    pub fn contested(&self) -> bool {
        let stated = self.extra.get("status").and_then(|s| s.as_str()) == Some("contested");
        let denied = self.attribution.iter().filter(|a| a.status == AttributionStatus::Denied);
        stated || denied.into_iter().any(|d| self.attribution.iter().any(|a| a.puts_forward(&d.actor)))
    }

    /// The location claim that is used: the first, unless it says that the place is not known.
    pub fn located(&self) -> Option<&LocationClaim> {
        self.locations.first().filter(|claim| claim.place != ClaimedPlace::Unlocated)
    }
}

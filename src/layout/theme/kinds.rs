//! How the kinds of event are told apart: by shape first, by colour besides.

use super::Theme;
use crate::color::Color;
use crate::data::incident::Kind;
use crate::layout::map::symbols::Shape;
use schemars::JsonSchema;
use serde::Deserialize;

/// Symbol and hatching of one kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct KindStyle {
    /// Of its symbols, numbers and areas.
    pub color: Color,
    /// Outline of its symbols.
    pub shape: Shape,
    /// Direction of the lines in an area that is all that is known of the place, in degrees from level, counter-clockwise.
    #[serde(deserialize_with = "super::read::direction")]
    pub hatching_deg: f64,
}

/// One style a kind.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "a member is named for the kind of event")]
pub struct Kinds {
    pub airstrike: KindStyle,
    pub chemical_attack: KindStyle,
    pub shelling: KindStyle,
    pub ground_attack: KindStyle,
    pub offensive: KindStyle,
    pub clash: KindStyle,
    pub explosion: KindStyle,
    pub abduction: KindStyle,
    /// None of these; ceasefires, summits and openings of borders too.
    pub other: KindStyle,
    /// The data don't say it.
    pub not_given: KindStyle,
}

impl Kinds {
    /// Name and style of each, in the order of the file.
    pub fn all(&self) -> [(&'static str, KindStyle); 10] {
        [
            ("airstrike", self.airstrike),
            ("chemical_attack", self.chemical_attack),
            ("shelling", self.shelling),
            ("ground_attack", self.ground_attack),
            ("offensive", self.offensive),
            ("clash", self.clash),
            ("explosion", self.explosion),
            ("abduction", self.abduction),
            ("other", self.other),
            ("not_given", self.not_given),
        ]
    }
}

impl Theme {
    /// How a kind of event is drawn. One that is not given must not pass for another.
    pub const fn kind_style(&self, kind: Option<Kind>) -> KindStyle {
        match kind {
            Some(Kind::Airstrike) => self.kinds.airstrike,
            Some(Kind::ChemicalAttack) => self.kinds.chemical_attack,
            Some(Kind::Shelling) => self.kinds.shelling,
            Some(Kind::GroundAttack) => self.kinds.ground_attack,
            Some(Kind::Offensive) => self.kinds.offensive,
            Some(Kind::Clash) => self.kinds.clash,
            Some(Kind::Explosion) => self.kinds.explosion,
            Some(Kind::Abduction) => self.kinds.abduction,
            Some(Kind::Other | Kind::Ceasefire | Kind::Summit | Kind::BorderOpening) => self.kinds.other,
            None => self.kinds.not_given,
        }
    }

    /// Colour of a kind of event.
    pub const fn kind(&self, kind: Option<Kind>) -> Color {
        self.kind_style(kind).color
    }
}

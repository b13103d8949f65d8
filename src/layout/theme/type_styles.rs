//! How words are set: one style a role.

use super::Theme;
use super::read::{face_weight, spacing, type_size, type_size_if_given};
use crate::color::Color;
use crate::text::{FontWeight, FontWidth, TextStyle};
use schemars::JsonSchema;
use serde::Deserialize;

/// What a text is for; with the script it gives the style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "a role is named for the text it sets")]
pub enum TextRole {
    Title,
    Subtitle,
    CalloutHeading,
    CalloutText,
    Town,
    MainTown,
    Place,
    PlaceOfMany,
    Region,
    Country,
    CountrySmall,
    CountrySmallest,
    Sea,
    River,
    MeasuredValue,
    MeasuredWords,
    RingRadius,
    KeyHeading,
    KeyText,
    TableStrong,
    Table,
    TableSecond,
    Number,
    Degrees,
    ScaleBar,
    Foot,
    FootLead,
    Shield,
    LocatorCountry,
    LocatorMain,
    LocatorSea,
}

impl TextRole {
    /// All of them.
    pub const ALL: [Self; 31] = [
        Self::Title,
        Self::Subtitle,
        Self::CalloutHeading,
        Self::CalloutText,
        Self::Town,
        Self::MainTown,
        Self::Place,
        Self::PlaceOfMany,
        Self::Region,
        Self::Country,
        Self::CountrySmall,
        Self::CountrySmallest,
        Self::Sea,
        Self::River,
        Self::MeasuredValue,
        Self::MeasuredWords,
        Self::RingRadius,
        Self::KeyHeading,
        Self::KeyText,
        Self::TableStrong,
        Self::Table,
        Self::TableSecond,
        Self::Number,
        Self::Degrees,
        Self::ScaleBar,
        Self::Foot,
        Self::FootLead,
        Self::Shield,
        Self::LocatorCountry,
        Self::LocatorMain,
        Self::LocatorSea,
    ];
}

/// One style a role.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "a member is named for the text it sets")]
pub struct TextStyles {
    pub title: RoleStyle,
    pub subtitle: RoleStyle,
    pub callout_heading: RoleStyle,
    pub callout_text: RoleStyle,
    pub town: RoleStyle,
    pub main_town: RoleStyle,
    pub place: RoleStyle,
    pub place_of_many: RoleStyle,
    pub region: RoleStyle,
    pub country: RoleStyle,
    pub country_small: RoleStyle,
    pub country_smallest: RoleStyle,
    pub sea: RoleStyle,
    pub river: RoleStyle,
    pub measured_value: RoleStyle,
    pub measured_words: RoleStyle,
    pub ring_radius: RoleStyle,
    pub key_heading: RoleStyle,
    pub key_text: RoleStyle,
    pub table_strong: RoleStyle,
    pub table: RoleStyle,
    pub table_second: RoleStyle,
    pub number: RoleStyle,
    pub degrees: RoleStyle,
    pub scale_bar: RoleStyle,
    pub foot: RoleStyle,
    pub foot_lead: RoleStyle,
    pub shield: RoleStyle,
    pub locator_country: RoleStyle,
    pub locator_main: RoleStyle,
    pub locator_sea: RoleStyle,
}

impl TextStyles {
    /// The style of a role.
    pub const fn of(&self, role: TextRole) -> &RoleStyle {
        match role {
            TextRole::Title => &self.title,
            TextRole::Subtitle => &self.subtitle,
            TextRole::CalloutHeading => &self.callout_heading,
            TextRole::CalloutText => &self.callout_text,
            TextRole::Town => &self.town,
            TextRole::MainTown => &self.main_town,
            TextRole::Place => &self.place,
            TextRole::PlaceOfMany => &self.place_of_many,
            TextRole::Region => &self.region,
            TextRole::Country => &self.country,
            TextRole::CountrySmall => &self.country_small,
            TextRole::CountrySmallest => &self.country_smallest,
            TextRole::Sea => &self.sea,
            TextRole::River => &self.river,
            TextRole::MeasuredValue => &self.measured_value,
            TextRole::MeasuredWords => &self.measured_words,
            TextRole::RingRadius => &self.ring_radius,
            TextRole::KeyHeading => &self.key_heading,
            TextRole::KeyText => &self.key_text,
            TextRole::TableStrong => &self.table_strong,
            TextRole::Table => &self.table,
            TextRole::TableSecond => &self.table_second,
            TextRole::Number => &self.number,
            TextRole::Degrees => &self.degrees,
            TextRole::ScaleBar => &self.scale_bar,
            TextRole::Foot => &self.foot,
            TextRole::FootLead => &self.foot_lead,
            TextRole::Shield => &self.shield,
            TextRole::LocatorCountry => &self.locator_country,
            TextRole::LocatorMain => &self.locator_main,
            TextRole::LocatorSea => &self.locator_sea,
        }
    }
}

/// Which of the theme's colours a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "named for the theme's colours")]
pub enum Ink {
    Ink,
    SecondInk,
    TownText,
    CountryText,
    RegionText,
    WaterText,
    RoadText,
    PlaceOfIncident,
    NumberText,
}

/// Width of the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LetterWidth {
    /// 100 %.
    #[default]
    Normal,
    /// 87.5 %.
    SemiCondensed,
    /// 75 %.
    Condensed,
}

fn regular() -> u16 {
    400
}

/// How the texts of a role are set. Sizes in points, printed.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleStyle {
    /// Latin and other scripts.
    #[serde(deserialize_with = "type_size")]
    pub size: f64,
    /// Arabic, which is set a little larger to look the same.
    #[serde(deserialize_with = "type_size")]
    pub arabic: f64,
    /// On a single column, whatever the script. Default: the same.
    #[serde(default, deserialize_with = "type_size_if_given")]
    pub narrow: Option<f64>,
    /// 400, 500, 600 or 700. Default 400.
    #[serde(default = "regular", deserialize_with = "face_weight")]
    pub weight: u16,
    /// Default `normal`.
    #[serde(default)]
    pub width: LetterWidth,
    /// Default `false`.
    #[serde(default)]
    pub italic: bool,
    /// Between letters, in points; Arabic is never spaced. Default 0.
    #[serde(default, deserialize_with = "spacing")]
    pub spacing: f64,
    /// Which of the theme's colours.
    pub color: Ink,
    /// Distance of baselines, as a multiple of the size. Default 1.3.
    #[serde(default = "leading", deserialize_with = "super::read::factor")]
    pub leading: f64,
    /// The same for Arabic. Default 1.4.
    #[serde(default = "arabic_leading", deserialize_with = "super::read::factor")]
    pub arabic_leading: f64,
}

fn leading() -> f64 {
    1.30
}

fn arabic_leading() -> f64 {
    1.40
}

impl Theme {
    /// A colour for words.
    pub const fn ink_of(&self, ink: Ink) -> Color {
        match ink {
            Ink::Ink => self.ink,
            Ink::SecondInk => self.second_ink,
            Ink::TownText => self.town_text,
            Ink::CountryText => self.country_text,
            Ink::RegionText => self.region_text,
            Ink::WaterText => self.water_text,
            Ink::RoadText => self.road_text,
            Ink::PlaceOfIncident => self.place_of_incident,
            Ink::NumberText => self.number_text,
        }
    }

    /// The style of a text. `arabic`: the text is mainly Arabic; `narrow`: the page is a single column.
    pub fn style(&self, role: TextRole, arabic: bool, narrow: bool) -> TextStyle {
        let of = self.text.of(role);
        let usual = if arabic { of.arabic } else { of.size };
        let style = TextStyle::new(of.narrow.filter(|_| narrow).unwrap_or(usual), self.ink_of(of.color))
            .spaced(if arabic { 0.0 } else { of.spacing })
            .weight(match of.weight {
                500 => FontWeight::Medium,
                600 => FontWeight::SemiBold,
                700 => FontWeight::Bold,
                _ => FontWeight::Regular,
            })
            .width(match of.width {
                LetterWidth::Normal => FontWidth::Normal,
                LetterWidth::SemiCondensed => FontWidth::SemiCondensed,
                LetterWidth::Condensed => FontWidth::Condensed,
            });
        if of.italic { style.italic() } else { style }
    }

    /// Distance of consecutive baselines of a role, as a multiple of the size.
    pub const fn line_spacing(&self, role: TextRole, arabic: bool) -> f64 {
        let of = self.text.of(role);
        if arabic { of.arabic_leading } else { of.leading }
    }
}

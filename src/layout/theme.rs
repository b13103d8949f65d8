//! The look of a figure: every colour, line width and type size in one place.
//!
//! Type sizes are printed sizes in points and don't change with the page. Text colours keep a contrast of at least 4.5 on
//! the ground they stand on (3 for large spaced names); kinds of event differ in shape as well as in colour.

use crate::color::Color;
use crate::data::incident::Kind;
use crate::text::{FontWeight, FontWidth, TextStyle};
use crate::units::mm;

/// Colours and type of one look.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "a member is named for the element it colours")]
pub struct Theme {
    pub paper: Color,
    pub plate: Color,
    pub plate_edge: Color,
    pub land_of_interest: Color,
    pub land_neighbour: Color,
    pub sea: Color,
    pub lake: Color,
    pub low_ground: Color,
    pub river: Color,
    pub water_text: Color,
    pub built_up: Color,
    pub relief_shadow: Color,
    pub relief_light: Color,
    pub border: Color,
    pub border_ribbon: Color,
    pub admin_line: Color,
    pub road_casing: Color,
    pub road_fill: Color,
    pub road_text: Color,
    pub ink: Color,
    pub second_ink: Color,
    pub town_text: Color,
    pub second_name: Color,
    pub country_text: Color,
    pub region_text: Color,
    pub place_of_incident: Color,
    pub symbol_edge: Color,
    pub halo_interest: Color,
    pub halo_neighbour: Color,
    pub frame: Color,
    pub graticule: Color,
    pub ring: Color,
    pub rule: Color,
    pub offensive_band: Color,
    pub layer_line: Color,
    /// Classes of cells, from the least to the greatest.
    pub ramp: [Color; 7],
}

/// The colour theme of the target pictures.
pub const LIGHT: Theme = Theme {
    paper: Color::rgb(0xFFFFFF),
    plate: Color::rgb(0xFFFDF8),
    plate_edge: Color::rgb(0xCFC7BA),
    land_of_interest: Color::rgb(0xFAF6ED),
    land_neighbour: Color::rgb(0xECE6DB),
    sea: Color::rgb(0xD2E0E8),
    lake: Color::rgb(0xC6D9E4),
    low_ground: Color::rgb(0xE7E6D4),
    river: Color::rgb(0x6FA3C7),
    water_text: Color::rgb(0x265F88),
    built_up: Color::rgb(0xDDD2C2),
    relief_shadow: Color::rgb(0x5C5042),
    relief_light: Color::rgb(0xFFFDF7),
    border: Color::rgb(0x5A4560),
    border_ribbon: Color::rgb(0x9A7FA3),
    admin_line: Color::rgb(0x857C72),
    road_casing: Color::rgb(0xB5A68E),
    road_fill: Color::rgb(0xFBF5E6),
    road_text: Color::rgb(0x5E5138),
    ink: Color::rgb(0x1F2328),
    second_ink: Color::rgb(0x50565C),
    town_text: Color::rgb(0x2A2F35),
    second_name: Color::rgb(0x4A5057),
    country_text: Color::rgb(0x857B84),
    region_text: Color::rgb(0x696262),
    place_of_incident: Color::rgb(0x8E1B15),
    symbol_edge: Color::rgb(0xFFF9F2),
    halo_interest: Color::rgb(0xF7F3E9),
    halo_neighbour: Color::rgb(0xE9E5DA),
    frame: Color::rgb(0x4A4F55),
    graticule: Color::rgb(0x6B7278),
    ring: Color::rgb(0x5B6168),
    rule: Color::rgb(0xCFC7BA),
    offensive_band: Color::rgb(0xB9A98C),
    layer_line: Color::rgb(0x4A5A6A),
    ramp: [
        Color::rgb(0xF3D3AC),
        Color::rgb(0xEDB687),
        Color::rgb(0xE2946A),
        Color::rgb(0xD07057),
        Color::rgb(0xB44A49),
        Color::rgb(0x8E2B3D),
        Color::rgb(0x5C1630),
    ],
};

impl Theme {
    /// Colours of so many classes, spread over the whole ramp; at most as many as it has.
    pub fn ramp_of(&self, classes: usize) -> Vec<Color> {
        let last = self.ramp.len() - 1;
        let place = |i: usize| if classes < 2 { last / 2 } else { (i * last).div_ceil(classes - 1).min(last) };
        (0..classes.min(self.ramp.len())).map(|i| self.ramp[place(i)]).collect()
    }

    /// Colour of a kind of event.
    pub const fn kind(&self, kind: Option<Kind>) -> Color {
        match kind {
            Some(Kind::Airstrike) => Color::rgb(0xB3261E),
            Some(Kind::ChemicalAttack) => Color::rgb(0x5A3E96),
            Some(Kind::Shelling | Kind::GroundAttack | Kind::Clash | Kind::Offensive) => Color::rgb(0x1C6572),
            Some(Kind::Explosion) => Color::rgb(0x8A4A00),
            Some(Kind::Abduction) => Color::rgb(0x6B4A2B),
            Some(Kind::Other | Kind::Ceasefire | Kind::Summit | Kind::BorderOpening) | None => Color::rgb(0x7D3560),
        }
    }
}

/// How state borders are drawn at a scale, on the map and in its key alike. Widths in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorderStyle {
    /// Width of the line.
    pub width_pt: f64,
    /// Widths of the two bands of the ribbon, the wide one first. On maps of many countries a ribbon along every border
    /// would drown the rest: then there is none.
    pub ribbon_pt: Option<[f64; 2]>,
}

impl BorderStyle {
    /// The style at 1 : `scale_denominator`.
    pub fn at_scale(scale_denominator: f64) -> Self {
        let small = scale_denominator > 600_000.0;
        let ribbon_pt = if small { [mm(2.6), mm(1.4)] } else { [mm(3.2), mm(1.7)] };
        Self {
            width_pt: if scale_denominator > 1.5e7 {
                0.5
            } else if small {
                0.9
            } else {
                1.0
            },
            ribbon_pt: (scale_denominator < 4.0e6).then_some(ribbon_pt),
        }
    }

    /// Dashes of a disputed border, in points.
    pub const DISPUTED_DASH_PT: [f64; 2] = [mm(1.2), mm(0.7)];
}

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

impl Theme {
    /// The style of a text. `arabic`: the text is mainly Arabic, which is set a little larger to look the same size.
    /// `narrow`: the page is a single column.
    pub fn style(&self, role: TextRole, arabic: bool, narrow: bool) -> TextStyle {
        use FontWeight::{Bold, Medium, SemiBold};
        use FontWidth::{Condensed, SemiCondensed};
        let base = |size: f64, color| TextStyle::new(size, color);
        let by = |latin: f64, arab: f64| if arabic { arab } else { latin };
        match role {
            TextRole::Title => base(if narrow { 11.0 } else { 12.0 }, self.ink).weight(SemiBold),
            TextRole::Subtitle => base(if narrow { 7.2 } else { 8.0 }, self.second_ink),
            TextRole::CalloutHeading => base(by(7.7, 7.4), self.ink).weight(SemiBold),
            TextRole::CalloutText => base(if narrow { 6.4 } else { 7.0 }, self.ink),
            TextRole::Town => base(by(7.0, 7.4), self.town_text).width(SemiCondensed),
            TextRole::MainTown => base(by(8.2, 8.6), self.town_text).weight(SemiBold),
            TextRole::Place => base(by(8.3, 8.8), self.place_of_incident).weight(SemiBold),
            TextRole::PlaceOfMany => base(by(7.2, 7.6), self.ink).weight(SemiBold).width(SemiCondensed),
            TextRole::Region => base(by(6.0, 6.6), self.region_text).spaced(by(1.4, 0.0)),
            TextRole::Country => base(by(12.5, 13.0), self.country_text).weight(Medium).spaced(by(3.6, 0.0)),
            TextRole::CountrySmallest => base(by(5.6, 6.2), self.country_text).weight(Medium).spaced(by(0.6, 0.0)),
            TextRole::CountrySmall => base(by(7.6, 8.2), self.country_text).weight(Medium).spaced(by(1.6, 0.0)),
            TextRole::Sea => base(by(8.0, 8.4), self.water_text).italic().spaced(by(0.8, 0.0)),
            TextRole::River => base(by(6.4, 6.8), self.water_text).italic().spaced(by(0.6, 0.0)),
            TextRole::MeasuredValue => base(by(6.0, 6.2), self.ink).weight(SemiBold).width(Condensed),
            TextRole::MeasuredWords => base(by(5.8, 6.0), self.ink).width(Condensed),
            TextRole::RingRadius => base(by(6.0, 6.3), self.second_ink),
            TextRole::KeyHeading => base(by(7.2, 7.2), self.ink).weight(SemiBold),
            TextRole::KeyText => base(by(6.2, 6.3), self.ink).width(Condensed),
            TextRole::TableStrong => base(by(7.0, 7.0), self.ink).weight(SemiBold).width(SemiCondensed),
            TextRole::Table => base(by(6.4, 6.4), self.ink).width(Condensed),
            TextRole::TableSecond => base(by(6.4, 6.4), self.second_ink).width(Condensed),
            TextRole::Number => base(6.0, Color::rgb(0xFFFFFF)).weight(Bold),
            TextRole::Degrees | TextRole::ScaleBar => base(by(5.6, 5.8), self.second_ink),
            TextRole::Foot => base(6.0, self.second_ink),
            TextRole::FootLead => base(6.0, self.second_ink).weight(Bold),
            TextRole::Shield => base(5.6, self.road_text).weight(SemiBold),
            TextRole::LocatorCountry => base(by(5.5, 5.8), self.second_ink).spaced(by(0.4, 0.0)),
            TextRole::LocatorMain => base(by(6.0, 6.4), self.ink).weight(SemiBold).spaced(by(0.6, 0.0)),
            TextRole::LocatorSea => base(by(5.6, 5.8), self.water_text).italic(),
        }
    }
}

/// Distance of consecutive baselines, as a multiple of the size.
pub fn line_spacing(role: TextRole, arabic: bool) -> f64 {
    match role {
        TextRole::Title => 1.25,
        TextRole::CalloutText | TextRole::CalloutHeading => {
            if arabic {
                1.45
            } else {
                1.30
            }
        }
        TextRole::Town | TextRole::MainTown | TextRole::Place | TextRole::PlaceOfMany => 1.16,
        _ => {
            if arabic {
                1.40
            } else {
                1.30
            }
        }
    }
}

/// Least radius of a point symbol.
pub const LEAST_SYMBOL_PT: f64 = mm(0.62);
/// Radius of the hollow symbol of an incident whose number of killed is not reported.
pub const HOLLOW_SYMBOL_PT: f64 = mm(1.45);
/// Radius of a numbered disc.
pub const NUMBER_DISC_PT: f64 = mm(1.72);
/// Radius of the points of the user's own layers.
pub const LAYER_DOT_PT: f64 = mm(0.6);
/// Width of a halo on each side of the letters.
pub const HALO_PT: f64 = 1.2;

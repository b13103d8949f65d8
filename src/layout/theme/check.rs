//! What a theme owes its readers, checked by numbers.
//!
//! Words keep a contrast of 4.5 on every ground they may stand on, letters of country names 3 (WCAG 2.2 AA, normal and
//! large text). Kinds of event differ in shape, and where they differ in colour too, every reader sees it: a difference
//! of 6 (CIEDE2000) in usual sight, protanopia, deuteranopia and tritanopia. Classes of ground and of a ramp keep a
//! distance likewise, and in grey the order of the reader's attention stays: incidents, border, the rest.
//!
//! The built-in themes pass; a user's theme that doesn't is drawn all the same, with a warning that names each shortfall.

use super::vision::{contrast, least_difference, lightness};
use super::{TextRole, Theme};
use crate::color::Color;

/// For words of usual size.
const WORDS: f64 = 4.5;
/// For large letters.
const LARGE: f64 = 3.0;
/// For words on the steepest slopes of the relief, were they to lose their halo.
const ON_SLOPES: f64 = 3.5;
/// Between kinds of event, and classes of a ramp.
const KINDS_APART: f64 = 6.0;

/// What a theme falls short of, in words; empty for a sound one.
pub fn shortfalls(theme: &Theme) -> Vec<String> {
    let mut found = words(theme);
    found.extend(kinds(theme));
    found.extend(grounds(theme));
    found.extend(ramp(theme));
    found.extend(order(theme));
    found
}

/// One colour over another at an opacity.
fn over(top: Color, opacity: f64, ground: Color) -> Color {
    let mix = |a: u8, b: u8| libm::round(f64::from(a) * opacity + f64::from(b) * (1.0 - opacity)) as u8;
    Color { r: mix(top.r, ground.r), g: mix(top.g, ground.g), b: mix(top.b, ground.b), a: 255 }
}

type Ground = (&'static str, Color);

/// The steepest slopes: relief is never so strong that a name is lost without its halo.
fn slopes(theme: &Theme) -> [Ground; 2] {
    let (relief, land) = (&theme.relief, theme.land_of_interest);
    [
        ("the deepest shade", over(theme.relief_shadow, relief.shadow.most, land)),
        ("the brightest slope", over(theme.relief_light, relief.light.most, land)),
    ]
}

fn words(theme: &Theme) -> Vec<String> {
    let t = theme;
    let page = [("paper", t.paper), ("plate", t.plate)];
    let land = [
        ("land_of_interest", t.land_of_interest),
        ("land_neighbour", t.land_neighbour),
        ("halo_interest", t.halo_interest),
        ("halo_neighbour", t.halo_neighbour),
    ];
    let shore = over(t.river, t.opacity.shore_narrow, over(t.river, t.opacity.shore_wide, t.sea));
    let water = [("sea", t.sea), ("the sea by the shore", shore), ("lake", t.lake)];
    let on_land: Vec<Ground> = land.to_vec();
    let around: Vec<Ground> = land.into_iter().chain(water).chain([("built_up", t.built_up)]).collect();
    // By the shore a country's name has its halo.
    let large: Vec<Ground> = land.into_iter().chain([("sea", t.sea)]).collect();
    let rows: [(&str, Color, Vec<Ground>, f64); 13] = [
        ("ink", t.ink, page.into_iter().chain(around.clone()).collect(), WORDS),
        ("second_ink", t.second_ink, page.into_iter().chain(land).chain([("sea", t.sea)]).collect(), WORDS),
        ("town_text", t.town_text, around.clone(), WORDS),
        ("second_name", t.second_name, around.clone(), WORDS),
        ("place_of_incident", t.place_of_incident, around, WORDS),
        ("region_text", t.region_text, on_land, WORDS),
        ("country_text", t.country_text, large, LARGE),
        ("water_text", t.water_text, land.into_iter().chain(water).collect(), WORDS),
        ("road_text", t.road_text, vec![("road_fill", t.road_fill)], WORDS),
        ("ink", t.ink, slopes(t).to_vec(), ON_SLOPES),
        ("town_text", t.town_text, slopes(t).to_vec(), ON_SLOPES),
        ("second_name", t.second_name, slopes(t).to_vec(), ON_SLOPES),
        ("place_of_incident", t.place_of_incident, slopes(t).to_vec(), ON_SLOPES),
    ];
    let mut found: Vec<String> = Vec::new();
    for (name, color, grounds, least) in rows {
        found.extend(grounds.iter().filter_map(|g| too_faint(name, color, g.0, g.1, least)));
    }
    let discs = t.kinds.all();
    found.extend(discs.iter().filter_map(|(kind, style)| {
        too_faint("number_text", t.number_text, &format!("kinds.{kind}.color"), style.color, WORDS)
    }));
    found.extend(TextRole::ALL.iter().filter(|r| t.text.of(**r).size < 5.5).map(|r| format!("{r:?} is under 5.5 pt")));
    found
}

fn too_faint(name: &str, color: Color, ground_name: &str, ground: Color, least: f64) -> Option<String> {
    let found = contrast(color, ground);
    (found < least).then(|| format!("`{name}` on `{ground_name}` has a contrast of {found:.1}, not {least}"))
}

fn kinds(theme: &Theme) -> Vec<String> {
    let mut found = Vec::new();
    let all = theme.kinds.all();
    for (i, (name, kind)) in all.iter().enumerate() {
        for (other_name, other) in &all[i + 1..] {
            // An offensive is a period of ground attacks.
            let same_thing = (*name, *other_name) == ("ground_attack", "offensive");
            let apart = least_difference(kind.color, other.color);
            if kind.shape == other.shape && !same_thing {
                found.push(format!("kinds `{name}` and `{other_name}` have the same shape"));
            }
            if kind.color != other.color && apart < KINDS_APART {
                found.push(format!(
                    "colours of kinds `{name}` and `{other_name}` differ by {apart:.1} to some readers, not {KINDS_APART}"
                ));
            }
        }
        if let Some(fault) = too_faint(name, kind.color, "land_of_interest", theme.land_of_interest, LARGE) {
            found.push(fault);
        }
    }
    found
}

/// Grounds that lie side by side.
fn grounds(theme: &Theme) -> Vec<String> {
    let t = theme;
    let pairs = [
        ("land_of_interest", t.land_of_interest, "sea", t.sea, 6.0),
        ("land_neighbour", t.land_neighbour, "sea", t.sea, 6.0),
        ("land_of_interest", t.land_of_interest, "land_neighbour", t.land_neighbour, 3.0),
        ("land_of_interest", t.land_of_interest, "lake", t.lake, 6.0),
        ("land_of_interest", t.land_of_interest, "built_up", t.built_up, 4.0),
        ("paper", t.paper, "sea", t.sea, 4.0),
    ];
    pairs
        .into_iter()
        .filter_map(|(name, a, other, b, least)| {
            let apart = least_difference(a, b);
            (apart < least).then(|| format!("`{name}` and `{other}` differ by {apart:.1} to some readers, not {least}"))
        })
        .collect()
}

fn ramp(theme: &Theme) -> Vec<String> {
    let steps: Vec<f64> = theme.ramp.iter().map(|c| lightness(*c)).collect();
    let rising = steps.windows(2).all(|s| s[0] < s[1]);
    let falling = steps.windows(2).all(|s| s[0] > s[1]);
    let uneven =
        (!rising && !falling).then(|| "`ramp` is neither from light to dark nor from dark to light".to_owned());
    let near = theme.ramp.windows(2).enumerate().filter_map(|(i, pair)| {
        let apart = least_difference(pair[0], pair[1]);
        let message = || format!("classes {} and {} of `ramp` differ by {apart:.1} to some readers", i + 1, i + 2);
        (apart < KINDS_APART).then(message)
    });
    uneven.into_iter().chain(near).collect()
}

/// Printed grey, what matters more stands out more from the land.
fn order(theme: &Theme) -> Vec<String> {
    let t = theme;
    let land = t.land_of_interest;
    let stands_out = |c: Color| (lightness(c) - lightness(land)).abs();
    let faint = |c: Color, opacity: f64| over(c, opacity, land);
    let border = ("border", stands_out(t.border));
    let rows = [
        (("ink", stands_out(t.ink)), border),
        (border, ("admin_line", stands_out(t.admin_line))),
        (border, ("river", stands_out(t.river))),
        (border, ("road_casing", stands_out(t.road_casing))),
        (("admin_line", stands_out(t.admin_line)), ("graticule", stands_out(faint(t.graticule, t.opacity.graticule)))),
        (("river", stands_out(t.river)), ("graticule", stands_out(faint(t.graticule, t.opacity.graticule)))),
    ];
    let mut found: Vec<String> = rows
        .into_iter()
        .filter(|(more, less)| more.1 <= less.1)
        .map(|(more, less)| format!("printed grey, `{}` stands out less than `{}`", more.0, less.0))
        .collect();
    let quiet = ("admin_line", stands_out(t.admin_line).max(stands_out(t.river)).max(stands_out(t.road_casing)));
    let loud = t.kinds.all().into_iter().filter(|(_, k)| stands_out(k.color) <= quiet.1);
    found.extend(
        loud.map(|(name, _)| format!("printed grey, kind `{name}` stands out less than roads, rivers or divisions")),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::super::{BUILTIN, parse};
    use super::*;

    #[test]
    fn the_builtin_themes_owe_nothing() {
        for (name, _) in BUILTIN {
            let found = shortfalls(&Theme::builtin(name).unwrap());
            assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
        }
    }

    #[test]
    fn the_grey_theme_is_grey() {
        let text = super::super::builtin_text("grey").unwrap();
        for hex in text.split('"').filter(|w| w.starts_with('#') && w.len() == 7) {
            let c: Color = hex.parse().unwrap();
            assert!(c.r == c.g && c.g == c.b, "{hex}");
        }
    }

    #[test]
    fn a_poor_theme_is_seen() {
        let poor = "ink = '#999999'\n[kinds]\nclash = { shape = 'circle', color = '#8A4A00' }\n";
        let found = shortfalls(&parse("poor.toml", poor).unwrap()).join("\n");
        for part in [
            "`ink` on `paper` has a contrast of 2.8, not 4.5",
            "kinds `airstrike` and `clash` have the same shape",
            "colours of kinds `airstrike` and `clash` differ",
            "`ink` stands out less than `border`",
        ] {
            assert!(found.contains(part), "{part} is not in\n{found}");
        }
    }
}

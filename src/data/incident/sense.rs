//! Values that have the right type and still can't be meant: told as warnings, kept as they are.

use super::{ClaimedPlace, CountRange, Incident};

/// What is odd about an incident: JSON pointer within the feature, and a sentence.
pub(super) fn oddities(incident: &Incident) -> Vec<(String, String)> {
    let mut odd = Vec::new();
    for (list, claims) in incident.count_lists() {
        for (i, claim) in claims.iter().enumerate() {
            if let (Some(min), Some(max)) = (claim.min, claim.max)
                && min > max
            {
                odd.push((format!("/properties/{list}/{i}"), format!("min {min} is greater than max {max}")));
            }
        }
    }
    civilians(incident, &mut odd);
    dates(incident, &mut odd);
    places(incident, &mut odd);
    odd
}

/// Fewer killed than civilians killed, among the parts or in a column of the file.
fn civilians(incident: &Incident, odd: &mut Vec<(String, String)>) {
    const COLUMNS: [&str; 5] =
        ["civilians_killed", "civilian_deaths", "killed_civilians", "deaths_civilians", "civilian_fatalities"];
    let Some(most) = incident.killed_range().and_then(|r| r.max).filter(|_| !CountRange::open(&incident.killed)) else {
        return;
    };
    let of_civilians = |unit: &Option<String>| unit.as_deref().is_some_and(|u| u.starts_with("civilian"));
    let parts = incident.partial.iter().filter(|c| of_civilians(&c.unit)).filter_map(|c| c.min.map(u64::from));
    let column = |name: &&str| incident.extra.iter().find(|(k, _)| k.eq_ignore_ascii_case(name))?.1.as_u64();
    if let Some(civilians) = parts.chain(COLUMNS.iter().filter_map(column)).find(|n| *n > u64::from(most)) {
        odd.push((
            "/properties/killed".to_owned(),
            format!("{most} killed are fewer than {civilians} civilians killed"),
        ));
    }
}

/// Periods that end before they begin.
fn dates(incident: &Incident, odd: &mut Vec<(String, String)>) {
    let Some(date) = &incident.date else { return };
    let used = std::iter::once(("/properties/date".to_owned(), date.start, date.end));
    let others = date.others.iter().enumerate();
    let others = others.map(|(i, o)| (format!("/properties/date/others/{i}"), o.start, o.end));
    for (pointer, start, end) in used.chain(others) {
        if let Some(end) = end.filter(|end| end.last_day_number() < start.first_day_number()) {
            odd.push((pointer, format!("the period ends on {end}, before it begins on {start}")));
        }
    }
}

/// Negative lengths, and sectors whose azimuths are none.
fn places(incident: &Incident, odd: &mut Vec<(String, String)>) {
    for (i, claim) in incident.locations.iter().enumerate() {
        let pointer = format!("/properties/locations/{i}");
        if let Some(m) = claim.uncertainty_m.filter(|m| *m < 0.0) {
            odd.push((pointer.clone(), format!("an uncertainty of {m} m is negative")));
        }
        let ClaimedPlace::Sector { from_deg, to_deg, radius_m, .. } = &claim.place else { continue };
        for azimuth in [from_deg, to_deg].into_iter().filter(|a| !(0.0..=360.0).contains(*a)) {
            odd.push((pointer.clone(), format!("azimuth {azimuth} is outside 0…360")));
        }
        if let Some(r) = radius_m.filter(|r| *r <= 0.0) {
            odd.push((pointer, format!("a sector's radius of {r} m is not positive")));
        }
    }
}

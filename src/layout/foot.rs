//! The foot: sources with their numbers, credits of the layers that are really drawn, projection, notes.

use super::frame::MapFrame;
use super::language::Language;
use super::theme::TextRole;
use crate::aggregate::SummedEvents;
use crate::data::borders::NATURAL_EARTH;
use crate::data::incident::{CivilDate, Incident};
use crate::data::layer::{Credit, LayerRole};
use crate::data::source::{Source, Sources};
use crate::spec::{CellValue, Figure};

/// Numbers of the sources that a figure cites, in the order of the list of sources.
#[derive(Debug)]
pub struct Citations {
    keys: Vec<String>,
    language: &'static Language,
}

impl Citations {
    /// Every source that the incidents' claims or the figure's own texts name, those with a place in the list first.
    pub fn of<'i>(
        incidents: impl IntoIterator<Item = &'i Incident>,
        figure: &Figure,
        sources: &Sources,
        language: &'static Language,
    ) -> Self {
        let mut used: Vec<String> = Vec::new();
        for incident in incidents {
            let counts = [&incident.killed].into_iter().flatten().filter(|c| c.left_out.is_none());
            used.extend(counts.filter_map(|c| c.source.clone()));
            used.extend(incident.attribution.iter().filter_map(|a| a.source.clone()));
            used.extend(incident.locations.first().and_then(|l| l.source.clone()));
            used.extend(incident.date.as_ref().and_then(|d| d.source.clone()));
        }
        let texts = crate::spec::to_toml(figure);
        used.extend(sources.keys().filter(|k| texts.contains(&format!("[{k}]"))).cloned());
        let place = |key: &String| sources.get(key).and_then(|s| s.number).unwrap_or(u32::MAX);
        used.sort_by(|a, b| place(a).cmp(&place(b)).then(a.cmp(b)));
        used.dedup();
        Self { keys: used, language }
    }

    /// The number of a source.
    pub fn number(&self, key: &str) -> Option<usize> {
        self.keys.iter().position(|k| k == key).map(|i| i + 1)
    }

    /// A text with `[key]` replaced by the source's number, `[key, key]` by several. Other brackets stay.
    pub fn resolve(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(open) = rest.find('[') {
            let (before, after) = rest.split_at(open);
            out.push_str(before);
            let Some(close) = after.find(']') else {
                out.push_str(after);
                return out;
            };
            let keys: Vec<Option<usize>> = after[1..close].split(',').map(|k| self.number(k.trim())).collect();
            if keys.iter().all(Option::is_some) {
                let numbers: Vec<usize> = keys.into_iter().flatten().collect();
                // The number of a source never begins a line.
                if out.ends_with(' ') {
                    out.pop();
                    out.push('\u{a0}');
                }
                out.push_str(&self.language.cited(&numbers));
            } else {
                out.push_str(&after[..=close]);
            }
            rest = &after[close + 1..];
        }
        out.push_str(rest);
        out
    }

    /// `[1] …; [2] …` with the words that each source is cited by.
    pub fn list(&self, sources: &Sources, language: &Language) -> String {
        let cited = self.keys.iter().enumerate().map(|(i, key)| {
            let words = sources.get(key).map_or_else(|| key.clone(), |s| cited_as(s, language));
            format!("[{}]\u{a0}{words}", i + 1)
        });
        cited.collect::<Vec<_>>().join(language.semicolon)
    }
}

fn cited_as(source: &Source, language: &Language) -> String {
    let arabic = source.short_ar.as_ref().or(source.title_ar.as_ref()).filter(|_| language.rtl);
    arabic.or(source.short.as_ref()).unwrap_or(&source.title).clone()
}

/// Everything that the foot says, beside what the figure itself gives.
#[derive(Debug)]
pub struct FootInput<'a> {
    pub figure: &'a Figure,
    pub incidents: &'a [Incident],
    /// Those that are summed up.
    pub summed: Option<&'a SummedEvents>,
    /// What is to be said of sums.
    pub sums: &'a [String],
    pub citations: &'a Citations,
    pub sources: &'a Sources,
    /// Credits of what is drawn or measured to: role and credit, in the order drawn.
    pub credits: &'a [(LayerRole, Credit)],
    pub relief_credits: &'a [Credit],
    /// Credits of the user's own layers.
    pub own_credits: &'a [String],
    pub frame: &'a MapFrame,
    /// Little room: credits without what they cover.
    pub brief: bool,
    /// Are distances shown, and with a range?
    pub distances: Option<bool>,
    /// What a filter leaves out.
    pub filtered: Option<&'a str>,
    /// Incidents that no place is told for.
    pub without_place: usize,
    /// Incidents with a place that the frame doesn't show.
    pub outside_frame: usize,
    /// Whose view of disputed borders is taken.
    pub view: View,
    /// Is an inferred date marked with an asterisk?
    pub inferred: bool,
}

/// Whose view of disputed borders a map takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// There is nothing to take a view of.
    Undisputed,
    /// Nobody's.
    Nobodys,
    /// That of a state (ISO 3166 alpha-2), or of ISO's list (`ISO`).
    Of(&'static str),
}

/// The foot's sentences, each with its role.
pub fn sentences(input: &FootInput, language: &Language) -> Vec<(TextRole, String)> {
    let mut parts: Vec<(TextRole, String)> = Vec::new();
    let mut say = |lead: &str, text: String| {
        if !lead.is_empty() {
            parts.push((TextRole::FootLead, format!("{lead} ")));
        }
        parts.push((TextRole::Foot, format!("{text} ")));
    };
    let list = input.citations.list(input.sources, language);
    if !list.is_empty() {
        say(language.sources, format!("{list}."));
    }
    input.sums.iter().for_each(|text| say("", text.clone()));
    if let Some(whose) = whose_numbers(input.figure, input.incidents, input.summed, language) {
        say("", whose.to_owned());
    }
    input.filtered.iter().for_each(|text| say("", (*text).to_owned()));
    if input.without_place > 0 {
        say("", (language.without_place)(input.without_place));
    }
    if input.outside_frame > 0 {
        say("", (language.outside_frame)(input.outside_frame));
    }
    if input.inferred {
        say("", language.date_inferred_note.to_owned());
    }
    if let Some(date) = as_of(input.figure, input.incidents, input.summed, language) {
        say("", format!("{}\u{a0}{date}.", language.as_of));
    }
    match input.view {
        View::Undisputed => {}
        View::Nobodys => say("", language.disputes_note.to_owned()),
        View::Of(whose) => say("", (language.view_note)(whose)),
    }
    if is_coarse(input) {
        say("", language.coarse_base_note.to_owned());
    }
    for note in input.figure.notes.iter().chain(&input.figure.disclaimer) {
        say("", input.citations.resolve(note));
    }
    let credits = credit_lines(input, language);
    if !credits.is_empty() {
        say(language.base_map, format!("{}.", credits.join(language.semicolon)));
    }
    say(language.projection, format!("{}.", projection(input.frame, language)));
    if let Some(range) = input.distances {
        say("", if range { language.distance_note_range } else { language.distance_note }.to_owned());
    }
    let numbers = [
        input.figure.map_number.as_ref().map(|n| format!("{}\u{a0}{n}.", language.map_number)),
        input.figure.glide.as_ref().map(|n| format!("GLIDE\u{a0}{n}.")),
    ];
    for number in numbers.into_iter().flatten() {
        say("", number);
    }
    parts
}

/// Where Natural Earth is drawn at a larger scale than this, what its lines are off by can be seen.
const COARSE_DENOMINATOR: f64 = 1_000_000.0;

/// Are coast or borders drawn that were made for a much smaller scale?
fn is_coarse(input: &FootInput) -> bool {
    let roles = [LayerRole::Country, LayerRole::Border, LayerRole::Coastline];
    let coarse = |(role, credit): &(LayerRole, Credit)| roles.contains(role) && credit.text == NATURAL_EARTH.credit;
    input.frame.scale_denominator() < COARSE_DENOMINATOR && input.credits.iter().any(coarse)
}

/// Whose the numbers are, where there are some.
pub fn whose_numbers(
    figure: &Figure,
    incidents: &[Incident],
    summed: Option<&SummedEvents>,
    language: &Language,
) -> Option<&'static str> {
    let shows_killed = figure.cells.value == CellValue::Killed;
    if summed.is_some_and(|s| s.overview.tally.killed_known() > 0) && shows_killed {
        return Some(language.figures_as_given);
    }
    let named = |i: &Incident| i.killed.iter().any(|c| c.said_by.is_some() || c.source.is_some());
    let (any, claims) = (incidents.iter().any(|i| !i.killed.is_empty()), incidents.iter().any(named));
    any.then_some(if claims { language.figures_are_claims } else { language.figures_as_given })
}

/// One line a credit: its words, and in brackets what it covers. Each credit stands once.
pub fn credit_lines(input: &FootInput, language: &Language) -> Vec<String> {
    let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
    let mut add = |text: &str, covers: &'static str| match lines.iter_mut().find(|(t, _)| t == text) {
        Some((_, all)) => {
            if !all.contains(&covers) {
                all.push(covers);
            }
        }
        None => lines.push((text.to_owned(), vec![covers])),
    };
    for (role, credit) in input.credits.iter().filter(|(_, credit)| !credit.text.is_empty()) {
        add(&credit.text, (language.covers)(*role));
    }
    for credit in input.relief_credits {
        add(&credit.text, language.relief);
    }
    // Latin credits within Arabic keep their own order.
    let isolated = |text: String| if language.rtl { format!("\u{2066}{text}\u{2069}") } else { text };
    let written = |(text, covers): (String, Vec<&str>)| {
        if input.brief { isolated(text) } else { format!("{} ({})", isolated(text), covers.join(language.comma)) }
    };
    let mut out: Vec<String> = lines.into_iter().map(written).collect();
    out.extend(input.own_credits.iter().cloned());
    out
}

/// The projection in words.
pub fn projection(frame: &MapFrame, language: &Language) -> String {
    let d = frame.projection.description();
    let mut text = (language.method)(d.method).to_owned();
    let meridian = language.degrees(d.central_meridian_deg, true);
    text.push_str(&format!("{}{} {meridian}", language.comma, language.central_meridian));
    if !d.standard_parallels_deg.is_empty() {
        let parallels: Vec<String> = d.standard_parallels_deg.iter().map(|p| language.degrees(*p, false)).collect();
        text.push_str(&format!("{}{} {}", language.comma, language.standard_parallels, parallels.join(language.comma)));
    }
    format!("{text}{}WGS\u{a0}84", language.comma)
}

/// The date that the data stand at in words: given, else the newest date of a claim or event.
pub fn as_of(
    figure: &Figure,
    incidents: &[Incident],
    summed: Option<&SummedEvents>,
    language: &Language,
) -> Option<String> {
    match (as_of_date(figure, incidents, summed), &figure.as_of) {
        (Some(date), _) => Some(language.day(date)),
        (None, given) => given.clone(),
    }
}

/// The date that the data stand at: given, else the newest date of a claim or event; none where what is given is no date.
pub fn as_of_date(figure: &Figure, incidents: &[Incident], summed: Option<&SummedEvents>) -> Option<CivilDate> {
    if let Some(given) = &figure.as_of {
        return given.parse().ok();
    }
    let mut dates: Vec<CivilDate> = summed.and_then(|s| s.overview.period).map(|p| p.1).into_iter().collect();
    for incident in incidents {
        let claims = incident.killed.iter().filter(|c| c.left_out.is_none());
        dates.extend(claims.filter_map(|c| c.as_of.as_deref()?.parse::<CivilDate>().ok()));
        dates.extend(incident.date.as_ref().map(|d| d.end.unwrap_or(d.start)));
    }
    dates.into_iter().max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_numbers_and_other_brackets_stay() {
        let citations = Citations {
            keys: vec!["a".into(), "b-2020".into()],
            language: crate::layout::language::language("en").unwrap(),
        };
        assert_eq!(citations.resolve("x [b-2020, a] y [sic] z [a"), "x\u{a0}[1,\u{a0}2] y [sic] z [a");
    }
}

//! How it is said that an event is ascribed to an actor (`{a}`): by whom (`{b}`, with the numbers of their sources), or by nobody who is named.
//!
//! Turkish and Ukrainian put the speaker before a colon, so that names from the data need no endings.

use crate::data::incident::AttributionStatus;

/// The phrase with a speaker, and the one without: the actor speaks then, or nobody does.
pub type Phrases = (&'static str, &'static str);

pub fn english(status: AttributionStatus) -> Phrases {
    use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
    match status {
        Claimed => ("claimed for {a} by {b}", "claimed by {a}"),
        Asserted => ("attributed to {a} by {b}", "attributed to {a}"),
        Alleged => ("alleged against {a} by {b}", "alleged against {a}"),
        Denied => ("part of {a} denied by {b}", "denied by {a}"),
        NoComment => ("no comment by {b}", "no comment by {a}"),
        Found => ("{a} found responsible by {b}", "{a} found responsible"),
        Opinion => ("{a} in the opinion of {b}", "in one opinion {a}"),
    }
}

pub fn arabic(status: AttributionStatus) -> Phrases {
    use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
    match status {
        Claimed => ("نُسب إلى {a} بإقرار {b}", "تبنّاه {a}"),
        Asserted => ("نُسب إلى {a} بحسب {b}", "نُسب إلى {a}"),
        Alleged => ("اتُّهم {a} بحسب {b}", "اتُّهم {a}"),
        Denied => ("نفى {b} مسؤولية {a}", "نفى {a}"),
        NoComment => ("لم يعلّق {b}", "لم يعلّق {a}"),
        Found => ("خلص {b} إلى مسؤولية {a}", "ثبتت بحسب تحقيق مسؤولية {a}"),
        Opinion => ("{a} في رأي {b}", "{a} في رأي"),
    }
}

pub fn french(status: AttributionStatus) -> Phrases {
    use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
    match status {
        Claimed => ("revendiqué pour {a} par {b}", "revendiqué par {a}"),
        Asserted => ("attribué à {a} par {b}", "attribué à {a}"),
        Alleged => ("accusation de {b} contre {a}", "accusation contre {a}"),
        Denied => ("part de {a} niée par {b}", "nié par {a}"),
        NoComment => ("aucun commentaire de {b}", "aucun commentaire de {a}"),
        Found => ("responsabilité de {a} établie par {b}", "responsabilité de {a} établie"),
        Opinion => ("{a}, de l’avis de {b}", "{a}, selon un avis"),
    }
}

pub fn spanish(status: AttributionStatus) -> Phrases {
    use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
    match status {
        Claimed => ("reivindicado para {a} por {b}", "reivindicado por {a}"),
        Asserted => ("atribuido a {a} por {b}", "atribuido a {a}"),
        Alleged => ("acusación de {b} contra {a}", "acusación contra {a}"),
        Denied => ("participación de {a} negada por {b}", "negado por {a}"),
        NoComment => ("sin comentarios de {b}", "sin comentarios de {a}"),
        Found => ("responsabilidad de {a} establecida por {b}", "responsabilidad de {a} establecida"),
        Opinion => ("{a}, en opinión de {b}", "{a}, según una opinión"),
    }
}

pub fn turkish(status: AttributionStatus) -> Phrases {
    use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
    match status {
        Claimed => ("{b}: {a} adına üstlenildi", "{a} üstlendi"),
        Asserted => ("{b}: sorumlu olarak {a} gösterildi", "sorumlu olarak {a} gösterildi"),
        Alleged => ("{b}: {a} suçlandı", "{a} suçlandı"),
        Denied => ("{b}: {a} sorumluluğu reddedildi", "{a} reddetti"),
        NoComment => ("{b}: yorum yapılmadı", "{a}: yorum yapılmadı"),
        Found => ("{b}: {a} sorumlu bulundu", "{a} sorumlu bulundu"),
        Opinion => ("{b} görüşü: {a}", "bir görüşe göre {a}"),
    }
}

pub fn ukrainian(status: AttributionStatus) -> Phrases {
    use AttributionStatus::{Alleged, Asserted, Claimed, Denied, Found, NoComment, Opinion};
    match status {
        Claimed => ("{b}: відповідальність узято за {a}", "{a}: відповідальність узято на себе"),
        Asserted => ("{b}: відповідальною стороною названо {a}", "відповідальною стороною названо {a}"),
        Alleged => ("{b}: звинувачення на адресу {a}", "звинувачення на адресу {a}"),
        Denied => ("{b}: причетність {a} заперечено", "{a}: причетність заперечено"),
        NoComment => ("{b}: без коментаря", "{a}: без коментаря"),
        Found => ("{b}: встановлено відповідальність {a}", "встановлено відповідальність {a}"),
        Opinion => ("думка {b}: {a}", "одна з думок: {a}"),
    }
}

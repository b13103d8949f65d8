//! Arabic, with the Levant's month names. The wording should be read by a native speaker before a figure is printed.

use super::super::typesetter::grouped;
use super::plural::{Plural, arabic};
use super::{CoarseTo, Language};
use crate::data::borders::CountryName;
use crate::data::incident::Kind;
use crate::data::layer::LayerRole;
use crate::projection::Method;
use crate::units::LengthUnit;

/// Arabic words.
pub static ARABIC: Language = Language {
    code: "ar",
    rtl: true,
    months: [
        "كانون الثاني (يناير)",
        "شباط (فبراير)",
        "آذار (مارس)",
        "نيسان (أبريل)",
        "أيار (مايو)",
        "حزيران (يونيو)",
        "تموز (يوليو)",
        "آب (أغسطس)",
        "أيلول (سبتمبر)",
        "تشرين الأول (أكتوبر)",
        "تشرين الثاني (نوفمبر)",
        "كانون الأول (ديسمبر)",
    ],
    day_of: |day, month| format!("{day}\u{a0}{month}"),
    month_of: |month, year| format!("{month}\u{a0}{year}"),
    key: "مفتاح الخريطة",
    named_by_number: "أسماء الأماكن المرقّمة",
    symbol_area: "مساحة الرمز بقدر عدد القتلى بحسب الادعاءات",
    layers: "خريطة",
    relief: "التضاريس",
    number_killed: "عدد القتلى بحسب الادعاءات",
    number_killed_by_claim: "عدد القتلى بحسب كل ادعاء",
    oldest_first: "الأقدم أولًا",
    fading_bar: "شريط متلاشٍ: على الأقل",
    highest_claim: "أعلى ادعاء",
    lowest_claim: "أدنى ادعاء",
    killed: "قتلى",
    not_reported: "غير مذكور",
    not_reported_symbol: "عدد القتلى غير مذكور (وليس\u{a0}صفرًا)",
    contested: "النسبة متنازع عليها",
    place_uncertain: "المكان غير مؤكد، القرص بمقياس الخريطة",
    place_not_given: "دون تحديد المكان",
    shortest_line: "أقصر مسافة إلى الحدود",
    state_border: "حدود دولية",
    disputed_border: "حدود متنازع عليها",
    governorate: "حدود محافظة",
    road_schematic: "طريق، مسار تقريبي",
    road: "طريق",
    built_up: "منطقة مبنية",
    river: "نهر",
    lake: "بحيرة",
    river_lake: "نهر، بحيرة",
    area_only: "المنطقة وحدها مذكورة",
    moved_aside: "أُزيحت العلامة؛ موضعها عند النقطة",
    attributed: super::attribution::arabic,
    direction_only: "الاتجاه وحده معروف",
    when: "متى",
    table_heading: "المكان والتاريخ والحدث؛ الجهة المنسوب إليها",
    killed_as_claimed: "القتلى بحسب الادعاءات",
    sources: "المصادر:",
    base_map: "الخريطة:",
    projection: "الإسقاط:",
    figures_are_claims: "الأرقام ادعاءات أصحابها ولم يُتحقق منها لهذه الخريطة.",
    figures_as_given: "الأعداد كما وردت في البيانات ولم يُتحقق منها لهذه الخريطة.",
    disputes_note: "الحدود المتنازع عليها أو غير المرسّمة متقطعة؛ دون انحياز لأي طرف.",
    coarse_base_note: "خط الساحل والحدود من خريطة مقياسها 1:10,000,000 وقد ينحرفان هنا كيلومترًا أو كيلومترين.",
    view_note,
    date_inferred_note: "* تاريخ مستنتج من النص كليًا أو جزئيًا.",
    as_of: "حتى",
    central_meridian: "خط الطول المركزي",
    standard_parallels: "خطا العرض القياسيان",
    distance_note: "المسافات جيوديسية.",
    distance_note_range: "المسافة جيوديسية، وما بين القوسين لكامل القرص مع دقة خط الحدود.",
    scale_true_at: "المقياس صحيح عند",
    north: "ش",
    inset_letters: ["أ", "ب", "ج"],
    map_number: "خريطة رقم",
    incidents_title: |n| match arabic(n) {
        Plural::One => "حادث واحد".to_owned(),
        Plural::Two => "حادثان".to_owned(),
        Plural::Few => format!("{} حوادث", grouped(n as u64)),
        Plural::Many => format!("{} حادثًا", grouped(n as u64)),
        Plural::Zero | Plural::Other => format!("{} حادث", grouped(n as u64)),
    },
    undated: |n| format!("منها {n} بلا تاريخ"),
    without_place: |n| match arabic(n) {
        Plural::One => "حادث واحد لا يُعرف مكانه غير مرسوم.".to_owned(),
        Plural::Two => "حادثان لا يُعرف مكانهما غير مرسومين.".to_owned(),
        Plural::Few => format!("{n} حوادث لا يُعرف مكانها غير مرسومة."),
        Plural::Many => format!("{n} حادثًا لا يُعرف مكانها غير مرسومة."),
        Plural::Zero | Plural::Other => format!("{n} حادث لا يُعرف مكانها غير مرسومة."),
    },
    outside_frame: |n| match arabic(n) {
        Plural::One => "حادث واحد يقع خارج الإطار.".to_owned(),
        Plural::Two => "حادثان يقعان خارج الإطار.".to_owned(),
        Plural::Few => format!("{n} حوادث تقع خارج الإطار."),
        Plural::Many => format!("{n} حادثًا تقع خارج الإطار."),
        Plural::Zero | Plural::Other => format!("{n} حادث تقع خارج الإطار."),
    },
    more_attributions: |n| format!("وغير ذلك في البيانات ({n})"),
    and: " و",
    kind_not_given: "النوع غير مذكور",
    at_most: |n| format!("{n} أو أقل"),
    at_least: |n| format!("{n}\u{a0}أو أكثر"),
    said_over: |n| format!("أكثر من\u{a0}{n}"),
    places: ["مخيم", "مستشفى", "معبر حدودي", "حاجز"],
    kind: |kind| match kind {
        Kind::Airstrike => "غارة جوية",
        Kind::Shelling => "قصف",
        Kind::GroundAttack => "هجوم بري",
        Kind::ChemicalAttack => "هجوم كيميائي",
        Kind::Clash => "اشتباك",
        Kind::Explosion => "انفجار",
        Kind::Abduction => "اختطاف",
        Kind::Other => "حادث",
        Kind::Ceasefire => "وقف إطلاق نار",
        Kind::Summit => "قمة",
        Kind::BorderOpening => "فتح الحدود",
        Kind::Offensive => "هجوم واسع",
    },
    unit: |unit| match unit {
        LengthUnit::Km => "كم",
        LengthUnit::Mi => "ميل",
        LengthUnit::Nm => "ميل بحري",
    },
    summed: &super::summed::ARABIC,
    coarsened: |to| match to {
        CoarseTo::Cell(size) => {
            format!("خُفِّضت دقة المواقع عمدًا: كل موقع مذكور بخلية عرضها {size} وقد يكون في أي مكان منها.")
        }
        CoarseTo::Country => "خُفِّضت دقة المواقع عمدًا: كل موقع مذكور ببلده وحده وقد يكون في أي مكان منه.".to_owned(),
        CoarseTo::Division => {
            "خُفِّضت دقة المواقع عمدًا: كل موقع مذكور بمحافظته (أو ما يقابلها) وحدها وقد يكون في أي مكان منها.".to_owned()
        }
        CoarseTo::Area(file) => {
            format!("خُفِّضت دقة المواقع عمدًا: كل موقع مذكور بمنطقته من {file} وحدها وقد يكون في أي مكان منها.")
        }
    },
    filter: super::filter::arabic,
    many_countries: |n| match arabic(n) {
        Plural::Few => format!("{n} دول"),
        _ => format!("{n} دولة"),
    },
    caption: &super::caption::ARABIC,
    hemisphere: ["شرقًا", "غربًا", "شمالًا", "جنوبًا"],
    comma: "، ",
    semicolon: "؛ ",
    about: "نحو",
    method: |method| match method {
        Method::TransverseMercator => "مركاتور المستعرض",
        Method::LambertConformalConic => "لامبرت المخروطي المطابق",
        Method::LambertAzimuthalEqualArea => "لامبرت السمتي متساوي المساحات",
        Method::Mercator => "مركاتور",
        Method::EqualEarth => "الأرض المتساوية",
        Method::AlbersEqualArea => "ألبرز المخروطي متساوي المساحات",
        Method::AzimuthalEquidistant => "السمتي متساوي المسافات",
        Method::Stereographic => "الاستريوغرافي",
        Method::Orthographic => "الأورثوغرافي",
        Method::Gnomonic => "المزولي",
        Method::WebMercator => "مركاتور الويب",
        Method::EquidistantCylindrical => "الأسطواني متساوي المسافات",
        Method::Sinusoidal => "الجيبي",
        Method::Mollweide => "مولفايده",
        Method::Robinson => "روبنسون",
        Method::NaturalEarth => "الأرض الطبيعية",
        Method::WinkelTripel => "فينكل الثلاثي",
    },
    covers: |role| match role {
        LayerRole::Country => "الدول",
        LayerRole::Border => "الحدود",
        LayerRole::Coastline => "الساحل",
        LayerRole::Sea | LayerRole::SeaName => "البحر",
        LayerRole::Lake => "البحيرات",
        LayerRole::River => "الأنهار",
        LayerRole::Admin1Line | LayerRole::Admin1Area => "المحافظات",
        LayerRole::Settlement => "المناطق المبنية",
        LayerRole::Road => "الطرق",
        LayerRole::Place => "البلدات",
    },
};

fn view_note(whose: &str) -> String {
    // Codes have English names only; they keep their own order within the sentence.
    let whose = CountryName::find(whose).map_or("ISO 3166", |c| c.names[0]);
    format!("الحدود المتنازع عليها وفق رؤية \u{2066}{whose}\u{2069} كما تسجلها \u{2066}Natural Earth\u{2069}.")
}

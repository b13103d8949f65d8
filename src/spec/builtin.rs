//! The five built-in figures, so that the binary renders them from any directory.

/// Name and TOML of each built-in figure, in the order they are rendered.
pub const BUILTIN: [(&str, &str); 5] = [
    ("balyun-saraqib", include_str!("../../figures/balyun-saraqib.toml")),
    ("ceasefire-2020", include_str!("../../figures/ceasefire-2020.toml")),
    ("kafr-takharim", include_str!("../../figures/kafr-takharim.toml")),
    ("kafr-takharim-ar", include_str!("../../figures/kafr-takharim-ar.toml")),
    ("overview-2017-2020", include_str!("../../figures/overview-2017-2020.toml")),
];

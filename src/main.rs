fn main() {
    let fonts = sitmap::text::Fonts::bundled();
    for (name, text) in sitmap::spec::BUILTIN {
        let text = std::fs::read_to_string(format!("figures/{name}.toml")).unwrap_or(text.to_owned());
        let figure = sitmap::spec::parse(name, &text).unwrap();
        match sitmap::pipeline::compose(&figure, std::path::Path::new("."), &fonts, sitmap::pipeline::Glyphs::Required)
        {
            Ok(c) => {
                for w in &c.warnings {
                    eprint!("{name}: {}", sitmap::diagnostic::render(w));
                }
                std::fs::write(
                    format!("out/{name}.png"),
                    sitmap::export::png::encode(&c.scene, &fonts, figure.dpi(), Default::default()).unwrap(),
                )
                .unwrap();
                std::fs::write(
                    format!("out/{name}.svg"),
                    sitmap::export::svg::encode(&c.scene, &fonts, Default::default()).unwrap(),
                )
                .unwrap();
            }
            Err(f) => {
                for w in f {
                    eprint!("{name}: {}", sitmap::diagnostic::render(&w));
                }
            }
        }
    }
}

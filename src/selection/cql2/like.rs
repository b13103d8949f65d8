//! `LIKE`: `%` stands for any characters, `_` for one, a backslash before either for itself.

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Any,
    One,
    Exactly(char),
}

/// Does a text match a pattern? Time grows with the product of their lengths at most.
pub fn matches(text: &str, pattern: &str) -> bool {
    let parts = parts(pattern);
    let text: Vec<char> = text.chars().collect();
    // Greedy: only the last `%` is ever gone back to, since an earlier one could not help.
    let (mut t, mut p) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while t < text.len() {
        match parts.get(p) {
            Some(Part::Any) => {
                back = Some((p, t));
                p += 1;
            }
            Some(Part::One) => (t, p) = (t + 1, p + 1),
            Some(Part::Exactly(c)) if *c == text[t] => (t, p) = (t + 1, p + 1),
            _ => {
                let Some((any, from)) = back else { return false };
                back = Some((any, from + 1));
                (p, t) = (any + 1, from + 1);
            }
        }
    }
    parts[p..].iter().all(|part| *part == Part::Any)
}

fn parts(pattern: &str) -> Vec<Part> {
    let mut characters = pattern.chars();
    let mut parts = Vec::new();
    while let Some(c) = characters.next() {
        parts.push(match c {
            '%' => Part::Any,
            '_' => Part::One,
            '\\' => Part::Exactly(characters.next().unwrap_or('\\')),
            c => Part::Exactly(c),
        });
    }
    parts
}

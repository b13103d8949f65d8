//! The tag tree and the bookmarks of a PDF: what is read, in which order, under which name.
//!
//! Heading first, then the picture, then the words beside and below it, whatever the order they are painted in. Within the
//! `Figure` each group of the scene is a `Div` with its id; an incident's group has what is known of it as alternative text.

use super::pdf::{is_silent, page_rect};
use crate::scene::{Group, Placement, Role, Scene, Text};
use crate::text::GlyphRun;
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, SpanTag, Tag, TagGroup, TagId, TagKind, TagTree,
};
use std::num::NonZeroU16;

/// A group that is being written.
struct Open {
    role: Role,
    id: String,
    label: Option<String>,
    alt: Option<String>,
    children: Vec<Node>,
    /// Type size of a heading's first line.
    first_size_pt: Option<f64>,
    /// Where its first text stands.
    at: Option<Point>,
}

/// What a run is marked as.
pub struct TextTag {
    lang: Option<&'static str>,
    actual: Option<String>,
}

impl TextTag {
    /// As the encoder takes it.
    pub fn content(&self) -> ContentTag<'_> {
        ContentTag::Span(SpanTag::empty().with_lang(self.lang).with_actual_text(self.actual.as_deref()))
    }
}

/// Tags while a page is written.
pub struct Tags {
    arabic: bool,
    stack: Vec<Open>,
    /// Is a sequence of paths and images open? Its group, or nothing for an artifact.
    marked: Option<Option<Identifier>>,
    heading: Vec<Node>,
    picture: Vec<Node>,
    words: Vec<Node>,
    bookmarks: Vec<(String, Point)>,
    title: String,
}

impl Tags {
    /// For a scene.
    pub fn new(scene: &Scene) -> Self {
        Self {
            arabic: scene.lang.starts_with("ar"),
            stack: Vec::new(),
            marked: None,
            heading: Vec::new(),
            picture: Vec::new(),
            words: Vec::new(),
            bookmarks: Vec::new(),
            title: scene.title.clone(),
        }
    }

    fn role(&self) -> Role {
        self.stack.first().map_or(Role::Picture, |open| open.role)
    }

    /// A group begins.
    pub fn enter(&mut self, group: &Group) {
        let alt = match (&group.title, &group.description) {
            (Some(title), Some(description)) => Some(format!("{title}: {description}")),
            (title, description) => title.clone().or_else(|| description.clone()),
        };
        self.stack.push(Open {
            role: group.role,
            id: group.id.clone(),
            label: group.layer_label.clone(),
            alt,
            children: Vec::new(),
            first_size_pt: None,
            at: None,
        });
    }

    /// The innermost group ends.
    pub fn leave(&mut self) {
        let role = self.role();
        let Some(open) = self.stack.pop() else { return };
        if self.stack.is_empty() && !is_silent(role) {
            let at = open.at.unwrap_or(Point::from_xy(0.0, 0.0));
            self.bookmarks.extend(open.label.clone().map(|label| (label, at)));
        }
        if open.children.is_empty() {
            return;
        }
        let outermost = self.stack.is_empty();
        let id = Some(TagId::from(open.id.bytes()));
        let tag: TagKind = match (role, open.alt) {
            (Role::Heading, _) if outermost => {
                self.heading.extend(open.children);
                return;
            }
            (Role::Words, _) if outermost => Tag::Section.with_id(id).into(),
            (_, Some(alt)) => Tag::Figure(Some(alt)).with_id(id).into(),
            _ => Tag::Div.with_id(id).into(),
        };
        let node = TagGroup::with_children(tag, open.children).into();
        match (self.stack.last_mut(), role) {
            (Some(parent), _) => parent.children.push(node),
            (None, Role::Words) => self.words.push(node),
            (None, _) => self.picture.push(node),
        }
    }

    /// A path or an image is about to be drawn: it is marked with those before it.
    pub fn picture(&mut self, surface: &mut Surface) {
        if self.marked.is_none() {
            self.marked = Some(match self.role() {
                Role::Picture => Some(surface.start_tagged(ContentTag::Other)),
                _ => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    None
                }
            });
        }
    }

    /// Paths and images drawn so far are one piece.
    pub fn close(&mut self, surface: &mut Surface) {
        if let Some(marked) = self.marked.take() {
            surface.end_tagged();
            if let Some(identifier) = marked {
                self.push(identifier.into());
            }
        }
    }

    fn push(&mut self, node: Node) {
        match self.stack.last_mut() {
            Some(open) => open.children.push(node),
            None => self.picture.push(node),
        }
    }

    /// What a run is marked as; nothing for what isn't read.
    pub fn text_tag(&self, run: &GlyphRun) -> Option<TextTag> {
        if is_silent(self.role()) {
            return None;
        }
        let lang = (run.rtl && !self.arabic).then_some("ar");
        // Letters that are spaced are read as letters, but for this. From right to left nothing is told: see `pdf_text`.
        let spaced = !run.rtl && run.style.letter_spacing_pt > 0.1 * run.style.size_pt;
        Some(TextTag { lang, actual: spaced.then(|| run.text.clone()) })
    }

    /// A line of text is written; its runs were marked from left to right.
    pub fn line(&mut self, text: &Text, marks: Vec<(bool, Identifier)>) {
        if marks.is_empty() {
            return;
        }
        let children: Vec<Node> = in_reading_order(marks, text.line.rtl).into_iter().map(Node::from).collect();
        let role = self.role();
        let size_pt = text.line.runs.first().map(|r| r.style.size_pt);
        let Some(outermost) = self.stack.first_mut() else {
            self.picture.extend(children);
            return;
        };
        if let (None, Placement::Straight(at)) = (outermost.at, &text.placement) {
            let [.., x, y] = at.as_coeffs();
            outermost.at = Some(Point::from_xy(x as f32, (y - text.line.ascent_pt) as f32));
        }
        let first = *outermost.first_size_pt.get_or_insert(size_pt.unwrap_or_default());
        match role {
            Role::Picture | Role::Nothing => children.into_iter().for_each(|c| self.push(c)),
            // All lines of the title are one heading.
            Role::Heading if size_pt == Some(first) => match outermost.children.first_mut() {
                Some(Node::Group(heading)) => heading.children.extend(children),
                _ => {
                    let heading = Tag::Hn(NonZeroU16::MIN, Some(self.title.clone()));
                    outermost.children.push(TagGroup::with_children(heading, children).into());
                }
            },
            Role::Heading | Role::Words => self.push(TagGroup::with_children(Tag::P, children).into()),
        }
    }

    /// The tree and the bookmarks.
    pub fn finish(mut self, surface: &mut Surface, scene: &Scene) -> (TagTree, Outline) {
        self.close(surface);
        let bbox = page_rect(scene).map(|rect| BBox::new(0, rect));
        let alt = if scene.description.is_empty() { &scene.title } else { &scene.description };
        let figure = Tag::Figure(Some(alt.clone())).with_bbox(bbox);
        let mut tree = TagTree::from(self.heading).with_lang(Some(scene.lang.clone()));
        if !self.picture.is_empty() {
            tree.push(TagGroup::with_children(figure, self.picture));
        }
        self.words.into_iter().for_each(|section| tree.push(section));
        let mut outline = Outline::new();
        let top = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        let mut root = OutlineNode::new(scene.title.clone(), top);
        for (label, at) in self.bookmarks {
            root.push_child(OutlineNode::new(label, XyzDestination::new(0, at)));
        }
        outline.push_child(root);
        (tree, outline)
    }
}

/// Marks of runs that stand from left to right, in the order they are read: two levels of direction.
fn in_reading_order(mut marks: Vec<(bool, Identifier)>, rtl: bool) -> Vec<Identifier> {
    if rtl {
        marks.reverse();
    }
    marks.chunk_by_mut(|a, b| a.0 == b.0).filter(|part| part[0].0 != rtl).for_each(<[_]>::reverse);
    marks.into_iter().map(|m| m.1).collect()
}

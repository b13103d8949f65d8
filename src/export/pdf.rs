//! PDF through the crate `krilla`: embedded subsets of the fonts, text that is found and copied, tags, alt text, bookmarks.
//!
//! Colours are sRGB by an embedded profile. What is tagged how is decided by the scene's groups ([`Role`]): one heading, one
//! `Figure` with the scene's description for all that is picture, a section for each panel. Halos and the paper are
//! artifacts, so that a reader hears each text once. Text that can be searched: ISO 32000-1 §14.8.2.4; see `pdf_text`.
//!
//! No clock is read: a file has a date only where a standard asks for one, and that is the day the data stand at. The
//! file's identifier is a hash of its content.
//!
//! Limits: `krilla` writes no optional content, so groups are no layers that a viewer can switch off; they are tags with
//! the group's id, and bookmarks. A paragraph that is broken over lines is tagged line by line.

use super::pdf_tags::Tags;
use super::{ExportError, pdf_paint, pdf_text};
use crate::contained::contained;
use crate::scene::{Group, Image, Item, Path, Role, Scene, Text};
use crate::text::Fonts;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{Rect, Size, Transform};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag};
use krilla::{Document, SerializeSettings};

/// A standard that a file is to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum PdfStandard {
    /// PDF/A-2a: for archives, tagged.
    #[value(name = "a-2a")]
    A2a,
    /// PDF/A-3a: for archives, tagged.
    #[value(name = "a-3a")]
    A3a,
    /// PDF/UA-1: accessible.
    #[value(name = "ua-1")]
    Ua1,
}

/// Writes a scene as a page. The encoder checks what it can of the standards; several can be kept at once.
///
/// # Errors
/// A page without size; a standard that can't be kept, with the reason; a font that can't be embedded.
pub fn encode(scene: &Scene, fonts: &Fonts, standards: &[PdfStandard]) -> Result<Vec<u8>, ExportError> {
    if !fonts.has_users() {
        return document(scene, fonts, standards);
    }
    contained(|| document(scene, fonts, standards))
        .unwrap_or_else(|| Err(refused("a font given with --font is damaged and can’t be embedded")))
}

fn document(scene: &Scene, fonts: &Fonts, standards: &[PdfStandard]) -> Result<Vec<u8>, ExportError> {
    let mut document = Document::new_with(settings(scene, standards)?);
    document.set_metadata(metadata(scene, standards));
    let page = PageSettings::from_wh(scene.width_pt as f32, scene.height_pt as f32);
    let mut page = document.start_page_with(page.ok_or_else(|| refused("the page has no size"))?);
    let mut surface = page.surface();
    let tags = Tags::new(scene);
    let mut writer = Writer { surface: &mut surface, tags, text: pdf_text::Typesetter::new(fonts), fonts };
    for item in &scene.items {
        writer.item(item)?;
    }
    let (tree, outline) = writer.tags.finish(writer.surface, scene);
    surface.finish();
    page.finish();
    document.set_tag_tree(tree);
    document.set_outline(outline);
    attach(&mut document, scene, standards)?;
    document.finish().map_err(|e| refused(&reason(&e)))
}

/// Attaches what the figure was made of. PDF/A-2 holds no files of another kind than its own: there it is left out.
fn attach(document: &mut Document, scene: &Scene, standards: &[PdfStandard]) -> Result<(), ExportError> {
    let Some(provenance) = scene.provenance.as_ref().filter(|_| !standards.contains(&PdfStandard::A2a)) else {
        return Ok(());
    };
    let file = EmbeddedFile {
        path: "provenance.json".to_owned(),
        mime_type: MimeType::new("application/json"),
        description: Some("What the figure was made of".to_owned()),
        association_kind: AssociationKind::Data,
        data: provenance.clone().into_bytes().into(),
        modification_date: scene.day.map(|(year, month, day)| DateTime::new(year).month(month).day(day)),
        compress: Some(true),
        location: None,
    };
    document.embed_file(file).ok_or_else(|| refused("two files of one name are attached"))
}

fn refused(reason: &str) -> ExportError {
    ExportError::Pdf { reason: reason.to_owned() }
}

/// What the encoder says, in words.
fn reason(error: &krilla::error::KrillaError) -> String {
    match error {
        krilla::error::KrillaError::Validation(faults) => {
            let said: Vec<String> = faults.iter().map(|(fault, _)| format!("{fault:?}")).collect();
            format!("the standard isn’t kept: {}", said.join(", "))
        }
        krilla::error::KrillaError::Font(_, why) => format!("a font can’t be embedded: {why}"),
        other => other.to_string(),
    }
}

fn settings(scene: &Scene, standards: &[PdfStandard]) -> Result<SerializeSettings, ExportError> {
    let mut builder = ConfigurationBuilder::new();
    for standard in standards {
        builder = match standard {
            PdfStandard::A2a => builder.with_archival_validator(Archival::A2_A),
            PdfStandard::A3a => builder.with_archival_validator(Archival::A3_A),
            PdfStandard::Ua1 => builder.with_accessibility_validator(Accessibility::UA1),
        };
    }
    if standards.contains(&PdfStandard::A2a) && standards.contains(&PdfStandard::A3a) {
        return Err(refused("a file keeps one of a-2a and a-3a"));
    }
    if is_archival(standards) && scene.day.is_none() {
        return Err(refused("PDF/A asks for a date and the data have none; give as_of = \"YYYY-MM-DD\" in the spec"));
    }
    let configuration = builder.finish().map_err(|_| refused("these standards can’t be kept at once"))?;
    Ok(SerializeSettings { configuration, no_device_cs: true, enable_tagging: true, ..SerializeSettings::default() })
}

fn is_archival(standards: &[PdfStandard]) -> bool {
    standards.iter().any(|s| matches!(s, PdfStandard::A2a | PdfStandard::A3a))
}

fn metadata(scene: &Scene, standards: &[PdfStandard]) -> Metadata {
    let rtl = scene.lang.starts_with("ar");
    let mut metadata = Metadata::new()
        .title(scene.title.clone())
        .description(scene.description.clone())
        .language(scene.lang.clone())
        .creator(concat!("sitmap ", env!("CARGO_PKG_VERSION")).to_owned())
        .text_direction(if rtl { TextDirection::RightToLeft } else { TextDirection::LeftToRight });
    if let Some((year, month, day)) = scene.day.filter(|_| is_archival(standards)) {
        metadata = metadata.creation_date(DateTime::new(year).month(month).day(day));
    }
    metadata
}

struct Writer<'w, 's, 'f> {
    surface: &'w mut Surface<'s>,
    tags: Tags,
    text: pdf_text::Typesetter<'f>,
    fonts: &'f Fonts,
}

impl Writer<'_, '_, '_> {
    fn item(&mut self, item: &Item) -> Result<(), ExportError> {
        match item {
            Item::Group(group) => self.group(group),
            Item::Path(path) => {
                self.path(path);
                Ok(())
            }
            Item::Text(text) => self.text(text),
            Item::Image(image) => {
                self.image(image);
                Ok(())
            }
        }
    }

    fn group(&mut self, group: &Group) -> Result<(), ExportError> {
        self.tags.close(self.surface);
        let clip = match group.clip.as_ref().map(pdf_paint::path) {
            // An empty clip hides all.
            Some(None) => return Ok(()),
            Some(Some(clip)) => Some(clip),
            None => None,
        };
        self.tags.enter(group);
        if let Some(clip) = &clip {
            self.surface.push_clip_path(clip, &krilla::paint::FillRule::NonZero);
        }
        for item in &group.items {
            self.item(item)?;
        }
        self.tags.close(self.surface);
        if clip.is_some() {
            self.surface.pop();
        }
        self.tags.leave();
        Ok(())
    }

    fn path(&mut self, path: &Path) {
        let Some(outline) = pdf_paint::path(&path.outline) else { return };
        self.tags.picture(self.surface);
        // Fill, then line, each by itself: where both are clear, viewers differ in what the two together are.
        if let Some(fill) = &path.fill {
            pdf_paint::fill(self.surface, &outline, fill);
        }
        if let Some(stroke) = &path.stroke {
            pdf_paint::stroke(self.surface, &outline, stroke);
        }
    }

    fn text(&mut self, text: &Text) -> Result<(), ExportError> {
        self.tags.close(self.surface);
        if text.halo.is_some() {
            self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            pdf_text::halo(self.surface, text, self.fonts);
            self.surface.end_tagged();
        }
        let mut marks = Vec::new();
        for run in &text.line.runs {
            let tag = self.tags.text_tag(run);
            if let Some(tag) = &tag {
                marks.push((run.rtl, self.surface.start_tagged(tag.content())));
            } else {
                self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            }
            self.text.run(self.surface, run, &text.placement)?;
            self.surface.end_tagged();
        }
        self.tags.line(text, marks);
        Ok(())
    }

    fn image(&mut self, image: &Image) {
        if image.rgba.len() != 4 * image.width_px as usize * image.height_px as usize || image.rgba.is_empty() {
            return;
        }
        let r = image.rect;
        let Some(size) = Size::from_wh(r.width() as f32, r.height() as f32) else { return };
        self.tags.picture(self.surface);
        let picture = krilla::image::Image::from_rgba8(image.rgba.clone(), image.width_px, image.height_px);
        self.surface.push_transform(&Transform::from_translate(r.x0 as f32, r.y0 as f32));
        self.surface.draw_image(picture, size);
        self.surface.pop();
    }
}

/// A rectangle of the page.
pub(super) fn page_rect(scene: &Scene) -> Option<Rect> {
    Rect::from_xywh(0.0, 0.0, scene.width_pt as f32, scene.height_pt as f32)
}

/// Is a group of this role left out of what is read?
pub(super) fn is_silent(role: Role) -> bool {
    role == Role::Nothing
}

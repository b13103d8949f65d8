//! `--debug`: what a stage of the layout weighed, drawn over the figure.

use crate::pipeline::Composition;

/// A stage that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum DebugPicture {
    /// Obstacles, candidates with their costs, and conflicts of the label engine
    Labels,
}

/// Adds the picture to the figure.
pub fn draw(picture: Option<DebugPicture>, composition: &mut Composition) {
    match picture {
        Some(DebugPicture::Labels) => composition.scene.items.push(composition.label_trace.clone()),
        None => {}
    }
}

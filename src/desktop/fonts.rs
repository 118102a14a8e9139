//! The window's typefaces (`assets/fonts/`): Inter for the interface, Source Serif 4 for briefings and front pages.

use egui::{Context, FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

const INTER: &str = "Inter";
const SEMIBOLD: &str = "Inter semibold";
const SERIF: &str = "Source Serif";
const SERIF_SEMIBOLD: &str = "Source Serif semibold";

const FILES: [(&str, &[u8]); 4] = [
    (INTER, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
    (SEMIBOLD, include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
    (SERIF, include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf")),
    (SERIF_SEMIBOLD, include_bytes!("../../assets/fonts/SourceSerif4-SemiBold.ttf")),
];

/// Whether the typefaces can be used on a surface. If not, they can from its next frame on, which is asked for: to name one that a
/// surface does not have is an error of the program.
pub fn ready(context: &Context) -> bool {
    let known = context.fonts(|fonts| fonts.definitions().font_data.contains_key(INTER));
    if !known {
        context.set_fonts(definitions());
        context.request_discard("the typefaces are loaded");
        context.request_repaint();
    }
    known
}

fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    // Signs that the typefaces lack come from the usual ones.
    let fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, bytes) in FILES {
        fonts.font_data.insert(name.to_string(), Arc::new(FontData::from_static(bytes)));
        let family = if name == INTER { FontFamily::Proportional } else { FontFamily::Name(name.into()) };
        let chain = std::iter::once(name.to_string()).chain(fallbacks.iter().cloned()).collect();
        fonts.families.insert(family, chain);
    }
    fonts
}

/// Inter in semibold, for titles and what stands out; `size` in points.
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// Source Serif, for briefings and front pages; `size` in points.
pub fn serif(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF.into()))
}

/// Source Serif in semibold, for headlines; `size` in points.
pub fn serif_semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SERIF_SEMIBOLD.into()))
}

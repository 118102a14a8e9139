//! The desktop game. What it shows and does needs no renderer (feature `panels`): [`application::Application`] draws into any egui
//! surface. The window around it is `window` (feature `desktop`).

pub mod application;
pub mod bulletin;
pub mod coach;
pub mod desk;
pub mod fonts;
pub mod foresight;
pub mod help;
pub mod intent;
pub mod keys;
pub mod look;
pub mod palette;
pub mod panels;
pub mod preferences;
pub mod saves;
pub mod script;
pub mod settings;
pub mod start;
pub mod trouble;
pub mod tutorial;
pub mod unfolded;
pub mod vignette;
#[cfg(feature = "desktop")]
pub mod window;
pub mod world;

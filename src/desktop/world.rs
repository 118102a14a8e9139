//! The shapes of the world map (`assets/map/`), read once.

use crate::rules::case::{Case, NationId};
use egui::{Color32, Mesh, Pos2};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A piece of land.
pub struct Piece {
    /// ISO 3166-1 numeric code of its country.
    pub country: String,
    /// Corners in degrees east and north: the outline, then those of holes.
    pub corners: Vec<[f32; 2]>,
    /// How many of the corners are the outline.
    pub outline: usize,
    /// Triangles, by corners.
    pub triangles: Vec<u32>,
}

/// Where a nation lies.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its countries.
    pub countries: Vec<String>,
    /// Point of its marker, degrees east and north.
    pub at: [f32; 2],
}

/// The nations of a scenario that lie somewhere, with the points of their markers.
pub fn placed(case: &Case) -> Vec<(NationId, [f32; 2])> {
    case.nation_ids().filter_map(|nation| Some((nation, places().get(&case.nation(nation).code)?.at))).collect()
}

/// The nation that a country belongs to; none where it plays no part.
pub fn owner(case: &Case, country: &str) -> Option<NationId> {
    case.nation_ids().find(|nation| {
        places()
            .get(&case.nation(*nation).code)
            .is_some_and(|place| place.countries.iter().any(|known| known == country))
    })
}

impl Piece {
    /// Adds it to a mesh, its corners where `at` puts them.
    pub fn add_to(&self, mesh: &mut Mesh, colour: Color32, at: impl Fn([f32; 2]) -> Pos2) {
        let first = mesh.vertices.len() as u32;
        self.corners.iter().for_each(|corner| mesh.colored_vertex(at(*corner), colour));
        mesh.indices.extend(self.triangles.iter().map(|corner| first + corner));
    }
}

/// A step on the way of a critical input to who uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Ore is mined.
    Mine,
    /// It is processed.
    Processing,
    /// The input is made.
    Making,
}

impl Stage {
    /// Key of its name among the texts.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Mine => "stage-mine",
            Stage::Processing => "stage-processing",
            Stage::Making => "stage-making",
        }
    }
}

/// A place where a critical input is mined, processed or made.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// What is done there.
    pub stage: Stage,
    /// Where.
    pub place: String,
    /// Degrees east and north.
    pub at: [f32; 2],
    /// How much, in `unit`.
    pub amount: f32,
    /// Unit of the amount, in words.
    pub unit: String,
    /// Where the amount is from.
    pub source: String,
}

/// The way of critical inputs, by their names in the economy.
pub fn chains() -> &'static BTreeMap<String, Vec<Stop>> {
    static CHAINS: OnceLock<BTreeMap<String, Vec<Stop>>> = OnceLock::new();
    CHAINS.get_or_init(|| toml::from_str(include_str!("../../assets/map/chains.toml")).unwrap_or_default())
}

/// All land.
pub fn land() -> &'static [Piece] {
    static LAND: OnceLock<Vec<Piece>> = OnceLock::new();
    LAND.get_or_init(|| read(include_str!("../../assets/map/world.txt")))
}

/// Places of nations by their codes.
pub fn places() -> &'static BTreeMap<String, Place> {
    static PLACES: OnceLock<BTreeMap<String, Place>> = OnceLock::new();
    PLACES.get_or_init(|| toml::from_str(include_str!("../../assets/map/places.toml")).unwrap_or_default())
}

fn read(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut country = String::new();
    for line in text.lines() {
        let Some((word, rest)) = line.split_once(' ') else { continue };
        match word {
            "country" => country = rest.split(' ').next().unwrap_or("").to_string(),
            "outline" => {
                let corners = pairs(rest);
                pieces.push(Piece { country: country.clone(), outline: corners.len(), corners, triangles: Vec::new() });
            }
            "holes" => pieces.last_mut().into_iter().for_each(|piece| piece.corners.extend(pairs(rest))),
            "triangles" => {
                let numbers = rest.split(' ').filter_map(|number| number.parse().ok());
                pieces.last_mut().into_iter().for_each(|piece| {
                    let count = piece.corners.len() as u32;
                    piece.triangles = numbers.clone().filter(|corner| *corner < count).collect();
                });
            }
            _ => {}
        }
    }
    pieces
}

fn pairs(text: &str) -> Vec<[f32; 2]> {
    let numbers: Vec<f32> = text.split(' ').filter_map(|number| number.parse::<f32>().ok()).collect();
    numbers.chunks_exact(2).map(|pair| [pair[0] / 10.0, pair[1] / 10.0]).collect()
}

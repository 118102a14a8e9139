//! A monkey at the window: clicks, keys and letters by chance, on whatever is shown, for games on end.

use super::window;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use summitry::desktop::application::Application;
use summitry::desktop::intent::Intent;
use summitry::rules::random::{Purpose as Chance, Stream};

/// What the monkey does.
const DEEDS: usize = 1200;
/// Sizes between which it changes the window, points.
const SIZES: [[f32; 2]; 3] = [[1280.0, 720.0], [640.0, 400.0], [1024.0, 640.0]];
const KEYS: [Key; 22] = [
    Key::Tab,
    Key::Space,
    Key::Enter,
    Key::Escape,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
    Key::F1,
    Key::K,
    Key::Z,
    Key::B,
    Key::M,
    Key::O,
];

/// What can be pressed.
const PRESSED: [Role; 5] = [Role::Button, Role::Link, Role::CheckBox, Role::TextInput, Role::RadioButton];

fn pick(chance: &mut Stream, count: usize) -> usize {
    (chance.number() % count.max(1) as u64) as usize
}

/// The middle of something that can be pressed, or any place.
fn place(harness: &Harness<Application>, chance: &mut Stream, size: [f32; 2]) -> Pos2 {
    let inside = egui::Rect::from_min_size(Pos2::ZERO, size.into());
    let pressed: Vec<Pos2> = harness
        .root()
        .children_recursive()
        .filter(|node| PRESSED.contains(&node.accesskit_node().role()))
        .map(|node| node.rect().center())
        .filter(|at| inside.contains(*at))
        .collect();
    if pressed.is_empty() || pick(chance, 6) == 0 {
        let share = |chance: &mut Stream| pick(chance, 1000) as f32 / 1000.0;
        return Pos2::new(share(chance) * size[0], share(chance) * size[1]);
    }
    pressed[pick(chance, pressed.len())]
}

#[test]
fn clicks_and_keys_by_chance_break_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Stream::new(11, 0, 0, Chance::World);
    let mut size = SIZES[0];
    let mut harness = window(Application::new(Some(folder.path().to_path_buf()), None), size);
    let (mut begun, mut decided) = (0, 0);
    for deed in 0..DEEDS {
        match pick(&mut chance, 12) {
            0 | 1 => {
                let key = KEYS[pick(&mut chance, KEYS.len())];
                let held = [Modifiers::NONE, Modifiers::NONE, Modifiers::COMMAND, Modifiers::SHIFT];
                harness.key_press_modifiers(held[pick(&mut chance, held.len())], key);
            }
            2 => harness.event(Event::Text(["a", "7", "ö", "-1", "99999999999999999999"][pick(&mut chance, 5)].into())),
            3 if deed % 40 == 0 => {
                size = SIZES[pick(&mut chance, SIZES.len())];
                harness.set_size(size.into());
            }
            _ => {
                let pos = place(&harness, &mut chance, size);
                harness.event(Event::PointerMoved(pos));
                for pressed in [true, false] {
                    let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
                    harness.event(Event::PointerButton { pos, button, pressed, modifiers });
                }
            }
        }
        harness.step();
        // What it does by way of leaving is begun again now and then, so that games come far.
        let open = harness.state_mut().desk().is_some();
        if !open && deed % 30 == 0 {
            begun += 1;
            harness.state_mut().carry_out(Intent::Close);
            harness.state_mut().carry_out(Intent::Begin(super::beginning(chance.number())));
        } else if open && deed % 10 == 0 {
            harness.state_mut().carry_out(Intent::EndTurn);
        }
        if let Some(desk) = harness.state_mut().desk() {
            decided = decided.max(desk.sitting().game().inputs().len());
        }
    }
    assert!(begun > 0 && decided > 10, "{begun} games were begun, the longest had {decided} decisions");
}

//! How fast the window's screens are, without a renderer: a frame of each page laid out and cut into triangles, and a turn that is ended
//! and drawn.
//!
//! `cargo bench --features panels --bench window`, or with `-- --quick` for a first look.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use egui::{Context, Pos2, RawInput, Rect, Vec2};
use std::hint::black_box;
use summitry::desktop::application::Application;
use summitry::desktop::intent::{Beginning, Intent, Layer, Page};
use summitry::record::sitting::Start;
use summitry::rules::action::Action;
use summitry::rules::case::NationId;
use summitry::rules::state::Ask;

/// Turns that are ended before the frames are measured: by then there is news, and talks were held.
const TURNS: usize = 6;

fn begun() -> Application {
    let mut application = Application::new(None, None);
    application.carry_out(Intent::Begin(Beginning {
        scenario: "rare-earths-2025".to_string(),
        seat: NationId(0),
        difficulty: None,
        seed: 1,
    }));
    application
}

/// A game some turns on, at its next moves of posture or, if `table`, at its first table.
fn advanced(table: bool) -> Application {
    let mut application = begun();
    for _ in 0..500 {
        let Some(desk) = application.desk() else { break };
        let (ask, turn) = (desk.papers().ask, desk.sitting().observe(|view| view.turn()));
        match ask {
            Some(Ask::Talk) if table => break,
            Some(Ask::Talk) => application.carry_out(Intent::Submit(Action::WalkOut)),
            _ if turn >= TURNS && !table => break,
            _ => application.carry_out(Intent::EndTurn),
        }
    }
    application.carry_out(Intent::Start(Start::Best));
    application
}

fn frame(context: &Context, application: &mut Application) -> usize {
    let screen = Rect::from_min_size(Pos2::ZERO, Vec2::new(1920.0, 1080.0));
    let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
    let output = context.run_ui(input, |ui| application.show(ui));
    context.tessellate(output.shapes, output.pixels_per_point).len()
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    let mut measure = |name: &str, mut application: Application, intents: &[Intent]| {
        let context = Context::default();
        intents.iter().for_each(|intent| application.carry_out(intent.clone()));
        frame(&context, &mut application);
        group.bench_function(name, |bencher| bencher.iter(|| black_box(frame(&context, &mut application))));
    };
    measure("start", Application::new(None, None), &[]);
    for (name, layer) in [("pressure", Layer::Pressure), ("trade", Layer::Trade), ("supply", Layer::Supply(0))] {
        measure(&format!("map, {name}"), advanced(false), &[Intent::Show(Page::Map), Intent::ShowLayer(layer)]);
    }
    for (name, page) in
        [("moves", Page::Moves), ("home", Page::Home), ("war room", Page::WarRoom), ("summit", Page::Summit)]
    {
        measure(name, advanced(false), &[Intent::Show(page)]);
    }
    measure("talks", advanced(true), &[Intent::Show(Page::Talks)]);
    group.finish();
}

fn turn(criterion: &mut Criterion) {
    criterion.bench_function("a turn ended and drawn", |bencher| {
        let context = Context::default();
        bencher.iter_batched(
            begun,
            |mut application| {
                application.carry_out(Intent::EndTurn);
                black_box(frame(&context, &mut application))
            },
            BatchSize::LargeInput,
        );
    });
}

criterion_group!(benches, frames, turn);
criterion_main!(benches);

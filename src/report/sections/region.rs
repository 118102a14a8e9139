//! The region of the swept space in which talks come to nothing, in words.

use crate::record::document::Part;
use crate::report::figure::{Table, chance, count, folded, percent};
use crate::report::findings;
use crate::report::results::{Results, plain};
use crate::statistics::discovery::{Fit, Restriction};
use maud::html;

/// The part; none where nothing varies.
pub fn section(results: &Results) -> Option<Part> {
    if results.moving().is_empty() {
        return None;
    }
    let Some((paths, region)) = findings::region(results) else {
        let body = html! {
            p { "No region of the swept space could be told from the rest: games that come to nothing are spread over it, as far as these \
                games can tell (PRIM found no box whose restrictions chance does not explain)." }
        };
        return Some(Part { id: "region", title: "Where talks collapse", body });
    };
    let words = |position: usize| -> Option<String> {
        let label = results.label(paths[position]);
        match &region.restrictions[position] {
            Restriction::Free => None,
            Restriction::Between(low, high) => Some(match (low.is_finite(), high.is_finite()) {
                (true, true) => format!("{label} lies between {} and {}", plain(*low), plain(*high)),
                (true, false) => format!("{label} is at least {}", plain(*low)),
                (false, true) => format!("{label} is at most {}", plain(*high)),
                (false, false) => return None,
            }),
            Restriction::Without(gone) => {
                let levels = findings::levels(results, paths[position]);
                let kept: Vec<&str> = (0..levels.names.len())
                    .filter(|name| !gone.contains(name))
                    .map(|name| levels.names[name].as_str())
                    .collect();
                Some(format!("{label} is {}", kept.join(" or ")))
            }
        }
    };
    let parts: Vec<String> = (0..paths.len()).filter_map(words).collect();
    let restricted: Vec<Vec<String>> = (0..paths.len())
        .filter_map(|position| {
            let noise = region.noise[position].map_or("–".to_string(), chance);
            Some(vec![results.manifest.varied[paths[position]].path.clone(), words(position)?, noise])
        })
        .collect();
    let fit = region.fit;
    let step = |(position, fit): (usize, &Fit)| {
        vec![
            position.to_string(),
            count(fit.cases),
            percent(fit.coverage),
            percent(fit.density),
            fit.restricted.to_string(),
        ]
    };
    let trajectory = region.trajectory.iter().enumerate().map(step).collect();
    let body = html! {
        p.says { "Over all games, " (percent(region.base)) " come to nothing: no deal, a walkout, a summit that is not held, or a deal \
            that fails at home. Of those games, " (percent(fit.coverage)) " lie where" }
        ul.conditions { @for (position, part) in parts.iter().enumerate() {
            li { (part) @if position + 1 < parts.len() { ", and" } @else { "." } }
        } }
        p { "There, " strong { (percent(fit.density)) } " of " (count(fit.cases)) " games come to nothing. This box was found by peeling \
            off what holds fewest such games, and is one description among several that may fit nearly as well; a new sweep \
            inside and outside it would show whether it holds." }
        (Table::new("The box", &["field", "restriction", "chance that it means nothing (quasi-p-value)"], restricted).markup())
        (folded(&Table::new("Peeling trajectory", &["peels", "games in the box", "coverage", "density", "restricted fields"], trajectory)))
    };
    Some(Part { id: "region", title: "Where talks collapse", body })
}

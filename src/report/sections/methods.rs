//! A paragraph on methods, ready to cite, and what is needed to do it again.

use crate::batch::design::Design;
use crate::record::document::Part;
use crate::report::figure::count;
use crate::report::results::Results;
use maud::html;

/// Works that the paragraph may cite, one a line, in order of their authors.
const REFERENCES: &str = include_str!("../../../assets/report/references.txt");

/// The part.
pub fn section(results: &Results) -> Part {
    let manifest = &results.manifest;
    let sweep = &manifest.sweep;
    let moving = !results.moving().is_empty();
    let saltelli = sweep.blocks.iter().any(|block| block.design == Design::Saltelli);
    let mut text = format!(
        "We played {} games of the scenario “{}” (fingerprint {}) with Summitry {} (rules version {}), in {} {} from root seed {}. ",
        count(manifest.games),
        manifest.scenario_title,
        manifest.scenario_hash,
        manifest.program,
        manifest.rules,
        count(manifest.cells),
        if manifest.cells == 1 { "cell" } else { "cells" },
        sweep.seed
    );
    text += "Games of the same replicate shared their seed across cells (common random numbers). Shares are given with Wilson's 95 % \
             interval (Wilson 1927), means with Student's. Time to the first agreement was estimated by the product limit (Kaplan & Meier \
             1958), with a band from Greenwood's variance on the scale of log(−log S) (Kalbfleisch & Prentice 1980); games without an \
             agreement were censored on the last day. ";
    if moving {
        text += if saltelli {
            "Sensitivity is given as Sobol' indices, first-order by the estimator of Saltelli et al. (2010) and total by that of Jansen \
             (1999), with percentile bootstrap intervals over 400 resamples. "
        } else {
            "Sensitivity is given as first-order Sobol' indices estimated from the games as the correlation ratio over classes of a \
             field's values (Plischke, Borgonovo & Smith 2013), less what chance alone puts between the classes (Kelley 1935), with \
             intervals of a delete-a-group jackknife (Kott 2001). "
        };
        text += "The region in which talks come to nothing was found by patient rule induction (Friedman & Fisher 1999; Bryant & Lempert \
                 2010), peeling 5 % at a time, with the box of the greatest harmonic mean of coverage and density, and restrictions with a \
                 quasi-p-value above 0.05 dropped. Cells were compared by paired differences, with Student's intervals and sign tests, which \
                 are not corrected for their number. ";
    }
    text += &format!("The sweep has the fingerprint {} and its games {}.", manifest.sweep_hash, manifest.digest);
    let body = html! {
        p.methods { (text) }
        h3 { "References" }
        ul.references {
            @for reference in references(moving, saltelli) { li { (reference) } }
        }
    };
    Part { id: "methods", title: "Methods", body }
}

/// The references of the paragraph, in order of their authors.
fn references(moving: bool, saltelli: bool) -> impl Iterator<Item = &'static str> {
    let mut cited = vec!["Kalbfleisch", "Kaplan", "Wilson"];
    if moving {
        cited.extend(["Bryant", "Friedman"]);
        cited.extend(if saltelli { vec!["Jansen", "Saltelli"] } else { vec!["Kelley", "Kott", "Plischke"] });
    }
    REFERENCES.lines().filter(move |line| cited.iter().any(|author| line.starts_with(author)))
}

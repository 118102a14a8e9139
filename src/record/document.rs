//! One HTML page in parts, without scripts or outside parts: what the debrief and the report of a batch have in common.

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A part of the page.
pub struct Part {
    /// Anchor.
    pub id: &'static str,
    /// Heading.
    pub title: &'static str,
    /// What stands in it.
    pub body: Markup,
}

impl Part {
    /// The part with its heading, which is of the second rank on a page of its own and of the third within another.
    pub fn section(&self, within: bool) -> Markup {
        let title = format!("{}-title", self.id);
        html! {
            section id=(self.id) aria-labelledby=(title) {
                @if within { h3 id=(title) { (self.title) } } @else { h2 id=(title) { (self.title) } }
                (self.body)
            }
        }
    }
}

/// What a page is made of.
pub struct Document<'d> {
    /// Title of the browser's window.
    pub title: &'d str,
    /// What else its head holds.
    pub head: Markup,
    /// Style sheet.
    pub style: &'d str,
    /// What it is, in a word: "report".
    pub kind: &'d str,
    /// Line above the heading.
    pub kicker: &'d str,
    /// Heading.
    pub heading: &'d str,
    /// The finding in a sentence or two.
    pub lead: &'d str,
    /// Parts in order.
    pub parts: &'d [Part],
    /// Last line.
    pub footer: &'d str,
}

impl Document<'_> {
    /// The page; a figure and its unit stay on one line.
    pub fn page(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    (self.head)
                    title { (self.title) }
                    style { (PreEscaped(self.style)) }
                }
                body {
                    a.skip href="#main" { "Skip to the " (self.kind) }
                    header {
                        p.kicker { (self.kicker) }
                        h1 { (self.heading) }
                        p.lead { (self.lead) }
                    }
                    nav aria-label=(format!("Parts of the {}", self.kind)) {
                        ul { @for part in self.parts { li { a href=(format!("#{}", part.id)) { (part.title) } } } }
                    }
                    main id="main" { @for part in self.parts { (part.section(false)) } }
                    footer { p { (self.footer) } }
                }
            }
        };
        page.into_string().replace(" %", "\u{a0}%")
    }
}

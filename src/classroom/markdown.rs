//! Briefings, which are written in Markdown, as HTML.

use maud::Markup;

/// Text in Markdown: headings, lists and paragraphs; everything else as it is.
pub fn html(text: &str) -> Markup {
    maud::html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            @if let Some(title) = paragraph.strip_prefix('#') {
                @let (title, rest) = title.split_once('\n').unwrap_or((title, ""));
                h3 { (emphasis(title.trim_start_matches('#').trim())) }
                @if !rest.trim().is_empty() { (self::html(rest)) }
            } @else if paragraph.starts_with("- ") || paragraph.starts_with("* ") {
                ul {
                    @for item in items(paragraph) { li { (emphasis(&item)) } }
                }
            } @else {
                p { (emphasis(&paragraph.replace('\n', " "))) }
            }
        }
    }
}

/// The items of a list, with their wrapped lines joined.
fn items(list: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in list.lines() {
        match (line.strip_prefix("- ").or(line.strip_prefix("* ")), items.last_mut()) {
            (Some(item), _) => items.push(item.to_string()),
            (None, Some(item)) => {
                item.push(' ');
                item.push_str(line.trim());
            }
            (None, None) => items.push(line.trim().to_string()),
        }
    }
    items
}

/// Runs of a text between marks of emphasis: `**strong**`, `*stressed*`, `` `code` ``.
fn emphasis(text: &str) -> Markup {
    let mut rest = text;
    let mut parts = Vec::new();
    while let Some(at) = rest.find(['*', '`']) {
        let mark = if rest[at..].starts_with("**") { "**" } else { &rest[at..=at] };
        let inner = &rest[at + mark.len()..];
        let Some(end) = inner.find(mark).filter(|end| *end > 0) else {
            parts.push(maud::html! { (&rest[..at + mark.len()]) });
            rest = inner;
            continue;
        };
        parts.push(maud::html! { (&rest[..at]) });
        let held = &inner[..end];
        parts.push(match mark {
            "**" => maud::html! { strong { (held) } },
            "*" => maud::html! { em { (held) } },
            _ => maud::html! { code { (held) } },
        });
        rest = &inner[end + mark.len()..];
    }
    parts.push(maud::html! { (rest) });
    maud::html! { @for part in parts { (part) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_stays_text() {
        let shown =
            html("# A *b*\n\nNot <b>bold</b>, **strong** and a lone * star\n\n- one\n  more\n- two").into_string();
        assert_eq!(
            shown,
            "<h3>A <em>b</em></h3><p>Not &lt;b&gt;bold&lt;/b&gt;, <strong>strong</strong> and a lone * star</p>\
             <ul><li>one more</li><li>two</li></ul>"
        );
    }
}

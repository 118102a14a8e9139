//! The vote at home on what the summit signed: whose it is, what the group makes of it, what can be voted.

use crate::bargaining::Package;
use crate::classroom::room::Room;
use crate::classroom::web::Person;
use crate::classroom::web::now::button;
use crate::classroom::web::say::{engine, rich};
use crate::classroom::web::shell::change;
use crate::language::Language;
use crate::record::names;
use crate::rules::action::{Action, Ballot};
use crate::rules::case::{Case, Nations};
use crate::rules::observation::Observation;
use crate::rules::state::{Ask, issues_in};
use maud::{Markup, html};

/// Whoever casts the vote that a delegation is asked for.
pub struct Voter {
    /// Whether it is the person who looks.
    pub own: bool,
    /// Name.
    pub name: String,
}

/// Who casts the vote that somebody's delegation is asked for now; none when it is asked for no vote.
pub fn voter(room: &mut Room, person: Person) -> Option<Voter> {
    let (table, seat) = (person.place.table, person.place.seat);
    let Some(Ask::Vote(group)) = room.desk(table)?.ask(seat) else { return None };
    let known = room.roster.voter(&room.case, table, seat, group)?;
    Some(Voter { own: known.id == person.id, name: known.name.clone() })
}

/// A package as a list, an issue a line.
pub fn terms(case: &Case, package: Package) -> Markup {
    html! {
        ul { @for (issue, option) in package.issues() { li { (names::capital(&case.issues[issue].name)) ": " (case.issues[issue].options[option].name) } } }
    }
}

/// What is put to the vote, and the ballot of whoever casts it.
pub fn show(say: &Language, view: &Observation, step: &str, group: u8, voter: Option<&Voter>) -> Markup {
    let case = view.case();
    let nation = case.nation(view.seat());
    let signed = view.put_to_vote().and_then(|position| view.agreements().get(position));
    let group_case = nation.constituencies.get(usize::from(group));
    let own = voter.is_some_and(|voter| voter.own);
    let choices = [
        (Ballot::For, "class-vote-for", "class-vote-for-what"),
        (Ballot::Against, "class-vote-against", "class-vote-against-what"),
        (Ballot::Free, "class-vote-free", "class-vote-free-what"),
    ];
    html! {
        section.card.ask aria-labelledby="vote" {
            h2 #vote { (say.text("class-vote-title")) }
            @if let Some(group) = group_case {
                p {
                    (rich(say, if own { "class-vote-yours" } else { "class-vote-group" }, &[
                        ("group", html! { strong lang=[engine(say)] { (group.name) } }),
                        ("weight", html! { (say.percent(group.weight, 0)) }),
                        ("quota", html! { (say.percent(nation.quota, 0)) }),
                    ]))
                }
            }
            @if let Some(agreement) = signed {
                h3 { (say.text("class-vote-signed")) }
                div lang=[engine(say)] { (terms(case, agreement.package)) }
                (groups(say, view, agreement.package, agreement.parties))
            }
            @if let Some((interest, judgement)) = view.stake(group) {
                p {
                    (rich(say, "class-vote-stake", &[("worth", change(say, interest))])) " "
                    @if interest > judgement { (say.text("class-vote-plain-gain")) }
                    @else if interest < -judgement { (say.text("class-vote-plain-loss")) }
                    @else { (say.text("class-vote-open")) }
                }
            }
            @if own {
                ul.moves {
                    @for (ballot, text, meaning) in choices {
                        @let action = Action::Vote(ballot);
                        @if view.check(&action).is_ok() {
                            li { (button(view, step, &action, &say.text(text), false)) p.notes { (say.text(meaning)) } }
                        }
                    }
                }
                p.aside { (say.text("class-vote-time")) }
            } @else if let Some(voter) = voter {
                p.banner { (rich(say, "class-vote-others", &[("name", html! { strong { (voter.name) } })])) " " a href="/seat/messages" { (say.text("class-vote-write")) } }
            }
        }
    }
}

/// What every group at home makes of a package, as far as one can tell.
fn groups(say: &Language, view: &Observation, package: Package, parties: Nations) -> Markup {
    let nation = view.case().nation(view.seat());
    let margins = view.constituency_margins(package, parties);
    html! {
        table.figures {
            caption { (say.text_with("class-vote-groups", &[("support", say.percent(view.support(package, parties), 0).into()), ("quota", say.percent(nation.quota, 0).into())])) }
            thead { tr { th scope="col" { (say.text("class-group")) } th scope="col" { (say.text("class-votes")) } th scope="col" { (say.text("class-margin")) } } }
            tbody lang=[engine(say)] {
                @for (group, margin) in nation.constituencies.iter().zip(margins) {
                    tr { th scope="row" { (group.name) } td { (say.percent(group.weight, 0)) } td { (change(say, margin)) } }
                }
            }
        }
    }
}

/// What would pass at home, option by option, for whoever speaks for a group.
pub fn win_set(say: &Language, view: &Observation, group: Option<u8>) -> Markup {
    let case = view.case();
    let nation = case.nation(view.seat());
    let found = group.and_then(|at| Some((usize::from(at), nation.constituencies.get(usize::from(at))?)));
    let rival = case.rival(view.seat()).filter(|_| view.outcome().is_none());
    let Some(((position, group), rival)) = found.zip(rival) else { return html! {} };
    let parties = Nations::of([view.seat(), rival]);
    html! {
        details #win-set {
            summary { (say.text("class-win-set")) }
            p {
                (rich(say, "class-win-set-what", &[
                    ("group", html! { strong lang=[engine(say)] { (group.name) } }),
                    ("weight", html! { (say.percent(group.weight, 0)) }),
                    ("quota", html! { (say.percent(nation.quota, 0)) }),
                    ("nation", html! { (case.nation(rival).name) }),
                ]))
            }
            table.figures {
                thead { tr { th scope="col" { (say.text("class-option")) } th scope="col" { (say.text("class-your-group")) } th scope="col" { (say.text("class-in-favour")) } } }
                tbody lang=[engine(say)] {
                    @for issue in issues_in(case.issues_open_to(parties)) {
                        @for (option, terms) in case.issues[issue].options.iter().enumerate() {
                            @let package = Package::EMPTY.with(issue, Some(option));
                            tr {
                                th scope="row" { (names::capital(&case.issues[issue].name)) ": " (terms.name) }
                                td { (change(say, view.constituency_margins(package, parties)[position])) }
                                td { (say.percent(view.support(package, parties), 0)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

# Start
quit = Quit
settings = Settings
close = Close
start-what = Lead a delegation through a trade crisis to its summit. Every number can be asked for its reasons.
start-scenario = Crisis
start-length = { $turns } turns · { $nations } delegations
start-continue = Continue
start-seat = You lead
start-difficulty = The leaders across the table
difficulty-mix = As the scenario draws them
difficulty-novice = Novice
difficulty-seasoned = Seasoned
difficulty-master = Master
start-seed = Seed
start-seed-what = The same crisis, seed and decisions give the same game.
start-seed-wrong = A seed is a whole number from 0 to 18446744073709551615.
start-begin = Begin
engine-english = What the game itself tells (news, moves, briefings) is in English.

# Pages
page-map = Map
page-moves = Moves
page-talks = Talks
page-home = At home
page-war-room = War room
page-summit = Summit and dates
page-debrief = Debrief
palette = Search
to-start = Start screen

# Standing
standing-payoff = Your payoff now
standing-no-deal = Without a deal (BATNA)
standing-capital = Political capital
standing-approval = Approval
tip-payoff = How far your goals are met as things stand, 0 to 100 points, by the weights below.
tip-no-deal = What you can expect to get if the summit ends without a deal, 0 to 100 points.
tip-capital = Moves cost political capital; some comes back each turn, more with approval.
tip-approval = How many at home approve of you.
goals = Goals (0 to 100)
weight = Weight
negotiators = Negotiators
replaced = replaced by an understudy
off-message = spoke without orders
constituencies = Groups at home, by votes
see-home = What would pass at home?

# News
news-all = All
news-none = No news yet. What happens stands here, with its date.
private = private

# Moves
moves-not-now = Moves are made when a turn begins. What is asked of you now stands at the foot of the window.
moves-none = No move of this kind is possible now.
moves-refused = Not possible now
do-it = Do it
ask-war-room = What would come of it?
undo = Undo
end-turn = End turn
end-turn-unanswered = End turn: { $count } unanswered
turn-no-moves = No moves yet this turn. They stand here, and can be undone until the turn ends.
asked-talk = You are at the table: accept, offer, ask or walk out under Talks.
asked-answer = An answer is asked of you.
game-over = The game is over. The debrief says what it came to and why.
tray-table = A meeting is on

# Talks
talks-none = No talks are on
talks-none-what = Ask for a meeting; when it is held, the table is here.
talks-lines = Lines to the others
talks-open = open
talks-closed = closed
talks-round = Round { $round } of { $rounds }
talks-vote = The rounds are over: the table votes on the last offer. Accepting opts in, walking out stays out.
talks-asked = You are asked what you would want for this. Answer with an offer.
talks-package = Your package
talks-weight = { $share } of what moves the other side
talks-draft = Draft from below, worth { $value } points to you:
talks-last-offer = Last offer, worth { $value } points to you
talks-stands = on the table
talks-empty-package = Choose options, or start from one of the packages above.
talks-theirs = They seem to like it { $share } of 100.
talks-plane = Offers so far
plane-theirs = theirs, as it seems (0–100)
plane-mine = yours (points over no deal)
plane-reservation = your reservation value
option-open = open
start-best = My best
start-middle = Fair middle
start-standing = Their offer
start-draft = Draft from below
start-clear = Empty
say-accept = Accept the offer on the table
say-offer = Offer your package
say-ask-price = What would you want for this?
say-walk-out = Walk out

# Home
home-title = What passes at home (win-set)
home-your-package = Your package:
home-standing = The offer on the table:
home-draft = The draft so far:
home-no-package = Build a package at the table to see who would be for it.
home-wants = Wants
home-for = for it by
home-against = against it by
home-support = { $share } at home would vote for it; needed: { $quota }.
home-passes = It would pass, as far as you can tell.
home-fails = It would fail, as far as you can tell.

# War room
war-room-title = What may come of it
war-room-what = Your analysts play the rest of the crisis many times, from what your delegation knows. Bars show how often each end came, the dark band how sure that is (95%).
war-room-working = Working it out …
war-room-nothing = Nothing could be worked out from here.
war-room-usual = Going on as usual
war-room-payoff = Your payoff in the end, on average:

# Summit
settle-title = Your word falls due
settle-execute = Carry it out
settle-execute-what = Your payoff { $mine }; { $nation } about { $theirs }.
settle-postpone = Postpone
settle-back-down = Back down
settle-back-down-what = An audience cost of { $cost } points, and your next word weighs less.
attend-title = Do you go to { $place }?
attend-what = What the summit may bring { $prospect }, keeping the appointment { $appointment }, meeting a rival at this tension { $tension }: { $sum } points in all for going.
attend-yes = Go
attend-no = Stay away
comply-title = Do you keep the agreement for another turn?
comply-what = Breaking it: { $regime } points from the measures, { $word } from a broken word: { $sum } in all.
comply-yes = Keep it
comply-no = Break it
attendance-expected = is expected
attendance-confirmed = has confirmed
attendance-doubtful = has put it in doubt
attendance-cancelled = will not come
dates = What comes if nobody does anything
dates-none = No dates ahead.
words-given = Threats and promises
word-stands = stands
words-none = None yet; they stand here with how each ends.

# Map
tension = Tension (0 to 1)
trust = Trust (0 to 1)
threat-credibility = Carries out threats
promise-credibility = Keeps promises
measures = Measures
measures-none = It has none.
briefing = Briefing

# Debrief
debrief-later = The debrief is made when the game is over.
play-on = Play on from here
play-on-what = Opens another game from the first morning of that turn; this one stays saved.

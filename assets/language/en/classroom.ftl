# Around every page
class-skip = Skip to the content
class-pages = Pages
class-place = { $nation } · table { $table }
class-left = { $time } left
class-left-paused = Paused, { $time } left
class-paused = Paused
class-lost = No connection to the class. Trying again; what you type is kept here and sent then.
class-kept = Kept on the server.
class-refused = Not taken:
class-not-taken = Not taken
class-to-seat = Back to your seat
class-to-join = Join a class
class-page-now = Now
class-page-briefing = Briefing
class-page-world = World
class-page-messages = Messages
class-page-mine = My seat

# What is not taken, and why
class-no-seat = This device has no seat in the class: the seat was given up, or its token has expired.
class-disk = { $why }. Nothing is taken until the teacher has started the server again.
class-text-empty = the text is empty
class-text-long = the text has { $length } characters; at most { $most } are sent
class-name-empty = type the name by which the class knows you
class-name-long = the name has { $length } characters; at most { $most } are kept
class-not-playing = the games are not being played now; the teacher starts and ends them
class-no-table = there is no such table
class-table-paused = the table is paused; what you had chosen can be sent when it goes on
class-led-for-you = a built-in policy leads your seat; press “I’m back” first
class-moved-on = the table has moved on since you saw this page; look at it again and decide anew
class-too-much = Too much came from this seat at once. Wait a few seconds; nothing is lost.
class-not-your-vote = the vote of this group is cast by { $name }, who speaks for it
class-package-empty-refused = your package is empty: choose an option of at least one issue
class-no-package = there is no such package at this table now
class-leads-already = your delegation leads its seat already

# Joining
class-join = Join the class
class-join-code = The code on the board
class-join-name = Your name, as the class knows you
class-join-button = Take a seat
class-join-what = You get a seat in a delegation. There is no account; what you type stays on the teacher’s computer.
class-recover = I had a seat on another device
class-recover-code = Your recovery code: eight characters, shown on your page “My seat”
class-recover-button = Come back to my seat
class-recover-lost = Lost it? Your teacher can read it to you.
class-too-many-codes = Too many wrong codes came from this network. Wait half a minute and try again.
class-wrong-code = There is no class with this code. It has six letters and digits and stands on the board.
class-wrong-recovery = No seat has this recovery code. It has eight letters and digits.
class-full = The class is full: { $tables } tables with { $people } in every delegation. Ask your teacher for another table.

# Roles
class-role-leader = head of delegation
class-role-trade = trade minister
class-role-security = security adviser
class-role-home = voice of the home front
class-task-leader = You have the last word: see that the delegation moves in time, and sign only what you could defend.
class-task-trade = You work at the table: know what every option is worth to you, and find what is cheap for you and dear to them.
class-task-security = You watch threats and dates: say what falls due, whose word is believed, and what backing down would cost.
class-task-home = You speak for the voters: say of every offer whether it would pass at home. When your leaders sign at the summit, you cast the vote of a group of voters (two-level play).
class-your-part = Your part: { $role }
class-with = With you in the delegation:
class-alone = You are alone in your delegation: all four roles are yours.
class-away = away
class-watch-words = Words that stand
class-watch-own = Backing down would cost { $cost } points.
class-watch-theirs = Believed to { $share }.
class-watch-measures = Your measures, as something to give
class-watch-measures-what = What lifting each altogether would do now: to your payoff, and about to theirs.
class-measure = Measure
class-to-you = To you, points
class-to-them = To them, points

# Before the games
class-welcome = Welcome, { $name }. You are { $role } of { $nation } at table { $table }.
class-joining = The class is joining
class-joining-what = { $count ->
    [one] One has taken a seat. The teacher starts the briefing; this page follows by itself.
   *[other] { $count } have taken a seat. The teacher starts the briefing; this page follows by itself.
  }
class-read-and-confer = Read and confer
class-confer-what = Read your { $briefing }, and agree in your delegation what you want, what you could give, and what you would not sign. The teacher starts the games; this page follows by itself.
class-recovery-code = Your recovery code, should this device fail: { $code }
class-teacher-says = Teacher:

# Briefing
class-briefing-of = Briefing: { $nation }
class-your-role = Your role: { $role }
class-agree-first = Everybody in the delegation may act for it. Agree first, then let one of you press the button.
class-public-part = Public part
class-private-part = Private part
class-eyes-only = For your delegation’s eyes only
class-ideas = Six ideas to watch for
class-idea-batna = What you get without a deal (BATNA)
class-idea-batna-what = Your best alternative to a negotiated agreement. A deal is worth only what it brings over that.
class-idea-zopa = Room for agreement (ZOPA)
class-idea-zopa-what = The packages that both sides prefer to no deal. It can be empty, and it moves when alternatives change.
class-idea-logrolling = Trading across issues (logrolling)
class-idea-logrolling-what = Give what is cheap for you and dear to them, for what is dear to you and cheap for them.
class-idea-two-level = Two-level game
class-idea-two-level-what = What you sign must pass at home. What would pass there is your win-set; theirs limits them too.
class-idea-audience = The price of backing down (audience cost)
class-idea-audience-what = A public threat that is not carried out costs you at home and makes the next one weaker.
class-idea-commitment = Commitment
class-idea-commitment-what = A word is worth what it would cost to break it.

# Messages
class-message-to = To
class-to-delegation = my delegation only
class-to-other = the delegation of { $nation }
class-to-all = everybody at this table
class-message = Message
class-message-kept = What you type is kept on the server as you type.
class-send = Send
class-announced = Announced to the class
class-at-this-table = At this table
class-no-messages = No messages yet. What you and your counterparts write appears here, the newest first.
class-somebody = somebody
class-the-teacher = The teacher
class-own-delegation = the own delegation
class-you = you
class-everybody = everybody at the table

# My seat
class-coming-back = Coming back
class-coming-back-what = On this device you come back by yourself. On another one, open { $address } and type your recovery code:
class-write-down = Write it down. Whoever has it has your seat.
class-who-sits-where = Who sits where
class-you-are = You are { $name }, { $role } of { $nation }, at table { $table }.
class-your-delegation-mark = (your delegation)
class-nobody-leads = Nobody: a built-in policy leads it.
class-leave = Leave the class
class-leave-what = Your seat is free for others then. Your teacher can give it back to you.
class-leave-button = Give up my seat

# Now
class-turn = Turn { $turn } of { $turns }
class-summit-ended = the summit ended:
class-summit-today = { $place } is today
class-summit-in = { $days ->
    [one] 1 day to { $place }
   *[other] { $days } days to { $place }
  }
class-you-were-away = You were away: the built-in policy “{ $policy }” leads your seat.
class-i-am-back = I’m back
class-paused-what = The teacher has paused the table. The clock stands still; you can read and prepare.
class-nothing-to-decide = You have nothing to decide now
class-goes-on = The game goes on by itself.
class-table-waits = The table waits for:
class-led-by-policy = (led by a built-in policy)
class-meanwhile = When it is your turn, this page says so. Meanwhile look at { $world } or write under { $messages }.
class-asked-moves = moves
class-asked-word = a word at the table
class-asked-settle = what becomes of a word that falls due
class-asked-attend = whether to go to the summit
class-asked-comply = whether to keep the agreement
class-asked-vote = the vote at home
class-your-moves = Your moves
class-moves-left = { $public } public and { $private } private left · political capital { $capital }
class-moves-talks = Talks and meetings
class-moves-pressure = Pressure
class-moves-easing = Easing and promises
class-moves-words = Words
class-moves-allies = Allies
class-moves-home = At home
class-moves-summit = The summit
class-made = Made this turn; they take effect when all delegations have ended their moves:
class-undo = Take back the last move
class-end-moves = End our moves
class-moves-time = If time runs out, the moves you have made stand; if you have made none, a built-in policy moves for you this once.
class-settle-execute = your payoff { $mine }, { $nation } about { $theirs }
class-settle-postpone = an audience cost of { $cost } points now; it can be put off { $times } more times
class-settle-back-down = an audience cost of { $cost } points, and your next word weighs less
class-attend-go = Go and negotiate
class-attend-stay = Stay away
class-attend-cancelled = the summit is then cancelled
class-comply-with = With { $nations }, until { $day }:
class-comply-breaks = the measures go back, and your word is worth less everywhere
class-waiting-for-you = Waiting for your answer
class-news = News
class-no-news = Nothing that you know of yet this turn.
class-turn-before = The turn before
class-earlier = All that happened earlier
class-nothing-soon = Nothing in the next three weeks.
class-later-dates = { $count ->
    [one] 1 later date
   *[other] { $count } later dates
  }
class-standing = Where you stand
class-payoff-now = Your payoff now, 0 to 100
class-batna = What you get without a deal (BATNA)
class-approval = Approval at home

# The table
class-round = Round { $round } of { $rounds } · you would not sign below { $least } points over no deal (reservation value) · your best package would bring { $best }.
class-accept = Accept, worth { $worth } to us
class-walk-out-what = The meeting ends without an agreement; at the summit that is a walkout.
class-walk-out = Leave the table
class-no-offer = No offer has been made yet. Whoever speaks first sets the tone.
class-draft = A draft from earlier talks lies on the table, worth { $worth } points to you:
class-your-last-offer = Your last offer
class-their-last-offer = Last offer of { $nation }
class-offer-worth = worth { $worth } points over no deal to you
class-against-before = Against the offer before:
class-at-home = At home: { $support } for it, { $quota } needed
class-offer-by-group = The offer on the table, group by group
class-group = Group
class-votes = Votes
class-margin = Margin, points
class-poll = Voice of the home front, would you vote for it? { $pro } for, { $contra } against so far in your delegation. It is advice; the vote comes after the summit.
class-poll-for = For it
class-poll-against = Against it
class-build = Build a package
class-build-what = Before each option: points over no deal to you, if it is kept.
class-build-theirs = In brackets after it: how much { $nation } seems to like it, 0 to 100 ({ $sure }).
class-closed-by = closed by
class-left-open = left open
class-to-you-worth = { $worth } to you
class-offer = Put it on the table
class-ask-price = Ask what they would want for it
class-work-out = Work out its worth
class-begin-with = Begin with:
class-begin-best = our best
class-begin-middle = a fair middle
class-begin-standing = the offer on the table
class-begin-draft = the draft
class-begin-nothing = nothing
class-package-empty = Your package is empty.
class-package-above = Your package: worth { $worth } points to you, above the least you would accept ({ $least }, reservation value).
class-package-below = Your package: worth { $worth } points to you, below the least you would accept ({ $least }, reservation value).
class-package-theirs = { $nation } seems to like it { $share } of 100.

# The vote at home
class-vote-title = What was signed is put to the vote at home
class-vote-yours = You cast the vote of { $group }: { $weight } of all votes. { $quota } have to be in favour, or the agreement falls.
class-vote-group = { $group } votes: { $weight } of all votes. { $quota } have to be in favour, or the agreement falls.
class-vote-signed = What was signed
class-vote-groups = As it looks now, { $support } are in favour; { $quota } are needed.
class-vote-stake = To your group it is worth { $worth } points against no deal, your government’s standing included.
class-vote-plain-gain = That is a plain gain: nobody who speaks for the group could vote against it.
class-vote-plain-loss = That is a plain loss: nobody who speaks for the group could vote for it.
class-vote-open = It is close enough that either vote can be defended.
class-vote-for = Vote for it
class-vote-for-what = the whole group votes for it
class-vote-against = Vote against it
class-vote-against-what = the whole group votes against it
class-vote-free = Let the group decide
class-vote-free-what = the group votes as it judges by itself, with some chance in its judgement
class-vote-time = If time runs out, the group decides by itself.
class-vote-others = { $name } speaks for this group and casts its vote. The vote is not yours.
class-vote-write = Say what you want of it
class-win-set = What would pass at home (win-set)
class-win-set-what = You speak for { $group }, { $weight } of the votes; { $quota } have to be in favour. Each option alone, signed with { $nation }:
class-option = Option
class-your-group = Your group, points
class-in-favour = In favour

# World
class-world = The state of the world, as you see it
class-goals = What you want, and how far it is met
class-goal = Goal
class-goal-met = Met, 0 to 100
class-others = The others
class-others-figures = The others in figures
class-what = What
class-trust = Your trust (0 to 1)
class-market = Market stress: { $stress } of 1.
class-meeting-in = The meeting in { $place }:
class-no-dates = Nothing is ahead. Meetings, deadlines and measures that are announced appear here.
class-from-day = from { $day }: { $level }
class-suspended = suspended; can return to { $level }
class-mild-to-harsh = From mild to harsh:
class-word-met = did its work, or was kept
class-word-executed = carried out
class-word-broken = broken
class-word-bluffed = not carried out
class-word-withdrawn = taken back
class-word-expired = overtaken
class-home-what = Groups whose votes decide whether what you sign is ratified; { $quota } are needed.
class-no-deal = If nothing is agreed: your economy
class-no-deal-same = Your trade, prices and supplies would not change.
class-no-deal-what = By the trade model, against the measures in force, once all has adjusted.
class-rapport = rapport with you { $rapport }
class-off-message = spoke without orders in turn { $turn }
class-disavowed = disavowed

# Debrief
class-debrief = Debrief
class-over = The game is over
class-over-what = Its debrief appears here once the table has played to the end.
class-own-payoff = Your delegation’s payoff was { $payoff } of 100. You sent { $sent } of its decisions.
class-none-better = No other table’s delegation of the same nation did better.
class-better = { $better } of { $others } other tables’ delegations of the same nation did better.
class-table = Table
class-payoff = Payoff, 0 to 100
class-yours = (yours)
class-own-debrief = Debrief of your table
class-own-debrief-what = The game is over: everything may be known now. Talk about it with your counterparts.

# Public screen
class-stage-joining = Joining
class-stage-briefing = Briefing and caucus
class-stage-play = Play
class-stage-debrief = Debrief
class-screen = Public screen
class-screen-status = { $stage } · { $count } in the class
class-screen-tables = Tables. Tension between { $one } and { $other } runs from 0 to 1.
class-day = Day
class-tension = Tension
class-state = State
class-time-left = Time left
class-day-over = over
class-waits-for = waits for { $who }
class-qr = QR code of the students’ address
class-open-and-type = Open { $address } and type the code
class-other-addresses = Other addresses of this computer:

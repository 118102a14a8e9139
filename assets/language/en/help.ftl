# Pages that stand beside the others in a wide window
page-delegation = Delegation
page-news = News

# Palette
palette-hint = Type a few letters of a page, a move, a nation or a piece of news
palette-what = Up and Down choose, Enter takes, Esc closes. A move that is taken can be undone until the turn ends.
palette-nothing = Nothing is found. Fewer letters find more.
palette-nation = File: { $nation }

# Help
help = Help
help-what = Lead a delegation to the summit. Each turn, make moves, then end the turn; talk when a meeting is on; what the leaders sign must pass at home.
help-terms = Terms
help-keys = Keys
help-every-button = Tab and Shift+Tab go from button to button; Space or Enter presses it. Pages have other numbers when the game is over.
key-picture = Save a picture of the window
term-payoff = Payoff
term-payoff-what = How far your goals are met as things stand, 0 to 100 points.
term-no-deal = What you get without a deal (BATNA)
term-no-deal-what = Your payoff if the summit ends with nothing. Only what is better is worth signing.
term-reservation = What you would accept at worst (reservation value)
term-reservation-what = The least gain over no deal for which you would sign; a firm mandate and high tension raise it.
term-leverage = Who needs the deal less (leverage)
term-leverage-what = The side that loses less without a deal can ask for more.
term-win-set = What passes at home (win-set)
term-win-set-what = All packages for which enough of your groups at home would vote.
term-audience = The price of backing down (audience cost)
term-audience-what = Approval and credibility that a public threat costs you if you do not carry it out.
term-logrolling = Giving what is cheap for you and dear to them (logrolling)
term-logrolling-what = Two such gifts leave both sides better off than meeting in the middle of each issue.

# Start screen
start-tutorial = Tutorial: learn by playing
start-tutorial-what = Two delegations, six weeks. A coach says what is next and why; it can be sent away.
start-damaged = Cannot be opened: { $file }. What is wrong?
start-turns-left = { $file }: only kept turns are left.
start-earlier = Earlier turns
start-turn = Turn { $turn }
start-turn-of = turn { $turn } of { $turns }
start-over = over

# What is wrong with a file
trouble = Something is wrong
trouble-more = And { $count } more.
trouble-kept = The damaged file is kept as { $file }. Nothing is written over it.
trouble-untouched = The file has been left as it is.
trouble-earlier = Play on from the last turn that was kept
trouble-next = Nothing else is touched: every other game and the start screen still work.

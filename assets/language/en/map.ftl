# The map.
layer-pressure = Pressure
layer-trade = Trade
layer-supply = Supply of { $input }
legend-calm = calm between them
legend-tense = tense: wider, redder, dashed
legend-in-force = a measure in force, in its owner's colour
legend-announced = announced: not in force yet, or about to change
legend-trade-now = goods sold, in the seller's colour; width by value
legend-trade-before = what the measures have taken away, behind what is left
legend-mine = mined; area by amount
legend-processing = refined
legend-making = made
legend-supply = comes; width by share of what the user needs
legend-missing = held back, behind what comes
stage-mine = Mined
stage-processing = Refined
stage-making = Made
trade-flow =
    { $exporter } sells to { $importer }:
    { $now } { $unit } a year under today's measures, once all has adjusted
    { $base } in { $year } ({ $change } %)
    Source of the base: { $source }
input-flow =
    { $supplier } supplies { $user } with { $share } of the { $input } it needs in normal times.
    Under today's measures { $left } of that still comes.
input-ndfeb-magnets = NdFeB magnets

//! The numbers of the rules, with their defaults: one set for every scenario, which a scenario may depart from by name.

macro_rules! parameters {
    ($($(#[doc = $doc:literal])* $name:ident: $default:literal in $low:literal..=$high:literal;)*) => {
        /// Numbers of the rules; every rate is per week.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Parameters {
            $($(#[doc = $doc])* pub $name: f64,)*
        }

        impl Default for Parameters {
            fn default() -> Self {
                Parameters { $($name: $default,)* }
            }
        }

        /// A parameter as documentation: name, default, least and greatest value, meaning.
        #[derive(Clone, Copy, Debug)]
        pub struct ParameterInfo {
            /// Name in the scenario file.
            pub name: &'static str,
            /// Default.
            pub default: f64,
            /// Least value.
            pub low: f64,
            /// Greatest value.
            pub high: f64,
            /// Meaning and unit.
            pub meaning: &'static str,
        }

        impl Parameters {
            /// Every parameter.
            pub const LIST: &'static [ParameterInfo] = &[
                $(ParameterInfo {
                    name: stringify!($name), default: $default, low: $low, high: $high, meaning: concat!($($doc),*),
                },)*
            ];

            /// Sets a parameter by name; false when there is none of that name.
            pub fn set(&mut self, name: &str, value: f64) -> bool {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => return false,
                }
                true
            }
        }
    };
}

parameters! {
    /// Public moves a seat may make in a turn.
    public_moves: 2.0 in 0.0..=9.0;
    /// Private moves a seat may make in a turn.
    private_moves: 1.0 in 0.0..=9.0;
    /// Political capital regained per week at an approval of 50 percent.
    capital_per_week: 2.2 in 0.0..=10.0;
    /// Most political capital a seat can hold.
    capital_limit: 12.0 in 1.0..=40.0;
    /// Weeks for which the regime at the end of the game counts in the payoff and in what an agreement is worth.
    horizon_weeks: 52.0 in 1.0..=520.0;
    /// Days an agreement lasts when its text names no length.
    agreement_days: 730.0 in 1.0..=3650.0;
    /// Spread (standard deviation) of the private resolve type around its mean.
    resolve_spread: 0.18 in 0.0..=0.5;
    /// Forgetting of what was observed about a counterpart's word, per week.
    belief_memory: 0.97 in 0.5..=1.0;
    /// Weight of the first belief about a counterpart's word, in observations.
    belief_prior_weight: 6.0 in 0.5..=100.0;
    /// Rate at which tension returns to what the measures in force sustain, per week.
    tension_decay: 0.12 in 0.0..=1.0;
    /// Tension between nations without any measure in force.
    tension_floor: 0.12 in 0.0..=1.0;
    /// Rate at which market stress fades, per week.
    market_decay: 0.25 in 0.0..=1.0;
    /// Approval lost per week at full market stress, points of percent.
    market_approval: 1.5 in 0.0..=10.0;
    /// Rate at which approval returns to its base, per week.
    approval_decay: 0.06 in 0.0..=1.0;
    /// Approval gained per percent of real income gained, points of percent.
    approval_income: 2.0 in 0.0..=20.0;
    /// Approval lost per percent of consumer price rise, points of percent.
    approval_prices: 0.6 in 0.0..=20.0;
    /// Audience cost of backing down from a public commitment of full severity, in payoff points (Fearon 1994).
    audience_cost: 3.0 in 0.0..=30.0;
    /// Share of the audience cost that postponing takes.
    postponement_share: 0.35 in 0.0..=1.0;
    /// Share of the audience cost that a private commitment takes.
    private_audience: 0.25 in 0.0..=1.0;
    /// Worth of a unit of threat credibility to its owner, in payoff points.
    credibility_value: 6.0 in 0.0..=50.0;
    /// Log odds of an incident in a week without tension (Powell 1990).
    incident_base: -4.2 in -12.0..=4.0;
    /// Rise of the log odds from no tension to full tension.
    incident_slope: 3.6 in 0.0..=20.0;
    /// Chance per week that a wholly undisciplined negotiator goes public without orders at full tension.
    rogue_rate: 0.5 in 0.0..=1.0;
    /// Rounds of offers on the back channel.
    rounds_back_channel: 4.0 in 1.0..=64.0;
    /// Rounds of offers in a phone call.
    rounds_phone_call: 4.0 in 1.0..=64.0;
    /// Rounds of offers in technical talks.
    rounds_technical: 6.0 in 1.0..=64.0;
    /// Rounds of offers in a ministers' meeting.
    rounds_ministerial: 10.0 in 1.0..=64.0;
    /// Rounds of offers in a leaders' meeting.
    rounds_leaders: 16.0 in 1.0..=64.0;
    /// Share of the range between no deal and the best package that a firm mandate keeps in reserve.
    firm_margin: 0.4 in 0.0..=1.0;
    /// The same for a normal mandate.
    normal_margin: 0.2 in 0.0..=1.0;
    /// Rise of the margin with resolve, as a share of the range.
    resolve_margin: 0.6 in 0.0..=1.0;
    /// Rise of the margin with tension toward the counterpart, as a share of the range.
    tension_margin: 0.5 in 0.0..=1.0;
    /// Noise (standard deviation) of a constituency's judgement at ratification, payoff points.
    ratification_noise: 2.0 in 0.0..=30.0;
    /// Payoff points that keeping the appointment is worth to a leader.
    attendance_value: 2.5 in -20.0..=20.0;
    /// Payoff points that full tension costs a leader who attends.
    attendance_tension: 9.0 in 0.0..=60.0;
    /// Least mean degree of settlement over the table's issues for a comprehensive deal.
    comprehensive_degree: 0.65 in 0.0..=1.0;
    /// Worth of full availability of critical inputs to security, in the scenario's units.
    supply_security: 10.0 in 0.0..=100.0;
    /// Share of the gap in a critical input that users cannot substitute at all (between nested CES and Leontief).
    input_rigidity: 0.08 in 0.0..=1.0;
    /// Share of a gap in deliveries that stocks may cover.
    stock_draw: 0.7 in 0.0..=1.0;
    /// Rise of a sector's real income, in percent, that lifts the group living on it from the middle of its scale to the top.
    sector_span: 20.0 in 1.0..=200.0;
    /// Worth to a nation of its word, in payoff points per unit of promise credibility.
    promise_value: 16.0 in 0.0..=60.0;
    /// Weight of approval in what a built-in policy looks for, payoff points per point of percent.
    approval_value: 0.12 in 0.0..=5.0;
    /// Temperature of the built-in policies' choice, in payoff points.
    temperature: 0.25 in 0.01..=20.0;
}

//! What happened in the twin's worlds, so that a test can see that its scenarios are not idle.

use std::collections::BTreeSet;

macro_rules! log {
    ($($count:ident)+) => {
        /// How often each thing happened.
        #[derive(Debug, Clone, Default)]
        pub struct Log {
            /// Kinds of intervention that were in force.
            pub kinds: BTreeSet<String>,
            /// Kinds of network on the first day.
            pub networks: BTreeSet<String>,
            $(pub $count: u32,)+
        }

        impl Log {
            pub fn add(&mut self, other: &Log) {
                self.kinds.extend(other.kinds.iter().cloned());
                self.networks.extend(other.networks.iter().cloned());
                $(self.$count += other.$count;)+
            }

            /// Things that never happened.
            pub fn never(&self) -> Vec<&'static str> {
                let mut never = Vec::new();
                $(if self.$count == 0 { never.push(stringify!($count)); })+
                never
            }
        }
    };
}

log! {
    joins returns leaves asked_joins stranger_joins referrals extra_referrals exits lapses
    leavers tied_by_regime conceded_on_arrival network_members ties_ended full_rows bridge_ties step_downs
    votes_won votes_lost vote_leavers dormancies
    sessions broke venue_given staff_short conditions_moved beyond_latitude links_taken_up links_handed_on
    calls_won calls_lost high_risk_calls ethnic_calls held_back_by_ties demands_met claims_won claims_lost
    union_visits union_joins union_leaves substitutions reviews_turned
    grants_won grants_refused withdrawn legitimacy_in_full pennies ties_ended_at_0 ties_ended_though_met
    just_trusted just_above_the_floor just_within_latitude just_within_confidence
    just_enough_money just_enough_hours
    uniform_distributions even_spacings people_set swapped_ties
    pairs deaf_ears stubborn by_shares
    absorbed saw_ties saw_a_count saw_everybody balanced_to_act balanced_not_to_act
    movers_named movers_at_random movers_together movers_connected
    first_clients registrations nobody_to_register told told_in_vain not_asked_again
    problems problems_lapsed problems_solved seekers walk_ins grudges distant_lessons experiences
    costs_paid costs_cut practices_changed practices_turned_down
    belong_on_founding belong_on_arrival refused_returns
}

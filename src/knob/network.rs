//! How the network of the first week comes about.

use super::table::{choice, knobs};

choice! {
    /// Kinds of network.
    pub enum NetworkKind {
        /// Daily contacts by the population's rules.
        Daily = "daily",
        /// Daily contacts, and small groups in which everybody knows everybody.
        CopingClusters = "coping-clusters",
        /// Everybody knows everybody.
        Complete = "complete",
        /// A ring on which everybody knows the nearest on both sides.
        Ring = "ring",
        /// A ring of which some ties lead elsewhere (Watts and Strogatz 1998).
        SmallWorld = "small-world",
        /// Every pair as likely as any other (Erdős and Rényi 1959): degrees follow a Poisson distribution.
        Poisson = "poisson",
        /// Newcomers tie themselves to those who have ties (Barabási and Albert 1999).
        Preferential = "preferential",
        /// Degrees drawn from a distribution, ends paired at random (Molloy and Reed 1995).
        Configuration = "configuration",
        /// More ties within an origin and an area than across (Holland, Laskey and Leinhardt 1983).
        Blocks = "blocks",
        /// Ties listed in the scenario.
        Ties = "ties",
        /// Ties read from a file.
        File = "file",
    }
}

choice! {
    /// Distributions of the number of ties.
    pub enum DegreeDistribution {
        /// Everybody has the same number.
        Regular = "regular",
        /// A Poisson distribution.
        Poisson = "poisson",
        /// A geometric distribution: many have few, few have many.
        Geometric = "geometric",
        /// A power law from 1 up: a few have very many.
        PowerLaw = "power-law",
    }
}

impl NetworkKind {
    /// The knobs that this kind reads; a file that turns another one is refused, since it would do nothing.
    pub fn knobs(self) -> &'static [&'static str] {
        use NetworkKind as K;
        match self {
            K::Daily | K::Complete | K::Ties | K::File => &["kind", "swaps"],
            K::CopingClusters => &["kind", "swaps", "cluster_size", "cluster_share"],
            K::Ring | K::Poisson | K::Preferential => &["kind", "swaps", "degree"],
            K::SmallWorld => &["kind", "swaps", "degree", "rewiring"],
            K::Configuration => &["kind", "swaps", "degree", "distribution", "exponent"],
            K::Blocks => &["kind", "swaps", "degree", "within_origin", "within_area"],
        }
    }
}

knobs! {
    /// The network of the first week.
    pub struct NetworkKnobs {
        /// How the ties of the first week come about.
        kind: NetworkKind = NetworkKind::Daily, [], "", "", "S20; the classic models", Assumed;
        /// Mean number of ties: an even number on a ring; on a preferential network a newcomer brings half of it. A power law has the mean of its exponent and does not read it.
        degree: f64 = 4.0, [0, 65_535], "z", "ties", "Centola and Macy 2007", Assumed, "+field.mean_degree";
        /// Share of a small world's ties that are led elsewhere at random.
        rewiring: f64 = 0.05, [0, 1], "p", "share", "Watts and Strogatz 1998", Assumed, "-field.clustering";
        /// Share of all ties that are taken apart and put together again in pairs: everybody keeps their number of ties.
        swaps: f64 = 0.0, [0, 1], "", "share", "Centola and Macy 2007", Assumed, "-field.clustering";
        /// Distribution of the number of ties.
        distribution: DegreeDistribution = DegreeDistribution::Poisson, [], "", "", "Watts 2002", Assumed;
        /// Exponent of a power law of the number of ties.
        exponent: f64 = 2.5, [1.5, 10], "", "", "between 2 and 3 in many networks", Assumed, "-field.mean_degree";
        /// Share of ties that stay within an origin beyond what chance would bring.
        within_origin: f64 = 0.7, [0, 1], "", "share", "as population.homophily", Assumed, "-field.cross_origin_share";
        /// Share of ties that stay within an area beyond what chance would bring.
        within_area: f64 = 0.7, [0, 1], "", "share", "as population.nearness", Assumed, "-bridge_share";
        /// People in a small group.
        cluster_size: u32 = 4, [2, 1_000], "", "people", "S23: daily micro-communities", Assumed, "+field.mean_degree";
        /// Share of workers who are in one.
        cluster_share: f64 = 0.2, [0, 1], "", "share", "S23", Assumed, "+field.mean_degree";
    }
}

//! A network from a file takes the place of the population's rules, attributes and all.

use mobilise::internals::files;
use mobilise::model::mind::State;
use mobilise::model::world::World;
use mobilise::scenario::{Overrides, load, plan};
use petgraph::algo::connected_components;

const SCENARIO: &str = r#"
version = 1
name = "imported"
population = "london-domestic-workers"
[run]
weeks = 8
replicates = 1
[network]
file = "friends.graphml"
[organisation.Circle]
founders.count = 0
"#;

const FRIENDS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="a" for="node" attr.name="familial" attr.type="double"/>
  <key id="o" for="node" attr.name="origin" attr.type="string"/>
  <key id="m" for="node" attr.name="organisation" attr.type="string"/>
  <key id="t" for="edge" attr.name="trust" attr.type="double"/>
  <graph edgedefault="undirected">
    <node id="Ana"><data key="a">0.25</data><data key="o">India</data><data key="m">Circle</data></node>
    <node id="Bea"><data key="o">Morocco</data></node>
    <node id="Cora"/>
    <node id="Dita"/>
    <edge source="Ana" target="Bea"><data key="t">0.9</data></edge>
    <edge source="Bea" target="Cora"/>
  </graph>
</graphml>
"#;

fn world(friends: &str, file: &str) -> World {
    let home = tempfile::tempdir().expect("a folder");
    let at = |name: &str| home.path().join(name);
    files::write_new(&at(file), friends.as_bytes()).expect("a file");
    let scenario = SCENARIO.replace("friends.graphml", file);
    files::write_new(&at("case.toml"), scenario.as_bytes()).expect("a file");
    let path = at("case.toml").display().to_string();
    let scenario = load(&path, &Overrides::default()).unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    World::new(&plan(&scenario), 1, 0)
}

/// Trust as it is kept: in single precision.
fn kept(trust: f64) -> f64 {
    f64::from(trust as f32)
}

#[test]
fn graphml_sets_workers_ties_and_traits() {
    let mut world = world(FRIENDS, "friends.graphml");
    assert_eq!(world.workers.len(), 4);
    assert_eq!(world.ties.count(), 2);
    assert_eq!(world.ties.between(0, 1).map(|tie| tie.trust()), Some(kept(0.9)));
    assert_eq!(world.ties.between(2, 1).map(|tie| tie.trust()), Some(kept(0.6)), "the population's daily trust");
    assert_eq!(connected_components(&world.ties), 2, "petgraph reads our ties");
    assert_eq!(world.workers.state(State::Familial, 0), 0.25);
    assert_ne!(world.workers.state(State::Familial, 1), 0.25, "the others are drawn from the population");
    // Second and fifth in the population's list of origins, which is in file order.
    assert_eq!([0, 1].map(|i| world.workers.origin.at(i)), [1, 4]);
    assert_eq!(world.organisations[0].members, [0]);
    world.step();
}

#[test]
fn an_edge_list_sets_workers_and_ties() {
    let world = world("source,target,trust\nAna,Bea,0.9\nBea,Cora,0.4\nDita,,\n", "friends.csv");
    assert_eq!((world.workers.len(), world.ties.count()), (4, 2));
    assert_eq!(world.ties.between(1, 2).map(|tie| tie.trust()), Some(kept(0.4)));
}

//! What the figure of an answer's robustness shows: what becomes of each statement in each variant.

use crate::question::robust::{Cell, Change, Fate, Robustness, Statement};

use super::{GridCell, GridFigure, GridRow, Picture, Tile};

/// What the picture is called.
pub(crate) const NAME: &str = "robust";

/// Statements that are drawn; more would not be read.
const MAX_STATEMENTS: usize = 20;

/// The picture; none where there is no statement.
pub(crate) fn pictures(robust: &Robustness) -> Vec<Picture> {
    figure(robust).map(|figure| Picture::new(NAME, figure)).into_iter().collect()
}

fn figure(robust: &Robustness) -> Option<GridFigure> {
    let shown = robust.shown(MAX_STATEMENTS);
    let first = shown.first()?;
    let open = shown.iter().any(|statement| !statement.stands());
    let any = |is: &dyn Fn(&Cell) -> bool| shown.iter().any(|statement| statement.cells.iter().any(is));
    let (nothing, unknown) = (any(&|cell| cell.value == 0.0), any(&|cell| cell.value.is_nan()));
    let all = robust.statements.len();
    let cut =
        if shown.len() < all { format!(" The {} strongest of {all} statements.", shown.len()) } else { String::new() };
    let columns = robust.variants.iter().map(|variant| match variant.change {
        Change::Drawn => format!("values drawn from {}", variant.name),
        _ => variant.name.clone(),
    });
    let many = first.cells.len() > 1;
    // Two answers may lay the same beside the same in different settings: then their names tell them apart.
    let label = |statement: &Statement| {
        let label = statement.label();
        let twice = shown.iter().any(|other| other.answer != statement.answer && other.label() == label);
        if twice { format!("{}: {label}", statement.answer) } else { label }
    };
    let rows = shown.iter().map(|statement| GridRow {
        label: label(statement),
        cells: statement.cells.iter().map(|of| cell(statement, of)).collect(),
    });
    let key = [
        (Tile { side: 1.0, mark: "+" }, "the same sign, beyond chance", true),
        (Tile { side: 0.5, mark: "(+)" }, "the same sign, within chance", many),
        (Tile { side: -0.5, mark: "(+)" }, "the opposite sign, within chance", many),
        (Tile { side: -1.0, mark: "+" }, "the opposite sign, beyond chance", many),
        (Tile { side: 0.0, mark: "(+)" }, "undecided as it stands; without brackets beyond chance here", open),
        (Tile { side: 0.0, mark: "0" }, "no difference in any run", nothing),
        (Tile { side: 0.0, mark: "?" }, "no value", unknown),
    ];
    Some(GridFigure {
        title: format!("How robust: {}", robust.about.asks),
        subtitle: format!(
            "What becomes of each difference where values are drawn or the structure of the model is another. + and − \
                 are its sign there; colours say whether it is the sign of column 1.{cut}"
        ),
        caption: format!(
            "{} Each variant under the same random numbers; seed {}. mobilise {}.",
            replicates(robust),
            robust.about.seed,
            robust.about.version
        ),
        columns: columns.collect(),
        rows: rows.collect(),
        key: key.into_iter().filter(|(.., there)| *there).map(|(tile, words, _)| (tile, words.to_owned())).collect(),
    })
}

/// How many replicates which variants have.
fn replicates(robust: &Robustness) -> String {
    let of = |change: Change| robust.variants.iter().find(|variant| variant.change == change);
    let own = of(Change::Nothing).map_or(0, |variant| variant.replicates);
    match of(Change::Structure) {
        Some(structure) => format!("{own} replicates a point, {} in each other structure.", structure.replicates),
        None => format!("{own} replicates a point."),
    }
}

fn cell(statement: &Statement, of: &Cell) -> GridCell {
    let (value, range) = statement.size(of);
    let unit = statement.unit();
    let value = if of.value.is_nan() || unit.is_empty() { value } else { format!("{value} {unit}") };
    let said = of.fate.word().to_owned();
    GridCell { tile: tile(of), value, range: range.unwrap_or_default(), runs: of.runs, said }
}

fn tile(cell: &Cell) -> Tile {
    if cell.value == 0.0 || cell.value.is_nan() {
        return Tile { side: 0.0, mark: if cell.value == 0.0 { "0" } else { "?" } };
    }
    let more = cell.value > 0.0;
    let mark = |beyond: bool| match (beyond, more) {
        (true, true) => "+",
        (true, false) => "−",
        (false, true) => "(+)",
        (false, false) => "(−)",
    };
    match cell.fate {
        Fate::Same => Tile { side: 1.0, mark: mark(true) },
        Fate::Leans => Tile { side: 0.5, mark: mark(false) },
        Fate::LeansAgainst => Tile { side: -0.5, mark: mark(false) },
        Fate::Turns => Tile { side: -1.0, mark: mark(true) },
        Fate::Open | Fate::Nothing => Tile { side: 0.0, mark: mark(false) },
        Fate::Decided => Tile { side: 0.0, mark: mark(true) },
    }
}

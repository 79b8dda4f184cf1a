//! Reads Pajek's `.net`: numbered vertices, then edges, arcs, lists of them, or a matrix.
//!
//! Source: A. Mrvar, V. Batagelj, "Pajek: Programs for Analysis and Visualization of Very Large Networks, Reference
//! Manual". People are called by their labels where all have one of their own, and else by their numbers.

use super::draft::parse_weight;
use super::elements::{Elements, Node, read_elements};
use super::fault::{Fault, shown};
use super::file::{Limits, NetworkFile};
use super::pending::Edge;
use super::reading::{Account, Reading};
use crate::config::table::{Field, Line, Separator, lines};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Vertices,
    Pairs { directed: bool },
    Lists { directed: bool },
    Matrix,
    Other,
}

/// Reads a Pajek network.
pub(super) fn read(text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
    read_elements(text, limits, reading, |text, limits| {
        let mut pajek = Pajek { all: Elements::default(), part: Part::None, people: 0, row: 0, limits };
        for line in lines(text).filter(|line| !line.text.trim_start().starts_with('%')) {
            pajek.line(line, text.len())?;
        }
        pajek.fill(pajek.people)?;
        Ok(pajek.all)
    })
}

struct Pajek {
    all: Elements,
    part: Part,
    people: usize,
    /// Rows of a matrix so far.
    row: usize,
    limits: Limits,
}

impl Pajek {
    fn line(&mut self, line: Line<'_>, length: usize) -> Result<(), Fault> {
        let unreadable = |(offset, label, hint)| Fault::at(line.offset + offset, "unreadable line", label, hint);
        if let Some(head) = line.text.trim().strip_prefix('*') {
            return self.head(head, line, length);
        }
        let fields = Separator::Space.split(line.text).map_err(unreadable)?;
        match self.part {
            Part::Vertices => self.vertex(line, &fields),
            Part::Pairs { directed } => {
                let [source, target, more @ ..] = fields.as_slice() else {
                    return Err(Fault::at(line.offset, "half a tie", "one number alone", "write both ends of the tie"));
                };
                let weight = more.first().map(|field| number(line, field)).transpose()?.flatten();
                self.edge(line, source, target, weight, directed)
            }
            Part::Lists { directed } => {
                fields[1..].iter().try_for_each(|target| self.edge(line, &fields[0], target, None, directed))
            }
            Part::Matrix => self.matrix_row(line, &fields),
            Part::Other => Ok(()),
            Part::None => {
                let hint = "a Pajek network begins with *Vertices and their number; is this the right file?";
                Err(Fault::at(line.offset, "not Pajek", "there is no *Vertices before this", hint))
            }
        }
    }

    fn head(&mut self, head: &str, line: Line<'_>, length: usize) -> Result<(), Fault> {
        let mut words = head.split_whitespace();
        let word = words.next().unwrap_or_default().to_lowercase();
        self.part = match word.as_str() {
            "network" => Part::None,
            "vertices" if self.people > 0 => {
                let label = "the file holds more than one network";
                return Err(Fault::at(line.offset, "second network", label, "save each network of a project alone"));
            }
            "vertices" => {
                let count = words.next().and_then(|word| word.parse().ok());
                // A number written in a file must not decide how much memory is taken.
                self.people = count.filter(|count| *count > 0 && *count <= length).ok_or_else(|| {
                    let label = "*Vertices is not followed by a number that goes with this file";
                    Fault::at(line.offset, "how many vertices?", label, "write *Vertices and their number")
                })?;
                if words.next().is_some() {
                    let label = "this is a network of two kinds of vertices (two-mode)";
                    return Err(Fault::at(
                        line.offset,
                        "two-mode network",
                        label,
                        "make it one of people by people first",
                    ));
                }
                Part::Vertices
            }
            "edges" => Part::Pairs { directed: false },
            "arcs" => Part::Pairs { directed: true },
            "edgeslist" => Part::Lists { directed: false },
            "arcslist" => Part::Lists { directed: true },
            "matrix" => {
                self.all.both_sides = true;
                Part::Matrix
            }
            _ => {
                self.all.unread.insert(format!("*{word}"));
                Part::Other
            }
        };
        if !matches!(self.part, Part::Vertices | Part::None | Part::Other) {
            self.fill(self.people)?;
        }
        Ok(())
    }

    fn vertex(&mut self, line: Line<'_>, fields: &[Field<'_>]) -> Result<(), Fault> {
        let number = fields[0].text.parse::<usize>().ok().filter(|number| (1..=self.people).contains(number));
        let Some(number) = number.filter(|number| *number > self.all.nodes.len()) else {
            let label = format!("{} is not the number of the next vertex", shown(&fields[0].text));
            let hint = format!("vertices are numbered from 1 to {}, in order", self.people);
            return Err(Fault::at(line.offset, "wrong number", label, hint));
        };
        self.fill(number - 1)?;
        let label = fields.get(1).map(|field| field.text.to_string()).filter(|label| !label.is_empty());
        self.all.nodes.push(Node { id: number.to_string(), offset: line.offset, label, values: Vec::new() });
        Ok(())
    }

    /// Adds vertices that are counted and not listed.
    fn fill(&mut self, people: usize) -> Result<(), Fault> {
        if people > self.limits.nodes {
            let label = format!("more than the {} nodes allowed", self.limits.nodes);
            return Err(Fault::at(0, "too many nodes", label, "use a smaller network, or a sample of this one"));
        }
        for number in self.all.nodes.len() + 1..=people {
            self.all.nodes.push(Node { id: number.to_string(), offset: 0, label: None, values: Vec::new() });
        }
        Ok(())
    }

    fn edge(
        &mut self,
        line: Line<'_>,
        source: &Field<'_>,
        target: &Field<'_>,
        weight: Option<f64>,
        directed: bool,
    ) -> Result<(), Fault> {
        let at = |field: &Field<'_>| line.offset + field.offset;
        self.all.weights |= weight.is_some();
        let edge = Edge {
            source: source.text.to_string(),
            source_offset: at(source),
            target: target.text.to_string(),
            target_offset: at(target),
            offset: line.offset,
            weight: weight.map(|weight| (weight, line.offset)),
            directed,
        };
        self.all.add_edge(edge, self.limits)
    }

    fn matrix_row(&mut self, line: Line<'_>, fields: &[Field<'_>]) -> Result<(), Fault> {
        self.row += 1;
        if fields.len() != self.people || self.row > self.people {
            let label = format!("{} numbers in row {} of {}", fields.len(), self.row, self.people);
            return Err(Fault::at(line.offset, "not a square matrix", label, "a row per vertex, a number per vertex"));
        }
        for (column, field) in fields.iter().enumerate() {
            let weight = number(line, field)?.filter(|weight| *weight != 0.0);
            let name = |number: usize| Field { text: number.to_string().into(), ..field.clone() };
            if let Some(weight) = weight {
                let weight = (weight != 1.0).then_some(weight);
                self.edge(line, &name(self.row), &name(column + 1), weight, false)?;
            }
        }
        Ok(())
    }
}

fn number(line: Line<'_>, field: &Field<'_>) -> Result<Option<f64>, Fault> {
    parse_weight(&field.text, false)
        .map_err(|(label, hint)| Fault::at(line.offset + field.offset, "trust is not in (0, 1]", label, hint))
}

#[cfg(test)]
mod tests {
    use super::super::fault::first_fault;
    use super::*;

    const LIMITS: Limits = Limits { nodes: 5, ties: 4 };

    fn first(text: &str) -> Result<NetworkFile, Fault> {
        first_fault(read(text, LIMITS, Reading::default()))
    }

    #[test]
    fn every_part_is_read() {
        for text in [
            "*Vertices 3\n1 \"Zoë\" 0.1 0.2 ic Red\n2 \"b c\"\n3 \"d\"\n*Edges\n1 2 0.5\n2 3 0.5\n",
            "% made by hand\r\n*network x\r\n*vertices 3\r\n1 \"Zoë\"\r\n2 \"b c\"\r\n3 d\r\n*arcs\r\n1 2 0.5\r\n2 3 0.5\r\n",
            "*Vertices 3\n1 Zoë\n2 \"b c\"\n3 d\n*Matrix\n0 0.5 0\n0.5 0 0.5\n0 0.5 0\n",
        ] {
            let network = first(text).expect(text);
            assert_eq!(network.ids, ["Zoë", "b c", "d"], "{text}");
            assert_eq!((network.ties, network.trust), (vec![(0, 1), (1, 2)], vec![Some(0.5); 2]), "{text}");
        }
        let network = first("*Vertices 4\n*Edgeslist\n1 2 3\n").expect("good");
        assert_eq!((network.ids.len(), network.ties), (4, vec![(0, 1), (0, 2)]));
    }

    #[test]
    fn what_is_no_pajek_is_refused() {
        for (text, title) in [
            ("1 2\n", "not Pajek"),
            ("*Vertices 99999999999\n", "how many vertices?"),
            ("*Vertices many\n", "how many vertices?"),
            ("*Vertices 9 4\n", "two-mode network"),
            ("*Vertices 2\n2 \"b\"\n1 \"a\"\n", "wrong number"),
            ("*Vertices 2\n*Edges\n1\n", "half a tie"),
            ("*Vertices 2\n*Edges\n1 3\n", "tie to an unknown node"),
            ("*Vertices 2\n*Matrix\n0 1 0\n", "not a square matrix"),
            ("*Vertices 9\n", "too many nodes"),
            ("", "no nodes"),
        ] {
            assert_eq!(first(text).map_err(|fault| fault.title), Err(title.to_owned()), "{text}");
        }
    }
}

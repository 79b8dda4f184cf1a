//! Reads an edge list: one tie a line, two names and possibly a trust.
//!
//! The separator (comma, tab, semicolon, or white space) is the one the first line with several
//! fields shows. A first line that names a source and a target column is a header, and columns may
//! then stand in any order, others beside them. Blank lines and lines that begin with `#` are
//! passed over; a line with one field is a node without ties.

use super::draft::{Draft, parse_trust};
use super::fault::Fault;
use super::file::{Limits, NetworkFile};
use super::layout::Layout;
use crate::config::table::{Field, Line, Separator, lines};

/// Reads an edge list that has no byte order mark.
pub(super) fn read(text: &str, limits: Limits) -> Result<NetworkFile, Fault> {
    let separator = lines(text).find_map(|line| Separator::sniff(line.text));
    let separator = separator.unwrap_or(Separator::Comma);
    let mut list = EdgeList { separator, layout: None, draft: Draft::new(text, limits) };
    let mut first = true;
    for line in lines(text) {
        let fields = separator
            .split(line.text)
            .map_err(|(offset, label, hint)| Fault::at(line.offset + offset, "unreadable line", label, hint))?;
        if first {
            list.layout = Layout::from_header(line, &fields)?;
        }
        if !first || list.layout.is_none() {
            list.data(line, &fields)?;
        }
        first = false;
    }
    list.draft.finish(Vec::new())
}

struct EdgeList<'a> {
    separator: Separator,
    /// Known from the header, or from the first line with several fields.
    layout: Option<Layout>,
    draft: Draft<'a>,
}

impl EdgeList<'_> {
    fn data(&mut self, line: Line<'_>, fields: &[Field<'_>]) -> Result<(), Fault> {
        if fields.iter().all(|field| field.text.is_empty() && !field.quoted) {
            return Ok(()); // A spreadsheet writes a blank row as `,,`.
        }
        if let [only] = fields {
            self.check_single(line, only)?;
            return self.node(line, only).map(|_| ());
        }
        let layout = match self.layout {
            Some(layout) => layout,
            None => *self.layout.insert(Layout::without_header(line, fields)?),
        };
        self.check_count(line, fields, layout)?;
        let (source, target) = (&fields[layout.source], &fields[layout.target]);
        let trust = layout.trust.map(|column| &fields[column]);
        let trust = trust.filter(|field| !field.text.is_empty());
        if target.text.is_empty() && !target.quoted && trust.is_none() {
            return self.node(line, source).map(|_| ()); // A node without ties, padded: `anna,,`.
        }
        let pair = (self.node(line, source)?, self.node(line, target)?);
        let trust = trust.map(|field| read_trust(line, field)).transpose()?;
        self.draft.add_tie(pair, trust, line.offset + fields[0].offset)
    }

    fn node(&mut self, line: Line<'_>, field: &Field<'_>) -> Result<u32, Fault> {
        match self.draft.find(&field.text) {
            Some(number) => Ok(number),
            None => self.draft.add_node(&field.text, line.offset + field.offset),
        }
    }

    fn check_count(&self, line: Line<'_>, fields: &[Field<'_>], layout: Layout) -> Result<(), Fault> {
        if fields.len() == layout.count {
            return Ok(());
        }
        let place = fields.get(layout.count).or(fields.last());
        let place = place.map_or(0, |field| field.offset);
        let label = format!("{} columns here, {} in line {}", fields.len(), layout.count, layout.line);
        let hint =
            format!("columns are separated by {}; put names that hold one in quotation marks", self.separator.name());
        Err(Fault::at(line.offset + place, "mixed column counts", label, hint))
    }

    /// A line of one field is a node, unless it only looks like one because it is separated
    /// otherwise.
    fn check_single(&self, line: Line<'_>, field: &Field<'_>) -> Result<(), Fault> {
        if field.quoted {
            return Ok(());
        }
        match Separator::sniff(&field.text) {
            None | Some(Separator::Space) => Ok(()),
            Some(other) => {
                let (other, usual) = (other.name(), self.separator.name());
                let label = format!("{other} here, but {usual} in the rest of the file");
                let hint = "use one separator throughout, or put the name in quotation marks";
                Err(Fault::at(line.offset + field.offset, "mixed separators", label, hint))
            }
        }
    }
}

fn read_trust(line: Line<'_>, field: &Field<'_>) -> Result<f64, Fault> {
    parse_trust(&field.text).map_err(|(label, hint)| {
        let hint = if field.text.starts_with('{') {
            "this looks like NetworkX: write the file with `data=[\"trust\"]`, or as GraphML"
        } else {
            hint
        };
        Fault::at(line.offset + field.offset, "trust is not in (0, 1]", label, hint)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { nodes: 5, ties: 4 };

    fn good(text: &str) -> NetworkFile {
        read(text, LIMITS).expect(text)
    }

    #[test]
    fn every_separator_header_and_order_is_read() {
        for text in [
            "a,b,0.5\nb,c,1",
            "a\tb\t0.5\r\nb\tc\t1\r\n",
            "# friends\n\nsource;target;trust\na;b;0.5\n  # more\nb;c;1\n",
            "a b 0.5\nb   c\t1",
            "note,From,Source,target,trust\n,x,a,b,0.5\n,x,b,c,1",
            "weight,TO,note,From\n0.5,b,x,a\n1,c,,b",
            "Source,Target,Type,Id,Label,timeset,Weight\na,b,Undirected,0,,,0.5\nb,c,Undirected,1,,,1",
            "from,to,Weight,TRUST\na,b,9,0.5\n\"b\", \"c\" ,7,1\n,,,\n",
        ] {
            let network = good(text);
            assert_eq!(network.ids, ["a", "b", "c"], "{text}");
            assert_eq!(network.ties, [(0, 1), (1, 2)], "{text}");
            assert_eq!(network.trust, [Some(0.5), Some(1.0)], "{text}");
        }
    }

    #[test]
    fn nodes_without_ties_and_trust_that_is_not_given() {
        let network = good("Zoë\n\"b, c\"\nsecond,first,\nfirst,Zoë,0.25\nlast,,\nZoë");
        assert_eq!(network.ids, ["Zoë", "b, c", "second", "first", "last"]);
        assert_eq!(network.ties, [(2, 3), (0, 3)]);
        assert_eq!(network.trust, [None, Some(0.25)]);
        assert_eq!(good("anna\nbert").ids, ["anna", "bert"]);
    }

    #[test]
    fn problems_have_a_place_and_a_way_out() {
        for (text, line, column, title, hint) in [
            ("", 1, 1, "no nodes", "at least one"),
            ("source,target\n", 1, 1, "no nodes", "at least one"),
            ("a,b\n\nc,c", 3, 1, "self-tie", "remove"),
            ("a,b\nb,a", 2, 1, "same tie twice", "mutual"),
            ("a,b,0.5\nb,c,1.5", 2, 5, "trust is not in (0, 1]", "divide"),
            ("a;b;0,5", 1, 5, "trust is not in (0, 1]", "point"),
            ("é b NaN", 1, 5, "trust is not in (0, 1]", "leave"),
            ("a b {}", 1, 5, "trust is not in (0, 1]", "NetworkX"),
            ("a,b\nb,c,1", 2, 5, "mixed column counts", "commas"),
            ("a,b,1\nb,c", 2, 3, "mixed column counts", "quotation"),
            ("a,b,1,2", 1, 7, "too many columns", "source"),
            ("a b\nc,d", 2, 1, "mixed separators", "one separator"),
            ("a,b\nc;d", 2, 1, "mixed separators", "one separator"),
            ("source,tarket\na,b", 1, 1, "half a header", "`target` by `tarket`"),
            ("source,target,Source\na,b,c", 1, 15, "same column twice", "keep one"),
            ("a,\"b", 1, 3, "unreadable line", "close it"),
            ("a,,0.5", 1, 3, "unfit node name", "give it a name"),
            ("a\rb,c", 1, 1, "unfit node name", "remove it"),
            ("a,b\nc,d\ne,f", 3, 3, "too many nodes", "smaller"),
            ("a,b\na,c\na,d\na,e\nb,c", 5, 1, "too many ties", "smaller"),
        ] {
            let fault = read(text, LIMITS).expect_err(text);
            assert_eq!((fault.position(text), fault.title.as_str()), ((line, column), title), "{text}");
            assert!(fault.hint.contains(hint), "{text}: {fault:?}");
        }
        let twice = read("a,b\nx,y\nb,a", LIMITS).expect_err("twice");
        assert_eq!(twice.label, "line 3 ties `b` and `a` again, after line 1");
    }
}

//! Reads an edge list: one tie a line, two names and possibly a trust.
//!
//! The separator (comma, tab, semicolon, or white space) is the one the first line with several
//! fields shows. A first line that names columns is a header, and columns may then stand in any
//! order, others beside them. Blank lines and lines that begin with `#` are passed over, and at the
//! beginning those with which other programs begin; a line with one field is a node without ties.
//! A matrix and a list of alters are known by their shape.

use super::draft::Draft;
use super::fault::{Fault, shown};
use super::field::{node, read_weight};
use super::file::{Limits, NetworkFile};
use super::layout::{Layout, is_number};
use super::reading::{Account, Reading};
use super::square::{Alters, Matrix};
use crate::config::nearest;
use crate::config::table::{Field, Line, Separator, beginning};

/// Reads an edge list that has no byte order mark.
pub(super) fn read(text: &str, limits: Limits, reading: Reading) -> Result<(NetworkFile, Account), Vec<Fault>> {
    let (lines, declared) = beginning(text);
    let separator = declared.or_else(|| lines.clone().find_map(|line| Separator::sniff(line.text)));
    let separator = separator.unwrap_or(Separator::Comma);
    let mut list = EdgeList { separator, layout: None, draft: Draft::new(text, limits, reading) };
    list.read(lines).map_err(|fault| vec![fault])?;
    list.note();
    list.draft.finish(Vec::new())
}

struct EdgeList<'a> {
    separator: Separator,
    /// Known from the header, or from the first line with several fields.
    layout: Option<Layout>,
    draft: Draft<'a>,
}

impl<'a> EdgeList<'a> {
    fn read(&mut self, mut lines: impl Iterator<Item = Line<'a>> + Clone) -> Result<(), Fault> {
        let all = lines.clone();
        let Some(first) = lines.next() else { return Ok(()) };
        let fields = self.split(first)?;
        let rest = || lines.clone().filter_map(|line| self.separator.split(line.text).ok());
        if let Some(matrix) = Matrix::of(first, &fields, rest())? {
            return matrix.read(all, self.separator, &mut self.draft);
        }
        if let Some(alters) = Alters::of(&fields) {
            return alters.read(lines, self.separator, &mut self.draft);
        }
        self.layout = match Layout::from_header(first, &fields)? {
            Some(layout) => Some(layout),
            None => unknown_header(first, &fields, rest())?,
        };
        if self.layout.is_none() {
            self.data(first, &fields)?;
        }
        for line in lines {
            let fields = self.split(line)?;
            self.data(line, &fields)?;
        }
        Ok(())
    }

    fn split(&self, line: Line<'a>) -> Result<Vec<Field<'a>>, Fault> {
        let unreadable = |(offset, label, hint)| Fault::at(line.offset + offset, "unreadable line", label, hint);
        self.separator.split(line.text).map_err(unreadable)
    }

    fn data(&mut self, line: Line<'_>, fields: &[Field<'_>]) -> Result<(), Fault> {
        if fields.iter().all(|field| field.text.is_empty() && !field.quoted) {
            return Ok(()); // A spreadsheet writes a blank row as `,,`.
        }
        if let [only] = fields {
            self.check_single(line, only)?;
            return self.node(line, only).map(|_| ());
        }
        if self.layout.is_none() {
            self.layout = Some(Layout::without_header(line, fields)?);
        }
        let Some(layout) = &self.layout else { return Ok(()) };
        self.check_count(line, fields, layout)?;
        let (source, target) = (&fields[layout.source], &fields[layout.target]);
        let trust = layout.trust.map(|column| &fields[column]);
        let trust = trust.filter(|field| !field.text.is_empty());
        if target.text.is_empty() && !target.quoted && trust.is_none() {
            return self.node(line, source).map(|_| ()); // A node without ties, padded: `anna,,`.
        }
        let pair = (self.node(line, source)?, self.node(line, target)?);
        let weight = match trust {
            Some(field) => {
                let weight = read_weight(line, field, self.separator)?;
                weight.map(|weight| (weight, line.offset + field.offset))
            }
            None => None,
        };
        self.draft.add_tie(pair, weight, line.offset + fields[0].offset)
    }

    fn node(&mut self, line: Line<'_>, field: &Field<'_>) -> Result<u32, Fault> {
        node(&mut self.draft, line, field)
    }

    fn check_count(&self, line: Line<'_>, fields: &[Field<'_>], layout: &Layout) -> Result<(), Fault> {
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

    /// Says which columns were read, and which were not.
    fn note(&mut self) {
        let Some(layout) = &self.layout else { return };
        if let Some(name) = layout.weight_name.as_deref().filter(|name| !name.eq_ignore_ascii_case("trust")) {
            self.draft.account.note(format!("the column {} was read as trust", shown(name)));
        }
        if layout.unread.is_empty() {
            return;
        }
        let like_weights = |name: &&String| {
            let name = name.to_lowercase();
            ["strength", "value", "frequency", "count", "intensity", "gewicht", "peso", "poids", "trust_level"]
                .iter()
                .any(|word| name.contains(word))
                || nearest(&name, ["weight", "trust"]).is_some()
        };
        let names: Vec<String> = layout.unread.iter().take(10).map(|name| shown(name)).collect();
        let more = if layout.unread.len() > 10 { ", …" } else { "" };
        let columns = if layout.unread.len() == 1 { "the column" } else { "the columns" };
        let meant = match layout.unread.iter().find(like_weights) {
            Some(name) if layout.trust.is_none() => {
                format!(": if {} holds weights, call it `weight`", shown(name))
            }
            _ => String::new(),
        };
        self.draft.account.note(format!("not read: {columns} {}{more}{meant}", names.join(", ")));
    }
}

/// Looks at a first line of unknown words: names of columns, two people, or neither for certain.
fn unknown_header<'r>(
    line: Line<'_>,
    fields: &[Field<'_>],
    rows: impl Iterator<Item = Vec<Field<'r>>>,
) -> Result<Option<Layout>, Fault> {
    let [source, target, more @ ..] = fields else { return Ok(None) };
    let is_digits = |field: &Field<'_>| field.text.parse::<f64>().is_ok();
    let has_number = more.iter().any(|field| !field.text.is_empty() && is_number(field));
    if is_digits(source) || is_digits(target) || has_number || more.len() > 1 || target.text.is_empty() {
        return Ok(None);
    }
    let (mut lines, mut only_digits) = (0, true);
    for row in rows {
        let [a, b, ..] = row.as_slice() else { return Ok(None) };
        if [a, b].iter().any(|field| field.text == source.text || field.text == target.text) {
            return Ok(None);
        }
        only_digits &= is_digits(a) && is_digits(b);
        lines += 1;
    }
    match lines {
        // Two people and one tie.
        0 => Ok(None),
        _ if only_digits => Ok(Some(Layout::of_columns(line, fields, 0, 1)?)),
        _ => {
            let label =
                format!("are {} and {} two people, or names of columns?", shown(&source.text), shown(&target.text));
            let hint = "neither occurs again. Names of columns: call them source,target. People: put a line \
                        source,target above";
            Err(Fault::at(line.offset, "unknown first line", label, hint))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fault::first_fault;
    use super::*;

    const LIMITS: Limits = Limits { nodes: 5, ties: 4 };

    fn first(text: &str) -> Result<NetworkFile, Fault> {
        first_fault(read(text, LIMITS, Reading::default()))
    }

    fn good(text: &str) -> NetworkFile {
        first(text).expect(text)
    }

    #[test]
    fn every_separator_header_and_order_is_read() {
        for text in [
            "a,b,0.5\nb,c,1",
            "a\tb\t0.5\r\nb\tc\t1\r\n",
            "# friends\n\nsource;target;trust\na;b;0.5\n  # more\nb;c;1\n",
            "source;target;trust\na;b;0,5\nb;c;1,0\n",
            "sep=;\nsource;target;trust\na;b;0,5\nb;c;1\n",
            "% sym weighted\n% 2 3 3\na b 0.5\nb c 1\n",
            "a b 0.5\nb   c\t1",
            "note,From,Source,target,trust\n,x,a,b,0.5\n,x,b,c,1",
            "weight,TO,note,From\n0.5,b,x,a\n1,c,,b",
            "Source,Target,Type,Id,Label,timeset,Weight\na,b,Undirected,0,,,0.5\nb,c,Undirected,1,,,1",
            "from,to,Weight,TRUST\na,b,9,0.5\n\"b\", \"c\" ,7,1\n,,,\n",
            "Ego;Alter;Weight\na;b;0,5\nb;c;1\n",
            "Person A,Person_B,weight\na,b,0.5\nb,c,1\n",
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
        assert_eq!(good("source,target,trust\na,b,NA\nb,c,NaN\n").trust, [None, None]);
    }

    #[test]
    fn names_of_columns_are_never_people() {
        for text in ["id_1,id_2\n0,23\n1,23\n", "Ego ID,Alter ID\n0,23\n1,23", "Knoten eins,Knoten zwei\n0,23\n1,23"] {
            assert_eq!(good(text).ids, ["0", "23", "1"], "{text}");
        }
        for text in ["Von;Nach\na;b\nb;c", "node1,node2\na,b\nb,c", "Person A;Person B;Note\na;b;x\nb;c;y"] {
            assert_eq!(good(text).ids, ["a", "b", "c"], "{text}");
        }
        for (text, title) in [
            ("Id,Label\n1,Anna\n2,Bert", "a table of people"),
            ("Freundin,Kollege\na,b\nb,c", "unknown first line"),
            ("Anna,Bert,Strength\na,b,0.5\nb,c,1", "unknown header"),
        ] {
            assert_eq!(first(text).map_err(|fault| fault.title), Err(title.to_owned()), "{text}");
        }
        assert_eq!(good("anna,bert\nbert,cem").ids.len(), 3);
        assert_eq!(good("anna,bert,0.5\ncem,dora,1").ids.len(), 4);
    }

    #[test]
    fn names_that_look_alike_are_one_and_said() {
        for text in
            ["Anna,Bert\nAnna\u{a0},Cem\nAnna\u{200b},Dora", "1,2.0\n2,3.0\n3,4\n", "Zoë,b\nZoe\u{308},c\nb,c,\n"]
        {
            let text = format!("source,target\n{}", text.replace("c,\n", "c\n"));
            let (network, account) = read(&text, LIMITS, Reading::default()).expect("good");
            assert!(network.ids.len() < network.ties.len() + 2, "{text}: {network:?}");
            assert!(account.notes.iter().any(|note| note.contains("looks the same")), "{text}: {account:?}");
        }
        let fault = first("source,target\nAnna,NA\nBert,NA").expect_err("missing");
        assert_eq!(fault.title, "a missing name");
        assert_eq!(good("source,target\nAnna,\"NA\"\n").ids, ["Anna", "NA"]);
    }

    #[test]
    fn problems_have_a_place_and_a_way_out() {
        for (text, line, column, title, hint) in [
            ("", 1, 1, "no nodes", "at least one"),
            ("source,target\n", 1, 1, "no nodes", "at least one"),
            ("a,b\n\nc,c\na,c", 3, 1, "self-tie", "remove"),
            ("a,b\nb,a", 2, 1, "same tie twice", "mutual"),
            ("a,b,0.5\nb,c,1.5", 2, 5, "trust is not in (0, 1]", "largest"),
            ("a,b,0,5", 1, 7, "too many columns", "source"),
            ("a,b,inf", 1, 5, "trust is not in (0, 1]", "leave"),
            ("a b {}\na c {}", 1, 5, "trust is not in (0, 1]", "NetworkX"),
            ("a,b\nb,c,1", 2, 5, "mixed column counts", "commas"),
            ("a,b,1\nb,c", 2, 3, "mixed column counts", "quotation"),
            ("a,b,1,2", 1, 7, "too many columns", "source"),
            ("a b\nc,d\na e", 2, 1, "mixed separators", "one separator"),
            ("source,tarket\na,b", 1, 1, "half a header", "`target` by `tarket`"),
            ("source,target,Source\na,b,c", 1, 15, "same column twice", "keep one"),
            ("a,\"b", 1, 3, "unreadable line", "close it"),
            ("a,,0.5", 1, 3, "unfit node name", "give it a name"),
            ("a\rb,c", 1, 1, "unfit node name", "remove it"),
            ("a,b\nc,a\nd,e\nf,a", 4, 1, "too many nodes", "smaller"),
            ("a,b\na,c\na,d\na,e\nb,c", 5, 1, "too many ties", "smaller"),
        ] {
            let fault = first(text).expect_err(text);
            assert_eq!((fault.position(text), fault.title.as_str()), ((line, column), title), "{text}");
            assert!(fault.hint.contains(hint), "{text}: {fault:?}");
        }
        let twice = first("a,b\nx,a\nb,a").expect_err("twice");
        assert_eq!(twice.label, "line 3 ties `b` and `a` again, after line 1");
    }

    #[test]
    fn all_places_of_a_kind_are_counted_and_told_of_at_once() {
        let text = "a,b,5\nb,a,2\nb,b,1\nc,c,1\n";
        let faults = read(text, LIMITS, Reading::default()).expect_err("three kinds");
        let titles: Vec<&str> = faults.iter().map(|fault| fault.title.as_str()).collect();
        assert_eq!(titles.len(), 3, "{titles:?}");
        let own = faults.iter().find(|fault| fault.title == "self-tie").expect("one");
        assert!(own.label.contains("1 more"), "{}", own.label);
    }
}

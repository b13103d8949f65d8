//! JSON with one member of an object a line, and one object of a list a line: text that can be compared by lines, without a value in between.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// The members of a struct of ours, joined by commas and line feeds, without the braces around them.
pub(super) fn write(of: &impl Serialize, text: &mut Vec<u8>) {
    let written = of.serialize(&mut Serializer::with_formatter(text, Lines::default()));
    debug_assert!(written.is_ok(), "{written:?}");
}

/// Layout: the outermost object has a line for each member; of the lists in it those that hold objects have a line for each.
#[derive(Default)]
struct Lines {
    /// Objects and lists that are open.
    depth: usize,
    /// A value of a list of the outermost object begins: is it the first?
    pending: Option<bool>,
}

impl Lines {
    fn begin<W: Write + ?Sized>(&mut self, writer: &mut W, is_object: bool) -> io::Result<()> {
        match (self.pending.take(), is_object) {
            (Some(true), true) => writer.write_all(b"\n   "),
            (Some(false), true) => writer.write_all(b",\n   "),
            (Some(false), false) => writer.write_all(b","),
            _ => Ok(()),
        }
    }
}

impl Formatter for Lines {
    fn begin_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, true)?;
        self.depth += 1;
        if self.depth > 1 { writer.write_all(b"{") } else { Ok(()) }
    }

    fn end_object<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        if self.depth > 0 { writer.write_all(b"}") } else { Ok(()) }
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        match (self.depth, first) {
            (1, true) => writer.write_all(b"  "),
            (1, false) => writer.write_all(b",\n  "),
            (_, true) => Ok(()),
            (_, false) => writer.write_all(b","),
        }
    }

    fn begin_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, false)?;
        self.depth += 1;
        writer.write_all(b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if self.depth == 2 {
            // What it is tells where it stands. Lists of ours hold objects or texts.
            self.pending = Some(first);
            return Ok(());
        }
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn begin_string<W: Write + ?Sized>(&mut self, writer: &mut W) -> io::Result<()> {
        self.begin(writer, false)?;
        writer.write_all(b"\"")
    }
}

//! Rows that were put aside, as a table: their own cells behind four columns that say what is wrong.
//!
//! The four columns ([`REJECT_COLUMNS`]) are passed over when the table is read again, so that it can be mended where it stands.

use crate::data::table::{REJECT_COLUMNS, Reject};

/// The rows as CSV with their reasons. Several reasons of a row stand in one cell, one after the other.
pub fn rejects_csv(header: &[String], rejects: &[Reject]) -> Vec<u8> {
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let own = |h: &&String| !REJECT_COLUMNS.contains(&h.as_str());
    let kept: Vec<usize> = (0..header.len()).filter(|i| own(&&header[*i])).collect();
    let mut write = |record: Vec<&str>| {
        // Writing into memory has no faults.
        let _ = out.write_record(record);
    };
    write(REJECT_COLUMNS.into_iter().chain(kept.iter().map(|i| header[*i].as_str())).collect());
    for reject in rejects {
        let reasons = joined(reject.faults.iter().map(|f| f.message.clone()));
        let columns = joined(reject.faults.iter().filter_map(|f| f.place.pointer.clone()));
        let values = joined(reject.faults.iter().filter_map(|f| value(header, reject, f.place.pointer.as_deref()?)));
        let row = reject.row.to_string();
        let said = [row.as_str(), &columns, &values, &reasons];
        let extra = reject.cells.iter().skip(header.len()).map(String::as_str);
        let cells = kept.iter().map(|i| reject.cells.get(*i).map_or("", String::as_str));
        write(said.into_iter().chain(cells).chain(extra).collect());
    }
    out.into_inner().unwrap_or_default()
}

/// The cell of a column.
pub(super) fn value(header: &[String], reject: &Reject, column: &str) -> Option<String> {
    let at = header.iter().position(|h| h == column)?;
    reject.cells.get(at).map(|c| c.trim().to_owned())
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("; ")
}

impl Reject {
    /// The value that a fault of this row speaks of, as the file has it.
    pub fn value_of(&self, header: &[String], fault: &crate::diagnostic::Diagnostic) -> Option<String> {
        value(header, self, fault.place.pointer.as_deref()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::data::import::{ImportOptions, import, rejects_csv};

    #[test]
    fn what_was_put_aside_is_mended_and_read_again() {
        let file =
            "id;Latitude;Longitude;note\na;35,9;36,6;ok\nb;abc;36,6;\"two\nlines; \"\"quoted\"\"\"\nc;35,9;;x;more\n";
        let read = import("x.csv", file.as_bytes(), &ImportOptions::default()).unwrap();
        assert_eq!(read.account.to_string(), "3 read = 1 placed + 0 without coordinates + 2 excluded");
        let rejects = String::from_utf8(rejects_csv(&read.header, &read.rejects)).unwrap();
        assert!(rejects.starts_with("sitmap_row,sitmap_column,sitmap_value,sitmap_reason,id,Latitude,Longitude,note\n2,Latitude,abc,“abc” is no number,b,abc,"), "{rejects}");
        let mended = rejects.replace(",b,abc,", ",b,35.8,").replace(",c,\"35,9\",,", ",c,\"35,9\",36.6,");
        let again = import("r.csv", mended.as_bytes(), &ImportOptions::default()).unwrap();
        assert_eq!(again.account.to_string(), "2 read = 2 placed + 0 without coordinates + 0 excluded");
        assert_eq!(again.incidents[0].extra.keys().collect::<Vec<_>>(), ["note"], "nothing of ours stays");
    }
}

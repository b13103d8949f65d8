//! Numbers as a pack keeps them: variable-length integers, seven bits a byte, the lowest first (LEB128); signed ones folded so that small
//! magnitudes stay short (zigzag); texts with their length before them.

/// Writes numbers and texts one after the other.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    /// A number that is never negative.
    pub fn count(&mut self, mut n: u64) {
        while n >= 0x80 {
            self.0.push((n & 0x7f) as u8 | 0x80);
            n >>= 7;
        }
        self.0.push(n as u8);
    }

    /// A number of either sign.
    pub fn signed(&mut self, n: i64) {
        self.count(((n << 1) ^ (n >> 63)) as u64);
    }

    /// A text in UTF-8.
    pub fn text(&mut self, text: &str) {
        self.count(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    /// Bytes with their number before them.
    pub fn block(&mut self, bytes: &[u8]) {
        self.count(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }
}

/// Reads them back. Every reading gives `None` at the end of the bytes and where they can't be what was written.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// A number that is never negative.
    pub fn count(&mut self) -> Option<u64> {
        let mut n = 0_u64;
        for (i, byte) in self.0.iter().enumerate().take(10) {
            n |= u64::from(byte & 0x7f) << (7 * i);
            if byte & 0x80 == 0 {
                self.0 = &self.0[i + 1..];
                return Some(n);
            }
        }
        None
    }

    /// A count that sizes something: never more than the bytes that are left, so that damage can't ask for all memory.
    pub fn size(&mut self) -> Option<usize> {
        let n = usize::try_from(self.count()?).ok()?;
        (n <= self.0.len()).then_some(n)
    }

    /// An index or a small number.
    pub fn index(&mut self) -> Option<usize> {
        usize::try_from(self.count()?).ok()
    }

    /// A number of either sign.
    pub fn signed(&mut self) -> Option<i64> {
        let n = self.count()?;
        Some((n >> 1) as i64 ^ -((n & 1) as i64))
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.block()?).ok()
    }

    /// Bytes with their number before them.
    pub fn block(&mut self) -> Option<&'a [u8]> {
        let n = self.size()?;
        let (block, rest) = self.0.split_at(n);
        self.0 = rest;
        Some(block)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in proptest::collection::vec(any::<i64>(), 0..40), text in ".{0,20}") {
            let mut writer = Writer::default();
            for n in &numbers {
                writer.signed(*n);
                writer.count(*n as u64);
            }
            writer.text(&text);
            let mut reader = Reader(&writer.0);
            for n in &numbers {
                prop_assert_eq!(reader.signed(), Some(*n));
                prop_assert_eq!(reader.count(), Some(*n as u64));
            }
            prop_assert_eq!(reader.text(), Some(text.as_str()));
            prop_assert!(reader.0.is_empty());
        }

        #[test]
        fn damage_is_none_and_never_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..30)) {
            let mut reader = Reader(&bytes);
            while reader.count().is_some() && reader.block().is_some() && reader.text().is_some() {}
        }
    }
}

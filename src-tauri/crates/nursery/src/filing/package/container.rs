//! The container of a package: a ZIP file in the one shape that this program writes. Every entry is Stored, in
//! the order given, dated 1980-01-01, without extra fields or comments; so its bytes follow from its entries.
//!
//! The shape is fixed here and not left to a library: a package must still verify in ten years.

use std::borrow::Cow;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// Names are UTF-8.
const UTF8: u16 = 0x0800;
/// 1980-01-01, the first day that ZIP knows.
const DATE: u16 = 0x0021;
/// Version 2.0, made on Unix: readable by its owner and others.
const MADE_BY: u16 = 0x0314;
const NEEDED: u16 = 20;
const MODE: u32 = 0o100_644 << 16;
/// Lengths of the three headers without their names.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
/// Entries at most: far more than a nursery has papers.
pub(super) const MOST_ENTRIES: usize = 5_000;

/// A container would not fit the plain ZIP format: an entry or the whole is over 4 GiB, or there are too many entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// Writes a container entry by entry.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    central: Vec<u8>,
    count: u16,
}

impl Writer {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), ..Self::default() }
    }

    pub fn entry(&mut self, name: &str, data: &[u8]) -> Result<(), TooLarge> {
        let offset = u32::try_from(self.bytes.len()).map_err(|_| TooLarge)?;
        let size = u32::try_from(data.len()).map_err(|_| TooLarge)?;
        let length = u16::try_from(name.len()).map_err(|_| TooLarge)?;
        if usize::from(self.count) >= MOST_ENTRIES {
            return Err(TooLarge);
        }
        let crc = crc32(data);
        // What local and central header have in common.
        let mut common = Vec::with_capacity(26);
        put16(&mut common, [NEEDED, UTF8, 0, 0, DATE]);
        put32(&mut common, [crc, size, size]);
        put16(&mut common, [length, 0]);

        put32(&mut self.bytes, [LOCAL]);
        self.bytes.extend_from_slice(&common);
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.extend_from_slice(data);

        put32(&mut self.central, [CENTRAL]);
        put16(&mut self.central, [MADE_BY]);
        self.central.extend_from_slice(&common);
        put16(&mut self.central, [0, 0, 0]);
        put32(&mut self.central, [MODE, offset]);
        self.central.extend_from_slice(name.as_bytes());
        self.count += 1;
        Ok(())
    }

    pub fn finish(mut self) -> Result<Vec<u8>, TooLarge> {
        let offset = u32::try_from(self.bytes.len()).map_err(|_| TooLarge)?;
        let size = u32::try_from(self.central.len()).map_err(|_| TooLarge)?;
        self.bytes.extend_from_slice(&self.central);
        put32(&mut self.bytes, [END]);
        put16(&mut self.bytes, [0, 0, self.count, self.count]);
        put32(&mut self.bytes, [size, offset]);
        put16(&mut self.bytes, [0]);
        Ok(self.bytes)
    }
}

fn put16<const N: usize>(to: &mut Vec<u8>, values: [u16; N]) {
    values.iter().for_each(|value| to.extend_from_slice(&value.to_le_bytes()));
}

fn put32<const N: usize>(to: &mut Vec<u8>, values: [u32; N]) {
    values.iter().for_each(|value| to.extend_from_slice(&value.to_le_bytes()));
}

/// An entry that was found in a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub name: Cow<'a, str>,
    pub data: &'a [u8],
    /// Checksums that the headers give for it.
    pub crc: u32,
    /// Not stored but compressed: its content is not looked at.
    pub compressed: bool,
}

impl Found<'_> {
    pub fn crc_fits(&self) -> bool {
        crc32(self.data) == self.crc
    }
}

/// The entries as the local headers tell them, walking from the front; `whole` when the walk ends at the
/// central directory.
pub(super) fn walk(bytes: &[u8]) -> (Vec<Found<'_>>, bool) {
    let mut found = Vec::new();
    let mut at = 0;
    while found.len() <= MOST_ENTRIES {
        match local(bytes, at) {
            Some((entry, next)) => {
                found.push(entry);
                at = next;
            }
            None => break,
        }
    }
    let whole = u32_at(bytes, at) == Some(CENTRAL) && !found.is_empty();
    (found, whole)
}

fn local(bytes: &[u8], at: usize) -> Option<(Found<'_>, usize)> {
    if u32_at(bytes, at)? != LOCAL {
        return None;
    }
    let (crc, packed) = (u32_at(bytes, at + 14)?, u32_at(bytes, at + 18)? as usize);
    let (name_length, extra) = (u16_at(bytes, at + 26)? as usize, u16_at(bytes, at + 28)? as usize);
    let name = bytes.get(at + LOCAL_LENGTH..at + LOCAL_LENGTH + name_length)?;
    let start = at + LOCAL_LENGTH + name_length + extra;
    let data = bytes.get(start..start.checked_add(packed)?)?;
    let compressed = u16_at(bytes, at + 8)? != 0;
    Some((Found { name: String::from_utf8_lossy(name), data, crc, compressed }, start + packed))
}

/// Where a directory's entry has its data: behind a local header of our own shape, or of the lengths that the
/// local header itself gives, as other programs write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Own,
    Any,
}

/// The entries as the central directory tells them; nothing if it does not hang together.
pub(super) fn directory(bytes: &[u8], shape: Shape) -> Option<Vec<Found<'_>>> {
    let end = end_of(bytes)?;
    let (count, mut at) = (u16_at(bytes, end + 10)? as usize, u32_at(bytes, end + 16)? as usize);
    if count > MOST_ENTRIES {
        return None;
    }
    let mut found = Vec::with_capacity(count);
    for _ in 0..count {
        if u32_at(bytes, at)? != CENTRAL {
            return None;
        }
        let (method, crc, packed) =
            (u16_at(bytes, at + 10)?, u32_at(bytes, at + 16)?, u32_at(bytes, at + 20)? as usize);
        let (name_length, extra, comment) =
            (u16_at(bytes, at + 28)? as usize, u16_at(bytes, at + 30)? as usize, u16_at(bytes, at + 32)? as usize);
        let header = u32_at(bytes, at + 42)? as usize;
        let name = bytes.get(at + CENTRAL_LENGTH..at + CENTRAL_LENGTH + name_length)?;
        let behind = match shape {
            Shape::Own => name_length,
            Shape::Any => u16_at(bytes, header + 26)? as usize + u16_at(bytes, header + 28)? as usize,
        };
        let start = header + LOCAL_LENGTH + behind;
        let data = bytes.get(start..start.checked_add(packed)?)?;
        found.push(Found { name: String::from_utf8_lossy(name), data, crc, compressed: method != 0 });
        at += CENTRAL_LENGTH + name_length + extra + comment;
    }
    (!found.is_empty()).then_some(found)
}

/// Where the end record lies: it may be followed by a comment.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|at| u32_at(bytes, *at) == Some(END))
}

/// Whether it looks like the front of a ZIP file at all.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    u32_at(bytes, 0) == Some(LOCAL) || end_of(bytes).is_some()
}

/// Whether the end record is there.
pub(super) fn has_end(bytes: &[u8]) -> bool {
    end_of(bytes).is_some()
}

/// Which entry's header, or which part, holds the byte at which a container first differs from the one that
/// its entries make: `names` and sizes in order.
pub(super) fn place<'n>(names: &[(&'n str, usize)], at: usize) -> Option<&'n str> {
    let mut end = 0;
    for (name, size) in names {
        end += LOCAL_LENGTH + name.len() + size;
        if at < end {
            return Some(name);
        }
    }
    for (name, _) in names {
        end += CENTRAL_LENGTH + name.len();
        if at < end {
            return Some(name);
        }
    }
    None
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        let mut value = n as u32;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { (value >> 1) ^ 0xedb8_8320 } else { value >> 1 };
            bit += 1;
        }
        table[n] = value;
        n += 1;
    }
    table
};

/// The checksum of ZIP (CRC-32, ISO 3309).
fn crc32(data: &[u8]) -> u32 {
    !data.iter().fold(!0, |crc, byte| (crc >> 8) ^ TABLE[usize::from(crc as u8 ^ byte)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_zip() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn other_programs_read_what_is_written() {
        let mut writer = Writer::default();
        writer.entry("05_人员/01_园长.pdf", b"%PDF-1.7").unwrap();
        writer.entry("manifest.json", b"{}").unwrap();
        let bytes = writer.finish().unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        assert_eq!(archive.len(), 2);
        let mut first = archive.by_index(0).unwrap();
        assert_eq!(first.name().unwrap(), "05_人员/01_园长.pdf");
        assert_eq!(first.compression(), zip::CompressionMethod::Stored);
        let mut data = Vec::new();
        std::io::Read::read_to_end(&mut first, &mut data).unwrap();
        assert_eq!(data, b"%PDF-1.7");
        drop(first);
        let (walked, whole) = walk(&bytes);
        assert!(whole);
        assert_eq!(Some(&walked), directory(&bytes, Shape::Any).as_ref());
        assert_eq!(Some(walked), directory(&bytes, Shape::Own));
    }

    #[test]
    fn any_bytes_are_read_without_panic() {
        let mut writer = Writer::default();
        writer.entry("a", &[7; 40]).unwrap();
        let bytes = writer.finish().unwrap();
        for at in 0..bytes.len() {
            for value in [0, 0x7f, 0xff] {
                let mut broken = bytes.clone();
                broken[at] = value;
                let _ = (walk(&broken), directory(&broken, Shape::Own), directory(&broken, Shape::Any));
            }
            let _ = (walk(&bytes[..at]), directory(&bytes[..at], Shape::Any));
        }
    }
}

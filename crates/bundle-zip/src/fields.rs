//! The fields of a ZIP's records: little-endian numbers, bytes, and what follows a header's name.

/// What is left of a record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'a>(pub(crate) &'a [u8]);

impl<'a> Fields<'a> {
    /// The next bytes; none when there are fewer.
    pub(crate) fn bytes(&mut self, count: impl Into<u64>) -> Option<&'a [u8]> {
        let (part, rest) = self.0.split_at_checked(usize::try_from(count.into()).ok()?)?;
        self.0 = rest;
        Some(part)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (part, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*part)
    }

    pub(crate) fn u16(&mut self) -> Option<u16> {
        self.array().map(u16::from_le_bytes)
    }

    pub(crate) fn u32(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        self.array().map(u64::from_le_bytes)
    }

    /// Goes on behind the signature of a record; none when it is another.
    pub(crate) fn signed(mut self, signature: [u8; 4]) -> Option<Self> {
        (self.array()? == signature).then_some(self)
    }
}

/// The extra fields of a header that say what the header itself should.
#[derive(Debug, Default)]
pub(crate) struct Extra<'a> {
    /// Sizes and places that need 64 bits.
    wide: Option<&'a [u8]>,
    /// Another name.
    name: Option<&'a [u8]>,
}

impl<'a> Extra<'a> {
    /// Reads them; none when they do not fill their place, or one of these stands there twice.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (mut fields, mut extra) = (Fields(bytes), Self::default());
        while !fields.0.is_empty() {
            let (kind, length) = (fields.u16()?, fields.u16()?);
            let content = fields.bytes(length)?;
            let place = match kind {
                0x0001 => &mut extra.wide,
                0x7075 => &mut extra.name,
                _ => continue,
            };
            if place.replace(content).is_some() {
                return None;
            }
        }
        Some(extra)
    }

    /// Whether sizes have 64 bits, those after the data, too.
    pub(crate) fn is_wide(&self) -> bool {
        self.wide.is_some()
    }

    /// Puts 64 bits in the place of each number that 32 bits do not hold. What is left of them; none when there were too few.
    pub(crate) fn widen<'b>(&self, numbers: impl Iterator<Item = &'b mut u64>) -> Option<&'a [u8]> {
        let mut fields = Fields(self.wide.unwrap_or_default());
        for number in numbers.filter(|number| **number == u64::from(u32::MAX)) {
            *number = fields.u64()?;
        }
        Some(fields.0)
    }

    /// Whether it gives the member another name than its header. Its name comes after a version and a checksum.
    pub(crate) fn renames(&self, name: &[u8]) -> bool {
        self.name.is_some_and(|field| field.get(5..) != Some(name))
    }
}

//! A canonical JSON array, element by element: an array of any length in the memory of one element.

use std::io::{BufRead, BufReader, Read};

use super::{ELEMENT_LIMIT, Fault};

/// Reads `[e1,e2,…]`. Elements are objects; each is handed out as its text, to be parsed by [`super::parse`].
#[derive(Debug)]
pub struct Elements<R> {
    input: BufReader<R>,
    element: Vec<u8>,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Inside,
    End,
}

impl<R: Read> Elements<R> {
    /// Begins to read.
    pub fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(64 << 10, input), element: Vec::new(), state: State::Start }
    }

    /// The text of the next element, or none after the last.
    ///
    /// # Errors
    /// [`Fault`] when the array is cut off, goes on after its end, or holds something else than objects.
    pub fn next_element(&mut self) -> Result<Option<&[u8]>, Fault> {
        let separator = match self.state {
            State::End => return Ok(None),
            State::Start => {
                if self.byte()? != b'[' {
                    return Err(Fault::Structure("应为数组".into()));
                }
                if self.peek()? == b']' { self.byte()? } else { b',' }
            }
            State::Inside => self.byte()?,
        };
        match separator {
            b',' => {
                self.state = State::Inside;
                self.read_object()?;
                Ok(Some(&self.element))
            }
            b']' => {
                self.state = State::End;
                if self.input.fill_buf()?.is_empty() { Ok(None) } else { Err(Fault::Trailing) }
            }
            _ => Err(Fault::NotCanonical),
        }
    }

    fn peek(&mut self) -> Result<u8, Fault> {
        self.input.fill_buf()?.first().copied().ok_or_else(cut_off)
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        let byte = self.peek()?;
        self.input.consume(1);
        Ok(byte)
    }

    /// Copies one object: up to the brace that closes the first, braces within strings aside.
    fn read_object(&mut self) -> Result<(), Fault> {
        self.element.clear();
        if self.peek()? != b'{' {
            return Err(Fault::NotCanonical);
        }
        let (mut depth, mut string, mut escaped) = (0_u32, false, false);
        loop {
            let buffer = self.input.fill_buf()?;
            if buffer.is_empty() {
                return Err(cut_off());
            }
            let mut used = 0;
            for byte in buffer {
                used += 1;
                match byte {
                    _ if escaped => escaped = false,
                    b'\\' if string => escaped = true,
                    b'"' => string = !string,
                    b'{' if !string => depth = depth.saturating_add(1),
                    b'}' if !string => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
            }
            self.element.extend_from_slice(buffer.get(..used).unwrap_or_default());
            self.input.consume(used);
            if self.element.len() > ELEMENT_LIMIT {
                return Err(Fault::TooLong);
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

fn cut_off() -> Fault {
    Fault::Structure("内容不完整".into())
}

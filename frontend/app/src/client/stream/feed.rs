//! Server-sent events put together from the pieces in which they come (WHATWG HTML, 9.2.6).

#[cfg(test)]
mod tests;

/// What has come of a line and of an event.
#[derive(Debug, Default)]
pub struct Feed {
    line: Vec<u8>,
    data: Vec<String>,
}

impl Feed {
    /// Takes the next piece; answers the data of every event that it completes.
    pub fn push(&mut self, piece: &[u8]) -> Vec<String> {
        let mut complete = Vec::new();
        for byte in piece {
            if *byte != b'\n' {
                self.line.push(*byte);
                continue;
            }
            let line = std::mem::take(&mut self.line);
            let line = String::from_utf8_lossy(&line);
            let line = line.strip_suffix('\r').unwrap_or(&line);
            if line.is_empty() {
                if !self.data.is_empty() {
                    complete.push(std::mem::take(&mut self.data).join("\n"));
                }
            } else if let Some(data) = line.strip_prefix("data:") {
                self.data.push(data.strip_prefix(' ').unwrap_or(data).to_owned());
            }
            // Comments keep the connection; ids and names stand in the data, too.
        }
        complete
    }
}

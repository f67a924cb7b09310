//! Faults: the server is killed in the middle of its work, two people do the same thing at once. Nothing acknowledged
//! is lost, nothing happens by halves or twice, and the work goes on.

#[cfg(test)]
mod import;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod rivals;
#[cfg(test)]
mod scene;
#[cfg(test)]
mod sequencing;

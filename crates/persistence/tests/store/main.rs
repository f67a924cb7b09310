//! Persistence as its users see it, on both databases. One program: one link, one server.

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod transactions;

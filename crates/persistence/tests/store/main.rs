//! Persistence as its users see it, on both databases. One program: one link, one server.

#[cfg(test)]
mod draw;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod inspection;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod portal;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod roster;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod session;
#[cfg(test)]
mod skips;
#[cfg(test)]
mod strike;
#[cfg(test)]
mod transactions;
#[cfg(test)]
mod transfer;

//! The API as its callers see it, on both databases: real requests to the real server. One program: one link.

#[cfg(test)]
mod account;
#[cfg(test)]
mod app;
#[cfg(test)]
mod ceremony;
#[cfg(test)]
mod dashboard;
#[cfg(test)]
mod docs;
#[cfg(test)]
mod draw;
#[cfg(test)]
mod inspection;
#[cfg(test)]
mod live;
#[cfg(test)]
mod method;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod number;
#[cfg(test)]
mod office;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod period;
#[cfg(test)]
mod permission;
#[cfg(test)]
mod problem;
#[cfg(test)]
mod refusal;
#[cfg(test)]
mod round;
#[cfg(test)]
mod sealed;
#[cfg(test)]
mod session;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod site;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod strike;
#[cfg(test)]
mod substitution;
#[cfg(test)]
mod task;
#[cfg(test)]
mod transfer;
#[cfg(test)]
mod wire;
#[cfg(test)]
mod witness;
#[cfg(test)]
mod world;

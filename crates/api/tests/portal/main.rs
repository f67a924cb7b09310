//! What leaves the server to be read: public answers without sign-in, proof bundles, documents. Over real HTTP, on both
//! databases.

#[cfg(test)]
mod bundle;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod log;
#[cfg(test)]
mod public;
#[cfg(test)]
mod server;
#[cfg(test)]
mod statistics;
#[cfg(test)]
mod world;

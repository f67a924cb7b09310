//! What leaves the server to be read: public answers without sign-in, proof bundles, documents. Over real HTTP, on both
//! databases.

mod bundle;
mod public;
mod server;
mod world;

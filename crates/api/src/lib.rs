//! The `sunlot` server: REST API, command line, start-up.
//!
//! A feature is a folder: `routes.rs` (extract → use case → answer; no database) and `service.rs` (policy →
//! repositories in one transaction; no web).

pub mod audit;
pub mod auth;
pub mod calendar;
pub mod cli;
pub mod clock;
pub mod config;
pub mod dashboard;
pub mod demo;
pub mod department;
pub mod document;
pub mod draw;
pub mod entropy;
pub mod health;
pub mod import;
pub mod inspection;
pub mod inspector;
pub mod job;
pub mod log;
pub mod matter;
pub mod node;
pub mod object;
pub mod openapi;
pub mod operations;
pub mod portal;
pub mod problem;
pub mod routes;
pub mod site;
pub mod stage;
pub mod startup;
pub mod state;
mod stop;
pub mod task;
pub mod telemetry;
pub mod transfer;
pub mod user;
pub mod web;

//! 导入: files into the libraries.

mod job;
pub mod routes;
pub mod service;

//! 导入: files into the libraries.

pub mod service;

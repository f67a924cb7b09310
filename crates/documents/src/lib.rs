//! Documents out (PDF by Typst, XLSX) and spreadsheets in (CSV of any encoding).

pub mod table;

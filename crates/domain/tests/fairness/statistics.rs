//! How well counts fit what was expected.

/// A sum of squared standardised deviations.
#[derive(Debug, Clone, Copy)]
pub struct Fit {
    pub chi_square: f64,
    pub freedom: f64,
}

impl Fit {
    /// How far the sum is from what is expected, in standard deviations (Wilson and Hilferty 1931): of a fair draw it is
    /// beyond 4 once in 30,000 studies, of an unfair one it grows with the number of draws.
    pub fn deviations(self) -> f64 {
        let part = 2.0 / (9.0 * self.freedom);
        ((self.chi_square / self.freedom).cbrt() - (1.0 - part)) / part.sqrt()
    }

    /// Neither too far off nor too good to be true.
    pub fn is_fair(self) -> bool {
        self.deviations().abs() < 4.0
    }
}

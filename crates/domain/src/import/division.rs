//! 行政区划: present and retired codes (GB/T 2260), and the division that an address names.

use super::text;

/// A division as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    /// Six digits.
    pub code: String,
    /// Name, perhaps with a remark in brackets: `洪泽县（已撤销）`.
    pub name: String,
    /// The division above.
    pub parent: Option<String>,
    /// For a retired code: the present one.
    pub current: Option<String>,
}

/// The divisions that are known, ready to be looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Divisions {
    divisions: Vec<Division>,
    /// Names by which an address says where it is, and the present code; longest first within a rank.
    places: Vec<Place>,
}

/// A name in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    rank: u8,
    name: String,
    code: String,
}

/// What towns call their development zones, after their own short name.
const ZONES: [&str; 5] = ["经济技术开发区", "经济开发区", "工业开发区", "工业园区", "工业园"];

impl Divisions {
    /// Prepares the divisions for look-up.
    #[must_use]
    pub fn new(divisions: Vec<Division>) -> Self {
        let mut found = Self { divisions, places: Vec::new() };
        let mut places: Vec<_> =
            found.divisions.iter().flat_map(|division| found.places_of(division)).collect();
        places.sort_by_key(|place| (place.rank, std::cmp::Reverse(place.name.chars().count())));
        found.places = places;
        found
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.divisions.is_empty()
    }

    fn find(&self, code: &str) -> Option<&Division> {
        self.divisions.iter().find(|division| division.code == code)
    }

    /// The present code for a code that is known, present or retired.
    #[must_use]
    pub fn present(&self, code: &str) -> Option<&str> {
        let mut division = self.find(code)?;
        // A retired code may lead to one that was retired later; no chain is longer than the list.
        for _ in &self.divisions {
            match division.current.as_deref().and_then(|current| self.find(current)) {
                Some(current) => division = current,
                None => break,
            }
        }
        Some(division.code.as_str())
    }

    /// The present code for a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&str> {
        let division = self.divisions.iter().find(|division| plain(&division.name) == plain(name))?;
        self.present(&division.code)
    }

    /// The division in which an address lies, by the longest name of a division that it contains: counties, retired ones
    /// and development zones before the city. Nothing when it names none.
    #[must_use]
    pub fn of_address(&self, address: &str) -> Option<&str> {
        self.places.iter().find(|place| address.contains(&place.name)).map(|place| place.code.as_str())
    }

    fn has_parts(&self, division: &Division) -> bool {
        self.divisions.iter().any(|other| other.parent.as_ref() == Some(&division.code))
    }

    fn places_of(&self, division: &Division) -> Vec<Place> {
        let code = self.present(&division.code).unwrap_or(&division.code);
        let place = |rank, name: String| Place { rank, name, code: code.to_owned() };
        let name = plain(&division.name);
        if self.has_parts(division) {
            return vec![place(2, name.to_owned())];
        }
        let mut places = vec![place(0, name.to_owned())];
        let zone = ZONES.iter().find_map(|zone| name.strip_suffix(zone));
        if let Some(town) = zone {
            for zone in ZONES.iter().take(2) {
                places.extend(["", "市"].map(|mark| place(0, format!("{town}{mark}{zone}"))));
            }
            places.push(place(0, format!("{town}市开发区")));
            // Without the town's name it may be another town's: only when the address says nothing else.
            places.push(place(1, "经济技术开发区".to_owned()));
        } else if let Some(town) = self.town(name) {
            places.extend(ZONES.iter().map(|zone| place(0, format!("{town}{zone}"))));
        }
        places
    }

    /// The short name of a county, unless it is also the short name of a division with parts (淮安区 in 淮安市).
    fn town<'a>(&self, name: &'a str) -> Option<&'a str> {
        let town = name.strip_suffix(['区', '县', '市']).filter(|town| town.chars().count() >= 2)?;
        let above = |division: &Division| {
            self.has_parts(division) && plain(&division.name).strip_suffix(['市', '区']) == Some(town)
        };
        (!self.divisions.iter().any(above)).then_some(town)
    }
}

/// A name without the remark in brackets.
fn plain(name: &str) -> &str {
    text::trimmed(name.split(['（', '(']).next().unwrap_or(name))
}

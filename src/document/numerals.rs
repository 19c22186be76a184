//! How the items of a list are counted: in figures, letters or roman numerals.

/// A way to write a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Numerals {
    /// 1, 2, 3.
    #[default]
    Figures,
    /// a, b, c … z, aa, ab.
    Letters,
    /// A, B, C.
    Capitals,
    /// i, ii, iii.
    Roman,
    /// I, II, III.
    RomanCapitals,
}

impl Numerals {
    /// The number as it is written. What these numerals have no sign for is in figures: 0, and roman ones
    /// from 4000 on.
    pub fn write(self, number: u64) -> String {
        let written = match self {
            Self::Figures => None,
            Self::Letters => letters(number),
            Self::Capitals => letters(number).map(|letters| letters.to_ascii_uppercase()),
            Self::Roman => roman(number),
            Self::RomanCapitals => roman(number).map(|roman| roman.to_ascii_uppercase()),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn letters(number: u64) -> Option<String> {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        let nth = u8::try_from((rest - 1) % 26).ok()?;
        letters.push(char::from(b'a' + nth));
        rest = (rest - 1) / 26;
    }
    (number > 0).then(|| letters.iter().rev().collect())
}

fn roman(number: u64) -> Option<String> {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut roman = String::new();
    for (value, sign) in SIGNS.iter().filter(|_| number < 4000) {
        while rest >= *value {
            roman.push_str(sign);
            rest -= value;
        }
    }
    (!roman.is_empty()).then_some(roman)
}

#[cfg(test)]
mod tests {
    use super::Numerals;

    #[test]
    fn numbers_are_written_in_letters_and_roman_numerals() {
        for (number, letters, roman) in [
            (1, "a", "i"),
            (4, "d", "iv"),
            (26, "z", "xxvi"),
            (27, "aa", "xxvii"),
            (703, "aaa", "dcciii"),
            (3999, "ewu", "mmmcmxcix"),
            (4000, "ewv", "4000"),
            (0, "0", "0"),
        ] {
            assert_eq!(Numerals::Letters.write(number), letters);
            assert_eq!(Numerals::Roman.write(number), roman);
        }
        assert_eq!(Numerals::Capitals.write(28), "AB");
        assert_eq!(Numerals::RomanCapitals.write(9), "IX");
        assert_eq!(Numerals::Figures.write(9), "9");
        assert!(Numerals::Letters.write(u64::MAX).len() < 20);
    }
}

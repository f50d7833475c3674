//! What one letter shows in one number, and how such numbers spread over letters.

use super::gap::rounded;
use super::profile::LetterProfile;
use super::quantile::quantile;
use crate::pack::schema::{Measure, Spread};

impl Measure {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Measure; 6] = [
        Measure::FamilyStatements,
        Measure::FamilyFelt,
        Measure::FamilyFeltPer1000Words,
        Measure::ProfessionalStatements,
        Measure::ProfessionalFelt,
        Measure::Sentiment,
    ];

    /// The measure's name for machines.
    pub fn name(self) -> &'static str {
        match self {
            Measure::FamilyStatements => "family-statements",
            Measure::FamilyFelt => "family-felt",
            Measure::FamilyFeltPer1000Words => "family-felt-per1000-words",
            Measure::ProfessionalStatements => "professional-statements",
            Measure::ProfessionalFelt => "professional-felt",
            Measure::Sentiment => "sentiment",
        }
    }

    /// The measure of one letter.
    pub fn of(self, letter: &LetterProfile) -> f64 {
        let felt = f64::from(letter.framing.family.felt);
        match self {
            Measure::FamilyStatements => f64::from(letter.framing.family.all),
            Measure::FamilyFelt => felt,
            Measure::FamilyFeltPer1000Words => {
                rounded(1000.0 * felt / f64::from(letter.words.max(1)))
            }
            Measure::ProfessionalStatements => f64::from(letter.framing.professional.all),
            Measure::ProfessionalFelt => f64::from(letter.framing.professional.felt),
            Measure::Sentiment => f64::from(letter.sentiment),
        }
    }
}

/// The spread of every measure; empty without letters.
pub fn spreads(letters: &[LetterProfile]) -> Vec<Spread> {
    Measure::ALL
        .into_iter()
        .filter_map(|measure| {
            let mut values: Vec<f64> = letters.iter().map(|letter| measure.of(letter)).collect();
            values.sort_by(f64::total_cmp);
            let at = |share| quantile(&values, share).map(rounded);
            Some(Spread {
                measure,
                lower: at(0.25)?,
                median: at(0.5)?,
                upper: at(0.75)?,
            })
        })
        .collect()
}

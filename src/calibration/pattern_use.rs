//! What a pattern is for: three lists that are fixed before anything is run.

/// What a pattern is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternUse {
    /// Calibrations use it: that runs meet it afterwards is no test.
    Fitted,
    /// It decides which mechanisms belong to the model, and is not used in fitting values.
    Selecting,
    /// It is neither fitted nor selected by: a test of the model.
    Testing,
}

impl PatternUse {
    /// All of them.
    pub const ALL: [PatternUse; 3] = [PatternUse::Fitted, PatternUse::Selecting, PatternUse::Testing];

    /// In a word, as files and tables have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            PatternUse::Fitted => "fitted",
            PatternUse::Selecting => "selecting",
            PatternUse::Testing => "testing",
        }
    }

    /// The use of a word; none of any other. Files and tables of version 0.1 say `calibrated` and `predicted`.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "calibrated" => Some(PatternUse::Fitted),
            "predicted" => Some(PatternUse::Testing),
            _ => Self::ALL.into_iter().find(|purpose| purpose.word() == word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_words_are_read_and_new_ones_written() {
        assert!(PatternUse::ALL.iter().all(|purpose| PatternUse::named(purpose.word()) == Some(*purpose)));
        assert_eq!(PatternUse::named("calibrated"), Some(PatternUse::Fitted));
        assert_eq!(PatternUse::named("predicted"), Some(PatternUse::Testing));
        assert_eq!(PatternUse::named("used"), None);
    }
}

//! Regular English inflection: the forms of a noun or verb from its lemma.
//!
//! Only spelling rules live here; which words are verbs, and which are irregular, is data.

/// The plural of a regular noun.
pub(crate) fn plural(noun: &str) -> String {
    let mut form = String::with_capacity(noun.len() + 2);
    add_s(noun, &mut form);
    form
}

/// The singular of a word that looks like a regular plural.
pub(crate) fn singular(word: &str) -> Option<String> {
    let stem = word.strip_suffix('s')?;
    if stem.len() < 3 || stem.ends_with(['s', 'u', 'i']) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Some(format!("{stem}y"));
    }
    let es = ["sses", "shes", "ches", "xes", "zes"]
        .iter()
        .any(|end| word.ends_with(end));
    Some(if es {
        word[..word.len() - 2].to_owned()
    } else {
        stem.to_owned()
    })
}

/// The form of a verb, its base left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// Third person singular, present.
    Third,
    /// Simple past.
    Past,
    /// Past participle.
    Participle,
    /// Present participle.
    Ing,
}

impl VerbForm {
    /// The forms, in an order that all verbs share.
    pub(crate) const ALL: [VerbForm; 4] = [
        VerbForm::Third,
        VerbForm::Past,
        VerbForm::Participle,
        VerbForm::Ing,
    ];
}

/// Writes a form of a regular verb into `form`, in place of what was there. `doubled` says that the last
/// consonant is doubled.
pub(crate) fn verb_form(lemma: &str, which: VerbForm, doubled: bool, form: &mut String) {
    form.clear();
    match which {
        VerbForm::Third => add_s(lemma, form),
        VerbForm::Past | VerbForm::Participle => past(lemma, doubled, form),
        VerbForm::Ing => ing(lemma, doubled, form),
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !"aeiou".contains(c))
}

/// Writes what stands before an ending, less its last `cut` bytes.
fn stem(word: &str, cut: usize, form: &mut String) {
    form.push_str(&word[..word.len() - cut]);
}

fn add_s(word: &str, form: &mut String) {
    let (cut, ending) = if ends_in_consonant_y(word) {
        (1, "ies")
    } else if ["s", "x", "z", "ch", "sh", "go", "do"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        (0, "es")
    } else {
        (0, "s")
    };
    stem(word, cut, form);
    form.push_str(ending);
}

fn past(lemma: &str, doubled: bool, form: &mut String) {
    if lemma.ends_with('e') {
        form.push_str(lemma);
        form.push('d');
    } else if ends_in_consonant_y(lemma) {
        stem(lemma, 1, form);
        form.push_str("ied");
    } else {
        double(lemma, doubled, form);
        form.push_str("ed");
    }
}

fn ing(lemma: &str, doubled: bool, form: &mut String) {
    if lemma.ends_with("ie") {
        stem(lemma, 2, form);
        form.push('y');
    } else if lemma.ends_with('e')
        && !["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end))
        && lemma.len() > 2
    {
        stem(lemma, 1, form);
    } else {
        double(lemma, doubled, form);
    }
    form.push_str("ing");
}

fn double(lemma: &str, doubled: bool, form: &mut String) {
    form.push_str(lemma);
    if let (true, Some(last)) = (doubled, lemma.chars().last()) {
        form.push(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(lemma: &str, doubled: bool) -> [String; 4] {
        VerbForm::ALL.map(|which| {
            let mut form = String::new();
            verb_form(lemma, which, doubled, &mut form);
            form
        })
    }

    #[test]
    fn spelling_rules_hold() {
        assert_eq!(plural("family"), "families");
        assert_eq!(plural("survey"), "surveys");
        assert_eq!(plural("process"), "processes");
        assert_eq!(
            forms("plan", true),
            ["plans", "planned", "planned", "planning"]
        );
        assert_eq!(
            forms("agree", false),
            ["agrees", "agreed", "agreed", "agreeing"]
        );
        assert_eq!(
            forms("rely", false),
            ["relies", "relied", "relied", "relying"]
        );
        assert_eq!(forms("use", false), ["uses", "used", "used", "using"]);
        assert_eq!(forms("die", false), ["dies", "died", "died", "dying"]);
    }
}

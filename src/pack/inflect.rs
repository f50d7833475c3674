//! Regular English inflection: the forms of a noun or verb from its lemma.
//!
//! Only spelling rules live here; which words are verbs, and which are irregular, is data.

/// The plural of a regular noun.
pub(crate) fn plural(noun: &str) -> String {
    add_s(noun)
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

/// The forms of a regular verb: `-s`, past, participle and `-ing`.
pub(crate) fn verb_forms(lemma: &str, doubled: bool, doubled_ing: bool) -> VerbForms {
    let past = past(lemma, doubled);
    VerbForms {
        third: add_s(lemma),
        participle: past.clone(),
        past,
        ing: ing(lemma, doubled || doubled_ing),
    }
}

/// The forms of a verb, its base left out.
#[derive(Debug)]
pub(crate) struct VerbForms {
    /// Third person singular, present.
    pub(crate) third: String,
    /// Simple past.
    pub(crate) past: String,
    /// Past participle.
    pub(crate) participle: String,
    /// Present participle.
    pub(crate) ing: String,
}

impl VerbForms {
    /// The forms, in an order that all verbs share.
    pub(crate) fn all(&self) -> [&str; 4] {
        [&self.third, &self.past, &self.participle, &self.ing]
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut back = word.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !"aeiou".contains(c))
}

fn add_s(word: &str) -> String {
    if ends_in_consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "go", "do"]
        .iter()
        .any(|end| word.ends_with(end))
    {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn past(lemma: &str, doubled: bool) -> String {
    if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if ends_in_consonant_y(lemma) {
        format!("{}ied", &lemma[..lemma.len() - 1])
    } else {
        format!("{}ed", double(lemma, doubled))
    }
}

fn ing(lemma: &str, doubled: bool) -> String {
    if let Some(stem) = lemma.strip_suffix("ie") {
        format!("{stem}ying")
    } else if lemma.ends_with('e')
        && !["ee", "oe", "ye"].iter().any(|end| lemma.ends_with(end))
        && lemma.len() > 2
    {
        format!("{}ing", &lemma[..lemma.len() - 1])
    } else {
        format!("{}ing", double(lemma, doubled))
    }
}

fn double(lemma: &str, doubled: bool) -> String {
    let mut stem = lemma.to_owned();
    if let (true, Some(last)) = (doubled, lemma.chars().last()) {
        stem.push(last);
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_rules_hold() {
        assert_eq!(plural("family"), "families");
        assert_eq!(plural("survey"), "surveys");
        assert_eq!(plural("process"), "processes");
        let plan = verb_forms("plan", true, false);
        assert_eq!(
            (plan.past.as_str(), plan.ing.as_str()),
            ("planned", "planning")
        );
        let say = verb_forms("agree", false, false);
        assert_eq!(
            (say.past.as_str(), say.ing.as_str()),
            ("agreed", "agreeing")
        );
        let rely = verb_forms("rely", false, false);
        assert_eq!(
            (rely.third.as_str(), rely.past.as_str(), rely.ing.as_str()),
            ("relies", "relied", "relying")
        );
        let use_ = verb_forms("use", false, false);
        assert_eq!((use_.past.as_str(), use_.ing.as_str()), ("used", "using"));
    }
}

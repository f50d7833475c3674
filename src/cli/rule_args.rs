//! Which rules are wanted: `--select` and `--ignore`, the same for every command that raises points.

use super::exit::Failure;
use evenhand::pack::Pack;
use evenhand::settings::rule_advice;

/// Rules to take, and rules to leave.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct RuleArgs {
    /// Only these rules: an id, or a family such as `framing` (may be repeated; commas separate)
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Points"
    )]
    pub(crate) select: Vec<String>,
    /// All but these rules (may be repeated; commas separate)
    #[arg(
        long,
        value_name = "RULE",
        value_delimiter = ',',
        help_heading = "Points"
    )]
    pub(crate) ignore: Vec<String>,
}

impl RuleArgs {
    /// A rule that is misspelt would silently choose nothing.
    ///
    /// # Errors
    ///
    /// When no rule of the pack has a name given, nor is of its family.
    pub(crate) fn known(&self, pack: &Pack) -> Result<(), Failure> {
        let unknown = self
            .select
            .iter()
            .chain(&self.ignore)
            .find(|pattern| !pack.knows_rule(pattern));
        match unknown {
            Some(pattern) => Err(Failure::at(
                pattern,
                format_args!(
                    "no rule has this id or is of this family: {}",
                    rule_advice(pattern, pack)
                ),
            )),
            None => Ok(()),
        }
    }
}

//! What holds for each letter of a call: the rule pack, its settings, and what the baseline has of it.

use super::exit::Failure;
use super::files::{Input, Inputs};
use super::look::LookArgs;
use super::pack_files::PackArgs;
use super::projects::{ConfigArgs, Project, Projects, relative, whole};
use evenhand::baseline::{Baseline, Known};
use evenhand::diagnostic::Severity;
use evenhand::pack::{Pack, Redact};
use evenhand::report::settings_fault;
use evenhand::settings::{Above, Settings, resolve};
use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What holds for all letters of a call.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) pack: Pack,
    letters: HashMap<String, LetterPlan>,
}

/// What holds for one letter.
#[derive(Debug)]
pub(crate) struct LetterPlan {
    /// Its file; none for standard input.
    pub(crate) path: Option<PathBuf>,
    pub(crate) settings: Settings,
    pub(crate) project: Option<Arc<Project>>,
    /// The baseline that the call or the project names.
    pub(crate) baseline: Option<PathBuf>,
    /// What it has of the letter.
    pub(crate) known: Option<Known>,
}

/// Which baseline to use.
#[derive(Clone, Copy, Debug)]
pub(crate) enum UseBaseline<'a> {
    /// This one, or else the project's.
    Read(Option<&'a Path>),
    /// None: one is being written.
    Leave,
}

impl Plan {
    /// Finds out what holds for the files. Those that the settings leave out of folders go.
    pub(crate) fn new(
        inputs: &mut Inputs,
        config: &ConfigArgs,
        pack: &PackArgs,
        above: &Above,
        baseline: UseBaseline<'_>,
        look: LookArgs,
    ) -> Result<Plan, Failure> {
        let mut projects = Projects::new(config, look)?;
        let mut owners: Vec<Option<Arc<Project>>> = Vec::new();
        let mut files = Vec::new();
        for input in inputs.files.drain(..) {
            let project = projects.of(path_of(&input).as_deref())?;
            let is_left_out =
                input.walked
                    && project.as_ref().zip(input.path.as_deref()).is_some_and(
                        |(project, path)| !project.settings.reads(&project.relative(path)),
                    );
            if !is_left_out {
                owners.push(project);
                files.push(input);
            }
        }
        inputs.files = files;
        let pack = one_pack(pack, &owners, look)?;
        let drawn = |error| Failure::Drawn(settings_fault::draw(&error, look.stderr()));
        let mut checked: Vec<&Arc<Project>> = Vec::new();
        for project in owners.iter().flatten() {
            if !checked.iter().any(|known| Arc::ptr_eq(known, project)) {
                project.settings.check(&pack).map_err(drawn)?;
                checked.push(project);
            }
        }
        let mut baselines = Baselines::default();
        let is_alone = inputs.files.len() == 1;
        let mut letters = HashMap::new();
        for (input, project) in inputs.files.iter().zip(owners) {
            let path = path_of(input).unwrap_or_default();
            let inner = project
                .as_ref()
                .map(|project| project.relative(&path))
                .unwrap_or_default();
            let settings = resolve(
                project.as_ref().map(|project| &project.settings),
                &inner,
                above,
                &pack,
            )
            .map_err(drawn)?;
            let own = || {
                let project = project.as_ref()?;
                Some(project.named(project.settings.baseline()?))
            };
            let (file, known) = match baseline {
                UseBaseline::Read(named) => {
                    let file = named.map(Path::to_owned).or_else(own);
                    let known = match &file {
                        Some(file) => baselines.of(file, &path, is_alone)?,
                        None => None,
                    };
                    (file, known)
                }
                UseBaseline::Leave => (own(), None),
            };
            letters.insert(
                input.name.clone(),
                LetterPlan {
                    path: input.path.clone(),
                    settings,
                    project,
                    baseline: file,
                    known,
                },
            );
        }
        Ok(Plan { pack, letters })
    }

    /// What holds for the letter of this name. Every input has a plan.
    pub(crate) fn of(&self, name: &str) -> Option<&LetterPlan> {
        self.letters.get(name)
    }

    /// Whether what was left out is to be shown for any letter.
    pub(crate) fn shows_suppressed(&self) -> bool {
        let mut plans = self.letters.values();
        plans.any(|plan| plan.settings.show_suppressed.value)
    }

    /// Which reports leave the draft's words out: the strictest that is said of any letter.
    pub(crate) fn redact(&self) -> Redact {
        let plans = self.letters.values();
        let all = plans.map(|plan| plan.settings.redact.value);
        all.max().unwrap_or_default()
    }

    /// The least level that fails for any letter; none when nothing does.
    pub(crate) fn fail_on(&self) -> Option<Severity> {
        let plans = self.letters.values();
        plans
            .filter_map(|plan| plan.settings.fail_on.value.severity())
            .min()
    }

    /// What the settings of the letters let stay: file, line and rule.
    pub(crate) fn allow_lines(&self) -> Vec<(&str, u32, &str)> {
        let projects = self
            .letters
            .values()
            .filter_map(|plan| plan.project.as_ref());
        let mut all: Vec<(&str, u32, &str)> = projects
            .flat_map(|project| {
                let settings = &project.settings;
                let lines = settings.allow_lines();
                lines.map(|(line, rule)| (settings.path(), line, rule))
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The baselines that the letters name, each once.
    pub(crate) fn baselines(&self) -> Vec<&Path> {
        let mut all: Vec<&Path> = self
            .letters
            .values()
            .filter_map(|plan| plan.baseline.as_deref())
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Where a letter lies. Standard input lies where its name says, when it has one.
fn path_of(input: &Input) -> Option<PathBuf> {
    let named = || (!input.name.starts_with('<')).then(|| PathBuf::from(&input.name));
    input.path.clone().or_else(named)
}

/// The pack of all letters: the command line's, or the one that their settings name.
fn one_pack(
    args: &PackArgs,
    owners: &[Option<Arc<Project>>],
    look: LookArgs,
) -> Result<Pack, Failure> {
    let mut choices: Vec<(Option<&str>, Option<PathBuf>)> = Vec::new();
    for owner in owners {
        let settings = owner.as_ref().map(|project| (project, &project.settings));
        let choice = (
            settings.and_then(|(_, settings)| settings.pack()),
            settings.and_then(|(project, settings)| Some(project.named(settings.rules()?))),
        );
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    if choices.len() > 1 && !args.is_chosen() {
        return Err(Failure::Message(
            "the settings of these files name different rule packs: check them in several calls, or \
             choose one with --pack or --rules"
                .to_owned(),
        ));
    }
    match choices.pop() {
        Some((pack, rules)) => args.load_over(pack, rules.as_deref(), look),
        None => args.load(look),
    }
}

/// Baselines that were read.
#[derive(Default)]
struct Baselines {
    read: HashMap<PathBuf, Baseline>,
}

impl Baselines {
    /// What a baseline has of a letter. A letter that is checked by itself against a baseline of one
    /// letter may have been renamed.
    fn of(&mut self, file: &Path, path: &Path, is_alone: bool) -> Result<Option<Known>, Failure> {
        if !self.read.contains_key(file) {
            self.read.insert(file.to_owned(), read(file)?);
        }
        let Some(baseline) = self.read.get(file) else {
            return Ok(None);
        };
        let mut all = baseline.documents.values();
        let known = match (baseline.documents.get(&key(file, path)), all.next()) {
            (Some(known), _) => Some(known),
            (None, Some(only)) if is_alone && all.next().is_none() => Some(only),
            _ => None,
        };
        Ok(known.cloned())
    }
}

/// A letter's name in a baseline.
pub(crate) fn key(baseline: &Path, path: &Path) -> String {
    let folder = whole(baseline)
        .parent()
        .map(Path::to_owned)
        .unwrap_or_default();
    relative(&folder, path)
}

fn read(file: &Path) -> Result<Baseline, Failure> {
    let name = file.display().to_string();
    let text = fs::read_to_string(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::at(
            &name,
            "there is no such baseline: write it with `evenhand baseline write`",
        ),
        _ => Failure::at(&name, format_args!("cannot be read: {error}")),
    })?;
    Baseline::read(&text).map_err(|message| Failure::at(&name, message))
}

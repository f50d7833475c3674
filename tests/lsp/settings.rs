//! Settings and rule packs, and that what is broken leaves the last good in force.

use crate::client::Client;
use crate::{LETTER, URI, able, codes};
use serde_json::{Value, json};
use std::path::Path;

fn begun(arguments: &[&str], capabilities: Value, options: Value) -> (Client, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut client = Client::begun(arguments, folder.path(), capabilities, options);
    client.open(URI, "markdown", LETTER);
    (client, folder)
}

/// The diagnostics of a version that were published last.
fn published(client: &mut Client) -> Vec<Value> {
    client.diagnostics(URI, 1)
}

fn configure(client: &mut Client, settings: &Value) {
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": settings}),
    );
}

#[test]
fn options_choose_rules_and_levels() {
    let options = json!({"evenhand": {"select": ["duty"], "minSeverity": "error"}});
    let (mut client, _folder) = begun(&[], able(), options);
    assert_eq!(codes(&published(&mut client)), ["duty/no-action"]);
    configure(
        &mut client,
        &json!({"evenhand": {"select": ["framing"], "minSeverity": "warning"}}),
    );
    assert_eq!(codes(&published(&mut client)), ["framing/sentiment"]);
    configure(
        &mut client,
        &json!({"ignore": ["framing", "terms", "duty", "action"], "select": []}),
    );
    assert!(published(&mut client).is_empty());
    configure(&mut client, &Value::Null);
    assert_eq!(
        codes(&published(&mut client)),
        ["duty/no-action"],
        "back to the options"
    );
}

#[test]
fn settings_are_asked_for_where_the_editor_answers() {
    let mut capabilities = able();
    capabilities["workspace"]["configuration"] = json!(true);
    let (mut client, _folder) = begun(&[], capabilities, Value::Null);
    let answer = |client: &mut Client, settings: Value| {
        let asked = client.wait(|message| message["method"] == "workspace/configuration");
        assert_eq!(asked["params"]["items"][0]["section"], "evenhand");
        client.send(&json!({"jsonrpc": "2.0", "id": asked["id"], "result": [settings]}));
    };
    answer(&mut client, Value::Null);
    assert!(published(&mut client).len() > 1);
    configure(&mut client, &Value::Null);
    answer(&mut client, json!({"select": ["terms"]}));
    assert_eq!(codes(&published(&mut client)), ["terms/name-of-assessment"]);
}

#[test]
fn wrong_settings_are_told_and_change_nothing() {
    let (mut client, _folder) = begun(&[], able(), json!({"select": ["terms"]}));
    published(&mut client);
    configure(&mut client, &json!({"evenhand": {"minSeverity": "loud"}}));
    let told = client.wait(|message| message["method"] == "window/showMessage");
    assert!(
        told["params"]["message"]
            .as_str()
            .is_some_and(|text| text.contains("loud"))
    );
    client.change(URI, 2, json!([{"text": LETTER}]));
    assert_eq!(
        codes(&client.diagnostics(URI, 2)),
        ["terms/name-of-assessment"]
    );
    configure(&mut client, &json!({"ignore": ["framing/sentimental"]}));
    let told = client.wait(|message| message["method"] == "window/showMessage");
    assert!(
        told["params"]["message"]
            .as_str()
            .is_some_and(|text| text.contains("framing/sentimental"))
    );
}

/// A rule of one's own that finds a term.
fn rule(term: &str) -> String {
    format!(
        "id = \"terms/own\"\nkind = \"terms\"\nseverity = \"warning\"\nsummary = \"A word of our own.\"\nwhy = \"It is ours.\"\nsources = [\"own practice\"]\n\n[message]\nfound = \"The letter says ‘{{term}}’.\"\n\n[help]\nfound = \"Say it otherwise.\"\n\n[[term]]\nfind = \"{term}\"\nnote = \"Ours.\"\ngrade = \"ask\"\n\n[[flag]]\ntext = \"It says {term}.\"\n\n[[pass]]\ntext = \"It says nothing.\"\n"
    )
}

fn write(folder: &Path, text: &str) -> String {
    let path = folder.join("terms").join("own.toml");
    std::fs::create_dir_all(path.parent().expect("has one")).expect("a folder");
    std::fs::write(&path, text).expect("written");
    format!("file://{}", path.display())
}

fn saved(client: &mut Client, file: &str) {
    let changes = json!({"changes": [{"uri": file, "type": 2}]});
    client.notify("workspace/didChangeWatchedFiles", changes);
}

#[test]
fn a_broken_pack_is_a_diagnostic_in_its_file_and_the_last_good_one_stays() {
    let rules = tempfile::tempdir().expect("a folder");
    let file = write(rules.path(), &rule("leisure"));
    let options = json!({"rules": rules.path(), "select": ["terms/own"]});
    let mut capabilities = able();
    capabilities["workspace"]["didChangeWatchedFiles"] =
        json!({"dynamicRegistration": true, "relativePatternSupport": true});
    let (mut client, _folder) = begun(&[], capabilities, options);
    let registered = client.wait(|message| message["method"] == "client/registerCapability");
    let watchers = &registered["params"]["registrations"][0]["registerOptions"]["watchers"];
    assert!(
        watchers
            .to_string()
            .contains(&rules.path().display().to_string()),
        "{watchers}"
    );
    client.send(&json!({"jsonrpc": "2.0", "id": registered["id"], "result": null}));
    assert_eq!(codes(&published(&mut client)), ["terms/own"]);

    write(
        rules.path(),
        &rule("leisure").replace("severity", "severty"),
    );
    saved(&mut client, &file);
    let fault = client.wait(|message| message["params"]["uri"] == file);
    let fault = &fault["params"]["diagnostics"][0];
    assert_eq!(fault["range"]["start"]["line"], 2, "{fault}");
    assert!(
        fault["message"]
            .as_str()
            .is_some_and(|text| text.contains("severty"))
    );
    assert_eq!(
        codes(&published(&mut client)),
        ["terms/own"],
        "the last good one"
    );

    write(rules.path(), &rule("teenagers"));
    saved(&mut client, &file);
    let cleared = client.wait(|message| message["params"]["uri"] == file);
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    let found = published(&mut client);
    assert_eq!(codes(&found), ["terms/own"]);
    assert_eq!(crate::words(LETTER, &found[0]["range"]), "teenagers");
}

#[test]
fn a_pack_that_is_broken_from_the_start_leaves_the_built_in_one() {
    let rules = tempfile::tempdir().expect("a folder");
    let file = write(rules.path(), "id = \n");
    let folder = rules.path().display().to_string();
    let (mut client, _folder) = begun(&["--rules", &folder], able(), Value::Null);
    let fault = client.wait(|message| message["params"]["uri"] == file);
    assert_eq!(
        fault["params"]["diagnostics"].as_array().map(Vec::len),
        Some(1)
    );
    assert!(codes(&published(&mut client)).contains(&"duty/no-action"));
    let missing = json!({"rules": "/no/such/folder"});
    configure(&mut client, &missing);
    let told = client.wait(|message| message["method"] == "window/showMessage");
    assert!(
        told["params"]["message"]
            .as_str()
            .is_some_and(|text| text.contains("/no/such/folder"))
    );
}

#[test]
fn a_project_has_settings_and_letters_have_suppressions() {
    let project = tempfile::tempdir().expect("a folder");
    let path = project.path().join("evenhand.toml");
    let write = |text: &str| std::fs::write(&path, text).expect("written");
    let uri = |name: &str| format!("file://{}/{name}", project.path().display());
    write("[rules]\nduty = \"off\"\n[[override]]\npaths = [\"final\"]\nmin-severity = \"error\"\n");
    let cache = tempfile::tempdir().expect("a folder");
    let mut client = Client::begun(&[], cache.path(), able(), Value::Null);
    client.open(&uri("a/draft.md"), "markdown", LETTER);
    client.open(&uri("final/draft.md"), "markdown", LETTER);
    let found = client.diagnostics(&uri("a/draft.md"), 1);
    assert_eq!(
        codes(&found),
        ["framing/sentiment", "terms/name-of-assessment"]
    );
    assert!(client.diagnostics(&uri("final/draft.md"), 1).is_empty());

    let comment = "<!-- evenhand: allow framing/sentiment: feeling-is-evidence -->\n";
    let allowed = LETTER
        .replace("Some parents feel", &format!("{comment}Some parents feel"))
        .replace(
            "- Leaders should reduce",
            &format!("{comment}- Leaders should reduce"),
        );
    client.open(&uri("a/allowed.md"), "markdown", &allowed);
    let found = client.diagnostics(&uri("a/allowed.md"), 1);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0]["severity"], 4, "a hint: {}", found[0]);
    assert_eq!(found[0]["tags"], json!([1]));
    assert_eq!(found[1]["code"], "terms/name-of-assessment");

    // A file that cannot be used is told of in it, and the last good one stays.
    write("[rules]\ndutty = \"off\"\n");
    let settings = format!("file://{}", path.display());
    let changed = |client: &mut Client| {
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": settings, "type": 2}]}),
        );
    };
    changed(&mut client);
    let fault = client.wait(|message| message["params"]["uri"] == settings);
    let fault = &fault["params"]["diagnostics"][0];
    assert_eq!(fault["range"]["start"]["line"], 1, "{fault}");
    let told = fault["message"].as_str().expect("words");
    assert!(told.contains("did you mean `duty`?"), "{told}");
    assert_eq!(
        codes(&client.diagnostics(&uri("a/draft.md"), 1)),
        ["framing/sentiment", "terms/name-of-assessment"]
    );

    write("select = [\"duty/no-action\"]\n");
    changed(&mut client);
    let cleared = client.wait(|message| message["params"]["uri"] == settings);
    assert_eq!(cleared["params"]["diagnostics"], json!([]));
    let found = client.diagnostics(&uri("a/draft.md"), 1);
    assert!(!found.is_empty() && codes(&found).iter().all(|code| *code == "duty/no-action"));

    // What the editor says has the last word.
    configure(&mut client, &json!({"evenhand": {"select": ["terms"]}}));
    assert_eq!(
        codes(&client.diagnostics(&uri("a/draft.md"), 1)),
        ["terms/name-of-assessment"]
    );
}

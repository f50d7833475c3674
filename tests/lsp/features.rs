//! Hover, actions, outline, hints and ways through a letter.

use crate::{LETTER, URI, able, edited, opened, position, words};
use serde_json::{Value, json};

fn at(found: &str) -> Value {
    json!({"textDocument": {"uri": URI}, "position": position(LETTER, found)})
}

fn whole() -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}})
}

fn actions_at(client: &mut crate::Client, text: &str, found: &str, only: &Value) -> Vec<Value> {
    let place = position(text, found);
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only.clone();
    }
    let params = json!({
        "textDocument": {"uri": URI},
        "range": {"start": place, "end": place},
        "context": context,
    });
    let actions = client.request("textDocument/codeAction", params);
    actions.as_array().expect("a list").clone()
}

fn titled<'a>(actions: &'a [Value], start: &str) -> &'a Value {
    actions
        .iter()
        .find(|action| {
            action["title"]
                .as_str()
                .is_some_and(|title| title.starts_with(start))
        })
        .unwrap_or_else(|| panic!("no {start:?} in {actions:?}"))
}

fn text_edits(action: &Value) -> &Value {
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    &change["edits"]
}

#[test]
fn hovering_tells_rule_reason_law_and_speaker() {
    let (mut client, _cache) = opened(able(), LETTER);
    let hover = client.request("textDocument/hover", at("feel that"));
    let text = hover["contents"]["value"].as_str().expect("words");
    assert_eq!(hover["contents"]["kind"], "markdown");
    for part in [
        "**framing/sentiment**",
        "**Why:**",
        "parents and carers: a belief",
    ] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    assert_eq!(words(LETTER, &hover["range"]), "feel");
    let hover = client.request("textDocument/hover", at("rarely issued"));
    let text = hover["contents"]["value"].as_str().expect("words");
    for part in [
        "**duty/no-action**",
        "**Law:**",
        "Owed by",
        "taken up by no action",
    ] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    let nothing = client.request("textDocument/hover", at("Area inspection"));
    assert_eq!(nothing, Value::Null);
}

#[test]
fn hovering_is_plain_for_clients_without_markdown() {
    let (mut client, _cache) = opened(json!({}), LETTER);
    let hover = client.request("textDocument/hover", at("feel that"));
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert!(
        !hover["contents"]["value"]
            .as_str()
            .expect("words")
            .contains("**")
    );
}

#[test]
fn a_safe_fix_is_preferred_and_makes_its_point_go() {
    let (mut client, _cache) = opened(able(), LETTER);
    let actions = actions_at(&mut client, LETTER, "educational health", &Value::Null);
    let fix = actions
        .iter()
        .find(|action| action["isPreferred"] == true)
        .expect("a safe fix");
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["diagnostics"][0]["code"], "terms/name-of-assessment");
    let text = edited(LETTER, text_edits(fix));
    assert!(
        text.contains("Each education, health and care plan is kept"),
        "{text}"
    );
    let all = actions_at(
        &mut client,
        LETTER,
        "Area inspection",
        &json!(["source.fixAll"]),
    );
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["kind"], "source.fixAll.evenhand");
    assert_eq!(edited(LETTER, text_edits(&all[0])), text);
}

#[test]
fn a_suggestion_is_worded_as_one() {
    let (mut client, _cache) = opened(able(), LETTER);
    let actions = actions_at(&mut client, LETTER, "feel that", &json!(["quickfix"]));
    let suggestion = titled(&actions, "Suggestion: ");
    assert!(suggestion.get("isPreferred").is_none());
    let text = edited(LETTER, text_edits(suggestion));
    assert!(
        text.contains("Some parents say that annual reviews"),
        "{text}"
    );
    let none = actions_at(&mut client, LETTER, "feel that", &json!(["refactor"]));
    assert!(none.is_empty(), "{none:?}");
}

#[test]
fn an_allowance_is_a_comment_that_changes_nothing_else() {
    let (mut client, _cache) = opened(able(), LETTER);
    let before = client.diagnostics(URI, 1);
    for (found, rule) in [
        ("feel that", "framing/sentiment"),
        ("rarely issued", "duty/no-action"),
    ] {
        let actions = actions_at(&mut client, LETTER, found, &Value::Null);
        let allow = titled(&actions, &format!("Allow {rule} here"));
        let text = edited(LETTER, text_edits(allow));
        let comment = format!("<!-- evenhand: allow {rule}: reason -->\n");
        let paragraph = LETTER
            .lines()
            .find(|line| line.contains(found))
            .expect("a line");
        assert!(
            text.contains(&format!("\n{comment}{paragraph}\n")),
            "{text}"
        );
        assert_eq!(text.len(), LETTER.len() + comment.len());
        let other = format!("file:///drafts/{}.md", rule.replace('/', "-"));
        client.open(&other, "markdown", &text);
        let asked = client.diagnostics(&other, 1);
        assert_eq!(asked.len(), before.len() + 1);
        let fault = asked[0]["message"].as_str().expect("words");
        assert!(fault.contains("the reasons are quoted, "), "{fault}");
        let other = other.replace(".md", "-2.md");
        client.open(
            &other,
            "markdown",
            &text.replace(": reason", ": agreed-at-moderation"),
        );
        let after = client.diagnostics(&other, 1);
        assert_eq!(after.len(), before.len() - 1);
        // The rule is silent there now; whatever else is raised is raised as before.
        let others = |found: &[Value]| -> Vec<String> {
            found
                .iter()
                .filter(|one| one["code"] != rule)
                .map(|one| format!("{} {}", one["code"], one["message"]))
                .collect()
        };
        assert_eq!(others(&after), others(&before));
    }
}

#[test]
fn an_allowance_in_a_list_or_table_keeps_it_whole() {
    let text = "## What does the area partnership need to do better?\n\n1. One thing.\n   - Some parents feel that reviews are late.\n\n> Quoted: some carers feel that plans are vague.\n";
    let (mut client, _cache) = opened(able(), text);
    let actions = actions_at(&mut client, text, "feel that reviews", &Value::Null);
    let allow = edited(
        text,
        text_edits(titled(&actions, "Allow framing/sentiment")),
    );
    assert!(
        allow
            .contains("\n   <!-- evenhand: allow framing/sentiment: reason -->\n   - Some parents"),
        "{allow}"
    );
}

#[test]
fn plain_text_has_no_comments_to_allow_with() {
    let text = "Some parents feel that reviews are late.\n";
    let cache = tempfile::tempdir().expect("a folder");
    let mut client = crate::Client::begun(&[], cache.path(), able(), Value::Null);
    client.open(URI, "plaintext", text);
    let actions = actions_at(&mut client, text, "feel", &Value::Null);
    let titles: Vec<&str> = actions
        .iter()
        .filter_map(|one| one["title"].as_str())
        .collect();
    assert!(
        titles.iter().all(|title| !title.starts_with("Allow")),
        "{titles:?}"
    );
    titled(&actions, "Explain framing/sentiment");
}

#[test]
fn snippets_ask_for_the_reason_where_they_can() {
    let mut capabilities = able();
    capabilities["workspace"]["workspaceEdit"]["snippetEditSupport"] = json!(true);
    let (mut client, _cache) = opened(capabilities, LETTER);
    let actions = actions_at(&mut client, LETTER, "feel that", &Value::Null);
    let edits = text_edits(titled(&actions, "Allow "));
    let snippet = edits[0]["snippet"]["value"].as_str().expect("a snippet");
    assert!(snippet.contains("${1|quoted,survey-wording,"), "{snippet}");
}

#[test]
fn an_explanation_is_shown_and_given_back() {
    let (mut client, _cache) = opened(able(), LETTER);
    let actions = actions_at(&mut client, LETTER, "feel that", &Value::Null);
    let command = &titled(&actions, "Explain framing/sentiment")["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    let page = client.request("workspace/executeCommand", params);
    assert!(
        page.as_str()
            .is_some_and(|page| page.starts_with("# framing/sentiment"))
    );
    let shown = client.wait(|message| message["method"] == "window/showMessage");
    assert!(
        shown["params"]["message"]
            .as_str()
            .is_some_and(|text| text.contains("framing/sentiment"))
    );
    let unknown = json!({"command": "evenhand.explain", "arguments": ["no/such"]});
    let answer = client.answer("workspace/executeCommand", unknown);
    assert_eq!(answer["error"]["code"], -32602);

    let mut capabilities = able();
    capabilities["window"] = json!({"showDocument": {"support": true}});
    let (mut client, _cache) = opened(capabilities, LETTER);
    let duty = json!({"command": "evenhand.explain", "arguments": ["annual-review"]});
    client.request("workspace/executeCommand", duty);
    let shown = client.wait(|message| message["method"] == "window/showDocument");
    let uri = shown["params"]["uri"].as_str().expect("a page");
    assert!(uri.ends_with("annual-review.md"), "{uri}");
    client.send(&json!({"jsonrpc": "2.0", "id": shown["id"], "result": {"success": true}}));
}

#[test]
fn a_client_of_old_gets_edits_and_commands_it_knows() {
    let (mut client, _cache) = opened(json!({}), LETTER);
    let commands = actions_at(&mut client, LETTER, "feel that", &Value::Null);
    assert!(
        commands
            .iter()
            .all(|one| one["command"] == "evenhand.explain"),
        "{commands:?}"
    );
    let mut capabilities = able();
    capabilities["workspace"] = json!({});
    let (mut client, _cache) = opened(capabilities, LETTER);
    let actions = actions_at(&mut client, LETTER, "feel that", &Value::Null);
    let edits = &titled(&actions, "Suggestion")["edit"]["changes"][URI];
    assert!(edited(LETTER, edits).contains("parents say that"));
}

#[test]
fn the_outline_has_sections_with_roles_and_actions_with_failings() {
    let (mut client, _cache) = opened(able(), LETTER);
    let document = json!({"textDocument": {"uri": URI}});
    let outline = client.request("textDocument/documentSymbol", document.clone());
    let sections = outline.as_array().expect("a list");
    let roles: Vec<&str> = sections
        .iter()
        .filter_map(|one| one["detail"].as_str())
        .collect();
    assert_eq!(
        roles,
        [
            "other",
            "outcome",
            "experience",
            "to be better",
            "improvements"
        ]
    );
    let improvements = &sections[4];
    assert_eq!(
        words(LETTER, &improvements["selectionRange"]),
        "Areas for improvement"
    );
    let action = &improvements["children"][0];
    assert!(
        action["name"]
            .as_str()
            .is_some_and(|name| name.starts_with("1. Leaders should"))
    );
    assert_eq!(action["detail"], "takes up 1 failing");
    let failing = &action["children"][0];
    assert_eq!(
        words(LETTER, &failing["range"]).trim_end_matches('.'),
        "Children wait too long for an autism assessment"
    );
    assert_eq!(failing["detail"], "improvement 1");
    assert_eq!(improvements["children"][1]["detail"], "takes up no failing");
    // A client that knows no trees gets a list.
    let (mut client, _cache) = opened(json!({}), LETTER);
    let list = client.request("textDocument/documentSymbol", document);
    let list = list.as_array().expect("a list");
    assert!(list.len() > sections.len());
    assert!(list.iter().all(|one| one["location"]["uri"] == URI));
}

#[test]
fn hints_tell_what_takes_up_what() {
    let (mut client, _cache) = opened(able(), LETTER);
    let params = json!({"textDocument": {"uri": URI}, "range": whole()});
    let hints = client.request("textDocument/inlayHint", params);
    let labels: Vec<&str> = hints
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|hint| hint["label"].as_str())
        .collect();
    assert!(
        labels.ends_with(&[
            "improvement 1",
            "no action",
            "takes up 1 failing",
            "takes up no failing"
        ]),
        "{labels:?}"
    );
    let first_lines =
        json!({"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}});
    let params = json!({"textDocument": {"uri": URI}, "range": first_lines});
    assert_eq!(client.request("textDocument/inlayHint", params), json!([]));
    let off = json!({"settings": {"evenhand": {"hints": false}}});
    client.notify("workspace/didChangeConfiguration", off);
    let params = json!({"textDocument": {"uri": URI}, "range": whole()});
    assert_eq!(client.request("textDocument/inlayHint", params), json!([]));
}

#[test]
fn a_failing_leads_to_its_action_and_back() {
    let (mut client, _cache) = opened(able(), LETTER);
    let action = client.request("textDocument/definition", at("wait too long"));
    assert_eq!(action["uri"], URI);
    assert!(words(LETTER, &action["range"]).starts_with("Leaders should reduce waiting times"));
    assert_eq!(
        client.request("textDocument/definition", at("rarely issued")),
        Value::Null
    );
    let mut params = at("reduce waiting");
    params["context"] = json!({"includeDeclaration": false});
    let failings = client.request("textDocument/references", params.clone());
    let failings = failings.as_array().expect("a list");
    assert_eq!(failings.len(), 1);
    assert!(words(LETTER, &failings[0]["range"]).contains("wait too long"));
    params["context"] = json!({"includeDeclaration": true});
    let with_action = client.request("textDocument/references", params);
    assert_eq!(with_action.as_array().map(Vec::len), Some(2));

    let mut capabilities = able();
    capabilities["textDocument"]["definition"] = json!({"linkSupport": true});
    let (mut client, _cache) = opened(capabilities, LETTER);
    let links = client.request("textDocument/definition", at("wait too long"));
    assert!(words(LETTER, &links[0]["originSelectionRange"]).contains("wait too long"));
}

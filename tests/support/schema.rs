//! A check of JSON against a JSON Schema: the parts of the standard that the program's schemas use.

use serde_json::Value;

/// Where a value does not fit a schema; empty when it fits.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "$", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = reference
            .strip_prefix('#')
            .and_then(|pointer| root.pointer(pointer));
        match target {
            Some(target) => check(root, target, value, at, faults),
            None => faults.push(format!("{at}: {reference} leads nowhere")),
        }
    }
    for list in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[list].as_array() {
            let fits = |choice: &&Value| {
                let mut faults = Vec::new();
                check(root, choice, value, at, &mut faults);
                faults.is_empty()
            };
            let fitting = choices.iter().filter(fits).count();
            if fitting == 0 || (list == "oneOf" && fitting > 1) {
                faults.push(format!("{at}: {value} fits {fitting} of {list}"));
            }
        }
    }
    if schema.get("const").is_some_and(|only| only != value) {
        faults.push(format!("{at}: {value} is not {}", schema["const"]));
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|all| !all.contains(value))
    {
        faults.push(format!("{at}: {value} is not in the list"));
    }
    if !type_fits(&schema["type"], value) {
        faults.push(format!("{at}: {value} is not of type {}", schema["type"]));
    }
    if let (Some(least), Some(number)) = (schema["minimum"].as_f64(), value.as_f64())
        && number < least
    {
        faults.push(format!("{at}: {number} is below {least}"));
    }
    if let Some(object) = value.as_object() {
        check_object(root, schema, object, at, faults);
    }
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        for (index, item) in list.iter().enumerate() {
            check(root, items, item, &format!("{at}[{index}]"), faults);
        }
    }
}

fn check_object(
    root: &Value,
    schema: &Value,
    object: &serde_json::Map<String, Value>,
    at: &str,
    faults: &mut Vec<String>,
) {
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if !object.contains_key(name) {
            faults.push(format!("{at}: {name} is missing"));
        }
    }
    for (name, value) in object {
        let at = format!("{at}.{name}");
        match (
            schema["properties"].get(name),
            schema.get("additionalProperties"),
        ) {
            (Some(property), _) => check(root, property, value, &at, faults),
            (None, Some(Value::Bool(false))) => faults.push(format!("{at}: is not known")),
            (None, Some(other @ Value::Object(_))) => check(root, other, value, &at, faults),
            (None, _) => {}
        }
    }
}

fn type_fits(kind: &Value, value: &Value) -> bool {
    match kind {
        Value::String(kind) => match kind.as_str() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "string" => value.is_string(),
            "integer" => value.is_u64() || value.is_i64(),
            "number" => value.is_number(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            _ => false,
        },
        Value::Array(kinds) => kinds.iter().any(|kind| type_fits(kind, value)),
        _ => true,
    }
}

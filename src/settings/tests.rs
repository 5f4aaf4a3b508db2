use proptest::prelude::*;

use super::*;

fn tree(text: &str) -> (Vec<Pair<'_>>, Vec<String>) {
    let mut report = Report::new("keys.yaml");
    let pairs = read(text, &mut report);
    (pairs, report.finish().iter().map(ToString::to_string).collect())
}

/// The tree in one line, to compare it with another reader's.
fn flat(value: &Value<'_>) -> String {
    match value {
        Value::Empty => "~".to_owned(),
        Value::Text(text) => format!("{text:?}"),
        Value::List(items) => format!("[{}]", items.iter().map(|n| flat(&n.value)).collect::<Vec<_>>().join(",")),
        Value::Map(pairs) => {
            let inner: Vec<_> = pairs.iter().map(|p| format!("{:?}={}", p.key, flat(&p.node.value))).collect();
            format!("{{{}}}", inner.join(","))
        }
    }
}

#[test]
fn what_people_write() {
    let text = "# a comment\nbase: vim   # why\nkeys:\n  read: {\"ctrl-d\": half-down, x: none}\n  'list':\n    \"]u\": next\nstyle: [bold,\n  italic]\n";
    let (pairs, notices) = tree(text);
    assert_eq!(notices, Vec::<String>::new());
    assert_eq!(
        flat(&Value::Map(pairs)),
        r#"{"base"="vim","keys"={"read"={"ctrl-d"="half-down","x"="none"},"list"={"]u"="next"}},"style"=["bold","italic"]}"#
    );
}

#[test]
fn a_fault_costs_its_line_and_no_other() {
    let text = "a: 1\n]u: next\nb: \"x\n   deeper\nc: d: e\n\td: 4\nf: {g: 1\nh: 5\n";
    let (pairs, notices) = tree(text);
    assert_eq!(flat(&Value::Map(pairs)), r#"{"a"="1","h"="5"}"#);
    assert_eq!(
        notices,
        [
            "keys.yaml:2:1: what starts with `]` must be quoted; it is left out",
            "keys.yaml:3:6: the closing `\"` is missing on this line; it is left out",
            "keys.yaml:5:4: a value with `: ` in it must be quoted; it is left out",
            "keys.yaml:6:1: a tab stands where YAML wants spaces; the line is left out",
            "keys.yaml:7:9: a closing bracket is missing; the entry is left out",
        ]
    );
}

#[test]
fn columns_count_characters() {
    let (_, notices) = tree("é: {ü: 1, ö: @}");
    assert_eq!(notices, ["keys.yaml:1:14: what starts with `@` must be quoted; it is left out"]);
}

#[test]
fn notices_cannot_act_on_the_terminal() {
    let (_, notices) = tree("\u{1b}[31m: 1\n\u{1b}[31m: 1\n");
    assert_eq!(notices, ["keys.yaml:2:1: `␛[31m` is written twice; the last one counts"]);
}

#[test]
fn nesting_has_an_end() {
    let (_, notices) = tree(&format!("a: {}", "[".repeat(500_000)));
    assert_eq!(notices.len(), 1);
    let deep: Vec<String> = (0..400).map(|n| format!("{}k:", " ".repeat(n))).collect();
    assert_eq!(tree(&deep.join("\n")).1.len(), 1);
}

/// Another reader's view of the same text, scalars as they are written.
fn reference(value: &serde_yaml::Value) -> Option<String> {
    use serde_yaml::Value as Yaml;
    Some(match value {
        Yaml::Null => "~".to_owned(),
        Yaml::String(text) => format!("{text:?}"),
        Yaml::Sequence(items) => format!("[{}]", items.iter().map(reference).collect::<Option<Vec<_>>>()?.join(",")),
        Yaml::Mapping(map) => {
            let pair = |(k, v): (&Yaml, &Yaml)| Some(format!("{:?}={}", k.as_str()?, reference(v)?));
            format!("{{{}}}", map.iter().map(pair).collect::<Option<Vec<_>>>()?.join(","))
        }
        // Numbers and booleans have more than one spelling; the generator makes none.
        _ => return None,
    })
}

/// Lines that are often YAML and often nearly so.
fn lines() -> impl Strategy<Value = String> {
    const VALUES: &[&str] = &[
        "a",
        "a b",
        "a:b",
        "a#b",
        "a #b",
        "#b",
        "a, b",
        "]u",
        "-",
        "-x",
        "- x",
        "?",
        "? x",
        ":",
        ":x",
        "\"\"",
        "''",
        "\"x: y\"",
        "'it''s'",
        "\"a\\\"b\\\\\"",
        "\"a\" #b",
        "\"a\" b",
        "\"a\"b",
        "a\"b",
        "a: b",
        "a:",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "{}",
        "[]",
        "{a: b}",
        "{a: b, c: [d, e]}",
        "{a: b,}",
        "[a,]",
        "[,]",
        "{a:b}",
        "{\"a\":b}",
        "{a: }",
        "{a}",
        "{a: b",
        "[a, b",
        "[a b]",
        "[a #b",
        "c}",
        "d]",
        "c: d}",
        "{a: {b: c}}",
        "[[a], {b: c}]",
        "[a]]",
        "[a] #b",
        "[a]#b",
        "{'a': \"b\"}",
        "{a: b: c}",
        "{a: -}",
        "[-, a]",
        "[?x]",
        "{?: a}",
        "<c-d>",
        "<",
        "é",
        "a\t",
        "\t a",
        "a  b",
        "{a: b c}",
    ];
    let value = proptest::sample::select(VALUES);
    let key = proptest::sample::select(
        &["a: ", "b: ", "c:", "\"d\": ", "'e' : ", "]u: ", "- ", "", "f g: ", "<h>: ", "?: ", "-: "][..],
    );
    let line = (0usize..3, key, value, any::<bool>()).prop_map(|(indent, key, value, bare)| {
        let value = if bare && key.ends_with([' ', ':']) { "" } else { value };
        format!("{}{key}{value}", "  ".repeat(indent))
    });
    proptest::collection::vec(line, 1..5).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,60}|[ \\t\\n\\r:#\\-{}\\[\\],'\"\\\\a-c\u{1b}é]{0,60}") {
        let _ = tree(&text);
    }

    /// Whatever is read without a notice is YAML and means the same elsewhere.
    #[test]
    fn what_is_read_is_yaml(text in lines()) {
        let (pairs, notices) = tree(&text);
        if notices.is_empty() && !pairs.is_empty() {
            let yaml: Result<serde_yaml::Value, _> = serde_yaml::from_str(&text);
            let yaml = yaml.map_err(|e| TestCaseError::fail(format!("{e}: {text:?}")))?;
            prop_assert_eq!(Some(flat(&Value::Map(pairs))), reference(&yaml), "{:?}", text);
        }
    }
}

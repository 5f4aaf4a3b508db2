//! Themes, keys, configuration and completions.

use super::home::Home;

#[test]
fn themes_are_listed_and_shown() {
    let home = Home::new();
    home.file("config/attache/themes/dusk.yaml", "about: between day and night\nextends: dark\n");
    let list = home.output(&["theme", "list"]);
    for name in ["light", "dark", "mono", "solarized-dark"] {
        assert!(list.lines().any(|line| line.starts_with(&format!("{name} "))), "{name}\n{list}");
    }
    assert!(list.contains("between day and night (your own)"), "{list}");
    assert_eq!(list.matches("(your own)").count(), 1);
    assert_eq!(home.output(&["theme", "show", "dusk"]), "about: between day and night\nextends: dark\n");
    let source = include_str!("../../themes/dark.yaml");
    assert_eq!(home.output(&["theme", "show", "dark"]), source);
    assert!(home.run(&["theme", "show", "drak"]).err.contains("did you mean `dark`?"));
}

#[test]
fn keys_are_those_of_the_reader() {
    let home = Home::new();
    let row = |out: &str, name: &str| -> String {
        out.lines().find(|line| line.contains(&format!(" {name} "))).unwrap_or_default().to_owned()
    };
    let shipped = home.output(&["keys"]);
    assert!(shipped.starts_with("Moving\n"), "{shipped}");
    assert!(row(&shipped, "next-section").contains('J'), "{shipped}");
    home.file("config/attache/keys.yaml", "keys:\n  read:\n    ctrl-y: next-section\n");
    let own = home.output(&["keys"]);
    assert_ne!(row(&own, "next-section"), row(&shipped, "next-section"));
    home.file("config/attache/config.yaml", "keymap: arrows\n");
    assert_ne!(home.output(&["keys"]), own);
    assert_eq!(home.output(&["keys", "--keymap", "vim"]), own);
}

#[test]
fn keys_as_json_and_markdown_hold_every_command() {
    let home = Home::new();
    let json: serde_json::Value = serde_json::from_str(&home.output(&["keys", "--json"])).unwrap();
    let markdown = home.output(&["keys", "--markdown"]);
    let plain = home.output(&["keys"]);
    let rows = json.as_array().unwrap();
    assert_eq!(rows.len(), attache::app::action::ACTIONS.len());
    for row in rows {
        let name = row["name"].as_str().unwrap();
        assert!(markdown.contains(&format!("| `{name}` |")), "{name}");
        assert!(plain.contains(&format!(" {name} ")), "{name}");
        assert!(row["keys"].as_array().unwrap().iter().all(|k| k["keys"].is_string() && k["scopes"].is_array()));
    }
}

#[test]
fn a_fault_in_keys_is_told_and_the_rest_holds() {
    let home = Home::new();
    home.file("config/attache/keys.yaml", "keys:\n  read:\n    x: flyy\n");
    let ran = home.run(&["keys"]);
    assert_eq!(ran.code, 0);
    assert!(ran.err.contains("keys.yaml:3:8: "), "{}", ran.err);
    assert!(ran.out.contains("next-section"));
}

#[test]
fn configuration_says_where_and_what() {
    let home = Home::new();
    let config = home.path("config/attache");
    for (which, path) in [
        (None, config.join("config.yaml")),
        (Some("keys"), config.join("keys.yaml")),
        (Some("themes"), config.join("themes")),
        (Some("state"), home.path("state/attache")),
    ] {
        let args: Vec<&str> = ["config", "path"].into_iter().chain(which).collect();
        assert_eq!(home.output(&args), format!("{}\n", path.display()));
    }
    assert!(home.output(&["config", "show"]).contains("\nwidth: 72\n"));
    home.file("config/attache/config.yaml", "width: 60\n");
    assert!(home.output(&["config", "show"]).contains("\nwidth: 60\n"));
    // A theme that was taken in the reader is told of, as long as none is named.
    home.file("state/attache/habits/theme", "sepia\n");
    let shown = home.output(&["config", "show"]);
    assert!(shown.contains("used for `auto`: sepia\n") && shown.contains("\ntheme: auto\n"), "{shown}");
    home.file("config/attache/config.yaml", "theme: dark\n");
    assert!(!home.output(&["config", "show"]).contains("sepia"));
}

#[test]
fn completions_for_every_shell() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = home.output(&["completions", shell]);
        assert!(script.contains("attache") && script.contains("convert"), "{shell}");
    }
}

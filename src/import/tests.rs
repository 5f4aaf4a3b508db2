use super::*;
use proptest::prelude::*;
use std::time::Duration;

const NAMES: [&str; 6] = ["", "a.txt", "a.md", "a.rst", "a.html", "a.yaml"];

fn read_as(name: &str, source: &str) -> Imported {
    import(source.as_bytes().to_vec(), &Hints { name, encoding: None }).unwrap()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn the_file_name_gives_a_date_only_when_the_text_does_not() {
    let date = |name, source| read_as(name, source).briefing.header.date.map(|d| d.to_string());
    assert_eq!(date("in/2024-01-30-x.md", "# A\n").as_deref(), Some("2024-01-30"));
    assert_eq!(date("2024-01-30-x.md", "---\ndate: 2023-12-31\n---\n# A\n").as_deref(), Some("2023-12-31"));
    assert_eq!(date("x.md", "# A\n"), None);
}

#[test]
fn yaml_that_is_no_briefing_is_text_with_a_warning() {
    for (source, line) in [("a: 1\nb: [\n", 3), ("key: value\n", 1), ("sections:\n- &a x\n", 2), ("\tx\n", 1)] {
        let imported = read_as("a.yaml", source);
        assert_eq!((imported.format, imported.warnings.len()), (Format::Text, 1), "{source:?}");
        assert_eq!(imported.warnings[0].line, line, "{:?}", imported.warnings);
        assert_eq!(letters(&imported.briefing.text), letters(source));
    }
}

#[test]
fn refusals_and_labels() {
    let hints = Hints { name: "a.pdf", encoding: None };
    assert_eq!(import(b"%PDF-1.4".to_vec(), &hints).unwrap_err(), Refused::Pdf);
    let told = import(b"x".to_vec(), &Hints { name: "a.txt", encoding: Some("nonsense") }).unwrap_err().to_string();
    assert!(told.contains("`nonsense`") && told.contains("windows-1252"), "{told}");
}

#[test]
fn broken_bytes_stay_visible_in_every_format() {
    let text = b"S\xC3\xA3o Tom\xC3\xA9, \xC3\xA9t\xC3\xA9 caf\xE9 na\xC3\xAFve".to_vec();
    for name in NAMES {
        let imported = import(text.clone(), &Hints { name, encoding: None }).unwrap();
        assert!(imported.briefing.text.contains("caf<E9>"), "{name}: {}", imported.briefing.text.as_str());
        assert_eq!(imported.warnings.iter().filter(|w| w.message.contains("<E9>")).count(), 1);
    }
}

#[test]
fn the_beginning_of_a_file_reads_like_the_file() {
    let head = "---\ntitle: T\ndate: 2024-01-30\n---\n\nLead.\n\n";
    let body = "## Part\n\n- one\n- two\n\nText with *style*.\n\n".repeat(4000);
    let html =
        "<title>T</title><h1>T</h1>".to_owned() + &"<h2>Part</h2>\n<p>Text <b>bold</b>\n<ul><li>x</ul>\n".repeat(4000);
    let yaml = "title: T\nsections:\n".to_owned() + &"- heading: Part\n  paragraphs:\n  - One\n  - Two\n".repeat(4000);
    for (name, source) in [("a.md", head.to_owned() + &body), ("a.html", html), ("a.yaml", yaml)] {
        let head = source.get(..64 * 1024).unwrap();
        let cut = head.get(..end_of_beginning(head.as_bytes(), &Hints { name, encoding: None }).unwrap()).unwrap();
        assert!(cut.ends_with('\n') && cut.len() > 60_000);
        let (part, whole) = (read_as(name, cut), read_as(name, &source));
        assert_eq!(part.briefing.header, whole.briefing.header);
        assert!(
            whole
                .briefing
                .text
                .starts_with(part.briefing.text.get(..60_000 * part.briefing.text.len() / 64 / 1024).unwrap())
        );
        let near = part.briefing.blocks.len() - 3;
        assert_eq!(part.briefing.blocks.get(..near), whole.briefing.blocks.get(..near));
    }
}

#[test]
fn the_beginning_cuts_no_character() {
    let wide: Vec<u8> = "\u{feff}one\ntwo\nthree".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for limit in 0..40 {
        let head = wide.get(..limit.min(wide.len())).unwrap();
        let cut = head.get(..end_of_beginning(head, &Hints::default()).unwrap()).unwrap();
        let part = import(cut.to_vec(), &Hints::default()).map(|i| i.briefing.text.as_str().to_owned());
        assert!(part.is_ok_and(|text| !text.contains('<')), "{limit}");
    }
}

/// Processor time that reading takes, whatever else the machine is doing.
fn cost(name: &str, source: &str) -> Duration {
    let now = || {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
    };
    let start = now();
    read_as(name, source);
    now().saturating_sub(start)
}

#[test]
fn hostile_input_costs_linear_time() {
    let cases = [
        "[",
        "]",
        ">",
        "> ",
        "*",
        "**a ",
        "_",
        "`",
        "![",
        "[a](",
        "<",
        "<a",
        "<!--",
        "&",
        "- ",
        "1. ",
        "#",
        "|",
        "|\n|-",
        "~",
        "\\",
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<ul><li>",
        "</p>",
        "<p>",
        "<a href=x>",
        "<![CDATA[",
        "\t",
        "{%",
        "{:",
        "[^a]: ",
        "[a]: b\n",
        "a\n=\n",
        "---\n",
        "a: ",
        "{a: ",
        "\u{301}",
        "\u{202e}",
        "<blockquote>",
        "<pre>",
        "<title>",
        "<h1>",
        "<nav>",
        "<br>",
        " ",
        "\n",
        "<p>\u{200b}",
        "**a**\n\n",
        "x\ty\n",
        "  - a\n",
        "{\n",
        "a\t",
        "{{<}",
    ];
    for case in cases {
        let source = |bytes: usize| {
            let indent = if case == "a\t" { "    " } else { "" };
            format!("{indent}{}", case.repeat(bytes / case.len()))
        };
        let (small, large) = (source(40_000), source(160_000));
        for name in ["a.md", "a.html", "a.yaml"] {
            let (one, four) = (cost(name, &small), cost(name, &large));
            // Four times the work is linear, sixteen times is not; what takes no time worth speaking of is too rough to tell.
            assert!(
                four < one * 9 || four < Duration::from_millis(100),
                "{name} of {case:?} took {one:?}, then {four:?}"
            );
        }
    }
}

#[test]
fn many_fields_and_many_spaces_cost_linear_time() {
    let many = |count: usize, head: &str, each: &dyn Fn(usize) -> String, tail: &str| {
        format!("{head}{}{tail}", (0..count).map(each).collect::<String>())
    };
    let dates: &dyn Fn(usize) -> String = &|_| " date 2024-01-30 ".to_owned();
    let items: &dyn Fn(usize) -> String = &|n| format!("- t{n}\n");
    let keys: &dyn Fn(usize) -> String = &|n| format!("k{n}: v\n");
    let cases = [
        ("a.txt", "", dates, ""),
        ("a.md", "", dates, ""),
        ("a.yaml", "tags:\n", items, "sections: []\n"),
        ("a.yaml", "refs:\n", items, "sections: []\n"),
        ("a.yaml", "", keys, "sections: []\n"),
        ("a.md", "---\n", keys, "---\n"),
    ];
    for (name, head, each, tail) in cases {
        let of = |count: usize| cost(name, &many(count, head, each, tail));
        let (one, four) = (of(4_000), of(16_000));
        assert!(four < one * 9 || four < Duration::from_millis(100), "{name}, {head:?}: {one:?}, then {four:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in 0..NAMES.len()) {
        let _ = import(bytes, &Hints { name: NAMES[name], encoding: None });
    }

    #[test]
    fn no_markup_panics(
        parts in proptest::collection::vec(prop_oneof![
            Just("---\n"), Just("+++\n"), Just("title: a\n"), Just("# "), Just("\n\n"), Just("- "), Just("> "), Just("**"), Just("`"),
            Just("[a][b]"), Just("![x](y)"), Just("<p>"), Just("</b>"), Just("<b>"), Just("<table>"), Just("<tr>"), Just("<td>"), Just("<li>"),
            Just("</table>"), Just("<h2>"), Just("<nav>"), Just("<!--"), Just("-->"), Just("{% x %}"), Just("|a|b|\n|-|-|\n"), Just("<br>"),
            Just("```\n"), Just("  "), Just("\t"), Just("word "), Just("é伊\u{200d}\u{202e}"), Just("sections:\n"), Just("- text: |\n"),
            Just("<script>"), Just("</script>"), Just("&amp;"), Just("[^1]"), Just("\\"), Just("<pre>"), Just("<blockquote>"), Just("1. "),
        ], 0..40),
        name in 0..NAMES.len(),
    ) {
        let source = parts.concat();
        let imported = read_as(NAMES[name], &source);
        let briefing = &imported.briefing;
        for inline in &briefing.inlines {
            prop_assert!(briefing.text.get(inline.span.range()).is_some());
        }
        for block in &briefing.blocks {
            prop_assert!(briefing.text.get(block.span.range()).is_some());
        }
    }

    #[test]
    fn letters_of_markdown_survive(
        lines in proptest::collection::vec(("(# |## |- |> |1\\. |\\*\\*|\\||    |)", "[a-zé伊]{1,8}( [a-z\\*_]{1,8}){0,4}"), 1..12),
    ) {
        let source: Vec<String> = lines.iter().map(|(mark, text)| format!("{mark}{text}\n")).collect();
        let imported = read_as("a.md", &source.concat());
        let mut wanted: Vec<char> = letters(&lines.iter().map(|(_, text)| text.as_str()).collect::<String>()).chars().collect();
        let mut found: Vec<char> = imported.briefing.text.chars().filter(|c| c.is_alphabetic()).collect();
        wanted.sort_unstable();
        found.sort_unstable();
        prop_assert_eq!(wanted, found);
    }
}

#[test]
fn the_day_below_a_title_and_its_second_line() {
    let date = |source| read_as("x.md", source).briefing.header.date.map(|d| d.to_string());
    let text = "# Road Report No. 4\n## Northland Floods\n*As of 14 March 2024*\n\n## Needs\n\nText.\n";
    assert_eq!(date(text).as_deref(), Some("2024-03-14"));
    assert_eq!(
        date("## Road Brief\n\nPublished: March 14, 2024 | By Desk\n\n### North\n\nText.\n\n### South\n\nText.\n")
            .as_deref(),
        Some("2024-03-14")
    );
}

#[test]
fn a_banner_above_the_title_is_handling_in_every_format() {
    for (name, source) in [
        ("a.txt", "SECRET//NOFORN\n\nDaily Road Report\n\nThe road to the port is open again, the mayor said.\n"),
        ("a.md", "SECRET//NOFORN\n\n# Daily Road Report\n\nText.\n"),
        ("a.md", "**SECRET//NOFORN**\n\n# Daily Road Report\n\n**UNCLASSIFIED**\n\n## Roads\n\nText.\n"),
        ("a.md", "# SECRET//NOFORN\n\n# Daily Road Report\n\n## Roads\n\nText.\n"),
        ("a.html", "<p><b>SECRET//NOFORN</b></p><h1>Daily Road Report</h1><p>Text.</p>"),
        ("a.html", "<div>SECRET//NOFORN</div><h1>Daily Road Report</h1><h2>Roads</h2><p>Text.</p>"),
    ] {
        let header = read_as(name, source).briefing.header;
        let handling = header.handling.unwrap();
        assert!(handling.label.starts_with("SECRET//NOFORN"), "{source}: {:?}", handling.label);
        assert_eq!(handling.classification, Some(crate::briefing::Classification::Secret), "{source}");
        assert_eq!(header.title.as_deref(), Some("Daily Road Report"), "{source}");
    }
}

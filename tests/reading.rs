//! Journeys of reading: keys in, screen out, in the program's own loop.

use attache::app::{Action, Effect, Mouse, MouseKind, ThemeChoice};
use attache::clean::Clean;
use attache::desk::Desk;
use attache::find::Query;
use attache::runtime::Exit;

const BRIEFING: &str = "\
---
title: Northern corridor
date: 2024-01-30
dateline: Rawalpindi
handling: TLP:GREEN
---
The lead says what matters. It has two sentences.

## Joint Efforts

The officials agreed to establish a high-level consultative mechanism to oversee cooperation.

See the [full text](https://example.org/text) of the communiqué.

### Border markets

Markets open on Monday.

## Regional Issues

Regional issues were on the agenda. The border stays open.
";

fn desk() -> Desk {
    Desk::of_text("corridor.md", BRIEFING)
}

/// `n` sections of some length each.
fn long(n: usize) -> String {
    let section = |s| format!("## Section {s}\n\n{}\n", format!("Words of section {s} go on. ").repeat(60));
    (1..=n).map(section).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_first_screen_shows_header_banner_outline_text_and_status() {
    let desk = desk();
    insta::assert_snapshot!(desk.screen(), @r"
     Northern corridor                                      2024-01-30 · Rawalpindi
                                                                          TLP:GREEN
     ● Lead                 │   The lead says what matters. It has two sentences.
     ○ Joint Efforts        │
     ○  Border markets      │ Joint Efforts                                     2/4
     ○ Regional Issues      │
                            │   The officials agreed to establish a high-level
                            │   consultative mechanism to oversee cooperation.
                            │
                            │   See the full text of the communiqué.
                            │
                            │ Border markets                                    3/4
                            │
                            │   Markets open on Monday.
                            │
                            │ Regional Issues                                   4/4
                            │
                            │   Regional issues were on the agenda. The border
                            │   stays open.
                            │
                            │
                            │
                                                                          TLP:GREEN
     READ  §1/4 ¶1 · 100 % · <1 min left        Space on  J section  / find  ? help
    ");
}

#[test]
fn sections_forth_and_back() {
    let mut desk = desk();
    assert!(desk.press("J").row(2).contains("Joint Efforts"));
    assert!(desk.press("J J").row(2).contains("Regional Issues"));
    assert!(desk.press("J").row(23).contains("last section"));
    assert!(desk.press("2 K").row(2).contains("Joint Efforts"));
    assert!(desk.press("3 G").row(2).contains("Border markets"));
    assert!(desk.press("g g").row(2).contains("The lead says"));
    assert!(desk.press("} }").row(2).contains("The officials"));
    assert!(desk.press("{").row(2).contains("Joint Efforts"));
}

#[test]
fn space_reads_on_and_marks_what_was_read() {
    let mut desk = Desk::of_text("long.md", &long(3));
    desk.press("<space>");
    assert!(desk.row(1).contains('●') || desk.row(2).contains('●'));
    for _ in 0..40 {
        desk.press("<space>");
    }
    assert!(desk.screen().contains("all read"), "{}", desk.screen());
    assert_eq!(desk.screen().matches('✓').count(), 3, "{}", desk.screen());
    assert!(desk.effects().iter().any(|e| matches!(e, Effect::Remember(r) if r.read.len() == 3)));
}

#[test]
fn the_last_space_moves_nothing_where_the_end_is_in_sight() {
    let mut desk = Desk::of_text("long.md", &format!("{}\n## Last\n\nFew words.\n", long(2)));
    desk.press("r 2 G r 3 G");
    // But for the sign that the section is read.
    let text = |desk: &Desk| desk.screen().lines().take(22).map(|row| row.replace("✓●", " ●")).collect::<Vec<_>>();
    let before = text(&desk);
    assert!(desk.row(2).contains("Last"), "{}", desk.screen());
    desk.press("<space>");
    assert!(desk.row(23).contains("all sections are read"), "{}", desk.screen());
    assert_eq!(text(&desk), before);
    assert!(desk.press("<space>").row(2).contains("Last"), "{}", desk.screen());
}

#[test]
fn unread_sections_are_found() {
    let mut desk = desk();
    desk.press("r J r [u");
    assert!(desk.row(2).contains("Regional Issues"), "{}", desk.screen());
    desk.press("R");
    assert!(desk.screen().contains("briefing read"));
    assert!(desk.press("]u").screen().contains("no other section is unread"));
}

#[test]
fn progress_and_place_are_kept_between_runs_and_under_a_new_name() {
    let mut desk = desk();
    desk.press("J r J m a g g");
    let folder = desk.folder();
    let (old, new) = (folder.join("corridor.md"), folder.join("renamed.md"));
    desk.press("J J");
    desk.load(&old);
    assert!(desk.row(2).contains("Border markets"), "{}", desk.screen());
    assert!(desk.press("' a").row(2).contains("Border markets"));
    let known = desk.app().reading().map(|r| r.read.len());
    assert_eq!(known, Some(1));
    std::fs::rename(old, &new).unwrap();
    desk.load(&new);
    assert_eq!(desk.app().progress.count(), 1);
    assert!(desk.row(2).contains("Border markets"), "{}", desk.screen());
    assert!(desk.row(23).contains("known as"), "{}", desk.row(23));
}

#[test]
fn searching_counts_folds_and_comes_back() {
    let mut desk = desk();
    desk.press("/ communique");
    assert!(desk.row(23).starts_with(" /communique"), "{}", desk.row(23));
    assert!(desk.row(23).contains("1/1"));
    desk.press("<esc>");
    assert!(desk.row(2).contains("The lead says"));
    desk.press("/ border <enter>");
    assert!(desk.row(23).contains("match 1/2"), "{}", desk.row(23));
    desk.press("n");
    assert!(desk.row(23).contains("match 2/2"), "{}", desk.row(23));
    desk.press("n");
    assert!(desk.row(23).contains("from the beginning again"), "{}", desk.row(23));
    desk.press("N");
    assert!(desk.styles().contains("MMMMMM"), "{}", desk.styles());
    desk.press("<esc>");
    assert!(!desk.styles().contains('M'));
    assert!(desk.press("/ zzz <enter>").row(23).contains("no match: zzz"));
    assert!(!desk.press("n j").row(23).contains("0/0"), "{}", desk.row(23));
    desk.press("/ border <enter> / xyz <esc>");
    assert!(desk.row(23).contains("/2"), "Esc brings the search before back: {}", desk.row(23));
}

#[test]
fn search_options_and_bad_expressions() {
    let mut desk = desk();
    desk.press("/ open");
    assert!(desk.row(23).contains("1/2"), "{}", desk.row(23));
    desk.press("<c-u> ( <alt-r>");
    assert!(desk.row(23).contains("expression"), "{}", desk.row(23));
    assert!(desk.row(23).contains("unclosed group"), "{}", desk.row(23));
    desk.press("<c-u> M.nday");
    assert!(desk.row(23).contains("1/1"), "{}", desk.row(23));
    // The history has it as it was asked.
    desk.press("<enter> / <up>");
    assert!(desk.row(23).contains("M.nday") && desk.row(23).contains("1/1"), "{}", desk.row(23));
}

#[test]
fn the_caret_moves_by_letters_words_rows_and_searches_its_word() {
    let mut desk = desk();
    desk.press("v");
    assert!(desk.row(23).contains("CARET"));
    desk.press("w w");
    let plane = desk.styles();
    let caret = plane.lines().nth(2).and_then(|row| row.find('c'));
    assert_eq!(caret, desk.row(2).chars().position(|c| c == 's'), "two words on is “says”: {plane}");
    desk.press("/ Regional <enter> *");
    assert!(desk.row(23).contains("/2"), "{}", desk.row(23));
    desk.press("<esc>");
    assert!(desk.row(23).contains("READ"));
}

#[test]
fn named_places_and_the_jump_list() {
    let mut desk = desk();
    desk.press("J m a G");
    assert!(desk.press("' a").row(2).contains("Joint Efforts"));
    assert!(desk.press("' z").row(23).contains("no place z"));
    desk.press("g g 4 G");
    assert!(desk.row(2).contains("Regional"), "{}", desk.screen());
    assert!(desk.press("<c-o>").row(2).contains("The lead"), "{}", desk.screen());
    assert!(desk.press("<alt-right>").row(2).contains("Regional"), "{}", desk.screen());
    desk.press("g '");
    assert!(desk.screen().contains("Places"), "{}", desk.screen());
}

#[test]
fn the_outline_collapses_and_leads_the_way() {
    let mut desk = desk();
    desk.press("<tab>");
    assert!(desk.row(23).contains("OUTLINE"));
    desk.press("j h");
    assert!(!desk.screen().contains("○  Border markets"), "{}", desk.screen());
    desk.press("l j <enter>");
    assert!(desk.row(2).contains("Border markets"), "{}", desk.screen());
    desk.press("w");
    assert!(!desk.screen().contains('│'));
}

#[test]
fn narrow_screens_have_the_outline_on_demand() {
    let mut desk = desk().size(40, 12);
    assert!(!desk.screen().contains("○ Regional"));
    desk.press("w");
    assert!(desk.screen().contains("○ Regional"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(desk.screen().contains("TLP:GREEN"));
}

#[test]
fn the_handling_is_in_sight_on_every_screen() {
    for (columns, rows) in [(80, 24), (80, 7), (40, 12), (60, 4)] {
        assert!(desk().size(columns, rows).screen().contains("TLP:GREEN"), "{columns}×{rows}");
    }
    assert!(desk().press("z").screen().contains("TLP:GREEN"));
}

#[test]
fn ascii_signs_leave_no_other_sign_on_the_screen() {
    let text = "---\ntitle: A title that is much too long for the line that it stands in, so it is cut\n---\nWords.\n";
    let mut desk = Desk::of_text("a.md", text).signs(attache::look::ASCII);
    for keys in ["y", "/ Words <enter>", "m a", "?"] {
        assert!(desk.press(keys).screen().is_ascii(), "{keys}: {}", desk.screen());
    }
}

#[test]
fn what_is_read_for_a_briefing_that_was_left_does_not_come_back() {
    let mut desk = desk();
    let late = attache::app::Opened { path: Some("/elsewhere.md".into()), ..desk.app().document.source.clone() };
    desk.happens(attache::app::Action::Reread(Box::new(late)));
    assert_eq!(desk.app().document.source.path, Some(desk.folder().join("corridor.md")));
    desk.happens(attache::app::Action::Identified("/elsewhere.md".into(), "0".to_owned(), None));
    assert!(desk.app().reading().is_some_and(|r| r.sha256 != "0"));
}

#[test]
fn every_size_draws() {
    let mut desk = desk();
    for (columns, rows) in [(1, 1), (2, 1), (1, 9), (3, 3), (5, 2), (20, 5), (59, 7), (300, 90), (80, 1)] {
        desk.resize(columns, rows).press("J / o <enter> ? <esc> <tab> j <esc> z z");
        assert_eq!(desk.screen().split('\n').count(), usize::from(rows));
    }
}

#[test]
fn palette_help_and_themes() {
    let mut desk = desk();
    desk.press(": zen <enter>");
    assert!(!desk.screen().contains('│'), "{}", desk.screen());
    desk.press("<esc> ? next <space> section");
    assert!(desk.screen().contains("next section"), "{}", desk.screen());
    assert!(!desk.screen().contains("half a page"));
    desk.press("<esc> <esc> <c-t> sepia");
    assert!(desk.effects().contains(&Effect::Theme("sepia".to_owned())));
    desk.press("<esc> <esc>");
    assert_eq!(desk.effects().last(), Some(&Effect::Theme("dark".to_owned())));
}

#[test]
fn a_theme_that_is_taken_is_remembered_and_one_that_is_looked_at_is_not() {
    let mut desk = desk();
    let kept = |desk: &Desk| std::fs::read_to_string(desk.folder().join("state/habits/theme")).ok();
    desk.press("<c-t> sepia <esc>");
    assert!(
        desk.screen().lines().any(|row| row.starts_with("› sepia") || row.starts_with("›sepia")),
        "{}",
        desk.screen()
    );
    assert_eq!(
        desk.effects().last(),
        Some(&Effect::Theme("sepia".to_owned())),
        "clearing the filter shows no other one"
    );
    desk.press("<esc>");
    assert_eq!((desk.effects().last(), kept(&desk)), (Some(&Effect::Theme("dark".to_owned())), None));
    desk.press("<c-t> sepia <enter>");
    assert!(desk.screen().contains("theme sepia from now on"), "{}", desk.screen());
    assert_eq!(kept(&desk).as_deref(), Some("sepia\n"));
    // The list begins at the one in use; the first row goes back to what suits the terminal.
    desk.press("<c-t>");
    assert!(desk.screen().lines().any(|row| row.starts_with("›sepia")), "{}", desk.screen());
    desk.press("<home> <enter>");
    assert_eq!((kept(&desk), desk.app().settings.theme.as_str()), (None, "dark"));
}

#[test]
fn a_theme_beside_a_configured_one_says_how_it_is_kept() {
    let file = Clean::line("/home/mk/.config/attache/config.yaml");
    let mut desk = desk().settings(|s| s.theme_choice = ThemeChoice::Configured(file));
    desk.press("<c-t> sepia <enter>");
    let words = desk.screen().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("for good, write `theme: sepia` in /home/mk/.config/attache/config.yaml"),
        "{}",
        desk.screen()
    );
    assert!(!desk.effects().iter().any(|effect| matches!(effect, Effect::KeepTheme(_))));
}

#[test]
fn searches_of_other_runs_come_before_those_of_this_one() {
    let query = |pattern: &str| Query { pattern: pattern.to_owned(), ..Query::default() };
    let mut desk = desk();
    desk.press("/ border <enter>").happens(Action::Searches(vec![query("old"), query("border"), query("officials")]));
    desk.press("/ <up>");
    assert!(desk.row(23).starts_with(" /border"), "{}", desk.screen());
    desk.press("<up>");
    assert!(desk.row(23).starts_with(" /officials"), "{}", desk.screen());
    desk.press("<up> <up> <up>");
    assert!(desk.row(23).starts_with(" /old"), "{}", desk.screen());
    // What was typed is there behind the latest, and no key beyond it takes it away.
    desk.press("<esc> / mark <down>");
    assert!(desk.row(23).starts_with(" /mark"), "{}", desk.screen());
    desk.press("<up> <up> <down> <down> <down>");
    assert!(desk.row(23).starts_with(" /mark"), "{}", desk.screen());
    desk.press("<esc>");
    // What comes in while one is being typed is there for the next one too, however that one ends.
    let mut desk = self::desk();
    desk.press("/ mar").happens(Action::Searches(vec![query("old")]));
    assert!(desk.row(23).starts_with(" /mar"), "{}", desk.screen());
    desk.press("<esc> / <up>");
    assert!(desk.row(23).starts_with(" /old"), "{}", desk.screen());
    desk.press("<esc> / markets <enter>");
    let kept = std::fs::read_to_string(desk.folder().join("state/habits/searches.json")).unwrap_or_default();
    assert!(kept.contains("markets") && !kept.contains("old"), "{kept}");
}

#[test]
fn who_wants_no_searches_kept_has_none_on_the_disk() {
    let mut desk = desk().settings(|settings| settings.search_history = false);
    desk.press("/ markets <enter> *");
    assert!(desk.screen().contains("match"), "{}", desk.screen());
    assert!(!desk.effects().iter().any(|effect| matches!(effect, Effect::KeepSearch(_))));
    assert!(!desk.folder().join("state/habits/searches.json").exists());
    // In this run they are there.
    desk.press("/ <up> <up>");
    assert!(desk.row(23).starts_with(" /markets"), "{}", desk.screen());
}

#[test]
fn filters_are_edited_where_their_caret_is() {
    let mut desk = desk();
    for (list, leave) in
        [("gs", "<esc> <esc>"), ("?", "<esc> <esc>"), ("gm /", "<esc> <esc>"), ("a note <c-s> gn /", "<esc> <esc>")]
    {
        desk.press(list).press("b c <home> a <right> x <c-a> <delete> <end> d <left> <left> y");
        assert!(desk.row(23).starts_with(" / bxycd"), "{list}: {}", desk.screen());
        desk.press("<c-e> <space> z z <left> <c-w>");
        assert!(desk.row(23).starts_with(" / bxycd z"), "{list}: {}", desk.screen());
        desk.press("<c-u>");
        assert!(desk.row(23).starts_with(" / z"), "{list}: {}", desk.screen());
        desk.press(leave);
    }
}

#[test]
fn without_a_filter_home_and_end_go_to_the_ends_of_a_list() {
    let mut desk = desk();
    let chosen = |desk: &Desk| desk.screen().lines().position(|line| line.starts_with('›'));
    desk.press("gs <end>");
    assert_eq!(chosen(&desk), Some(5), "{}", desk.screen());
    desk.press("<home>");
    assert_eq!(chosen(&desk), Some(2), "{}", desk.screen());
    // With one, the ends of the list have keys of their own.
    desk.press("e <c-end>");
    let last = chosen(&desk);
    assert!(last > Some(2), "{}", desk.screen());
    desk.press("<home> <end>");
    assert_eq!(chosen(&desk), last, "{}", desk.screen());
}

#[test]
fn help_tells_the_keys_of_where_one_is_and_finds_them_by_key() {
    let mut desk = desk();
    desk.press("?");
    let first = desk.row(1);
    assert!(
        first.starts_with("›j ") && first.contains("one line down") && first.ends_with("Moving"),
        "{}",
        desk.screen()
    );
    // What `w` does is told for the text, and further down for the other scopes.
    desk.press("w");
    assert!(desk.row(1).contains("show or hide the outline"), "{}", desk.screen());
    assert!(
        desk.row(2).contains("caret to the next word") && desk.row(2).ends_with("with a caret"),
        "{}",
        desk.screen()
    );
    desk.press("<c-u> Ctrl-d");
    assert!(desk.row(1).contains("half a page down"), "{}", desk.screen());
    desk.press("<c-u> toggle-read-all");
    assert!(desk.row(1).contains("mark the whole briefing read"), "{}", desk.screen());
    desk.press("<esc> <esc> v ?");
    assert!(!desk.screen().contains("with a caret"), "{}", desk.screen());
    desk.press("w");
    assert!(desk.row(1).contains("caret to the next word") && desk.row(1).ends_with("Moving"), "{}", desk.screen());
}

#[test]
fn chords_show_what_may_follow() {
    let mut desk = desk();
    desk.press("g");
    assert!(desk.screen().contains("to the beginning"), "{}", desk.screen());
    desk.press("<esc>");
    assert!(!desk.screen().contains("to the beginning"));
    assert!(desk.press("1 2").row(23).ends_with("12"), "{}", desk.row(23));
    assert!(desk.press("Q").row(23).contains("does nothing here"));
}

#[test]
fn links_are_shown_whole_before_they_open() {
    let mut desk = desk();
    desk.press("J g l <enter>");
    assert!(desk.row(23).contains("open https://example.org/text ?"), "{}", desk.row(23));
    desk.press("n");
    assert!(!desk.effects().iter().any(|e| matches!(e, Effect::Browse(_))));
    desk.press("g l <enter> y");
    assert!(matches!(desk.effects().last(), Some(Effect::Browse(url)) if url.as_str() == "https://example.org/text"));
}

#[test]
fn bare_addresses_are_links_too() {
    let text = "Lead words.\n\nSources\n\nSee (https://example.org/a). And http://example.org/b, too.\n";
    let mut desk = Desk::of_text("a.txt", text).size(80, 24);
    desk.press("J g l <down> <enter>");
    assert!(desk.row(23).contains("open http://example.org/b ?"), "{}", desk.row(23));
    desk.press("n g l <enter> y");
    assert!(matches!(desk.effects().last(), Some(Effect::Browse(url)) if url.as_str() == "https://example.org/a"));
}

#[test]
fn copies_carry_their_source_and_handling() {
    let mut desk = desk();
    desk.press("J } Y");
    let copied = desk.effects().iter().rev().find_map(|e| match e {
        Effect::Copy(text) => Some(text.to_string()),
        _ => None,
    });
    let copied = copied.unwrap();
    assert!(copied.starts_with("The officials agreed"), "{copied}");
    assert!(copied.ends_with("— Northern corridor, 2024-01-30, Joint Efforts, corridor.md, TLP:GREEN"), "{copied}");
}

#[test]
fn a_plain_copy_carries_the_handling_too() {
    let mut desk = desk();
    desk.press("J } y");
    assert!(matches!(desk.effects().last(), Some(Effect::Copy(text)) if text.ends_with("\n[TLP:GREEN]")));
}

#[test]
fn a_file_emptied_for_a_moment_costs_nothing() {
    let mut desk = desk();
    desk.press("3 G");
    let path = desk.folder().join("corridor.md");
    std::fs::write(&path, "").unwrap();
    desk.happens(attache::app::Action::Changed);
    assert!(desk.row(2).contains("Border markets"), "{}", desk.screen());
    assert!(desk.row(23).contains("empty on disk"), "{}", desk.row(23));
    std::fs::write(&path, BRIEFING.replace("Markets open", "Now markets open")).unwrap();
    desk.happens(attache::app::Action::Changed);
    assert!(desk.row(2).contains("Border markets"), "{}", desk.screen());
}

#[test]
fn long_messages_take_the_whole_line() {
    let mut desk = desk();
    desk.happens(attache::app::Action::Say(attache::app::Message::warning("a ".repeat(30) + "end of it")));
    assert!(desk.row(23).ends_with("end of it"), "{}", desk.row(23));
    assert!(desk.press("j").row(23).contains("§1/4"));
}

#[test]
fn the_mouse_scrolls_opens_and_resizes() {
    let mut desk = Desk::of_text("long.md", &long(6));
    let mouse = |kind, column, row| Mouse { kind, column, row };
    let before = desk.row(2);
    desk.mouse(mouse(MouseKind::WheelDown, 50, 10));
    assert_ne!(desk.row(2), before);
    desk.mouse(mouse(MouseKind::Press, 5, 5));
    assert!(desk.screen().contains("§4/6"), "{}", desk.screen());
    desk.mouse(mouse(MouseKind::Press, 40, 10));
    assert!(desk.row(23).contains("CARET"));
    let rule = desk.row(5).chars().position(|c| c == '│');
    let x = u16::try_from(rule.unwrap()).unwrap();
    desk.mouse(mouse(MouseKind::Press, x, 5)).mouse(mouse(MouseKind::Drag, x + 9, 5));
    assert_eq!(desk.row(5).chars().position(|c| c == '│'), rule.map(|x| x + 9));
    desk.mouse(mouse(MouseKind::Release, x + 9, 5)).mouse(mouse(MouseKind::Drag, x, 5));
    assert_eq!(desk.row(5).chars().position(|c| c == '│'), rule.map(|x| x + 9));
}

#[test]
fn a_changed_file_is_read_again_in_place() {
    let mut desk = desk();
    desk.press("3 G");
    let path = desk.folder().join("corridor.md");
    std::fs::write(&path, BRIEFING.replace("The lead says", "New words stand here.\n\nThe lead says")).unwrap();
    desk.happens(attache::app::Action::Changed);
    assert!(desk.row(2).contains("Border markets"), "{}", desk.screen());
    assert!(desk.row(23).contains("place kept"), "{}", desk.row(23));
    std::fs::remove_file(&path).unwrap();
    desk.happens(attache::app::Action::Changed);
    assert!(desk.row(2).contains("Border markets"), "a vanished file leaves the text on the screen");
    assert!(desk.screen().contains("corridor.md was moved or deleted"), "{}", desk.screen());
}

#[test]
fn the_folder_is_a_list() {
    let mut desk = desk();
    std::fs::write(desk.folder().join("other.md"), "---\ntitle: Other\ndate: 2024-02-01\n---\nText.\n").unwrap();
    desk.press("o");
    assert!(desk.screen().contains("2024-02-01"), "{}", desk.screen());
    desk.press("Other <enter>");
    assert!(desk.row(0).contains("Other"), "{}", desk.screen());
}

#[test]
fn a_briefing_is_found_by_the_name_of_its_file() {
    let mut desk = desk();
    std::fs::write(desk.folder().join("sitrep_0131.md"), "---\ntitle: Other\n---\nText.\n").unwrap();
    desk.press("o SITREP");
    assert!(desk.screen().contains("Other") && !desk.screen().contains("2024-01-30"), "{}", desk.screen());
    desk.press("<c-u> 0131.md <enter>");
    assert!(desk.row(0).contains("Other"), "{}", desk.screen());
}

#[test]
fn right_to_left_text_hangs_from_the_right_edge() {
    let desk = Desk::of_text("fa.md", "---\ntitle: گزارش\n---\n## سرخط\n\nآب در شهر کم است.\n");
    assert!(desk.row(0).starts_with(" شرازگ"), "{}", desk.screen());
    assert!(desk.screen().contains("طخرس"), "{}", desk.screen());
    let row = desk.screen().lines().find(|l| l.contains(".تسا")).map(str::to_owned).unwrap();
    assert!(row.ends_with("رهش رد بآ"), "{row}");
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let text = "Lead \u{1b}[31mred\u{1b}]0;title\u{7} and \u{202e}evil\u{202c} and z\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}.\n";
    let desk = Desk::of_text("bad.txt", text);
    let screen = desk.screen();
    assert!(screen.contains("␛[31mred"), "{screen}");
    assert!(screen.contains("<202E>evil"), "{screen}");
    assert!(screen.contains("odd characters"), "{screen}");
    assert!(!screen.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn one_odd_character_is_one() {
    let screen = Desk::of_text("bad.txt", "Lead \u{1b}[31mred.\n").screen();
    assert!(screen.contains("1 odd character ") || screen.contains("1 odd character\n"), "{screen}");
}

#[test]
fn quitting_remembers_and_says_so_to_the_loop() {
    let mut desk = desk();
    desk.press("J q");
    assert_eq!(desk.ended(), Some(Exit::Quit));
    assert!(matches!(desk.effects().last(), Some(Effect::Remember(_))));
}

#[test]
fn other_keymaps_read_too() {
    let arrows = attache::keymap::Keymap::load("arrows", None).0;
    let mut desk = Desk::of_text("long.md", &long(3)).keymap(arrows);
    let before = desk.row(2);
    desk.press("<pgdn>");
    assert_ne!(desk.row(2), before);
}

#[test]
fn an_empty_file_says_so() {
    let desk = Desk::of_text("empty.txt", "");
    assert!(desk.screen().contains("This briefing is empty."), "{}", desk.screen());
}

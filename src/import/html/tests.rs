use super::*;
use crate::briefing::{BlockKind, Briefing, InlineStyle};
use crate::text;

fn read_it(source: &str) -> Briefing {
    let mut draft = Draft::new();
    read(source, &mut draft);
    draft.finish().0
}

fn shape(source: &str) -> Vec<String> {
    let briefing = read_it(source);
    let show = |index: usize| {
        let block = briefing.blocks[index];
        let kind = match block.kind {
            BlockKind::Title => "T".to_owned(),
            BlockKind::Heading(level) => format!("H{level}"),
            BlockKind::Paragraph => format!("P{}", block.quote),
            BlockKind::Item { depth, marker } => format!("I{depth}.{marker}"),
            BlockKind::Table => "B".to_owned(),
            BlockKind::Code => "C".to_owned(),
            BlockKind::Rule => "R".to_owned(),
        };
        format!("{kind} {} {}", block.line, briefing.block_text(index))
    };
    (0..briefing.blocks.len()).map(show).collect()
}

#[test]
fn a_modern_page() {
    let source = "<!DOCTYPE html><html><head><title>The talks | Agency</title>\n<meta name=date content=2024-02-08>\n\
        <style>p { x: y }</style><script>if (a < b) { \"</p>\" }</script></head><body>\n<nav><a href=/>Home</a></nav>\n\
        <h1>The talks</h1><p>First<br>second &mdash; &amp; third.\n<h2>Part <i>one</i></h2>text<p>more</body>";
    let expected = ["T 5 The talks", "P0 5 First\nsecond — & third.", "H2 6 Part one", "P0 6 text", "P0 6 more"];
    assert_eq!(shape(source), expected);
    let header = read_it(source).header;
    assert_eq!(header.date.map(|d| d.to_string()).as_deref(), Some("2024-02-08"));
    assert_eq!(header.title.as_deref(), Some("The talks"));
}

#[test]
fn a_date_in_the_text_and_items_without_any() {
    let page = |line: &str| {
        format!(
            "<title>The talks | Agency</title><ul><li>Home<li><li> <b></b></ul><h1>The talks</h1><p>{line}<p>They met."
        )
    };
    for line in ["19.02.2024", "Published: 19 February 2024", "Press | 19 February 2024, 10:41"] {
        assert_eq!(read_it(&page(line)).header.date.map(|d| d.to_string()).as_deref(), Some("2024-02-19"), "{line}");
    }
    assert_eq!(read_it(&page("They met on 19 February 2024.")).header.date, None);
    assert_eq!(shape(&page("x")), ["I0.4 1 • Home", "T 1 The talks", "P0 1 x", "P0 1 They met."]);
}

#[test]
fn a_tag_that_never_ends_loses_no_text() {
    let open = read_it("<p>one</p><a href=\"two>three <b>four</b>");
    assert!(
        open.text.contains("one") && open.text.contains("three") && open.text.contains("four"),
        "{}",
        open.text.as_str()
    );
    assert_eq!(shape("<p>one</p><a hre"), ["P0 1 one"], "a document that was cut");
}

#[test]
fn an_old_page_with_bold_headings() {
    let source = "<center><h2>Book<br>Summary</h2><p><strong>January 19, 2000</strong></p></center>\n<p>Lead.</p>\n\
        <p><b>\n Consumer Spending\n</b><br/>\nRetail was strong.</p><p><b>Prices</b><br>Rose.</p><p>Even <b>bold</b> ones.";
    let expected = [
        "T 1 Book Summary",
        "P0 1 January 19, 2000",
        "P0 2 Lead.",
        "H3 3 Consumer Spending",
        "P0 5 Retail was strong.",
        "H3 6 Prices",
        "P0 6 Rose.",
        "P0 6 Even bold ones.",
    ];
    assert_eq!(shape(source), expected);
}

#[test]
fn lists_quotes_code_and_definitions() {
    let source = "<ul><li>a<ol start=3><li>b<li><p>c</p><p>d</p></ol><li>e</ul><blockquote><p>q<blockquote>r</blockquote></blockquote>\
        <pre>x\n  y</pre><dl><dt>t<dd>u</dl><hr>";
    let expected = [
        "I0.4 1 • a",
        "I1.3 1 3. b",
        "I1.3 1 4. c",
        "I1.0 1 d",
        "I0.4 1 • e",
        "P1 1 q",
        "P2 1 r",
        "C 1 x\n  y",
        "P0 1 t",
        "I0.0 2 u",
        "R 2 ",
    ];
    let got = shape(source);
    let without_lines =
        |l: &str| l.splitn(3, ' ').enumerate().filter(|(i, _)| *i != 1).map(|(_, p)| p.to_owned()).collect::<Vec<_>>();
    assert_eq!(got.iter().map(|l| without_lines(l)).collect::<Vec<_>>(), expected.map(without_lines));
}

#[test]
fn tables_of_data_and_tables_of_layout() {
    let source =
        "<table><caption>Fees</caption><tr><th>Class<th>Now<tr><td>Loaded,\n 40 t<td><p>250</p><p>crowns</p></table>";
    assert_eq!(shape(source), ["P0 1 Fees", "B 1 Class\tNow\nLoaded, 40 t\t250 crowns"]);
    let source = "<table><tr><td><h2>Head</h2>text<td>side</tr></table><table><tr><td>alone</td></tr></table>";
    assert_eq!(shape(source), ["H2 1 Head", "P0 1 text", "P0 1 side", "P0 1 alone"]);
}

#[test]
fn cells_that_reach_over_others_keep_columns_in_line() {
    let source = "<table><thead><tr><th rowspan=2>Locality</th><th colspan=2>Displaced</th><th rowspan=2>Needs</th></tr>\
        <tr><th>Families</th><th>People</th></tr></thead><tbody><tr><td rowspan=2><b>Jebel</b> Marra</td><td>21<td>105<td>Food</tr>\
        <tr><td>16<td>80<td>Tents</tr><tr><td colspan=2>Total<td>185</tr></table>";
    let rows = "B 1 Locality\tDisplaced\t\tNeeds\nLocality\tFamilies\tPeople\tNeeds\nJebel Marra\t21\t105\tFood\n\
        Jebel Marra\t16\t80\tTents\nTotal\t\t185";
    assert_eq!(shape(source), [rows]);
    let last = "<table><tr><td>a<td>b<td rowspan=2>c<tr><td>d<tr><td>e</table>";
    assert_eq!(shape(last), ["B 1 a\tb\tc\nd\t\tc\ne"]);
    let parts = "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>";
    assert_eq!(shape(parts), ["B 1 a\tb\na\tc\nd\te"]);
    let layout = "<table><tr><td rowspan=2><h2>Head</h2>text<td>side<tr><td>more</table>";
    assert_eq!(shape(layout), ["H2 1 Head", "P0 1 text", "P0 1 side", "P0 1 more"]);
}

#[test]
fn spans_that_make_no_sense_are_bounded() {
    let claim = "<td colspan=99999999999999999999 rowspan=1000>word<td colspan=-1 rowspan=x>b";
    for source in [
        format!("<table>{}</table>", format!("<tr>{claim}").repeat(3000)),
        format!("<table><tr>{}{}</table>", "<td rowspan=1000>word".repeat(3000), "<tr>".repeat(50_000)),
        format!("<table>{}", "<tr><td colspan=1000><td>".repeat(3000)),
    ] {
        let start = std::time::Instant::now();
        assert!(read_it(&source).text.len() < 3 * source.len());
        assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
    }
}

#[test]
fn bold_in_tables_of_data_is_no_heading() {
    let source = "<p><b>1. Overview</b></p><p>x<p><b>2. Needs</b></p><table><tr><td><p><b>Area</b></p> <td><p>People</p><tr><td>N<td>1</table>";
    assert_eq!(shape(source), ["H3 1 1. Overview", "P0 1 x", "H3 1 2. Needs", "B 1 Area\tPeople\nN\t1"]);
    let source = "<table><tr><td><p>a<p>b<br>c</td></tr></table>";
    assert_eq!(shape(source), ["P0 1 a", "P0 1 b\nc"]);
}

#[test]
fn what_surrounds_the_main_element() {
    let source = "<a class=skip href=#m>Skip</a><header>Site</header><main><h1>T</h1><p>Long enough text.</main><aside><h2>Else</h2></aside>";
    assert_eq!(shape(source), ["T 1 T", "P0 1 Long enough text."]);
    let source = "<header><h1>T</h1></header><main><p>Long enough text.</main>";
    assert_eq!(shape(source), ["T 1 T", "P0 1 Long enough text."]);
}

#[test]
fn links_images_and_crossed_tags() {
    let briefing =
        read_it("<p><b>x <i>y</b> z</i> <a href=' http://u '>link <img alt='pic' src=p></a></p><a href=''>none</a>");
    let styled: Vec<_> = briefing.inlines.iter().map(|i| (text::slice(&briefing.text, i.span), i.style)).collect();
    let expected = [("x y", InlineStyle::Strong), ("y", InlineStyle::Emphasis), ("link pic", InlineStyle::Link(0))];
    assert_eq!(styled, expected);
    assert_eq!(briefing.links[0].as_str(), "http://u");
    assert_eq!(briefing.text.as_str(), "x y z link pic\n\nnone");
}

#[test]
fn nothing_is_swallowed() {
    assert_eq!(shape("<nav>only <b>nav</b></nav>"), ["P0 1 only nav"]);
    assert_eq!(shape("<p>a<nav>b<p>c"), ["P0 1 a", "P0 1 b", "P0 1 c"]);
    assert_eq!(shape("a<!-- kept <b>x"), ["P0 1 a kept <b>x"]);
    assert_eq!(shape("<p>caf<E9> 1 < 2 &unknown;"), ["P0 1 caf<E9> 1 < 2 &unknown;"]);
    let mut draft = Draft::new();
    read("a\n<script>b", &mut draft);
    assert_eq!(draft.finish().1[0].line, 2);
}

fn told(source: &str) -> (Briefing, Vec<String>) {
    let mut draft = Draft::new();
    read(source, &mut draft);
    let (briefing, warnings) = draft.finish();
    (briefing, warnings.into_iter().map(|w| format!("{}: {}", w.line, w.message)).collect())
}

#[test]
fn what_never_ends_swallows_nothing() {
    for open in ["<script>", "<style>", "<template>", "<svg>", "<iframe src=x>", "<textarea>", "<noscript>", "<object>"]
    {
        let (briefing, _) = told(&format!("<p>one</p>{open}<p>two</p><h2>Three</h2><p>four</p>"));
        for word in ["one", "two", "Three", "four"] {
            assert!(briefing.text.contains(word), "{open}: {}", briefing.text.as_str());
        }
    }
    assert_eq!(told("<p>a</p>\n<script><p>b</p>").1.len(), 1);
    let (briefing, _) = told("<p>a</p><svg/><p>b</p><svg><style/><path/></svg><p>c</p><svg></svg>");
    assert_eq!(briefing.text.as_str(), "a\n\nb\n\nc");
    let xhtml = "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><script src=\"x\"/><title/></head>\
        <body><p>a</p><iframe src=\"y\"/><p>b</p><script>c</script><iframe></iframe></body></html>";
    assert_eq!(shape(xhtml), ["P0 1 a", "P0 1 b"]);
}

#[test]
fn titles_that_are_not_closed() {
    for source in
        ["<title>The talks<body><p>They met.</p>", "<title>The talks\n<p>They met.</p><svg><title>x</title></svg>"]
    {
        let (briefing, _) = told(source);
        assert_eq!((briefing.header.title.as_deref(), briefing.text.as_str()), (Some("The talks"), "They met."));
    }
    let (briefing, _) = told("<title/><p>They met.</p><svg><title>x</title></svg>");
    assert_eq!((briefing.header.title.as_deref(), briefing.text.as_str()), (None, "They met."));
    assert_eq!(told("<title>The talks\nThey met.").0.text.as_str(), "They met.");
}

#[test]
fn only_links_that_skip_are_skipped() {
    for link in ["class=skip-hire href=/hire", "class=skip-hire href=#hire", "id=skipper", "class=skip-link href=/x"] {
        assert_eq!(
            told(&format!("<p>Call <a {link}>the firm</a> now.</p>")).0.text.as_str(),
            "Call the firm now.",
            "{link}"
        );
    }
    for link in ["class='a skip-link' href=#m", "id=skip-to-content href='#main'", "class=skip-nav href=#n"] {
        assert_eq!(told(&format!("<a {link}><span>Skip</span></a><p>Text.</p>")).0.text.as_str(), "Text.", "{link}");
    }
    assert_eq!(told("<p><a id=skip href=#x>One</p><p>two <a href=y>three</a></p>").0.text.as_str(), "One\n\ntwo three");
}

#[test]
fn what_stands_for_something_else_is_text() {
    let kept = "<p>Talk.</p><object data=x>The map shows the road.</object><noscript><p>Figures: 12</p></noscript>\
        <video src=v>A film of the port.</video>";
    let text = told(kept).0.text.to_string();
    for words in ["The map shows the road.", "Figures: 12", "A film of the port."] {
        assert!(text.contains(words), "{text}");
    }
    let twice = "<p>The road is open.</p><noscript><p>The road is open.</p></noscript>";
    assert_eq!(told(twice).0.text.as_str(), "The road is open.");
}

#[test]
fn footers_and_navigation_that_say_something() {
    let long = "This page was written by the desk and tells all there is to know of the talks in the capital.";
    let (briefing, warnings) = told(&format!(
        "<header>Site of the Desk</header><nav><a href=/>Home</a> | <a href=/n>News</a></nav><div>SECRET//NOFORN</div>\
        <main><h1>T</h1><p>{long} {long}</p></main><footer><p>{long}</p><nav><a href=/c>Contact</a></nav></footer>"
    ));
    assert_eq!(briefing.text.as_str(), format!("T\n\n{long} {long}\n\n{long}"));
    assert_eq!(briefing.header.handling.map(|h| h.label.to_string()).as_deref(), Some("SECRET//NOFORN"));
    assert_eq!(warnings, ["1: 1 line around the main text not shown, from “Site of the Desk”"]);
    let (briefing, warnings) = told(&format!("<nav><h1>The talks</h1></nav><p>{long}</p><footer>TLP:RED</footer>"));
    assert_eq!(briefing.header.title.as_deref(), Some("The talks"));
    assert_eq!(briefing.header.handling.map(|h| h.label.to_string()).as_deref(), Some("TLP:RED"));
    assert!(warnings.is_empty(), "{warnings:?}");
    assert!(told(&format!("<nav><p>{long}</p></nav><p>x</p>")).0.text.contains(long));
}

#[test]
fn a_time_in_the_text_is_not_the_date() {
    let date = |html: &str| read_it(html).header.date.map(|d| d.to_string());
    let time = "<time datetime=2024-01-30>30 January</time>";
    let far = "<p>x</p>".repeat(20);
    assert_eq!(date(&format!("<h1>T</h1><p>By Jo | {time}</p><p>x</p>")).as_deref(), Some("2024-01-30"));
    assert_eq!(date(&format!("<header>{time}<h1>T</h1></header><p>x</p>")).as_deref(), Some("2024-01-30"));
    assert_eq!(date(&format!("<h1>T</h1><p>They met on {time}.</p>")), None);
    assert_eq!(date(&format!("<h1>T</h1>{far}<p>{time}</p>")), None);
    let marked = "<time itemprop=datePublished datetime=2024-01-31>";
    assert_eq!(date(&format!("<h1>T</h1>{far}<p>{marked}x</time></p>")).as_deref(), Some("2024-01-31"));
}

#[test]
fn a_closed_comment_is_no_text() {
    assert_eq!(shape("<!-- end --><p>The end "), ["P0 1 The end"]);
    assert_eq!(shape("<!--end--><p>The end"), ["P0 1 The end"]);
    assert_eq!(shape("<p>a</p><!-- kept"), ["P0 1 a", "P0 1 kept"]);
}

#[test]
fn many_dates_in_one_line_cost_linear_time() {
    let source = format!("<h1>a</h1><p>{}", "<time datetime=x>x".repeat(20_000));
    let start = std::time::Instant::now();
    assert_eq!(read_it(&source).header.date, None);
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
}

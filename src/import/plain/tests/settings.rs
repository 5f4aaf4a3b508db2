//! Lines that are broken on purpose, and running text in a column of its own.

use super::*;

/// Running text that shows how wide the document was wrapped.
const WIDE: &str = "The mission in the northern districts held three meetings with the elders of the valley\nand with the staff of the ministry, and wrote down what is lacking in the villages. The\nlists were sent to the capital on Thursday. An answer is awaited in the coming week, and\nuntil then the convoys will go on as planned with what is left in the stores at Esker.";

/// The blocks between two paragraphs, in a document that is wrapped and in one that shows no width.
fn bodies(lines: &str) -> [Vec<(BlockKind, String)>; 2] {
    let body = |around: &str| {
        let briefing = parse(&format!("ROAD REPORT\n\n{around}\n\n{around}\n\n{lines}\n\n{around}\n"));
        let blocks = 3..briefing.blocks.len() - 1;
        blocks.map(|n| (briefing.blocks[n].kind, briefing.block_text(n).to_owned())).collect()
    };
    [body(WIDE), body(LONG)]
}

/// All lines come back as lines, with or without their indentation.
fn keeps_lines(lines: &str) {
    for body in bodies(lines) {
        let back: Vec<&str> = body.iter().flat_map(|(_, text)| text.lines()).map(str::trim).collect();
        let written: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(back, written);
    }
}

/// The block comes back as it stands.
fn keeps_layout(lines: &str) {
    for body in bodies(lines) {
        assert_eq!(body, [(BlockKind::Code, lines.to_owned())]);
    }
}

/// The block comes back as one line.
fn rejoins(lines: &str) {
    for body in bodies(lines) {
        let words = lines.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(matches!(body.as_slice(), [(BlockKind::Paragraph, text)] if *text == words), "{body:?}");
    }
}

#[test]
fn verse_addresses_and_queries_keep_their_lines() {
    for lines in [
        "    The snow came down on Esker town,\n    And no one walked the street;\n    The wind had blown the market down\n    And frozen boots and feet.",
        "    Office of the Resident Coordinator\n    14 Harbour Street, 2nd floor\n    P.O. Box 1120\n    Port Esker 10200",
        "    When the snow lies on the mountain and the road is lost below,\n    When the bells of Esker tremble in the darkness and the snow,\n    Then the riders of the valley, with their lanterns burning low,\n        Come home, come home again.",
        "    SELECT name, level\n    FROM gauges\n    WHERE level > 3.2\n    ORDER BY level DESC",
        "    (C) 2015 Northern Roads <roads@example.org>\n    (C) 2016 Esker\n    (C) 2017 The Ministry of Works\n    (C) 2018 Salm",
    ] {
        keeps_lines(lines);
    }
}

#[test]
fn short_lines_in_wide_text_are_broken_on_purpose() {
    let verse = "The snow came down on Esker town\nand no one walked the street,\nthe wind had blown the market down\nand frozen boots and feet.";
    let body = bodies(verse)[0].clone();
    assert_eq!(body, [(BlockKind::Paragraph, verse.to_owned())]);
}

#[test]
fn what_steps_in_and_out_keeps_its_layout() {
    for lines in [
        "3rd Motor Rifle Division (Esker)\n    7th Motor Rifle Regiment (Tarn)\n        1st Battalion\n        2nd Battalion\n    9th Tank Regiment (Lund)\n12th Guards Air Assault Brigade (Ombeli)",
        "    gate: 3\n    limits:\n      high: 4.2\n      low: 0.5\n    notify: ops@example.org\n    enabled: true",
        "    Come down, come down,\n        the river is high,\n    and the boats are all broken\n        and nobody is nigh;\n    come down from the hill\n        with your lamp and your bread.",
        "    $ ssh ops@gate\n    Last login: Thu Mar 14 08:12:01 2024\n    $ tail -n 2 pump.log\n    08:10:02 pressure 3.2 bar\n    08:10:07 ALARM low",
        "<gate id=\"3\">\n  <limit kind=\"high\">4.2</limit>\n</gate>",
        "roads/\n|-- north/\n|   |-- tarn.txt\n|   |   |-- a.txt\n|   |   |-- b.txt\n|   `-- lund.txt\n`-- south/",
        "if (level > limit) {\n    open_gate(3);\n} else {\n    sleep(60);\n}",
    ] {
        keeps_layout(lines);
    }
    let stepping = "\tclass Gate(object):\n\t    def open(self):\n\t        return True\n\t    def close(self):\n\t        return False";
    let body = bodies(stepping)[0].clone();
    assert_eq!(body, [(BlockKind::Code, stepping.replace('\t', "        "))], "as far as tabs stand on paper");
    let led = "Sent by the gate:\n    gate: 3\n    limits:\n      high: 4.2\n      low: 0.5\n    on: yes";
    assert_eq!(bodies(led)[0][1].1, led.split_once('\n').unwrap().1);
}

#[test]
fn lines_that_open_with_a_time_or_a_day_begin_anew() {
    let log = "08:10:02 pump 1 pressure 3.2 bar, flow 12 l/s, temperature of the motor 41 degrees\n08:10:07 pump 1 pressure 2.0 bar, flow 7 l/s, temperature of the motor 44 degrees and\nrising\n08:10:12 the valve was shut by the guard on duty";
    for body in bodies(log) {
        let lines: Vec<&str> = body.iter().flat_map(|(_, text)| text.lines()).collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[1].ends_with("degrees and rising"));
    }
    let one = "The trucks came to the gate at Esker in the evening, and were let in at 19:45, or\n20:10 as the guard has it. They were loaded with flour and oil for the villages, and\nleft in the night.";
    rejoins(one);
}

#[test]
fn running_text_that_stands_in_is_rejoined() {
    for lines in [
        "    We have seen three winters like this one, and every time the council said that the\n    bridge would be built in the summer. It was not built. The people of the valley are\n    right to ask what the money was spent on, and they will have an answer before the end\n    of the month.",
        "        The office is closed until\n        further notice. Those who\n        wait for papers are asked\n        to come again when the road\n        would be open again by the\n        end of the week. Letters\n        may be left with the guard\n        at the gate.",
        "   In the first week of the month the river rose by two metres and took the bridge at\nTarn with it, so that the villages above it could only be reached on foot for some days,\nand the army built a bridge of boats.",
        "    Die Straße von Esker nach Tarn ist seit Montag gesperrt, weil am Hang über dem Dorf der\n    Schnee ins Rutschen kam. Nach Angaben der Feuerwehr sind vier Lastwagen des zweiten\n    Zuges noch am Tor, die Fahrer aber in Sicherheit.",
        "\t  Note that on the roads of the north it is strongly recommended to use\n\t  chains and to carry blankets. What is left from the stores of the\n\t  summer may be had at the gate of the ministry with\n\t  a paper of the guard.",
    ] {
        rejoins(lines);
    }
}

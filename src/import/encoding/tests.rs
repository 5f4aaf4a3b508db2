use super::*;
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Decoded {
    decode(bytes.to_vec(), None).unwrap()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

#[test]
fn utf8_is_not_copied() {
    let bytes = "ordinary text – with a dash\n".repeat(10).into_bytes();
    let before = bytes.as_ptr();
    let decoded = decode(bytes, None).unwrap();
    assert_eq!((decoded.encoding, decoded.guessed, decoded.text.as_ptr()), ("UTF-8", false, before));
}

#[test]
fn marks_and_patterns() {
    let wide = |big: bool, mark: bool, text: &str| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    for text in ["Plain briefing\r\ntext", "گزارش وضعیت شماره ۳ از بندر\nخط دوم", "Доклад о положении дел"]
    {
        for (big, mark) in [(false, true), (true, true), (false, false), (true, false)] {
            let decoded = read(&wide(big, mark, text));
            assert_eq!(decoded.text, text.replace('\r', ""), "{big} {mark}");
            assert_eq!(decoded.encoding, if big { "UTF-16BE" } else { "UTF-16LE" });
            assert_eq!(decoded.guessed, !mark);
        }
    }
    assert_eq!(read(b"\xEF\xBB\xBFa").text, "a");
    assert_eq!(read(b"\xFF\xFE\0\0a\0\0\0").text, "a");
    assert_eq!(read(b"\0\0\xFE\xFF\0\0\0a").encoding, "UTF-32BE");
}

#[test]
fn a_stray_nul_makes_no_utf16_of_utf8() {
    for text in
        ["# Weekly\n\n## One\n\na\0b\n", "Weekly report\nab\0\n", "hello\0world text goes on here\n", "Übersicht\0\n"]
    {
        let decoded = read(text.as_bytes());
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "UTF-8"));
    }
    let hindi: Vec<u8> = "भारत और नेपाल\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&hindi).encoding, "UTF-16LE");
}

#[test]
fn legacy_encodings_are_guessed() {
    let russian = "Министр иностранных дел прибыл в столицу с рабочим визитом. Стороны обсудили вопросы безопасности.";
    let cases = [
        ("Le ministre a été reçu à l’Élysée, où « tout » reste à négocier.", encoding_rs::WINDOWS_1252),
        (russian, encoding_rs::WINDOWS_1251),
        (russian, encoding_rs::KOI8_R),
        ("外務大臣は昨日、東京で共同記者会見を行い、協力の強化を確認した。", encoding_rs::SHIFT_JIS),
        ("外務大臣は昨日、東京で共同記者会見を行い、協力の強化を確認した。", encoding_rs::EUC_JP),
        ("两国外长昨天在首都举行会谈，就地区局势交换意见。", encoding_rs::GB18030),
        ("A felek a biztonsági helyzetről és az együttműködés bővítéséről tárgyaltak.", encoding_rs::WINDOWS_1250),
        ("Os ministros reuniram-se; as posições são conhecidas há muito.", encoding_rs::WINDOWS_1252),
        ("兩國外長昨天在首都舉行會談，就地區局勢交換意見。", encoding_rs::BIG5),
        ("양국 외교장관은 어제 수도에서 회담을 열고 지역 정세에 대해 의견을 나누었다.", encoding_rs::EUC_KR),
        ("التقى وزير الخارجية أمس نظيره في العاصمة وبحثا سبل التعاون.", encoding_rs::ISO_8859_6),
        ("התקיימה פגישה בין שרי החוץ בירושלים ונדונו סוגיות ביטחון.", encoding_rs::WINDOWS_1255),
        ("รัฐมนตรีว่าการกระทรวงการต่างประเทศเดินทางถึงเมืองหลวงเมื่อวานนี้", encoding_rs::WINDOWS_874),
    ];
    for (text, encoding) in cases {
        let decoded = read(&encoded(text, encoding));
        assert_eq!(decoded.text, text, "{} as {}", encoding.name(), decoded.encoding);
        assert!(decoded.guessed);
    }
}

#[test]
fn japanese_mail_encoding_is_seen_though_it_is_ascii() {
    let decoded = read(b"\x1B$B$3$s$K$A$O\x1B(B\n");
    assert_eq!((decoded.text.as_str(), decoded.encoding), ("こんにちは\n", "ISO-2022-JP"));
}

#[test]
fn broken_bytes_become_visible_and_are_told_by_line() {
    let decoded = read(
        b"S\xC3\xA3o Tom\xC3\xA9, caf\xC3\xA9\r\n\xE9t\xC3\xA9 \xFF\r\n\r\nna\xC3\xAFve \xC3\xA9t\xC3\xA9\r\n\x80",
    );
    assert_eq!(decoded.text, "São Tomé, café\n<E9>té <FF>\n\nnaïve été\n<80>");
    assert_eq!(decoded.warnings.iter().map(|w| w.line).collect::<Vec<_>>(), [2, 5]);
    let many = decode("é".repeat(2000).into_bytes().into_iter().chain(b"\n\xFF".repeat(300)).collect(), None).unwrap();
    assert_eq!(many.warnings.len(), MAX_WARNINGS + 1);
}

#[test]
fn a_text_that_was_cut_in_a_character_is_still_utf8() {
    let decoded = read(b"\xC3\x9Cn\xC3\xAFcode \xE5\x8C\x97\xE4\xBA");
    assert_eq!((decoded.text.as_str(), decoded.encoding), ("Ünïcode 北<E4><BA>", "UTF-8"));
}

/// What is looked at ends somewhere in the text, perhaps inside a character.
#[test]
fn a_long_text_is_in_the_encoding_of_its_beginning() {
    let line = "外務大臣は昨日、国境の安全保障について協議した。\n\n".repeat(3200);
    for encoding in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP] {
        for shift in ["", "a"] {
            let text = format!("{shift}\n{line}");
            let (bytes, _, _) = encoding.encode(&text);
            assert!(bytes.len() > 140_000);
            assert_eq!(read(&bytes).encoding, encoding.name(), "{shift}");
        }
    }
}

#[test]
fn labels_override() {
    let decoded = decode(vec![0xE9], Some("cp1252")).unwrap();
    assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.guessed), ("é", "windows-1252", false));
    assert_eq!(decode(vec![0xE9, b'a'], Some("UTF-8")).unwrap().text, "<E9>a");
    assert_eq!(decode(vec![0x81, b' '], Some("cp932")).unwrap().text, "<81> ");
    let error = decode(Vec::new(), Some("klingon\u{1b}")).unwrap_err().to_string();
    assert!(error.contains("`klingon␛`") && error.contains("shift_jis"), "{error}");
}

proptest! {
    #[test]
    fn any_bytes_become_text(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let decoded = read(&bytes);
        prop_assert!(!decoded.text.contains('\r'));
    }

    #[test]
    fn valid_utf8_is_kept(text in "[^\\p{C}\u{2028}\u{2029}]{0,80}") {
        prop_assume!(!text.starts_with('\u{feff}'));
        prop_assert_eq!(read(text.as_bytes()).text, text);
    }
}

use super::*;

fn decode(bytes: &[u8]) -> Decoded<'_> {
    decode_labelled(bytes, None)
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(text).0.into_owned()
}

const RUSSIAN: &str =
    "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.";
const JAPANESE: &str = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で。";
const CHINESE: &str = "道可道，非常道。名可名，非常名。無名天地之始；有名萬物之母。故常無欲，以觀其妙；常有欲，以觀其徼。";
const KOREAN: &str = "나 보기가 역겨워 가실 때에는 말없이 고이 보내 드리우리다. 영변에 약산 진달래꽃 아름 따다 가실 길에 뿌리우리다.";
const FRENCH: &str = "Longtemps, je me suis couché de bonne heure. À peine ma bougie éteinte, mes yeux se fermaient si vite que je n’avais pas le temps.";

#[test]
fn every_family_of_encodings_is_told_and_read() {
    let table = [
        (RUSSIAN, encoding_rs::WINDOWS_1251),
        (RUSSIAN, encoding_rs::KOI8_U),
        (RUSSIAN, encoding_rs::IBM866),
        (RUSSIAN, encoding_rs::ISO_8859_5),
        (JAPANESE, encoding_rs::SHIFT_JIS),
        (JAPANESE, encoding_rs::EUC_JP),
        (JAPANESE, encoding_rs::ISO_2022_JP),
        (CHINESE, encoding_rs::BIG5),
        (KOREAN, encoding_rs::EUC_KR),
        (FRENCH, encoding_rs::WINDOWS_1252),
        (
            "Zażółć gęślą jaźń, powiedział Świętosław do łąki.",
            encoding_rs::WINDOWS_1250,
        ),
        (
            "Η Σοφία είναι η μητέρα όλων των αρετών, έλεγαν οι αρχαίοι.",
            encoding_rs::WINDOWS_1253,
        ),
        (
            "בראשית ברא אלהים את השמים ואת הארץ",
            encoding_rs::WINDOWS_1255,
        ),
        (
            "الحمد لله رب العالمين الرحمن الرحيم مالك يوم الدين",
            encoding_rs::WINDOWS_1256,
        ),
    ];
    for (text, encoding) in table {
        let text = format!("{text}\n").repeat(3);
        let bytes = encoded(&text, encoding);
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, text, "{}", encoding.name());
        assert!(decoded.encoding.eq_ignore_ascii_case(encoding.name()));
        assert!(decoded.problems.is_empty(), "{:?}", decoded.problems);
    }
}

#[test]
fn simplified_chinese_is_read_from_gbk_and_hz() {
    let text = "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？";
    assert_eq!(decode(&encoded(text, encoding_rs::GBK)).text, text);
    let hz = b"~{Q'6xJ1O0V.#,2;R`K5:u#?~} and ~~ more\n";
    let decoded = decode(hz);
    assert_eq!(decoded.text, "学而时习之，不亦说乎？ and ~ more\n");
    assert_eq!(decoded.encoding, "hz-gb-2312");
    assert_eq!(decode(b"if (a) ~{ x; }~}").encoding, "utf-8");
}

#[test]
fn escapes_without_anything_between_them_are_no_damage() {
    let decoded = decode(b"\x1b$B?M\x1b(B\x1b$B4V\x1b(B\n");
    assert_eq!(decoded.text, "人間\n");
    assert!(decoded.problems.is_empty());
}

#[test]
fn marks_are_removed_and_wide_texts_are_read_with_and_without_them() {
    assert_eq!(decode(b"\xEF\xBB\xBFhi").text, "hi");
    let text = "hello there, “you”";
    let units =
        |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let chars = |bytes: fn(u32) -> [u8; 4]| -> Vec<u8> {
        text.chars().flat_map(|c| bytes(c as u32)).collect()
    };
    let table = [
        (units(u16::to_le_bytes), &b"\xFF\xFE"[..], "utf-16le"),
        (units(u16::to_be_bytes), b"\xFE\xFF", "utf-16be"),
        (chars(u32::to_le_bytes), b"\xFF\xFE\0\0", "utf-32le"),
        (chars(u32::to_be_bytes), b"\0\0\xFE\xFF", "utf-32be"),
    ];
    for (bytes, mark, name) in table {
        for mark in [mark, b""] {
            let marked = [mark, &bytes].concat();
            let decoded = decode(&marked);
            assert_eq!((&*decoded.text, decoded.encoding), (text, name), "{mark:?}");
            assert!(decoded.problems.is_empty());
        }
    }
}

#[test]
fn a_mark_that_lies_is_not_believed() {
    let says = |decoded: &Decoded<'_>| decoded.problems.first().map(|p| p.what.clone());
    let ascii = decode(b"\xFF\xFEPlain words after a mark of another encoding.");
    assert_eq!(ascii.text, "Plain words after a mark of another encoding.");
    assert_eq!(
        says(&ascii).as_deref(),
        Some("the byte order mark says utf-16le, which the text is not")
    );
    let latin = [
        b"\xEF\xBB\xBF",
        &*encoded(FRENCH, encoding_rs::WINDOWS_1252),
    ]
    .concat();
    let latin = decode(&latin);
    assert_eq!((&*latin.text, latin.encoding), (FRENCH, "windows-1252"));
    assert!(says(&latin).is_some());
}

#[test]
fn a_label_is_believed_unless_the_bytes_contradict_it() {
    let bytes = encoded("żółw", encoding_rs::ISO_8859_2);
    let decoded = decode_labelled(&bytes, Some(" ISO-8859-2 "));
    assert_eq!((&*decoded.text, decoded.encoding), ("żółw", "iso-8859-2"));
    assert!(decoded.problems.is_empty());
    let decoded = decode_labelled("żółw".as_bytes(), Some("windows-1250"));
    assert_eq!((&*decoded.text, decoded.encoding), ("żółw", "utf-8"));
    assert_eq!(decoded.problems.len(), 1);
    let decoded = decode_labelled(b"words", Some("klingon\x1b"));
    assert_eq!(decoded.problems[0].what, "“klingon” is no known encoding");
    assert_eq!(decode_labelled(b"words", Some("utf-16")).text, "words");
}

#[test]
fn one_bad_byte_does_not_make_another_encoding_of_a_text() {
    let mut bytes = "“Don’t,” he said — “don’t…”\nAnd ".as_bytes().to_vec();
    bytes.extend(b"\xFFmore");
    let decoded = decode(&bytes);
    assert_eq!(
        decoded.text,
        "“Don’t,” he said — “don’t…”\nAnd \u{FFFD}more"
    );
    let problem = &decoded.problems[0];
    assert_eq!(problem.place, "line 2");
    assert_eq!(
        problem.what,
        "a byte that is not utf-8; it is shown as \u{FFFD}"
    );
}

#[test]
fn few_bytes_are_a_guess_and_said_to_be_one() {
    let decoded = decode(b"A caf\xE9 noir, please.");
    assert_eq!(
        (&*decoded.text, decoded.encoding),
        ("A café noir, please.", "windows-1252")
    );
    assert_eq!(decoded.problems[0].place, "encoding");
}

#[test]
fn english_with_the_quotation_marks_of_another_code_page_is_english() {
    let text = "The people’s work isn’t done — “not yet,” he said. ".repeat(4);
    for encoding in [encoding_rs::BIG5, encoding_rs::GBK, encoding_rs::SHIFT_JIS] {
        // Japanese has another dash.
        let text = if encoding == encoding_rs::SHIFT_JIS {
            text.replace('—', "―")
        } else {
            text.clone()
        };
        let bytes = encoded(&text, encoding);
        assert_eq!(decode(&bytes).text, text, "{}", encoding.name());
    }
    let spanish = encoded(
        "¡Hola! ¡Qué día! ¿Cómo está usted, señor?",
        encoding_rs::WINDOWS_1252,
    );
    assert_eq!(decode(&spanish).encoding, "windows-1252");
}

#[test]
fn frames_of_dos_are_frames() {
    let framed =
        decode(b"\xC9\xCD\xCD\xCD\xBB\n\xBA A \xBA\n\xC8\xCD\xCD\xCD\xBC\nNa\x8Bve caf\x82\n");
    assert_eq!(framed.text, "╔═══╗\n║ A ║\n╚═══╝\nNaïve café\n");
    assert_eq!(framed.encoding, "ibm437");
    assert_eq!(
        decode(b"Die T\x81r ist gr\x81n, die T\x94ne sch\x94n.").text,
        "Die Tür ist grün, die Töne schön."
    );
}

#[test]
fn every_line_end_becomes_one() {
    let text = decode("a\rb\r\nc\u{85}d\u{2028}e\u{2029}f\u{C}g".as_bytes()).text;
    assert_eq!(text, "a\nb\nc\nd\ne\nf\ng");
}

#[test]
fn a_usual_text_is_not_copied() {
    assert!(matches!(decode(b"one\r\ntwo\n").text, Cow::Borrowed(_)));
    assert!(matches!(
        decode("“é”\r\ntwo\n".as_bytes()).text,
        Cow::Borrowed(_)
    ));
}

#[test]
fn zero_bytes_are_noted_with_their_line() {
    let problems = decode(b"one\ntw\0o\0").problems;
    assert_eq!(problems[0].place, "line 2");
    assert_eq!(problems[0].what, "2 zero bytes from here on were left out");
}

//! XML as it should be, and as it is.

use proptest::prelude::*;

use super::*;

/// What comes, in a line: `<a>`, `</a>` and text.
fn drawn(source: &str) -> String {
    let nodes = Xml::new(source).map(|node| match node {
        Node::Start(tag) => format!("<{}>", tag.name()),
        Node::End(name) => format!("</{name}>"),
        Node::Text(text) => text.into_owned(),
    });
    nodes.collect()
}

#[test]
fn what_is_no_xml_is_read_as_it_was_meant() {
    for (source, expected) in [
        ("<a>b &amp; c</a>", "<a>b & c</a>"),
        (
            "<a>b & c &nosuch; &#x41;&eacute;</a>",
            "<a>b & c &nosuch; Aé</a>",
        ),
        (
            "<a>&nbsp;&Tab;&NewLine;&semi;&NotEqualTilde;&fjlig;&CounterClockwiseContourIntegral;</a>",
            "<a>\u{a0}\t\n;≂̸fj∳</a>",
        ),
        // Each is known, and begins a name that nobody knows; XML wants the semicolon.
        (
            "<a>&notnow; &gtx; &ltx; &x; &eacute &Eacut;</a>",
            "<a>&notnow; &gtx; &ltx; &x; &eacute &Eacut;</a>",
        ),
        ("<dc:a x='1'/>", "<a></a>"),
        ("<a><b>c</a>", "<a><b>c</a>"),
        ("a</b>", "a</b>"),
        ("<a><![CDATA[b<c]]></a>", "<a>b<c</a>"),
        ("<!-- x --><?y?><a>", "<a>"),
        ("<a><b", "<a>"),
        ("", ""),
    ] {
        assert_eq!(drawn(source), expected, "{source}");
    }
}

#[test]
fn entities_of_the_document_are_short_texts_and_never_more() {
    let declared = "<!DOCTYPE a [<!ENTITY name \"A Name\"><!ENTITY twice \"&name;&name;\">\
                    <!ENTITY file SYSTEM \"file:///etc/passwd\">]>";
    let source = format!("{declared}<a>&name; &twice; &file;</a>");
    assert_eq!(drawn(&source), "<a>A Name &twice; &file;</a>");
}

#[test]
fn attributes_are_found_by_their_names_without_prefix() {
    let source = "<a epub:type='toc list' l:href=\"x&amp;y\" bare=z/>";
    let Some(Node::Start(tag)) = Xml::new(source).next() else {
        panic!("no tag");
    };
    assert_eq!(tag.attribute("href").as_deref(), Some("x&y"));
    assert_eq!(tag.attribute("bare").as_deref(), Some("z"));
    assert!(tag.has_word("type", "toc") && !tag.has_word("type", "to"));
    assert_eq!(tag.attribute("nosuch"), None);
}

#[test]
fn encodings_are_told_by_mark_shape_and_declaration() {
    let utf16: Vec<u8> = "<a>é</a>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut marked = vec![0xFF, 0xFE];
    marked.extend(&utf16);
    let utf32: Vec<u8> = "<a>é</a>"
        .chars()
        .flat_map(|c| (c as u32).to_be_bytes())
        .collect();
    for (bytes, name, text) in [
        (&b"<a>plain</a>"[..], "utf-8", "<a>plain</a>"),
        (b"\xEF\xBB\xBF<a/>", "utf-8", "<a/>"),
        (&utf16, "utf-16le", "<a>é</a>"),
        (&marked, "utf-16le", "<a>é</a>"),
        (&utf32, "utf-8", "<a>é</a>"),
        (
            b"<?xml version='1.0' encoding='windows-1251'?>\xEF\xF0\xE8",
            "windows-1251",
            "<?xml version='1.0' encoding='windows-1251'?>при",
        ),
        (
            b"<html><meta charset=iso-8859-1>caf\xE9",
            "windows-1252",
            "<html><meta charset=iso-8859-1>café",
        ),
        (b"<a>caf\xE9</a>", "utf-8", "<a>caf\u{FFFD}</a>"),
        // A declaration that lies: valid UTF-8 is UTF-8.
        (
            "<?xml version='1.0' encoding='windows-1251'?>é".as_bytes(),
            "utf-8",
            "<?xml version='1.0' encoding='windows-1251'?>é",
        ),
    ] {
        let decoded = decode(bytes);
        assert_eq!((name_of(decoded.encoding), &*decoded.text), (name, text));
        assert_eq!(decoded.is_damaged, text.contains('\u{FFFD}'));
    }
}

proptest! {
    #[test]
    fn any_source_is_read_to_an_end(source in "([<>&;/!\\[\\]'\"= a-c\\-?]|<a>|</a>|<!\\[CDATA\\[){0,60}") {
        drawn(&source);
        Xml::new(&source).text_of("a");
    }

    #[test]
    fn any_bytes_are_decoded(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        decode(&bytes);
    }
}

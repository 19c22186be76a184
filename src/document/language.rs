//! Which language a text is in, where its source does not say.

use whatlang::Lang;

use super::{BlockKind, Document};

/// Bytes of running text that are looked at at most: enough to be sure of, and read in a tenth of a
/// millisecond.
const SAMPLE: usize = 2000;

/// Of how many blocks, spread over the text, so that a title page or a motto does not decide alone.
const BLOCKS: usize = 6;

/// The language of a document, as a BCP 47 tag: what its source says, else what its words say, if that is
/// beyond doubt.
pub(super) fn language_of(document: &Document) -> Option<String> {
    let said = document.metadata.language.as_deref();
    if let Some(said) = said.filter(|tag| !tag.is_empty() && !tag.starts_with("und")) {
        return Some(shortened(said));
    }
    let sample = sample(document);
    let info = whatlang::detect(&sample)?;
    (info.is_reliable() && sample.len() >= SHORTEST).then(|| tag(info.lang()).to_owned())
}

/// A shorter sample says nothing for certain.
const SHORTEST: usize = 60;

fn sample(document: &Document) -> String {
    let paragraphs: Vec<_> = document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Verse))
        .filter(|b| document.body().contains(b.range.start))
        .collect();
    let blocks = paragraphs.len().clamp(1, BLOCKS);
    let step = paragraphs.len().div_ceil(blocks).max(1);
    let mut sample = String::with_capacity(SAMPLE + 64);
    for paragraph in paragraphs.iter().skip(step / 2).step_by(step) {
        let text = document.slice(paragraph.range);
        let end = text.floor_char_boundary(SAMPLE / blocks);
        sample.push_str(text.get(..end).unwrap_or(""));
        sample.push(' ');
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample
}

/// A tag with the two letters of ISO 639-1 in place of the three that old books have (`ger`, `swe`), as BCP
/// 47 asks for.
fn shortened(tag_said: &str) -> String {
    let mut parts = tag_said.splitn(2, ['-', '_']);
    let primary = parts.next().unwrap_or("").to_ascii_lowercase();
    let primary = match primary.as_str() {
        "fre" => "fr",
        "ger" => "de",
        "dut" => "nl",
        "gre" => "el",
        "cze" => "cs",
        "slo" => "sk",
        "geo" => "ka",
        "nor" => "no",
        three => match Lang::from_code(three) {
            Some(language) => tag(language),
            None => three,
        },
    };
    match parts.next() {
        Some(rest) => format!("{primary}-{rest}"),
        None => primary.to_owned(),
    }
}

/// The two letters of ISO 639-1, where a language has them, for the three that whatlang uses.
fn tag(language: Lang) -> &'static str {
    match language {
        Lang::Afr => "af",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Ita => "it",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Lat => "la",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, Builder, Document, Format};

    fn text(text: &str) -> Document {
        let mut builder = Builder::new(Format::Text);
        builder.block(BlockKind::Paragraph, text);
        builder.finish()
    }

    #[test]
    fn a_language_is_known_by_its_words() {
        let german = "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit \
                      Vernunft und Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.";
        assert_eq!(text(german).language(), Some("de"));
        let russian = "Все люди рождаются свободными и равными в своем достоинстве и правах. Они \
                       наделены разумом и совестью.";
        assert_eq!(text(russian).language(), Some("ru"));
        assert_eq!(text("Too short").language(), None);
    }

    #[test]
    fn what_the_source_says_counts_more() {
        let mut builder = Builder::new(Format::Text);
        builder.metadata_mut().language = Some("la".into());
        builder.block(
            BlockKind::Paragraph,
            "All human beings are born free and equal in dignity and rights.",
        );
        assert_eq!(builder.finish().language(), Some("la"));
    }

    #[test]
    fn three_letters_are_two() {
        for (said, short) in [
            ("ger", "de"),
            ("swe", "sv"),
            ("eng-GB", "en-GB"),
            ("pt-BR", "pt-BR"),
        ] {
            assert_eq!(super::shortened(said), short);
        }
    }
}

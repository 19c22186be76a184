//! Lines that name the parts of Chinese, Japanese and Korean books: `第一章 风起`, `第3回`, `卷二`, `下篇`, `楔子`,
//! `プロローグ`, `제1장`, `十二`.

use super::marks::{Mark, Sort};

/// No title is longer, in characters.
const LONGEST_TITLE: usize = 40;

/// Nor one that follows the number without a blank or sign between.
const LONGEST_JOINED: usize = 20;

/// What stands behind the number of a part; of two that begin alike the longer one first.
const UNITS: [(&str, Sort); 30] = [
    ("部分", Sort::Part),
    ("卷", Sort::Volume),
    ("巻", Sort::Volume),
    ("册", Sort::Volume),
    ("冊", Sort::Volume),
    ("集", Sort::Volume),
    ("권", Sort::Volume),
    ("部", Sort::Book),
    ("부", Sort::Book),
    ("篇", Sort::Part),
    ("编", Sort::Part),
    ("編", Sort::Part),
    ("편", Sort::Part),
    ("章", Sort::Chapter),
    ("回", Sort::Chapter),
    ("话", Sort::Chapter),
    ("話", Sort::Chapter),
    ("幕", Sort::Chapter),
    ("折", Sort::Chapter),
    ("장", Sort::Chapter),
    ("화", Sort::Chapter),
    ("회", Sort::Chapter),
    ("막", Sort::Chapter),
    ("节", Sort::Section),
    ("節", Sort::Section),
    ("절", Sort::Section),
    ("场", Sort::Section),
    ("場", Sort::Section),
    ("讲", Sort::Section),
    ("講", Sort::Section),
];

/// What parts without a number are called, before the text and behind it.
const NAMES: [&str; 47] = [
    "序",
    "序章",
    "序言",
    "序幕",
    "序曲",
    "序文",
    "序説",
    "自序",
    "代序",
    "前言",
    "引子",
    "引言",
    "楔子",
    "绪论",
    "緒論",
    "导言",
    "導言",
    "后记",
    "後記",
    "跋",
    "尾声",
    "尾聲",
    "结语",
    "結語",
    "终章",
    "終章",
    "附录",
    "附錄",
    "番外",
    "番外篇",
    "まえがき",
    "あとがき",
    "はじめに",
    "おわりに",
    "プロローグ",
    "エピローグ",
    "解説",
    "프롤로그",
    "에필로그",
    "머리말",
    "머리글",
    "서문",
    "서장",
    "종장",
    "맺음말",
    "후기",
    "부록",
];

/// What a line says, if it looks like a heading.
pub(super) fn mark(line: &str) -> Option<Mark> {
    if line.len() > (LONGEST_TITLE + 16) * 4 {
        return None;
    }
    ordinal(line)
        .or_else(|| volume(line))
        .or_else(|| named(line))
        .or_else(|| lone(line))
}

/// Whether a line ends as a sentence does, also one that is spoken.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closers = ['”', '’', '」', '』', '）', '》', '〉', '】', '"', ')'];
    let inside = line.trim_end_matches(closers);
    inside.ends_with(['。', '！', '？', '．', '｡'])
        // These end sentences of other languages too, which are wrapped by hand.
        || inside.ends_with(['…', '—', '～', '.', '!', '?'])
            && line.bytes().any(|byte| byte >= FIRST_BYTE)
}

/// Whether a line ends as a sentence or a part of one does.
pub(super) fn ends_clause(line: &str) -> bool {
    ends_sentence(line) || line.ends_with(['，', '、', '；', '：'])
}

/// With no lower byte begins an ideograph, kana, Hangul, or a sign of theirs, in UTF-8.
pub(super) const FIRST_BYTE: u8 = 0xE3;

/// `第一章`, `제1장`.
fn ordinal(line: &str) -> Option<Mark> {
    let (rest, is_korean) = match line.strip_prefix('第') {
        Some(rest) => (rest, false),
        None => (line.strip_prefix('제')?, true),
    };
    let (number, rest) = number(rest.trim_start())?;
    let rest = rest.trim_start();
    let (unit, sort) = UNITS.iter().find(|(unit, _)| rest.starts_with(unit))?;
    let title = rest.strip_prefix(unit)?;
    // Behind a Korean word its case follows at once: of a title it is known by a blank.
    let may_join = !is_korean;
    titled(*sort, Some(number), title, may_join)
}

/// `卷二`, `下篇`.
fn volume(line: &str) -> Option<Mark> {
    if let Some(rest) = line.strip_prefix(['卷', '巻']) {
        let (number, title) = number(rest.trim_start())?;
        return titled(Sort::Volume, Some(number), title, false);
    }
    let at = ['上', '中', '下'];
    let which = line
        .chars()
        .next()
        .and_then(|c| at.iter().position(|a| *a == c))?;
    let rest = line.get('上'.len_utf8()..)?;
    let units = UNITS.iter().filter(|(_, sort)| *sort < Sort::Chapter);
    let (unit, sort) = units.into_iter().find(|(unit, _)| rest.starts_with(unit))?;
    let number = u32::try_from(which + 1).ok();
    titled(*sort, number, rest.strip_prefix(unit)?, false)
}

/// `楔子`, `番外：雪`.
fn named(line: &str) -> Option<Mark> {
    let title = |name: &&str| line.strip_prefix(*name).filter(|rest| is_set_off(rest));
    let title = NAMES.iter().find_map(title)?;
    titled(Sort::Named, None, title, false)
}

/// A number alone, with round brackets or without.
fn lone(line: &str) -> Option<Mark> {
    let inner = line
        .strip_prefix('（')
        .and_then(|rest| rest.strip_suffix('）'));
    let (number, rest) = number(inner.unwrap_or(line))?;
    (rest.is_empty() && number < 400).then_some(Mark {
        sort: Sort::Number,
        number: Some(number),
        is_bare: true,
    })
}

/// A heading whose title is the rest of the line: behind a blank or sign, or at once.
fn titled(sort: Sort, number: Option<u32>, rest: &str, may_join: bool) -> Option<Mark> {
    let title = rest.trim_start_matches(is_setting_off);
    let length = title.chars().count();
    let is_sentence = title.contains('。') || title.ends_with(['，', '；', '：', '、', ',', '.']);
    let fits = if is_set_off(rest) {
        length <= LONGEST_TITLE
    } else {
        may_join && length <= LONGEST_JOINED && !title.contains(['，', '、', '；', '：', '“', '「'])
    };
    (fits && !is_sentence).then_some(Mark {
        sort,
        number,
        is_bare: title.is_empty(),
    })
}

/// Whether nothing, a blank or a sign follows.
fn is_set_off(rest: &str) -> bool {
    rest.is_empty()
        || rest.starts_with(is_setting_off)
        || rest.starts_with(['（', '(', '《', '「', '【'])
}

fn is_setting_off(char: char) -> bool {
    char.is_whitespace() || matches!(char, '：' | ':' | '、' | '.' | '·' | '・' | '—' | '–' | '-')
}

/// The number with which a text begins, in figures of any width or in words, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    let end = text
        .find(|c| figure(c).is_none() && power(c).is_none())
        .unwrap_or(text.len());
    let (said, rest) = text.split_at_checked(end)?;
    if !(1..=8).contains(&said.chars().count()) {
        return None;
    }
    let value = if said.contains(|c| power(c).is_some()) {
        in_words(said)?
    } else {
        said.chars()
            .filter_map(figure)
            .try_fold(0u32, |value, figure| {
                value.checked_mul(10)?.checked_add(figure)
            })?
    };
    Some((value, rest))
}

/// `三百二十一`.
fn in_words(said: &str) -> Option<u32> {
    let (mut sum, mut figures) = (0u32, None::<u32>);
    for char in said.chars() {
        match power(char) {
            Some(power) => {
                sum = sum.checked_add(figures.take().unwrap_or(1).checked_mul(power)?)?;
            }
            None => figures = figure(char).filter(|figure| *figure > 0).or(figures),
        }
    }
    sum.checked_add(figures.unwrap_or(0))
}

fn figure(char: char) -> Option<u32> {
    const FIGURES: &str = "〇一二三四五六七八九";
    match char {
        '０'..='９' => Some(u32::from(char) - u32::from('０')),
        '零' | '○' => Some(0),
        '两' | '兩' => Some(2),
        _ => char.to_digit(10).or_else(|| {
            let at = FIGURES.chars().position(|figure| figure == char)?;
            u32::try_from(at).ok()
        }),
    }
}

fn power(char: char) -> Option<u32> {
    match char {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_books_are_known() {
        for (line, sort, number, is_bare) in [
            ("第一章", Sort::Chapter, Some(1), true),
            ("第一章　风起", Sort::Chapter, Some(1), false),
            (
                "第一百二十三章：原来，如此！",
                Sort::Chapter,
                Some(123),
                false,
            ),
            ("第十回 宴桃园豪杰三结义", Sort::Chapter, Some(10), false),
            ("第二十章风起", Sort::Chapter, Some(20), false),
            ("第12章 雪", Sort::Chapter, Some(12), false),
            ("第１２話　雪", Sort::Chapter, Some(12), false),
            ("第 三 节", Sort::Section, Some(3), true),
            ("第二部分 总则", Sort::Part, Some(2), false),
            ("第一〇八回", Sort::Chapter, Some(108), true),
            ("第廿一回", Sort::Chapter, Some(21), true),
            ("卷二 江湖", Sort::Volume, Some(2), false),
            ("下篇", Sort::Part, Some(3), true),
            ("楔子", Sort::Named, None, true),
            ("番外：雪", Sort::Named, None, false),
            ("プロローグ", Sort::Named, None, true),
            ("제1장 시작", Sort::Chapter, Some(1), false),
            ("제 12 화", Sort::Chapter, Some(12), true),
            ("十二", Sort::Number, Some(12), true),
            ("（三）", Sort::Number, Some(3), true),
        ] {
            let mark = mark(line).map(|mark| (mark.sort, mark.number, mark.is_bare));
            assert_eq!(mark, Some((sort, number, is_bare)), "{line}");
        }
    }

    #[test]
    fn other_lines_are_not() {
        for line in [
            "第一章里他写道，那年冬天下了一场大雪。",
            "第一次见到他",
            "第一回合，双方都很谨慎",
            "제1장은 길다",
            "序列号",
            "卷起千堆雪",
            "上海",
            "下部队",
            "一个人",
            "十月革命",
            "话说天下大势",
            "第",
            "第一章　他说，",
            "",
        ] {
            assert_eq!(mark(line), None, "{line}");
        }
    }

    #[test]
    fn sentences_end_so() {
        for line in ["好。", "“好！”", "「何だ？」", "是么……", "走—", "好!"]
        {
            assert!(ends_sentence(line), "{line}");
        }
        for line in ["他说", "好，", "the end.", "“well”", "and so…", "第一章"] {
            assert!(!ends_sentence(line), "{line}");
        }
    }
}

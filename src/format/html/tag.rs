//! The elements of HTML by name, and what each is for a page that is read and not browsed.

/// How an element stands on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Kind {
    /// A stretch inside a line.
    Inline,
    /// The same, and a wrongly nested end tag is understood: `<p><b></p></b>`.
    Formatting,
    /// It begins and ends a line.
    Block,
    /// It has no content and no end tag.
    Void,
    /// Nothing in it is for a reader.
    Hidden,
}

macro_rules! tags {
    ($($kind:ident { $($tag:ident $name:literal)+ })+) => {
        /// An element's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(in crate::format) enum Tag {
            $($(#[doc = $name] $tag,)+)+
            /// Any other, understood as a stretch inside a line.
            Other,
        }

        impl Tag {
            /// How many there are.
            pub(super) const COUNT: usize = Tag::Other as usize + 1;

            /// The element with this name, in small letters.
            pub(in crate::format) fn of(name: &[u8]) -> Self {
                // Also a name from a namespace, such as `html:p` or `svg:text`, is known.
                let local = memchr::memchr(b':', name).and_then(|at| name.get(at + 1..));
                match local.unwrap_or(name) {
                    $($(name if name == $name.as_bytes() => Self::$tag,)+)+
                    _ => Self::Other,
                }
            }

            /// Its name.
            pub(in crate::format) const fn name(self) -> &'static str {
                match self {
                    $($(Self::$tag => $name,)+)+
                    Self::Other => "?",
                }
            }

            /// How it stands on the page.
            pub(in crate::format) const fn kind(self) -> Kind {
                match self {
                    $($(Self::$tag)|+ => Kind::$kind,)+
                    Self::Other => Kind::Inline,
                }
            }
        }
    };
}

tags! {
    Block {
        P "p" Div "div" Li "li" Ul "ul" Ol "ol" H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6"
        Td "td" Th "th" Tr "tr" Table "table" Tbody "tbody" Thead "thead" Tfoot "tfoot"
        Caption "caption" Section "section" Article "article" Aside "aside" Header "header"
        Footer "footer" Main "main" Nav "nav" Blockquote "blockquote" Pre "pre" Figure "figure"
        Figcaption "figcaption" Dl "dl" Dt "dt" Dd "dd" Details "details" Summary "summary"
        Address "address" Center "center" Fieldset "fieldset" Form "form" Hgroup "hgroup"
        Html "html" Head "head" Body "body" Legend "legend" Listing "listing" Xmp "xmp"
        Plaintext "plaintext" Menu "menu" Dir "dir" Dialog "dialog" Search "search"
        Frameset "frameset" Colgroup "colgroup"
    }
    Formatting {
        A "a" B "b" I "i" Em "em" Strong "strong" Code "code" U "u" S "s" Strike "strike" Tt "tt"
        Small "small" Big "big" Font "font" Nobr "nobr"
    }
    Inline {
        Span "span" Sup "sup" Sub "sub" Cite "cite" Q "q" Dfn "dfn" Var "var" Kbd "kbd" Samp "samp"
        Del "del" Ins "ins" Mark "mark" Abbr "abbr" Acronym "acronym" Time "time" Ruby "ruby"
        Rt "rt" Rp "rp" Rb "rb" Rtc "rtc" Bdi "bdi" Bdo "bdo" Label "label" Picture "picture"
        Object "object" Svg "svg" Math "math" Desc "desc" Text "text" Annotation "annotation"
        AnnotationXml "annotation-xml"
    }
    Void {
        Br "br" Img "img" Image "image" Hr "hr" Wbr "wbr" Meta "meta" Link "link" Base "base"
        Input "input" Col "col" Area "area" Embed "embed" Param "param" Source "source"
        Track "track" Basefont "basefont" Bgsound "bgsound" Frame "frame" Keygen "keygen"
    }
    Hidden {
        Script "script" Style "style" Title "title" Template "template" Noscript "noscript"
        Noframes "noframes" Noembed "noembed" Iframe "iframe" Textarea "textarea" Select "select"
        Option "option" Optgroup "optgroup" Button "button" Datalist "datalist" Audio "audio"
        Video "video" Canvas "canvas" Applet "applet" Map "map" Progress "progress" Meter "meter"
        Case "case"
    }
}

impl Tag {
    /// The level of a heading.
    pub(in crate::format) const fn heading(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }

    /// Whether its beginning ends an open paragraph.
    pub(super) const fn ends_paragraph(self) -> bool {
        match self {
            Self::Hr => true,
            _ => matches!(self.kind(), Kind::Block) && !self.is_table_part(),
        }
    }

    /// Whether it is a part of a table and nothing elsewhere.
    pub(super) const fn is_table_part(self) -> bool {
        matches!(
            self,
            Self::Td
                | Self::Th
                | Self::Tr
                | Self::Tbody
                | Self::Thead
                | Self::Tfoot
                | Self::Caption
                | Self::Colgroup
        )
    }

    /// Whether end tags inside it cannot end what is around it.
    pub(super) const fn is_scope(self) -> bool {
        matches!(
            self,
            Self::Td
                | Self::Th
                | Self::Caption
                | Self::Table
                | Self::Html
                | Self::Object
                | Self::Template
                | Self::Svg
                | Self::Math
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_with_and_without_a_namespace() {
        assert_eq!(Tag::of(b"blockquote"), Tag::Blockquote);
        assert_eq!(Tag::of(b"html:p"), Tag::P);
        assert_eq!(Tag::of(b"my-widget"), Tag::Other);
        assert_eq!(Tag::Other.kind(), Kind::Inline);
        assert_eq!(Tag::Br.kind(), Kind::Void);
    }
}

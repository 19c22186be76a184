//! Whether tags stand in one another as XML asks, whatever they are read as.
//!
//! The tree repairs as it goes, and a page that needed no repair of its nesting may still need one of its
//! tags: so these are followed as they are written. The first fault is enough to say that a page is not
//! what it claims to be; those after it mostly follow from it.

use super::tag::{Kind, Tag};

/// The open tags of a source that claims to be XML.
#[derive(Debug, Default)]
pub(super) struct Written {
    open: Vec<Tag>,
    fault: Option<String>,
}

impl Written {
    /// A start tag.
    pub(super) fn start(&mut self, name: &[u8], tag: Tag, is_self_closed: bool) {
        if self.fault.is_some() {
            return;
        }
        if memchr::memchr_iter(b':', name).nth(1).is_some() {
            let name = String::from_utf8_lossy(name);
            self.fault = Some(format!("<{name}> is no name of an element"));
        }
        // Whether `<br>` is written `<br/>` makes no difference to anybody.
        if !is_self_closed && tag.kind() != Kind::Void {
            self.open.push(tag);
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, tag: Tag) {
        if self.fault.is_some() || tag.kind() == Kind::Void || self.open.last() == Some(&tag) {
            self.open.pop_if(|open| *open == tag);
            return;
        }
        self.fault = Some(match self.open.last() {
            Some(open) if self.open.contains(&tag) => format!("<{}> has no end tag", open.name()),
            _ => format!("</{}> ends nothing", tag.name()),
        });
    }

    /// The source ends here. Answers what was wrong first, in words.
    pub(super) fn finish(self) -> Option<String> {
        let unended = self.open.first().filter(|_| self.fault.is_none());
        let unended = unended.map(|open| format!("<{}> has no end tag", open.name()));
        let fault = self.fault.or(unended);
        fault.map(|fault| format!("not well-formed XML: {fault}; read as far as it makes sense"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Dialect, tokens};

    fn problems(source: &str) -> Vec<String> {
        let markup = tokens::read(source, Dialect::Xhtml);
        let said = markup.problems().map(|problem| {
            let said = problem.trim_start_matches("not well-formed XML: ");
            said.split(';').next().unwrap_or("").to_owned()
        });
        said.collect()
    }

    #[test]
    fn the_first_fault_of_a_page_that_claims_to_be_xml_is_told() {
        for (source, fault) in [
            ("<p>a<br/>b<br></br><hr>c</p>", None),
            ("<p><div>a</div></p>", None),
            ("<a/><x:p>a</x:p><title/>", None),
            ("<p>a", Some("<p> has no end tag")),
            ("<div><p>a</div>", Some("<p> has no end tag")),
            ("<div>a</div></div>", Some("</div> ends nothing")),
            ("<b><i>a</b></i>", Some("<i> has no end tag")),
            ("<p::p>a</p::p>", Some("<p::p> is no name of an element")),
        ] {
            let fault: Vec<String> = fault.map(str::to_owned).into_iter().collect();
            assert_eq!(problems(source), fault, "{source}");
        }
        let html = tokens::read("<div><p>a</div>", Dialect::Html);
        assert_eq!(html.problems().count(), 0);
    }
}

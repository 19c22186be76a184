//! A gzipped file is the file inside it.
//!
//! What is packed may say anything of its size, so it is unpacked within a budget; and it may be damaged,
//! so what comes out before the damage is read.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::document::Problem;

/// Bytes that are unpacked whatever their ratio: no text that takes so long to read is a trap.
const FREE: usize = 16 * 1024 * 1024;

/// Beyond these the unpacked file may be so many times as long as the packed one. Prose is packed to a
/// third, a log file to a twentieth; deflate itself ends at 1:1032.
const RATIO: usize = 100;

/// No text is longer; the memory of a small machine is not much longer either.
const LONGEST: usize = 1024 * 1024 * 1024;

/// Bytes unpacked at a time.
const STEP: u64 = 1024 * 1024;

/// What was in a gzipped file.
#[derive(Debug)]
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    /// Why it is not all of it.
    pub(super) problem: Option<Problem>,
}

/// Whether these are the first bytes of a gzipped file.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B\x08")
}

/// Unpacks a gzipped file as far as it goes.
pub(super) fn unpack(packed: &[u8]) -> Unpacked {
    let most = packed.len().saturating_mul(RATIO).clamp(FREE, LONGEST);
    let mut decoder = MultiGzDecoder::new(packed);
    let mut bytes = Vec::new();
    let problem = loop {
        match decoder.by_ref().take(STEP).read_to_end(&mut bytes) {
            Ok(0) => break None,
            Ok(_) if bytes.len() > most => {
                bytes.truncate(most);
                break Some(format!(
                    "it unpacks to more than {} MiB; the rest is left out",
                    most / (1024 * 1024)
                ));
            }
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                break Some("the packed file ends too early; this is what there is".to_owned());
            }
            Err(_) => {
                break Some(
                    "the packed file is damaged; this is what could be unpacked".to_owned(),
                );
            }
        }
    };
    Unpacked {
        bytes,
        problem: problem.map(|what| Problem {
            place: "gzip".to_owned(),
            what,
        }),
    }
}

/// The name of the file inside: what is left without the extension.
pub(super) fn inner_name(name: &str) -> &str {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    if extension.eq_ignore_ascii_case("gz") {
        stem
    } else {
        name
    }
}

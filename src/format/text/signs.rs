//! Whether some sign stands in a text, looked for in many bytes at once.
//!
//! A search that leaves at the first match looks at one byte at a time. Most paragraphs have none of what
//! is looked for, so here a stride of bytes is always looked at whole, without a branch, which the
//! compiler turns into instructions for many bytes.

/// Bytes that are looked at together.
const STRIDE: usize = 32;

/// A stride, and the bytes behind it that its last window reaches into.
const CHUNK: usize = STRIDE + 8;

/// Whether `is` holds of `N` bytes in a row, anywhere in `bytes`. It must not hold of a row that ends with a
/// zero byte; `N` is 9 at most.
pub(super) fn has<const N: usize>(bytes: &[u8], is: impl Fn([u8; N]) -> bool) -> bool {
    const { assert!(STRIDE + N <= CHUNK + 1) };
    let some = |chunk: &[u8; CHUNK]| {
        (0..STRIDE).fold(false, |any, at| {
            any | is(std::array::from_fn(|n| chunk[at + n]))
        })
    };
    let mut rest = bytes;
    while let Some(chunk) = rest.first_chunk() {
        if some(chunk) {
            return true;
        }
        rest = rest.get(STRIDE..).unwrap_or_default();
    }
    while !rest.is_empty() {
        let mut chunk = [0; CHUNK];
        chunk
            .iter_mut()
            .zip(rest)
            .for_each(|(to, from)| *to = *from);
        if some(&chunk) {
            return true;
        }
        rest = rest.get(STRIDE..).unwrap_or_default();
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_is_found_wherever_it_stands(text in "[ab]{0,90}") {
            let is = |[a, b, c]: [u8; 3]| (a == b'a') & (b == b'b') & (c == b'a');
            prop_assert_eq!(has(text.as_bytes(), is), text.contains("aba"));
            prop_assert_eq!(has(text.as_bytes(), |[a]| a == b'b'), text.contains('b'));
        }
    }
}

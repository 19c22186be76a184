//! The way to the clipboard: through the terminal, and through the system's own tools where there are any.
//!
//! Terminals that know it take a text by the sequence OSC 52, also over ssh and out of tmux. Those that do
//! not, ignore it; so the tool of the desktop is started as well, and fed on a thread of its own.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// The sequence that hands a text to the terminal's clipboard. Nothing of the text is in it as it stands.
pub(super) fn osc_52(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes()))
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut written = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let digit = (bits >> (18 - 6 * n)) as usize & 63;
            written.push(if n <= three.len() {
                char::from(DIGITS[digit])
            } else {
                '='
            });
        }
    }
    written
}

/// A tool that puts what it reads on the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tool {
    name: &'static str,
    arguments: &'static [&'static str],
    /// Whether it takes what it reads for UTF-16.
    is_wide: bool,
}

const fn tool(name: &'static str, arguments: &'static [&'static str]) -> Tool {
    Tool {
        name,
        arguments,
        is_wide: false,
    }
}

/// The tools that may be there, by what the environment tells of the desktop.
fn tools(has: impl Fn(&str) -> bool) -> Vec<Tool> {
    let mut tools = Vec::new();
    if cfg!(target_os = "macos") {
        tools.push(tool("pbcopy", &[]));
    }
    if has("WAYLAND_DISPLAY") {
        tools.push(tool("wl-copy", &["--type", "text/plain;charset=utf-8"]));
    }
    if has("DISPLAY") {
        tools.push(tool("xclip", &["-selection", "clipboard", "-in"]));
        tools.push(tool("xsel", &["--clipboard", "--input"]));
    }
    if cfg!(windows) || has("WSL_DISTRO_NAME") {
        tools.push(Tool {
            is_wide: true,
            ..tool("clip.exe", &[])
        });
    }
    tools
}

/// Hands a text to the first of the system's tools that is there. Nothing is waited for.
pub(super) fn hand_over(text: String) {
    let tools = tools(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if tools.is_empty() {
        return;
    }
    // Without a thread there is still the terminal's way.
    let _ = std::thread::Builder::new()
        .name("folio-clipboard".to_owned())
        .spawn(move || tools.into_iter().any(|tool| feed(tool, &text)));
}

/// Feeds a tool. Answers whether it took the text.
fn feed(tool: Tool, text: &str) -> bool {
    let child = Command::new(tool.name)
        .args(tool.arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        return false;
    };
    let fed = child.stdin.take().map(|mut input| {
        if tool.is_wide {
            let units = "\u{FEFF}".encode_utf16().chain(text.encode_utf16());
            let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
            input.write_all(&bytes)
        } else {
            input.write_all(text.as_bytes())
        }
    });
    // A tool that ends has the text, or has nowhere to put it.
    let ended = child.wait();
    matches!(fed, Some(Ok(()))) && ended.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_to_the_terminal_in_letters_that_it_cannot_obey() {
        for (text, written) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("北方", "5YyX5pa5"),
            ("\x1b]0;x\x07", "G10wO3gH"),
        ] {
            assert_eq!(osc_52(text), format!("\x1b]52;c;{written}\x07"));
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_tool_is_only_started_where_its_desktop_is() {
        let names = |set: &[&str]| -> Vec<&str> {
            let tools = tools(|name| set.contains(&name));
            tools.iter().map(|tool| tool.name).collect()
        };
        assert_eq!(names(&[]), [""; 0]);
        assert_eq!(names(&["DISPLAY"]), ["xclip", "xsel"]);
        assert_eq!(
            names(&["DISPLAY", "WAYLAND_DISPLAY"]),
            ["wl-copy", "xclip", "xsel"]
        );
        assert_eq!(names(&["WSL_DISTRO_NAME"]), ["clip.exe"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_tool_that_is_not_there_or_fails_has_not_taken_the_text() {
        assert!(!feed(tool("no-such-tool-of-folio", &[]), "text"));
        assert!(!feed(tool("false", &[]), "text"));
        const CHECKS: [&str; 2] = ["-c", "test \"$(cat)\" = 'two words'"];
        assert!(feed(
            Tool {
                name: "sh",
                arguments: &CHECKS,
                is_wide: false
            },
            "two words"
        ));
    }
}

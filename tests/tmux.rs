//! Widths as a real terminal draws them: tmux is the judge, where it is installed.
#![cfg(unix)]

use std::fs;
use std::process::Command;

use folio::text::text_width;

/// A tmux server of this test's own.
struct Tmux {
    socket: String,
}

impl Tmux {
    /// `None` where tmux is not installed.
    fn start(command: &str) -> Option<Self> {
        let socket = format!("folio-widths-{}", std::process::id());
        let tmux = Self { socket };
        let size = ["-x", "60", "-y", "60"];
        let session = ["-u", "-f", "/dev/null", "new-session", "-d"];
        let status = Command::new("tmux")
            .args(["-L", &tmux.socket])
            .args(session)
            .args(size)
            .arg(command)
            .status();
        status.is_ok_and(|status| status.success()).then_some(tmux)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new("tmux")
            .args(["-L", &self.socket])
            .args(arguments)
            .output();
        output.map_or(String::new(), |o| {
            String::from_utf8_lossy(&o.stdout).into_owned()
        })
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

/// What people write that takes other cells than it has characters.
const SAMPLES: [&str; 22] = [
    "plain",
    "é",
    "e\u{301}",
    "漢字",
    "한국어",
    "ｶﾞｷﾞ",
    "ﾊﾟ",
    "ｱｲｳ",
    "👍",
    "👍🏽",
    "❤️",
    "1️⃣",
    "🇯🇵",
    "👨‍👩‍👧‍👦",
    "☺",
    "…—“”",
    "שלום",
    "مرحبا",
    "ไทย",
    "Ω≈",
    "①",
    "ⅷ",
];

/// Where tmux 3.3 draws other cells than the terminals folio is made for: it adds a skin tone to its emoji
/// instead of joining them, and leaves emoji with a selector, and keycaps, as narrow as their first
/// character. Later versions may have mended it.
const TMUX_DIFFERS: [&str; 3] = ["👍🏽", "❤️", "1️⃣"];

#[test]
fn a_real_terminal_draws_the_cells_we_measure() {
    let folder = tempfile::tempdir().unwrap_or_else(|e| panic!("no folder: {e}"));
    let path = folder.path().join("samples");
    let done = folder.path().join("done");
    let lines: String = SAMPLES.iter().map(|sample| format!("{sample}\n")).collect();
    fs::write(&path, lines).unwrap_or_else(|e| panic!("{e}"));
    // Behind each sample the shell asks the terminal where its cursor is, and writes down the answer.
    let script = format!(
        "stty raw -echo; while IFS= read -r s <&3; do printf '\\r\\n%s\\033[6n' \"$s\"; \
         IFS= read -r -d R at; printf '%s\\n' \"${{at##*;}}\" >> {out}; done 3< {path}; touch {out}.end; sleep 60",
        path = path.display(),
        out = done.display(),
    );
    let Some(tmux) = Tmux::start(&format!("bash -c '{}'", script.replace('\'', "'\\''"))) else {
        return;
    };
    let end = folder.path().join("done.end");
    while !end.exists() {
        // Every call of tmux's own takes a moment: it is the clock of this loop.
        assert!(!tmux.run(&["list-sessions"]).is_empty(), "tmux has gone");
    }
    let answers = fs::read_to_string(&done).unwrap_or_default();
    let columns: Vec<u32> = answers
        .lines()
        .filter_map(|l| l.trim().parse().ok())
        .collect();
    assert_eq!(columns.len(), SAMPLES.len(), "{answers}");
    let differ: Vec<&str> = SAMPLES
        .iter()
        .zip(columns)
        .filter(|(sample, column)| text_width(sample).0 + 1 != *column)
        .map(|(sample, _)| *sample)
        .filter(|sample| !TMUX_DIFFERS.contains(sample))
        .collect();
    assert_eq!(differ, [""; 0]);
}

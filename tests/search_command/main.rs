//! `folio search` as scripts and people use it: many files, folders, the library, every form of answer.
#![expect(clippy::expect_used, reason = "what fails here is the test")]

mod answers;
mod patterns;
mod subjects;
mod terminal;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use folio::document::{Anchor, Fingerprint, is_drawable};
use folio::store::{BookRecord, Content, Source, Store, Timestamp};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with files in it, in which folio is run.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        let place = Self { folder };
        for (name, content) in files {
            place.add(name, content.as_bytes());
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn add(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
        command
            .arg("search")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_STATE_HOME", self.path("state"))
            .env_remove("NO_COLOR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    fn search(&self, arguments: &[&str]) -> Answer {
        self.search_with(arguments, "")
    }

    fn search_with(&self, arguments: &[&str], input: &str) -> Answer {
        let mut child = self.command(arguments).spawn().expect("the program");
        // A program that does not read its input may have closed it.
        let _ = child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(input.as_bytes());
        Answer::of(&child.wait_with_output().expect("an end"))
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Answer {
    out: String,
    err: String,
    status: i32,
}

impl Answer {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Self {
            out: text(&output.stdout),
            err: text(&output.stderr),
            status: output.status.code().expect("a status"),
        }
    }

    fn objects(&self) -> Vec<Value> {
        let object = |line| serde_json::from_str(line).expect("an object a line");
        self.out.lines().map(object).collect()
    }
}

fn said(out: &str, status: i32) -> Answer {
    Answer {
        out: out.to_owned(),
        err: String::new(),
        status,
    }
}

const LOG: &str = "# The log\n\n## Night\n\nThe lamp is lit. Nobody has seen\nthe lamp from the sea.\n\n\
                   ## Day\n\nThe sea is calm, and the keeper sleeps.\n";

//! Puts the text that folio opens when it is run alone where the program can embed it, turns the assets that
//! say keys and themes into tables of the program, and asks the linker for a small program.
//!
//! The text is `assets/essay.md`, or the file named by the environment variable `FOLIO_ESSAY`, in any format
//! folio reads; a relative path is meant from the package's folder.

mod linking;
mod tables;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build");
    embed_essay(&out)?;
    tables::write(&PathBuf::from(env::var("CARGO_MANIFEST_DIR")?), &out)?;
    linking::ask(&out);
    Ok(())
}

fn embed_essay(out: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let chosen = env::var_os("FOLIO_ESSAY").filter(|path| !path.is_empty());
    let path = package.join(chosen.map_or_else(|| PathBuf::from("assets/essay.md"), PathBuf::from));
    let bytes = fs::read(&path).map_err(|e| format!("FOLIO_ESSAY: {}: {e}", path.display()))?;
    fs::write(out.join("essay"), bytes)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    println!("cargo::rustc-env=FOLIO_ESSAY_NAME={name}");
    println!("cargo::rerun-if-env-changed=FOLIO_ESSAY");
    println!("cargo::rerun-if-changed={}", path.display());
    Ok(())
}

//! Puts the text that folio opens when it is run alone where the program can embed it, and asks the linker for
//! a small program.
//!
//! The text is `assets/essay.md`, or the file named by the environment variable `FOLIO_ESSAY`, in any format
//! folio reads; a relative path is meant from the package's folder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    embed_essay(&out)?;
    println!("cargo::rerun-if-changed=build.rs");
    for argument in LINKING {
        if links_with(argument, &out) {
            println!("cargo::rustc-link-arg-bins={argument}");
        }
    }
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

/// What makes a program smaller where linker and C library know it: the places that a program's loader has to
/// adjust written down as a map of bits, a fiftieth of the usual list, which glibc reads since 2.36; and one
/// body for functions that came out the same.
const LINKING: [&str; 2] = ["-Wl,-z,pack-relative-relocs", "-Wl,--icf=all"];

/// Whether a program linked with that argument runs, found out with one that does nothing. For another machine
/// than this nothing can be found out, so nothing is asked for; nor of the linkers of other systems.
fn links_with(argument: &str, out: &Path) -> bool {
    let is = |variable, wanted: &str| env::var(variable).is_ok_and(|value| value == wanted);
    let (Ok(target), Ok(host)) = (env::var("TARGET"), env::var("HOST")) else {
        return false;
    };
    if target != host || !is("CARGO_CFG_TARGET_OS", "linux") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return false;
    }
    let source = out.join("nothing.rs");
    let program = out.join("nothing");
    if fs::write(&source, "fn main() {}").is_err() {
        return false;
    }
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc
        .arg(&source)
        .arg("-o")
        .arg(&program)
        .args(["--target", &target]);
    if let Some(linker) = env::var_os("RUSTC_LINKER") {
        let mut option = std::ffi::OsString::from("-Clinker=");
        option.push(linker);
        rustc.arg(option);
    }
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    rustc.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()));
    rustc.arg(format!("-Clink-arg={argument}"));
    let is_linked = rustc.output().is_ok_and(|done| done.status.success());
    is_linked
        && Command::new(&program)
            .status()
            .is_ok_and(|ended| ended.success())
}

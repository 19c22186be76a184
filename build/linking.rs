//! What is asked of the linker.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Asks for all that can be had here.
pub fn ask(out: &Path) {
    for argument in ARGUMENTS {
        if links_with(&format!("-Clink-arg={argument}"), out) {
            println!("cargo::rustc-link-arg-bins={argument}");
        }
    }
    if links_with(&format!("-l{UNWINDER}"), out) {
        println!("cargo::rustc-link-lib={UNWINDER}");
    }
}

/// What unwinds the stack, as a part of the program and not a library of the system: one file less is looked
/// for, mapped and bound before the program begins, which takes a tenth of a millisecond off every start. It
/// comes with every C compiler of GNU's.
const UNWINDER: &str = "static:-bundle=gcc_eh";

/// What makes a program smaller where linker and C library know it: the places that a program's loader has to
/// adjust written down as a map of bits, a fiftieth of the usual list, which glibc reads since 2.36; and one
/// body for functions that came out the same.
const ARGUMENTS: [&str; 2] = ["-Wl,-z,pack-relative-relocs", "-Wl,--icf=all"];

/// Whether a program linked with that argument of the compiler's runs, found out with one that does nothing. For another machine
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
    rustc.arg(argument);
    let is_linked = rustc.output().is_ok_and(|done| done.status.success());
    is_linked
        && Command::new(&program)
            .status()
            .is_ok_and(|ended| ended.success())
}

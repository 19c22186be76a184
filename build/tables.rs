//! The keys and the themes that ship with folio are written as a reader writes his own; the program has them as
//! tables, so that it need not read TOML to start.

use std::error::Error;
use std::path::Path;
use std::{fs, io};

/// Writes `keys.rs` and `themes.rs`.
pub fn write(package: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    let asset = |name: &str| -> io::Result<String> {
        let path = package.join("assets").join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        fs::read_to_string(path)
    };
    fs::write(out.join("keys.rs"), keys(&asset("keymap.toml")?)?)?;
    fs::write(out.join("themes.rs"), themes(&asset("themes.toml")?)?)?;
    Ok(())
}

/// For each mode a slice of the names of actions with their keys.
fn keys(text: &str) -> Result<String, Box<dyn Error>> {
    let modes: toml::Table = toml::from_str(text)?;
    let mut code = String::from("ShippedKeys {");
    for (mode, actions) in &modes {
        code += &format!("{mode}: &[");
        for (action, keys) in actions.as_table().ok_or("keymap.toml: no table of keys")? {
            let keys: Vec<String> = keys.clone().try_into()?;
            code += &format!("({action:?}, &{keys:?}), ");
        }
        code += "], ";
    }
    Ok(code + "}")
}

/// In the order of the asset, in which the reader's keys go through them.
fn themes(text: &str) -> Result<String, Box<dyn Error>> {
    let themes: toml::Table = toml::from_str(text)?;
    let mut themes: Vec<_> = themes.into_iter().collect();
    themes.sort_by_key(|(name, _)| text.find(&format!("[{name}]")));
    let mut code = String::from("[");
    for (name, colours) in themes {
        code += &format!("({name:?}, Written {{ ");
        for (part, colour) in colours
            .as_table()
            .ok_or("themes.toml: no table of colours")?
        {
            let colour = colour.as_str().ok_or("themes.toml: no colour")?;
            code += &format!("r#{part}: Some({colour:?}.to_owned()), ");
        }
        code += "..Written::default() }), ";
    }
    Ok(code + "]")
}

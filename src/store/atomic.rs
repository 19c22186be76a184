//! Bringing things to the disk, and changing a file so that at every moment it is the old one or the new
//! one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes a folder and those above it, for nobody else's eyes, and brings their names to the disk.
pub(super) fn make_folder(path: &Path) -> io::Result<()> {
    let new: Vec<&Path> = path
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)?;
    new.iter().try_for_each(|folder| sync_folder_of(folder))
}

/// How files are made: for nobody else's eyes.
pub(super) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Where a file is written before it takes the place of another. Two processes may do so at once.
fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

/// Puts `bytes` in the place of the file `path`: beside it first, then to the disk, then over it.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_if(path, bytes, || true).map(|_| ())
}

/// The same, unless the file turns out to be needed when all is on the disk that would take its place: to bring
/// it there takes its time. Answers whether it was replaced.
pub(super) fn replace_if(
    path: &Path,
    bytes: &[u8],
    is_void: impl FnOnce() -> bool,
) -> io::Result<bool> {
    let beside = beside(path);
    let replaced = write_new(&beside, bytes).and_then(|()| match is_void() {
        true => fs::rename(&beside, path).map(|()| true),
        false => Ok(false),
    });
    if !matches!(replaced, Ok(true)) {
        // What could not be written is worth nothing, and a full disk is short of it.
        let _ = fs::remove_file(&beside);
    }
    if replaced? {
        return sync_folder_of(path).map(|()| true);
    }
    Ok(false)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = options().write(true).truncate(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a file where there is none yet, and brings it to the disk.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    sync_folder_of(path)
}

/// Brings the name of a file or a folder to the disk too.
pub(super) fn sync_folder_of(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let here = Path::new(".");
        let folder = if folder.as_os_str().is_empty() {
            here
        } else {
            folder
        };
        match File::open(folder)?.sync_all() {
            // Some network drives cannot, and have no need to.
            Err(error) if is_not_offered(&error) => {}
            synced => synced?,
        }
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Whether a file system says that it has no such thing.
pub(super) fn is_not_offered(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput
    )
}

//! A folder as a printer: what stands in it afterwards.

use super::*;

fn job<'a>(title: &'a str, format: Format, data: &'a [u8]) -> PrintJob<'a> {
    PrintJob { printer: "", title, format, data, copies: 3, media: None }
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn each_document_is_a_file_of_its_own() {
    let place = tempfile::tempdir().unwrap();
    let folder = || Folder::new(place.path().to_owned());
    fs::write(place.path().join("#1042.pdf"), "somebody's").unwrap();
    let id = |name: &str| Ok(JobId(name.to_owned()));
    assert_eq!(folder().find("#9").await, Ok(None), "nothing was saved under it");

    assert_eq!(folder().submit(job("#1042", Format::Pdf, b"%PDF one")).await, id("#1042 (2).pdf"));
    assert_eq!(folder().submit(job("#1042", Format::Pdf, b"%PDF two")).await, id("#1042 (3).pdf"));
    assert_eq!(folder().submit(job("ORD 12/3", Format::Zpl, b"^XA^XZ")).await, id("ORD 12-3.zpl"));
    let read = |name: &str| fs::read(place.path().join(name)).unwrap();
    assert_eq!(read("#1042.pdf"), b"somebody's", "what was there stays");
    assert_eq!((read("#1042 (2).pdf"), read("#1042 (3).pdf")), (b"%PDF one".to_vec(), b"%PDF two".to_vec()));
    let all = ["#1042 (2).pdf", "#1042 (3).pdf", "#1042.pdf", "ORD 12-3.zpl"];
    assert_eq!(files(place.path()), all, "and nothing unfinished beside them");

    assert_eq!(folder().find("ORD 12/3").await, Ok(Some(JobId("ORD 12-3.zpl".to_owned()))), "by its title");
    assert_eq!(
        folder().find("#1042").await,
        Ok(Some(JobId("#1042 (3).pdf".to_owned()))),
        "the newest counts"
    );
    let saved = JobId("#1042 (3).pdf".to_owned());
    assert_eq!(folder().state(&saved).await, Ok(JobState::Done));
    let cancelled = folder().cancel(&saved).map_err(|error| error.kind);
    assert_eq!(cancelled, Err(PrintErrorKind::NoSuchJob), "what is saved is saved");
}

#[tokio::test]
async fn a_picture_becomes_a_page() {
    let place = tempfile::tempdir().unwrap();
    let folder = || Folder::new(place.path().to_owned());
    let picture = documents::Bitmap::from_grey(8, 8, documents::Dpi::D203, &[0; 64]).png().unwrap();
    let saved = folder().submit(job("#1", Format::Png, &picture)).await.unwrap();
    assert_eq!(saved.0, "#1.pdf");
    let inspected = documents::inspect(&fs::read(place.path().join("#1.pdf")).unwrap()).unwrap();
    assert_eq!((inspected.format, inspected.pages), (Format::Pdf, 1));

    let error = folder().submit(job("#2", Format::Png, b"junk")).await.expect_err("no picture");
    assert_eq!(error.kind, PrintErrorKind::BadFormat, "{error}");
    assert_eq!(files(place.path()), ["#1.pdf"], "nothing half is left behind");
}

#[tokio::test]
async fn a_job_is_only_a_name_in_this_folder() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("inner")).unwrap();
    fs::write(place.path().join("outer.pdf"), "x").unwrap();
    for id in ["../outer.pdf", "", "..", "gone.pdf", "/etc/hostname"] {
        let folder = Folder::new(place.path().join("inner"));
        let error = folder.state(&JobId(id.to_owned())).await.expect_err("not saved here");
        assert_eq!(error.kind, PrintErrorKind::NoSuchJob, "{id:?}: {error}");
    }
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_no_printer() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "x").unwrap();
    for path in [place.path().join("gone"), file] {
        let folder = || Folder::new(path.clone());
        for error in [
            folder().look("folder").await.expect_err("no folder"),
            folder().submit(job("#1", Format::Pdf, b"%PDF")).await.expect_err("no folder"),
        ] {
            assert_eq!(error.kind, PrintErrorKind::NoSuchPrinter, "{error}");
            assert!(error.words.contains(&path.display().to_string()), "the words name it: {error}");
        }
    }
    let looked = Folder::new(place.path().to_owned()).look("folder:///x").await.unwrap();
    assert_eq!(files(place.path()), ["file"], "looking leaves nothing behind");
    assert_eq!(
        (looked.name.as_str(), looked.state, looked.accepts_jobs),
        ("folder:///x", PrinterState::Idle, true)
    );
}

// Where not even the superuser may make a file.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_folder_that_may_not_be_written_to_is_stopped() {
    let folder = || Folder::new(PathBuf::from("/sys"));
    let looked = folder().look("folder").await.unwrap();
    assert_eq!((looked.state, looked.accepts_jobs), (PrinterState::Stopped, false));
    assert_eq!(looked.message.as_deref(), Some("Nothing may be written into /sys"));
    let error = folder().submit(job("#1", Format::Pdf, b"%PDF")).await.expect_err("closed");
    assert_eq!(error.kind, PrintErrorKind::NotAccepting, "{error}");
}

#[test]
fn troubles_of_a_disk_are_told_by_kind() {
    let folder = Folder::new(PathBuf::from("/labels"));
    for (trouble, kind, words) in [
        (ErrorKind::StorageFull, PrintErrorKind::Other, "There is no room left in /labels"),
        (ErrorKind::ReadOnlyFilesystem, PrintErrorKind::NotAccepting, "Nothing may be written into /labels"),
        (ErrorKind::PermissionDenied, PrintErrorKind::NotAccepting, "Nothing may be written into /labels"),
    ] {
        let error = folder.in_words(&trouble.into());
        assert_eq!((error.kind, error.words.as_str()), (kind, words));
    }
}

//! Files by content: whole or refused.

use std::fs;
use std::io::{Cursor, Write};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use store::{Error, Kind, MAX_FILE, MAX_PICTURE};

use crate::{Place, flip, names};

fn address(place: &Place, sha256: &str) -> std::path::PathBuf {
    place.file("files").join(&sha256[..2]).join(sha256)
}

/// A picture that compresses badly.
fn noise(width: u32, height: u32) -> DynamicImage {
    let mut state = 1_u32;
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        Rgb([a, b, c])
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn archive(names: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in names {
        zip.start_file(*name, options).unwrap();
        zip.write_all(b"content").unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_file_lies_at_the_hash_of_its_content_once() {
    for place in Place::both() {
        let store = place.create();
        let content = b"%PDF-1.7 agreement";
        let file = store.vault().put(content, Kind::Pdf).unwrap();
        // Computed by sha256sum.
        assert_eq!(file.sha256, "24a379a3d206dabb276394c90a760bfe9c33f59d282edac0a97411f6d59c1e5d");
        assert_eq!((file.size, file.mime), (18, "application/pdf"));
        assert_eq!(store.vault().put(content, Kind::Pdf).unwrap(), file);
        assert_eq!(store.vault().list().unwrap(), [file.sha256.as_str()]);
        assert_eq!(store.vault().get(&file.sha256).unwrap(), content);
        assert!(store.vault().contains(&file.sha256));
        let on_disk = fs::read(address(&place, &file.sha256)).unwrap();
        assert_eq!(on_disk == content, place.key.is_none(), "sealed when there is a key");
        assert_eq!(names(address(&place, &file.sha256).parent().unwrap()).len(), 1);
    }
}

#[test]
fn a_damaged_file_is_named_and_healed_by_putting_it_again() {
    for place in Place::both() {
        let store = place.create();
        let file = store.vault().put(b"%PDF-1.7 agreement", Kind::Pdf).unwrap();
        let path = address(&place, &file.sha256);
        let good = fs::read(&path).unwrap();
        for at in 0..good.len() as u64 {
            flip(&path, at);
            let got = store.vault().get(&file.sha256);
            assert!(matches!(got, Err(Error::FileDamaged { .. })), "byte {at}");
            fs::write(&path, &good).unwrap();
        }
        fs::write(&path, &good[..5]).unwrap();
        assert!(matches!(store.vault().get(&file.sha256), Err(Error::FileDamaged { .. })));
        let check = store.check().unwrap();
        assert_eq!((check.is_whole(), check.files), (false, vec![file.sha256.clone()]));
        store.vault().put(b"%PDF-1.7 agreement", Kind::Pdf).unwrap();
        assert!(store.check().unwrap().is_whole());
        fs::remove_file(&path).unwrap();
        assert!(matches!(store.vault().get(&file.sha256), Err(Error::NoSuchFile { .. })));
        assert!(!store.vault().contains(&file.sha256));
    }
}

#[test]
fn a_sealed_file_cannot_take_the_place_of_another() {
    let place = Place::keyed();
    let store = place.create();
    let a = store.vault().put(b"%PDF-a", Kind::Pdf).unwrap();
    let b = store.vault().put(b"%PDF-b", Kind::Pdf).unwrap();
    fs::copy(address(&place, &a.sha256), address(&place, &b.sha256)).unwrap();
    assert!(matches!(store.vault().get(&b.sha256), Err(Error::FileDamaged { .. })));
}

#[test]
fn an_address_is_never_a_path() {
    let place = Place::plain();
    let store = place.create();
    for address in ["", "..", "../store.json", "é", &"A".repeat(64), &"../".repeat(22)[..64]] {
        assert!(matches!(store.vault().get(address), Err(Error::NoSuchFile { .. })));
        assert!(!store.vault().contains(address));
    }
}

#[test]
fn the_content_says_the_kind_and_the_name_does_not() {
    let picture = DynamicImage::new_rgb8(4, 4);
    let sheet = archive(&["[Content_Types].xml", "xl/workbook.xml"]);
    let contents = [
        (b"%PDF-1.4".to_vec(), Some(Kind::Pdf)),
        ([&[b' '; 500][..], b"%PDF-1.4"].concat(), Some(Kind::Pdf)),
        (encoded(&picture, ImageFormat::Png), Some(Kind::Png)),
        (encoded(&picture, ImageFormat::Jpeg), Some(Kind::Jpeg)),
        (sheet, Some(Kind::Xlsx)),
        (archive(&["a.txt"]), Some(Kind::Zip)),
        (b"PK\x03\x04 but no archive".to_vec(), None),
        (b"MZ program".to_vec(), None),
        (b"<html>".to_vec(), None),
        (Vec::new(), None),
    ];
    let place = Place::plain();
    let store = place.create();
    for (content, kind) in &contents {
        assert_eq!(Kind::sniff(content), *kind);
        for claimed in [Kind::Pdf, Kind::Jpeg, Kind::Png, Kind::Xlsx, Kind::Zip] {
            let put = store.vault().put(content, claimed);
            if Some(claimed) == *kind {
                assert!(put.is_ok(), "{kind:?}");
            } else {
                assert!(
                    matches!(put, Err(Error::WrongKind { expected, found }) if expected == claimed && found == *kind)
                );
            }
        }
    }
    // The black picture is one file, whether it came as PNG or as JPEG.
    assert_eq!(store.vault().list().unwrap().len(), 5);
}

#[test]
fn too_large_is_refused_before_it_is_looked_at() {
    let place = Place::plain();
    let store = place.create();
    let mut content = vec![b' '; usize::try_from(MAX_FILE).unwrap()];
    content[..5].copy_from_slice(b"%PDF-");
    store.vault().put(&content, Kind::Pdf).unwrap();
    content.push(b' ');
    let put = store.vault().put(&content, Kind::Pdf);
    assert!(matches!(put, Err(Error::TooLarge { size, limit }) if size == limit + 1));
}

#[test]
fn a_large_picture_becomes_small_enough_and_keeps_its_shape() {
    let place = Place::plain();
    let store = place.create();
    for (format, kind) in [(ImageFormat::Png, Kind::Png), (ImageFormat::Jpeg, Kind::Jpeg)] {
        let content = encoded(&noise(2100, 700), format);
        assert!(content.len() > 2 * MAX_PICTURE);
        let file = store.vault().put(&content, kind).unwrap();
        assert_eq!(file.mime, "image/jpeg");
        assert!(file.size <= MAX_PICTURE as u64);
        let kept =
            image::load_from_memory_with_format(&store.vault().get(&file.sha256).unwrap(), ImageFormat::Jpeg).unwrap();
        assert!(kept.width().abs_diff(3 * kept.height()) <= 6, "{} × {}", kept.width(), kept.height());
        assert!(kept.width() > 300);
    }
}

#[test]
fn a_picture_loses_its_metadata_but_not_its_turn() {
    let place = Place::plain();
    let store = place.create();
    let plain = encoded(&DynamicImage::ImageRgb8(RgbImage::from_pixel(40, 20, Rgb([200, 30, 30]))), ImageFormat::Jpeg);
    // EXIF: one directory with Orientation = 6 (turn right), then a place name after it.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"GPS 31.2304 121.4737");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let turned = [&plain[..2], b"\xff\xe1", &length, &exif, &plain[2..]].concat();
    let file = store.vault().put(&turned, Kind::Jpeg).unwrap();
    let kept = store.vault().get(&file.sha256).unwrap();
    assert!(!kept.windows(4).any(|w| w == b"Exif" || w == b"GPS "));
    let kept = image::load_from_memory(&kept).unwrap();
    assert_eq!((kept.width(), kept.height()), (20, 40));
}

#[test]
fn what_shines_through_is_white() {
    let place = Place::plain();
    let store = place.create();
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0])));
    let file = store.vault().put(&encoded(&clear, ImageFormat::Png), Kind::Png).unwrap();
    let kept = image::load_from_memory(&store.vault().get(&file.sha256).unwrap()).unwrap().into_rgb8();
    assert!(kept.pixels().all(|p| p.0.iter().all(|c| *c > 250)));
}

#[test]
fn a_picture_that_cannot_be_drawn_is_refused_and_nothing_is_kept() {
    let place = Place::plain();
    let store = place.create();
    let png = encoded(&noise(100, 100), ImageFormat::Png);
    let jpeg = encoded(&noise(100, 100), ImageFormat::Jpeg);
    // A header that promises 60,000 × 60,000 pixels: 10 GB if it were believed.
    let mut bomb = png.clone();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    for (content, kind) in [(&png[..1000], Kind::Png), (&bomb, Kind::Png), (&jpeg[..20], Kind::Jpeg)] {
        assert!(matches!(store.vault().put(content, kind), Err(Error::NotAnImage)));
    }
    assert!(store.vault().list().unwrap().is_empty());
}

#[test]
fn a_sweep_takes_old_orphans_and_broken_writes_only() {
    let place = Place::plain();
    let store = place.create();
    let kept = store.vault().put(b"%PDF-kept", Kind::Pdf).unwrap().sha256;
    let orphan = store.vault().put(b"%PDF-orphan", Kind::Pdf).unwrap().sha256;
    let young = store.vault().put(b"%PDF-young", Kind::Pdf).unwrap().sha256;
    let broken = address(&place, &kept).with_file_name(".x.part");
    let strange = address(&place, &kept).with_file_name("notes.txt");
    fs::write(&broken, b"half").unwrap();
    fs::write(&strange, b"not ours").unwrap();
    let age = |path: &std::path::Path, seconds: u64| {
        let then = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        fs::OpenOptions::new().write(true).open(path).unwrap().set_modified(then).unwrap();
    };
    for path in [&address(&place, &kept), &address(&place, &orphan), &broken, &strange] {
        age(path, 1_000);
    }
    age(&address(&place, &young), 3_000);
    let swept = store.vault().sweep(|sha256| sha256 == kept, 2_000_000).unwrap();
    assert_eq!((swept.files, swept.bytes), (2, 11 + 4));
    let mut left = vec![kept, young.clone()];
    left.sort();
    assert_eq!(store.vault().list().unwrap(), left);
    assert!(strange.exists());
    // Putting an old orphan again makes it young: its change is about to name it.
    age(&address(&place, &young), 1_000);
    store.vault().put(b"%PDF-young", Kind::Pdf).unwrap();
    assert_eq!(store.vault().sweep(|_| false, 2_000_000).unwrap().files, 1);
    assert!(store.vault().contains(&young));
}

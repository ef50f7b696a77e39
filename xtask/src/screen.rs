//! A screen that nobody sees (Xvfb), and a picture of it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::{command, root};

const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(400);
/// The teal of the mark: it is drawn together with the first real content.
const ACCENT: [u8; 3] = [0x0f, 0x76, 0x6e];
const ENOUGH: usize = 100;

/// A running Xvfb; it ends with this value.
pub struct Unseen {
    server: Child,
    display: String,
    folder: PathBuf,
}

impl Unseen {
    /// Starts a screen of this size on a free display number.
    ///
    /// # Errors
    /// Xvfb cannot be started.
    pub fn start(width: u32, height: u32) -> Result<Unseen, String> {
        let folder = root().join("target/xvfb");
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut server = command("Xvfb", &["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]);
        server.arg(format!("{width}x{height}x24")).arg("-fbdir").arg(&folder);
        let mut server =
            server.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(|error| format!("Xvfb: {error}"))?;
        let mut number = String::new();
        if let Some(stdout) = server.stdout.take() {
            BufReader::new(stdout).read_line(&mut number).map_err(|error| format!("Xvfb: {error}"))?;
        }
        if number.trim().is_empty() {
            return Err("Xvfb ended at once".to_owned());
        }
        Ok(Unseen { server, display: format!(":{}", number.trim()), folder })
    }

    /// The value of `DISPLAY`.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Waits until content is there and has come to rest, then keeps the picture as PNG.
    ///
    /// # Errors
    /// Nothing has been painted in time, or the file cannot be written.
    pub fn picture_when_painted(&self, path: &Path) -> Result<(), String> {
        let start = Instant::now();
        let mut before: Option<Picture> = None;
        while start.elapsed() < PATIENCE {
            sleep(GLANCE);
            let frame = fs::read(self.folder.join("Xvfb_screen0")).map_err(|error| format!("Xvfb: {error}"))?;
            let picture = Picture::from_xwd(&frame).ok_or("Xvfb keeps its screen in an unknown form")?;
            if picture.is_painted() && before.as_ref() == Some(&picture) {
                return picture.save(path);
            }
            before = Some(picture);
        }
        Err(format!("the window has painted nothing in {} s", PATIENCE.as_secs()))
    }
}

impl Unseen {
    /// Waits until content is on the screen, looking as often as a picture can be read.
    ///
    /// # Errors
    /// Nothing has been painted in time.
    pub fn wait_until_painted(&self) -> Result<(), String> {
        self.wait(|painted| painted, "painted nothing")
    }

    /// Waits until no content is left of a window that has ended.
    ///
    /// # Errors
    /// It is still there.
    pub fn wait_until_empty(&self) -> Result<(), String> {
        self.wait(|painted| !painted, "not ended")
    }

    fn wait(&self, enough: impl Fn(bool) -> bool, else_it_has: &str) -> Result<(), String> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let frame = fs::read(self.folder.join("Xvfb_screen0")).map_err(|error| format!("Xvfb: {error}"))?;
            // The dump's rows without a closer look: blue, green, red, nothing.
            let accent = [ACCENT[2], ACCENT[1], ACCENT[0]];
            if enough(frame.chunks_exact(4).filter(|pixel| pixel[..3] == accent).count() >= ENOUGH) {
                return Ok(());
            }
            sleep(Duration::from_millis(2));
        }
        Err(format!("the window has {else_it_has} in {} s", PATIENCE.as_secs()))
    }
}

impl Drop for Unseen {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Pixels as red, green, blue.
#[derive(PartialEq)]
struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
}

impl Picture {
    /// Reads an X window dump of 32 bits a pixel: big-endian header words, then a colour map, then rows.
    fn from_xwd(bytes: &[u8]) -> Option<Picture> {
        let word = |index: usize| {
            let word = bytes.get(index * 4..index * 4 + 4)?;
            Some(u32::from_be_bytes(word.try_into().ok()?))
        };
        let (header, width, height) = (word(0)?, word(4)?, word(5)?);
        let (big_endian, bits, row, colours) = (word(7)? == 1, word(11)?, word(12)?, word(19)?);
        if bits != 32 || big_endian {
            return None;
        }
        let data = bytes.get(header as usize + colours as usize * 12..)?;
        let mut pixels = Vec::with_capacity(width as usize * height as usize * 3);
        for line in data.chunks_exact(row as usize).take(height as usize) {
            for pixel in line.chunks_exact(4).take(width as usize) {
                pixels.extend([pixel[2], pixel[1], pixel[0]]);
            }
        }
        (pixels.len() == width as usize * height as usize * 3).then_some(Picture { width, height, pixels })
    }

    fn is_painted(&self) -> bool {
        self.pixels.chunks_exact(3).filter(|pixel| *pixel == ACCENT).count() >= ENOUGH
    }

    fn save(&self, path: &Path) -> Result<(), String> {
        let said = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let file = File::create(path).map_err(|error| said(&error))?;
        let mut encoder = png::Encoder::new(file, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().map_err(|error| said(&error))?;
        writer.write_image_data(&self.pixels).map_err(|error| said(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dump(pixel: [u8; 4], width: u32, height: u32) -> Vec<u8> {
        let mut words = [0u32; 25];
        (words[0], words[4], words[5], words[11], words[12], words[19]) = (100, width, height, 32, width * 4, 1);
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_be_bytes()).collect();
        bytes.extend([0; 12]);
        bytes.extend(std::iter::repeat_n(pixel, (width * height) as usize).flatten());
        bytes
    }

    #[test]
    fn a_dump_is_read_in_its_colours_and_a_short_one_is_refused() {
        let bytes = dump([0x6e, 0x76, 0x0f, 0], 20, 10);
        let picture = Picture::from_xwd(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (20, 10));
        assert!(picture.is_painted());
        assert!(!Picture::from_xwd(&dump([0xf8, 0xf7, 0xf5, 0], 20, 10)).unwrap().is_painted());
        assert!(Picture::from_xwd(&bytes[..bytes.len() - 1]).is_none());
    }
}

//! The development bridge: the built screen and the three doors over HTTP, on this computer alone.
//! Everything lies under one random path, so that another page in the browser cannot guess it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use tiny_http::{Method, Request, Server};

use nursery::Desk;

const LARGEST_FILE: u64 = 64 << 20;
const HEARTBEAT: Duration = Duration::from_secs(10);
/// The shell's policy, with the bridge's own address as the way to the core.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A running bridge.
pub struct Bridge {
    server: Server,
    desk: Arc<Desk>,
    screen: PathBuf,
    token: String,
}

impl Bridge {
    /// Listens on a free port of the loopback address. `screen` is the folder of the built screen.
    ///
    /// # Errors
    /// No port or no randomness to be had, or the screen is not built.
    pub fn new(desk: Desk, screen: &Path) -> io::Result<Bridge> {
        if !screen.join("index.html").is_file() {
            return Err(io::Error::other("the screen is not built: run `npm run build`"));
        }
        let server = Server::http("127.0.0.1:0").map_err(io::Error::other)?;
        Ok(Bridge { server, desk: Arc::new(desk), screen: screen.to_owned(), token: random_token()? })
    }

    /// Where the browser finds the screen.
    pub fn address(&self) -> String {
        format!("http://{}/{}/", self.server.server_addr(), self.token)
    }

    /// Answers until the process ends. Each request has a thread: events stay open.
    pub fn run(self) {
        let bridge = Arc::new(self);
        for request in bridge.server.incoming_requests() {
            let bridge = Arc::clone(&bridge);
            std::thread::spawn(move || {
                // A browser that has gone away is no fault of ours.
                let _ = bridge.answer(request);
            });
        }
    }

    fn answer(&self, mut request: Request) -> io::Result<()> {
        let url = request.url().to_owned();
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        let Some(path) = path.strip_prefix(&format!("/{}/", self.token)).map(str::to_owned) else {
            return Answer::empty(404).give(request);
        };
        match (request.method().clone(), path.as_str()) {
            (Method::Post, "call") => {
                let mut envelope = String::new();
                request.as_reader().read_to_string(&mut envelope)?;
                Answer::new("application/json", self.desk.call(&envelope).into_bytes()).give(request)
            }
            (Method::Post, "file") => self.take_file(request, query),
            (Method::Get, "events") => self.give_events(request),
            (Method::Get, path) => match path.strip_prefix("file/") {
                Some(id) => self.give_file(id).give(request),
                None => self.give_screen(path).give(request),
            },
            _ => Answer::empty(405).give(request),
        }
    }

    /// The core's events as a server-sent stream, each written through at once; a heartbeat finds
    /// out that the browser has gone.
    fn give_events(&self, request: Request) -> io::Result<()> {
        let events = self.desk.events();
        let mut stream = request.into_writer();
        stream.write_all(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        )?;
        loop {
            stream.flush()?;
            match events.recv_timeout(HEARTBEAT) {
                Ok(event) => write!(stream, "data: {event}\n\n")?,
                Err(RecvTimeoutError::Timeout) => stream.write_all(b": still here\n\n")?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
        }
    }

    fn take_file(&self, mut request: Request, query: &str) -> io::Result<()> {
        let name = decoded(query.strip_prefix("name=").unwrap_or("file"));
        let mut bytes = Vec::new();
        request.as_reader().take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LARGEST_FILE {
            return Answer { status: 413, ..Answer::new("text/plain", b"file_too_large".to_vec()) }.give(request);
        }
        let token = self.desk.file_in(&name, bytes);
        let answer = serde_json::json!({ "token": token, "name": name }).to_string();
        Answer::new("application/json", answer.into_bytes()).give(request)
    }

    fn give_file(&self, id: &str) -> Answer {
        match self.desk.file_out(id) {
            Ok(file) => {
                let name: String = file.name.bytes().map(|byte| format!("%{byte:02X}")).collect();
                Answer::new(file.mime, file.bytes)
                    .with("Content-Disposition", format!("attachment; filename*=UTF-8''{name}"))
            }
            Err(_) => Answer::empty(404),
        }
    }

    fn give_screen(&self, path: &str) -> Answer {
        let path = if path.is_empty() { "index.html" } else { path };
        let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        let Some(bytes) = inside.then(|| fs::read(self.screen.join(path)).ok()).flatten() else {
            return Answer::empty(404);
        };
        let kind = match Path::new(path).extension().and_then(|ending| ending.to_str()) {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        };
        Answer::new(kind, bytes)
            .with("Content-Security-Policy", POLICY.to_owned())
            .with("Cache-Control", "no-store".to_owned())
    }
}

/// An answer that ends its connection: the server's pool leaves a new connection waiting for ever behind one
/// that is kept alive.
struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn new(kind: &str, body: Vec<u8>) -> Answer {
        Answer { status: 200, headers: vec![("Content-Type", kind.to_owned())], body }
    }

    fn empty(status: u16) -> Answer {
        Answer { status, headers: Vec::new(), body: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: String) -> Answer {
        self.headers.push((name, value));
        self
    }

    fn give(self, request: Request) -> io::Result<()> {
        let head: String = self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let (status, length) = (self.status, self.body.len());
        let mut stream = request.into_writer();
        write!(stream, "HTTP/1.1 {status} \r\n{head}Content-Length: {length}\r\nConnection: close\r\n\r\n")?;
        stream.write_all(&self.body)?;
        stream.flush()
    }
}

fn random_token() -> io::Result<String> {
    let mut bytes = [0u8; 16];
    fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_back_from_an_address_as_they_were() {
        assert_eq!(decoded("%E8%8A%B1%E5%90%8D%E5%86%8C.xlsx"), "花名册.xlsx");
        assert_eq!(decoded("100%"), "100%");
    }

    #[test]
    fn two_bridges_have_two_tokens() {
        let (first, second) = (random_token().unwrap(), random_token().unwrap());
        assert_eq!(first.len(), 32);
        assert_ne!(first, second);
    }
}

//! A server on a port of its own, and just enough of a browser to try it with.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use guideway::serve::{Files, Live, listen, serve};
use tokio::runtime::Runtime;

/// Nothing here takes nearly as long; a test that would hang fails instead.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A server that ends with the test.
pub(crate) struct Server {
    pub(crate) live: Live,
    pub(crate) runtime: Runtime,
    pub(crate) browser: Browser,
}

/// Reads from one address.
pub(crate) struct Browser(pub(crate) SocketAddr);

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Server {
    pub(crate) fn start() -> Self {
        let runtime = Runtime::new().unwrap();
        let live = Live::default();
        let listener = runtime.block_on(listen(0)).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(serve(listener, live.clone()));
        Self {
            live,
            runtime,
            browser: Browser(address),
        }
    }
}

impl Browser {
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &self.0.to_string())
    }

    pub(crate) fn request(&self, method: &str, path: &str, host: &str) -> Answer {
        let mut stream = self.send(method, path, host);
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_ascii_lowercase(),
            body: body.to_owned(),
        }
    }

    /// Opens the stream of versions, as the reload script does.
    pub(crate) fn events(&self) -> Events {
        let stream = self.send("GET", "/__guideway/events", &self.0.to_string());
        Events {
            stream,
            text: String::new(),
        }
    }

    fn send(&self, method: &str, path: &str, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.0).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        stream
    }
}

/// An open stream of versions.
pub(crate) struct Events {
    stream: TcpStream,
    text: String,
}

impl Events {
    /// Waits for the next version.
    pub(crate) fn next(&mut self) -> u64 {
        loop {
            if let Some((before, rest)) = self.text.split_once("\n\n") {
                let version = before
                    .rsplit_once("data: ")
                    .map(|(_, version)| version.parse().unwrap());
                self.text = rest.to_owned();
                if let Some(version) = version {
                    return version;
                }
            }
            let mut buffer = [0; 1024];
            let length = self.stream.read(&mut buffer).unwrap();
            assert!(length > 0, "the stream ended after {:?}", self.text);
            self.text += std::str::from_utf8(&buffer[..length]).unwrap();
        }
    }
}

/// A site of so many files.
pub(crate) fn files(files: &[(&str, &str)]) -> Files {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect()
}

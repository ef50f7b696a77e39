//! `cradlebook://localhost/<kind>/<id>/page/<n>`: one page of a paper as a picture. The core checks the session's
//! permission; a page is never kept in a cache.

use tauri::http::{Request, Response, StatusCode, header};

use nursery::Desk;

/// Answers one request of the window for a page.
pub fn answer(desk: &Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let Some(id) = page_id(request.uri().path()) else {
        return plain(StatusCode::NOT_FOUND);
    };
    match desk.file_out(&id) {
        Ok(page) if page.mime.starts_with("image/") => Response::builder()
            .header(header::CONTENT_TYPE, page.mime)
            .header(header::CACHE_CONTROL, "no-store")
            .body(page.bytes)
            .unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR)),
        _ => plain(StatusCode::NOT_FOUND),
    }
}

fn plain(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

/// What has pages: a paper that was made, a receipt, contract or form before it is printed, a scan.
const KINDS: [&str; 5] = ["issued", "receipt", "contract", "filing", "paper"];

/// The window sends the whole path as one encoded piece; anything but the one shape is no page.
fn page_id(path: &str) -> Option<String> {
    let path = path.trim_start_matches('/').replace("%2F", "/");
    let mut pieces = path.split('/');
    let (kind, id, word, number) = (pieces.next()?, pieces.next()?, pieces.next()?, pieces.next()?);
    let plain = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let numbered = number.parse::<u16>().is_ok_and(|number| number > 0);
    (KINDS.contains(&kind) && plain && word == "page" && numbered && pieces.next().is_none()).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_page_of_a_paper_has_an_address() {
        assert_eq!(page_id("/issued%2F0190-ab%2Fpage%2F2").as_deref(), Some("issued/0190-ab/page/2"));
        for path in ["paper/0af3/page/1", "contract/0190-ab/page/3", "filing/statement/page/1", "receipt/0190/page/1"] {
            assert_eq!(page_id(&format!("/{}", path.replace('/', "%2F"))).as_deref(), Some(path));
        }
        for path in [
            "/",
            "/issued/a/page/0",
            "/issued/../page/1",
            "/issued/a/page/1/x",
            "/vault/a/page/1",
            "/issued//page/1",
            "/paper/a",
            "/paper/a/page/..",
        ] {
            assert_eq!(page_id(path), None, "{path}");
        }
    }
}

//! Kinds of files: by their first bytes, by their media type, and what they end in.

use alloc::string::String;

use crate::text::cut;

/// A kind of file that a voucher can be.
pub(super) struct Kind {
    pub(super) media_type: &'static str,
    pub(super) extension: &'static str,
    /// What it starts with.
    magic: &'static [u8],
}

const KINDS: &[Kind] = &[
    kind("application/pdf", "pdf", b"%PDF-"),
    kind("image/png", "png", b"\x89PNG\r\n\x1a\n"),
    kind("image/jpeg", "jpg", b"\xff\xd8\xff"),
    kind("image/gif", "gif", b"GIF8"),
    kind("application/zip", "zip", b"PK\x03\x04"),
];

const fn kind(media_type: &'static str, extension: &'static str, magic: &'static [u8]) -> Kind {
    Kind {
        media_type,
        extension,
        magic,
    }
}

/// The kind of file that starts so.
pub(super) fn recognise(bytes: &[u8]) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| bytes.starts_with(kind.magic))
}

/// Whether a file of a kind that is known does not start as such.
pub(super) fn belies(media_type: &str, bytes: &[u8]) -> bool {
    let kind = KINDS.iter().find(|kind| kind.media_type == media_type);
    kind.is_some_and(|kind| !bytes.starts_with(kind.magic))
}

/// What the name of such a file ends in.
pub(super) fn extension(media_type: &str) -> &'static str {
    KINDS
        .iter()
        .find(|kind| kind.media_type == media_type)
        .map_or("bin", |kind| kind.extension)
}

pub(super) const ANY_BYTES: &str = "application/octet-stream";

/// Whether the type says nothing about the file.
pub(super) fn is_any(media_type: &str) -> bool {
    media_type == ANY_BYTES || media_type == "binary/octet-stream"
}

/// The media type of a header Content-Type: in lower case, without parameters. `None` where there is
/// none, or none that could stand in a header again.
pub(super) fn media_type(header: &str) -> Option<String> {
    let text = cut(header, b';').map_or(header, |(text, _)| text);
    let text = text.trim_ascii();
    let (first, second) = cut(text, b'/')?;
    (is_token(first) && is_token(second)).then(|| text.to_ascii_lowercase())
}

fn is_token(text: &str) -> bool {
    let in_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte);
    !text.is_empty() && text.bytes().all(in_token)
}

pub(super) fn is_json(media_type: &str) -> bool {
    media_type == "application/json" || media_type.ends_with("+json")
}

/// Whether it is a web page, by its type or by its start: an error page is no voucher.
pub(super) fn is_page(media_type: Option<&str>, bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let starts = |start: &[u8]| {
        let found = bytes.trim_ascii_start().get(..start.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    matches!(media_type, Some("text/html" | "application/xhtml+xml"))
        || starts(b"<!doctype html")
        || starts(b"<html")
        || starts(b"<!--")
}

//! What is not read, said before anything else is tried, with the way round.

use super::encoding::{self, UnknownEncoding};

/// Bytes at the start that are looked at.
pub const HEAD: usize = 8192;

/// Why a file is not imported. The message says what it is and what helps.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A PDF.
    #[error("PDF is not read yet: `pdftotext -layout FILE - | attache -`")]
    Pdf,
    /// A Word, `LibreOffice` or RTF document; the name of the kind.
    #[error("{0} is not read yet: `pandoc -t markdown FILE | attache -`")]
    Office(&'static str),
    /// A Word or Outlook file of the time before 2007.
    #[error("old Office documents are not read: `libreoffice --headless --convert-to html FILE`, then open the .html")]
    OldOffice,
    /// An EPUB book.
    #[error("EPUB is not read yet: `pandoc -t markdown FILE | attache -`")]
    Epub,
    /// One mail or a mailbox.
    #[error("mail is not read yet: save the message as text or HTML in the mail program, and open that")]
    Mail,
    /// An RSS or Atom feed.
    #[error("feeds are not read: open the article, save it as HTML, and read that")]
    Feed,
    /// A compressed file; the program that unpacks it to standard output.
    #[error("this file is compressed: `{0} FILE | attache -`")]
    Compressed(&'static str),
    /// An archive of several files.
    #[error("this is an archive: unpack it and open the document in it")]
    Archive,
    /// Something that is no text; the name of the kind.
    #[error("{0}, not text: there is nothing to read in it")]
    Binary(&'static str),
    /// An encoding was asked for that is not known.
    #[error(transparent)]
    Encoding(#[from] UnknownEncoding),
}

/// How a file is judged whose first bytes nobody marked as anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bytes {
    /// Of an encoding that is to be found out: many NUL bytes and control characters are no text.
    Unknown,
    /// Of an encoding that the reader named: text, whatever they look like.
    Named,
}

/// Looks at the first bytes and at the file name.
pub(super) fn check(bytes: &[u8], extension: &str, what: Bytes) -> Result<(), Refused> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let binary = || (what == Bytes::Unknown && is_binary(head)).then_some(Refused::Binary("binary data"));
    match by_magic(head).or_else(binary).or_else(|| by_text(head, extension)) {
        Some(refused) => Err(refused),
        None => Ok(()),
    }
}

fn by_magic(head: &[u8]) -> Option<Refused> {
    const MAGIC: &[(&[u8], Refused)] = &[
        (b"%PDF-", Refused::Pdf),
        (b"{\\rtf", Refused::Office("RTF")),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Refused::OldOffice),
        (b"\x1F\x8B\x08", Refused::Compressed("gzip -dc")),
        (b"BZh", Refused::Compressed("bzip2 -dc")),
        (b"\xFD7zXZ\0", Refused::Compressed("xz -dc")),
        (b"\x28\xB5\x2F\xFD", Refused::Compressed("zstd -dc")),
        (b"7z\xBC\xAF\x27\x1C", Refused::Archive),
        (b"Rar!\x1A\x07", Refused::Archive),
        (b"\x89PNG\r\n\x1A\n", Refused::Binary("a PNG image")),
        (b"\xFF\xD8\xFF", Refused::Binary("a JPEG image")),
        (b"GIF8", Refused::Binary("a GIF image")),
        (b"\x7FELF", Refused::Binary("a program")),
        (b"SQLite format 3\0", Refused::Binary("a database")),
    ];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(zip(head));
    }
    if head.starts_with(b"BZh") && !head.get(4..).is_some_and(|r| r.starts_with(b"1AY&SY")) {
        return None;
    }
    if head.starts_with(b"GIF8") && !head.get(4..).is_some_and(|r| r.starts_with(b"7a") || r.starts_with(b"9a")) {
        return None;
    }
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, refused)| refused.clone())
}

fn zip(head: &[u8]) -> Refused {
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if holds(b"application/epub+zip") {
        Refused::Epub
    } else if holds(b"opendocument") {
        Refused::Office("OpenDocument")
    } else if holds(b"word/") || holds(b"[Content_Types].xml") {
        Refused::Office("DOCX")
    } else {
        Refused::Archive
    }
}

/// More than one NUL in a hundred bytes (somewhat more in what is UTF-8 otherwise), or one control character in ten. Single
/// ones are shown as they are.
fn is_binary(head: &[u8]) -> bool {
    if encoding::is_wide(head) {
        return false;
    }
    let nul = memchr::memchr_iter(0, head).count();
    let control = head.iter().filter(|b| matches!(b, 1..=8 | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)).count();
    nul * 100 > head.len() && !encoding::has_stray_nuls(head) || (nul + control) * 10 > head.len()
}

fn by_text(head: &[u8], extension: &str) -> Option<Refused> {
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head));
    if is_mail(&text, extension) {
        return Some(Refused::Mail);
    }
    is_feed(&text).then_some(Refused::Feed)
}

/// Headers that only a mail program writes; a memorandum with `From:` and `To:` is no mail.
fn is_mail(text: &str, extension: &str) -> bool {
    const HEADERS: [&str; 8] = [
        "received:",
        "return-path:",
        "message-id:",
        "mime-version:",
        "delivered-to:",
        "content-transfer-encoding:",
        "dkim-signature:",
        "x-mailer:",
    ];
    if extension == "eml" || extension == "mbox" {
        return true;
    }
    let mut lines = text.lines().peekable();
    let mailbox = lines.next_if(|l| l.starts_with("From ") && l.contains('@')).is_some();
    let head = lines.take_while(|l| !l.trim().is_empty());
    let typical = head.filter(|l| HEADERS.iter().any(|h| l.to_ascii_lowercase().starts_with(h))).count();
    typical >= if mailbox { 1 } else { 2 }
}

fn is_feed(text: &str) -> bool {
    let mut rest = text.trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!--") {
        let Some((_, after)) = rest.split_once('>') else { return false };
        rest = after.trim_start();
    }
    let root = rest.split([' ', '>', '\n', '\t']).next().unwrap_or("");
    matches!(root, "<rss" | "<rdf:RDF") || root == "<feed" && rest.contains("http://www.w3.org/2005/Atom")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_named_with_the_way_round() {
        let cases: &[(&[u8], &str, &str)] = &[
            (b"%PDF-1.7\n", "pdf", "pdftotext"),
            (b"PK\x03\x04....[Content_Types].xml", "docx", "DOCX"),
            (b"PK\x03\x04....mimetypeapplication/epub+zip", "epub", "EPUB"),
            (b"PK\x03\x04....a.txt", "zip", "archive"),
            (b"\x1F\x8B\x08\0", "gz", "gzip -dc"),
            (b"\x89PNG\r\n\x1A\n", "", "PNG"),
            (b"\x7FELF\x02\x01\x01\0", "", "program"),
            (b"\0\x01\x02abc\0\0\0", "txt", "binary"),
            (b"From: a@b\nMIME-Version: 1.0\nMessage-ID: <1@b>\n\nHello", "txt", "mail"),
            (b"From a@b Mon Jan  1\nReceived: x\n\nHello", "", "mail"),
            (b"Hello", "eml", "mail"),
            (b"<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "xml", "feed"),
            (b"{\\rtf1\\ansi", "doc", "RTF"),
        ];
        for (bytes, extension, part) in cases {
            let told = check(bytes, extension, Bytes::Unknown).expect_err(part).to_string();
            assert!(told.contains(part), "{told}");
        }
    }

    #[test]
    fn text_is_not_refused() {
        let cases: &[&[u8]] = &[
            b"",
            b"a",
            b"plain \x01 text with one control",
            b"From: Embassy\nTo: Ministry\nSubject: Cable\n\nText",
            b"\xFF\xFEa\0b\0",
            b"a\0b\0c\0d\0",
            b"# Weekly\n\n## One\n\na\0b\n",
            b"BZhou said",
            b"<html><body>",
        ];
        for bytes in cases {
            assert_eq!(check(bytes, "txt", Bytes::Unknown), Ok(()), "{bytes:?}");
        }
    }

    #[test]
    fn a_named_encoding_is_believed_save_for_known_kinds() {
        let russian = b"\x1F\x04@\x048\x042\x045\x04B\x04";
        assert!(check(russian, "txt", Bytes::Unknown).is_err());
        assert_eq!(check(russian, "txt", Bytes::Named), Ok(()));
        assert_eq!(check(b"a\0\0\0\0", "txt", Bytes::Named), Ok(()));
        assert_eq!(check(b"%PDF-1.7\n", "txt", Bytes::Named), Err(Refused::Pdf));
    }
}

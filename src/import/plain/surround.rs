//! What pages and mails put around a text: words that are links, and the keys of the head of a mail. They are no title and
//! no heading.

use super::genre::Folded;
use crate::text;

/// Longest line that is looked up, in bytes.
const MAX: usize = 80;

/// True for a line of links and nothing else: `View in browser`, `Share`, `Unsubscribe | Manage preferences`.
pub(super) fn is_link(line: &str) -> bool {
    static LINKS: Folded = Folded::new(
        "view in browser|view in your browser|view this email in your browser|view this email in browser|view online|\
        view web version|view as a web page|read online|read in browser|open in browser|web version|email not displaying correctly?|\
        share|share this|share this page|share this article|share on facebook|share on twitter|share via email|tweet|\
        print|print this page|print page|print version|printer friendly version|download|download pdf|download report|\
        download the report|save|email|e-mail this page|copy link|listen|listen to this article|play|\
        skip to main content|skip to content|skip to navigation|back to top|top of page|home|menu|main menu|search|search form|\
        breadcrumb|breadcrumbs|you are here|log in|login|sign in|sign up|subscribe|subscribe now|unsubscribe|\
        unsubscribe here|manage preferences|manage your preferences|update preferences|update your preferences|\
        email preferences|privacy policy|privacy|terms of use|terms and conditions|cookie policy|contact us|about us|\
        forward to a friend|follow us|follow us on twitter|read more|learn more|continue reading|show more|see all|\
        advertisement|click here|forwarded message|original message|begin forwarded message|weitergeleitete nachricht|\
        ursprüngliche nachricht|message transféré|mensaje reenviado|пересылаемое сообщение|share full article|give this article|im browser ansehen|im browser anzeigen|\
        newsletter abbestellen|abmelden|teilen|drucken|version en ligne|voir en ligne|se desabonner|se desinscrire|partager|\
        imprimer|ver en el navegador|cancelar suscripcion|compartir|imprimir|отписаться|поделиться|версия для печати|\
        打印|分享|打印本页|关闭窗口|字号|مشاركة|طباعة|اشترك|إلغاء الاشتراك",
    );
    if line.len() > MAX || line.is_empty() {
        return false;
    }
    let known = |part: &str| LINKS.has(&text::fold(part.trim_matches(|c: char| !c.is_alphanumeric() && c != '?')));
    line.split(['|', '·', '•']).all(known)
}

/// `BEGIN TEXT:`, `End transcript.`: where the text of another begins and ends.
fn is_border(line: &str) -> bool {
    static BORDERS: Folded = Folded::new(
        "begin text|end text|begin transcript|end transcript|text follows|begin statement|end statement|start of text|\
        end of text|begin summary|end summary|begin full text|end full text|end of transcript",
    );
    line.len() <= MAX && BORDERS.has(&text::fold(line.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// True for lines where a text begins or ends.
pub(super) fn is_no_part(line: &str) -> bool {
    is_border(line) || is_end(line)
}

/// `ENDS`, `-- END --`, `###`, `-30-`: the sign that a text is over.
pub(super) fn is_end(line: &str) -> bool {
    static ENDS: Folded = Folded::new(
        "end|ends|the end|fin|ende|fine|fim|koniec|конец|نهاية|انتهى|پایان|终|完|以上|message ends|end of message|end of report|\
        end of bulletin|end of document|end of briefing|end of update|end of file|eof|eom|nnnn|bt",
    );
    if line.len() > MAX {
        return false;
    }
    let word = line.trim_matches(|c: char| !c.is_alphanumeric());
    match word {
        "" => line.starts_with(['#', '$', '&']) && line.bytes().all(|b| matches!(b, b'#' | b'$' | b'&' | b' ')),
        "30" => word.len() + 2 <= line.len(),
        _ => ENDS.has(&text::fold(word)),
    }
}

/// `From:`, `Sent:` with nothing behind it: a field whose value stands below.
pub(super) fn is_mail_key(line: &str) -> bool {
    static KEYS: Folded =
        Folded::new("from|to|cc|bcc|sent|date|reply-to|published|issued|de|von|an|gesendet|para|от|кому|дата");
    line.len() <= MAX && line.strip_suffix(':').is_some_and(|key| KEYS.has(&text::fold(key.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_keys() {
        for yes in ["View in browser", "Share", "Unsubscribe | Manage preferences", "Im Browser ansehen »"] {
            assert!(is_link(yes), "{yes}");
        }
        for no in ["Share of trucks", "The road home", "", "|", "Contents"] {
            assert!(!is_link(no), "{no}");
        }
        assert!(is_mail_key("From:") && !is_mail_key("Sources:") && !is_mail_key("From"));
    }
}

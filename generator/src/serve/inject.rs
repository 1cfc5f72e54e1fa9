//! What pages are given on the way out, and never on disk: a script that reloads them, and the
//! problems of the newest build.

/// Where open pages listen.
pub(super) const EVENTS_URL: &str = "/__guideway/events";
/// Where [`RELOAD_JS`] is.
pub(super) const RELOAD_URL: &str = "/__guideway/reload.js";
/// Where [`PROBLEMS_CSS`] is.
pub(super) const PROBLEMS_URL: &str = "/__guideway/problems.css";
/// Reloads the page when the site changes.
pub(super) const RELOAD_JS: &str = include_str!("inject/reload.js");
/// The look of the problems.
pub(super) const PROBLEMS_CSS: &str = include_str!("inject/problems.css");

/// A page with the script, the problems if there are any, and a policy that allows both.
pub(super) fn into_page(html: &str, problems: Option<&str>) -> String {
    let mut page = relax_policy(html);
    let head = format!("<script src=\"{RELOAD_URL}\" defer></script>");
    insert_before(&mut page, "</head>", &head);
    if let Some(problems) = problems {
        let style = format!("<link rel=\"stylesheet\" href=\"{PROBLEMS_URL}\">");
        insert_before(&mut page, "</head>", &style);
        insert_before(&mut page, "</body>", &notice(problems));
    }
    page
}

/// A page of its own for problems, where there is no site yet.
pub(super) fn problem_page(problems: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Not built</title>\n\
         <link rel=\"stylesheet\" href=\"{PROBLEMS_URL}\">\n\
         <script src=\"{RELOAD_URL}\" defer></script>\n\
         </head>\n<body>\n{}\n</body>\n</html>\n",
        notice(problems)
    )
}

fn notice(problems: &str) -> String {
    format!(
        "<aside id=\"guideway-problems\" role=\"alert\">\
         <h2>The newest build has errors</h2><pre tabindex=\"0\">{}</pre></aside>",
        escape(problems)
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Inserts before the last occurrence of a tag, or at the end where there is none.
fn insert_before(page: &mut String, tag: &str, what: &str) {
    let place = page.rfind(tag).unwrap_or(page.len());
    page.insert_str(place, what);
}

/// The page with its Content-Security-Policy allowing what [`into_page`] adds.
fn relax_policy(html: &str) -> String {
    const NAME: &str = "http-equiv=\"content-security-policy\"";
    const CONTENT: &str = "content=\"";
    let lower = html.to_ascii_lowercase();
    let tag = lower.find(NAME).and_then(|name| {
        let start = lower[..name].rfind("<meta")?;
        let end = name + lower[name..].find('>')?;
        let content = start + lower[start..end].find(&format!(" {CONTENT}"))? + 1 + CONTENT.len();
        let quote = content + lower[content..].find('"')?;
        Some(content..quote)
    });
    let Some(policy) = tag else {
        return html.to_owned();
    };
    let relaxed = ["connect-src", "script-src", "style-src"]
        .iter()
        .fold(html[policy.clone()].to_owned(), |policy, directive| {
            allow_self(&policy, directive)
        });
    [&html[..policy.start], &relaxed, &html[policy.end..]].concat()
}

/// A policy in which a directive allows this server.
fn allow_self(policy: &str, directive: &str) -> String {
    let mut found = false;
    let mut directives: Vec<String> = policy
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let mut sources = part.split_ascii_whitespace();
            if sources.next() != Some(directive) {
                return part.to_owned();
            }
            found = true;
            let kept = sources.filter(|source| !matches!(*source, "'none'" | "'self'"));
            std::iter::once(directive)
                .chain(["'self'"])
                .chain(kept)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    if !found {
        directives.push(format!("{directive} 'self'"));
    }
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head><meta http-equiv=\"Content-Security-Policy\" \
        content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'\"></head>\
        <body></head> in text</body></html>";

    #[test]
    fn a_page_gets_the_script_and_may_listen() {
        let page = into_page("<head></head><body></body>", None);
        assert_eq!(
            page,
            "<head><script src=\"/__guideway/reload.js\" defer></script></head><body></body>"
        );
    }

    #[test]
    fn the_policy_is_widened_only_where_it_must_be() {
        let page = into_page(PAGE, None);
        assert!(page.contains(
            "content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
             connect-src 'self'; style-src 'self'\""
        ));
    }

    #[test]
    fn a_directive_that_allows_nothing_allows_this_server_instead() {
        assert_eq!(
            allow_self("connect-src 'none'", "connect-src"),
            "connect-src 'self'"
        );
    }

    #[test]
    fn problems_are_text_and_never_markup() {
        let page = into_page(PAGE, Some("error: <script>alert(1)</script> & co"));
        assert!(page.contains("error: &lt;script&gt;alert(1)&lt;/script&gt; &amp; co"));
        assert!(!page.contains("<script>alert"));
    }
}

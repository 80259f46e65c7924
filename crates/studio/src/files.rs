//! Files from and to the person's machine.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use crate::element::{Part, listen, part};
use crate::reactive::document;

/// A name as a file is called: small letters, digits, hyphens.
pub(crate) fn stem(name: &str) -> String {
    let mut stem = String::new();
    for c in name.to_lowercase().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => stem.push(c),
            _ if stem.ends_with('-') || stem.is_empty() => {}
            _ => stem.push('-'),
        }
    }
    let stem: String = stem.trim_end_matches('-').chars().take(60).collect();
    if stem.is_empty() { "flow".to_owned() } else { stem }
}

/// Hands a text to the person as a file.
pub(crate) fn download(name: &str, text: &str) {
    download_bytes(name, "application/json", text.as_bytes());
}

/// Hands bytes to the person as a file.
pub(crate) fn download_bytes(name: &str, media_type: &str, bytes: &[u8]) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let pieces = Array::of1(&js_sys::Uint8Array::from(bytes));
    let Ok(blob) = web_sys::Blob::new_with_u8_array_sequence_and_options(&pieces, &options) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    let link = part("a", &[("href", &address), ("download", name)]);
    if let Some(link) = link.html() {
        link.click();
    }
    let _ = web_sys::Url::revoke_object_url(&address);
}

/// Asks for files; `take` is given the name and the text of each.
pub(crate) fn upload(several: bool, take: impl Fn(Vec<(String, String)>) + 'static) {
    choose(".json,application/json", several, move |files| {
        // As browsers read text: without a byte order mark.
        let text = |bytes: Vec<u8>| {
            let text = String::from_utf8_lossy(&bytes);
            text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
        };
        take(files.into_iter().map(|(name, bytes)| (name, text(bytes))).collect());
    });
}

/// Asks for files of these endings; `take` is given the name and the content of each.
pub(crate) fn upload_bytes(accept: &str, take: impl Fn(Vec<(String, Vec<u8>)>) + 'static) {
    choose(accept, true, take);
}

fn choose(accept: &str, several: bool, take: impl Fn(Vec<(String, Vec<u8>)>) + 'static) {
    let input = part("input", &[("type", "file"), ("accept", accept), ("hidden", "")]);
    let input = input.attr("multiple", several.then_some(""));
    if let Some(body) = document().body() {
        let _ = body.append_child(&input.0);
    }
    let (take, chosen) = (Rc::new(take), input.clone());
    listen(
        &input.0,
        "change",
        Box::new(move |_| {
            let files = read(&chosen);
            chosen.0.remove();
            let take = take.clone();
            spawn_local(async move { take(files.await) });
        }),
    );
    if let Some(input) = input.html() {
        input.click();
    }
}

fn read(input: &Part) -> impl Future<Output = Vec<(String, Vec<u8>)>> + 'static {
    let files = input.0.clone().unchecked_into::<web_sys::HtmlInputElement>().files();
    async move {
        let mut read = Vec::new();
        let Some(files) = files else { return read };
        for at in 0..files.length() {
            let Some(file) = files.item(at) else { continue };
            let bytes = JsFuture::from(file.array_buffer()).await.ok();
            let bytes = bytes.map(|bytes| js_sys::Uint8Array::new(&bytes).to_vec());
            read.push((file.name(), bytes.unwrap_or_default()));
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn names_of_files() {
        for (name, expected) in [
            ("Voice screen pop", "voice-screen-pop"),
            ("  ../../Ünï & co.json ", "n-co-json"),
            ("日本語", "flow"),
            ("", "flow"),
        ] {
            assert_eq!(stem(name), expected, "{name}");
        }
    }
}

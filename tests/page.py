"""What must be true of every page any test fetches: valid, titled, labeled, no inline code."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from tinyhtml5.parser import HTMLParser

HTML = "{http://www.w3.org/1999/xhtml}"
TOKEN = re.compile(r"(?<=[\"'])I[\w-]{50,60}\.[\w-]{6}\.[\w-]{20,40}(?=[\"'])")
PLACE_OF_TOKEN = "the-token-of-the-page"
NAMED_BY_THEMSELVES = {"hidden", "submit", "button", "image", "reset"}


def check_page(response: Any) -> Element:
    """Check a whole page or an htmx fragment; returns its tree. Raises with what is wrong."""
    html = response.get_data(as_text=True)
    whole = html.lstrip().lower().startswith("<!doctype html>")
    return check_html(html if whole else _as_page(html), whole=whole)


def check_html(html: str, *, whole: bool = True) -> Element:
    """Check the text of a page. The same page with another token is not read a second time."""
    tokens = list(dict.fromkeys(TOKEN.findall(html)))
    if len(tokens) > 1:
        return _check(html, whole)
    root = _check_once(TOKEN.sub(PLACE_OF_TOKEN, html), whole)
    return _with_token(root, *tokens)


@lru_cache(maxsize=1_000)
def _check_once(html: str, whole: bool) -> Element:
    return _check(html, whole)


def _with_token(root: Element, token: str = "") -> Element:
    """A page of one's own, with its own token in its forms and headers."""
    page = deepcopy(root)
    for node in page.iter():
        for name, value in node.items():
            if PLACE_OF_TOKEN in value:
                node.set(name, value.replace(PLACE_OF_TOKEN, token))
    return page


def _check(html: str, whole: bool) -> Element:
    parser = HTMLParser()
    root = parser.parse(html)
    assert not parser.errors, f"invalid HTML: {parser.errors[:3]}"
    _check_ids(root)
    _check_inline_code(root)
    _check_labels(root)
    _check_forms(root)
    _check_images(root)
    _check_landmarks(root, whole)
    _check_words(root)
    return root


def words(node: Element) -> str:
    """All text below a node, spaces folded."""
    return " ".join("".join(node.itertext()).split())


def find(root: Element, tag: str) -> list[Element]:
    """All HTML elements of a kind."""
    return list(root.iter(HTML + tag))


def _as_page(fragment: str) -> str:
    title = re.search(r"<title>(.*?)</title>", fragment, re.S)
    body = re.sub(r"<title>.*?</title>", "", fragment, flags=re.S)
    name = title.group(1) if title else "fragment"
    return (
        f"<!doctype html><html lang=pl><head><title>{name}</title></head><body>{body}</body></html>"
    )


def _check_ids(root: Element) -> None:
    ids = Counter(node.get("id") for node in root.iter() if node.get("id"))
    twice = [name for name, times in ids.items() if times > 1]
    assert not twice, f"ids used twice: {twice}"
    for node in root.iter():
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for name in (node.get(attribute) or "").split():
                assert name in ids, f"{attribute} points at a missing id: {name}"


def _check_inline_code(root: Element) -> None:
    for node in root.iter():
        assert not node.get("style"), f"inline style on {node.tag}"
        handlers = [name for name in node.attrib if name.startswith(("on", "hx-on"))]
        assert not handlers, f"inline handler {handlers} on {node.tag}"
    assert not find(root, "style"), "a style element"
    for script in find(root, "script"):
        assert script.get("src"), "an inline script"


def _check_labels(root: Element) -> None:
    labeled = {label.get("for") for label in find(root, "label")}
    wrapped = {id(field) for label in find(root, "label") for field in label.iter()}
    for tag in ("input", "select", "textarea"):
        for field in find(root, tag):
            if field.get("type", "text") in NAMED_BY_THEMSELVES:
                continue
            named = field.get("aria-label") or field.get("aria-labelledby")
            assert named or field.get("id") in labeled or id(field) in wrapped, (
                f"no label for {tag} {field.get('name')}"
            )
    for tag in ("button", "a"):
        for control in find(root, tag):
            assert words(control) or control.get("aria-label"), f"a {tag} without words"


def _check_forms(root: Element) -> None:
    for form in find(root, "form"):
        assert form.get("action"), "a form without an action"
        if form.get("method", "get").lower() == "post":
            tokens = [f for f in find(form, "input") if f.get("name") == "csrf_token"]
            assert tokens, f"a form without a token: {form.get('action')}"


def _check_images(root: Element) -> None:
    for image in find(root, "img"):
        assert image.get("alt") is not None, f"an image without alt: {image.get('src')}"


def _check_landmarks(root: Element, whole: bool) -> None:
    headings = find(root, "h1")
    if whole:
        assert root.get("lang"), "no language on html"
        assert len(find(root, "main")) == 1, "a page has one main"
        assert len(headings) == 1, f"a page has one h1, this has {len(headings)}"
    if whole or len(headings) == 1:
        title = words(find(root, "title")[0])
        if headings:
            assert words(headings[0]) in title, (
                f"title {title!r} does not name {words(headings[0])!r}"
            )


def _check_words(root: Element) -> None:
    text = words(find(root, "body")[0])
    for leak in ("{{", "}}", "{%", "None", "Undefined", "<built-in", "object at 0x"):
        assert leak not in text, f"a leak of the machine room on the page: {leak}"

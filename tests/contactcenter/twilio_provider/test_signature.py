"""Only what the provider signed, exactly as it signed it, is believed."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactcenter.telephony.twilio_provider.signature import is_genuine

OLD, NEW = "o" * 32, "n" * 32
ORIGIN = "https://okienko.example"
FORM = (("CallSid", "CA1"), ("From", "+48600100200"), ("Digits", ""))
JSON = '{"CallSid": "CA1", "city": "Łódź"}'.encode()

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
targets = st.text("abcŁź012%/?&=.~,+:;@!$'()*[]\"<>#|", max_size=40).map("/{}".format)


def signed(url: str, pairs: tuple[tuple[str, str], ...] = (), token: str = NEW) -> str:
    """What the sender computes, written down from its published description."""
    text = url
    for name in sorted({name for name, _ in pairs}):
        text += "".join(name + value for value in sorted({v for n, v in pairs if n == name}))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), "sha1").digest()).decode()


def with_hash(url: str, body: bytes) -> str:
    return f"{url}{'&' if '?' in url else '?'}bodySHA256={hashlib.sha256(body).hexdigest()}"


@pytest.mark.parametrize(
    "target",
    [
        "/telephony/voice",
        "/telephony/voice?n=%C5%81%C3%B3d%C5%BA",
        "/telephony/leg/a%2Fb?next=%2Ftelephony%2Fvoice%2C%7E",
        "/telephony/menu/1?at=main&try=1&&empty=",
        "/telephony/menu/1?",
        "/a;b?c;d=e+f%20g",
        "//two/slashes",
    ],
)
def test_the_target_counts_as_it_was_sent(target: str) -> None:
    assert is_genuine(ORIGIN + target, FORM, signed(ORIGIN + target, FORM), [NEW])


@pytest.mark.parametrize(
    ("signed_url", "ours"),
    [
        ("https://a.example:443/v?x=1", "https://a.example/v?x=1"),
        ("https://a.example/v?x=1", "https://a.example:443/v?x=1"),
        ("https://a.example/v", "https://a.example:8443/v"),
        ("http://127.0.0.1:80/v", "http://127.0.0.1/v"),
        ("http://[::1]:8620/v", "http://[::1]:8620/v"),
        ("http://[::1]:80/v", "http://[::1]/v"),
        ("https://a.example:443", "https://a.example"),
        ("https://a.example:443?at=1:2", "https://a.example?at=1:2"),
    ],
)
def test_a_port_may_be_named_or_left_out(signed_url: str, ours: str) -> None:
    assert is_genuine(ours, FORM, signed(signed_url, FORM), [NEW])


def test_another_port_is_another_address() -> None:
    assert not is_genuine(f"{ORIGIN}/v", FORM, signed(f"{ORIGIN}:8443/v", FORM), [NEW])


def test_the_fragment_of_an_address_is_nobodys_business() -> None:
    """Timeouts and retries are written behind a #, which is neither sent nor signed."""
    url = f"{ORIGIN}/telephony/voice"
    assert is_genuine(url, FORM, signed(url, FORM), [NEW])
    assert not is_genuine(url, FORM, signed(f"{url}#rt=4000", FORM), [NEW])


def test_a_name_given_twice_counts_with_each_value_once_in_order() -> None:
    url = f"{ORIGIN}/v"
    sent = (("b", "2"), ("a", "x"), ("b", "1"), ("b", "2"))
    assert is_genuine(url, sent, signed(url, sent), [NEW])
    assert is_genuine(url, reversed(sent), signed(url, sent), [NEW])
    assert not is_genuine(url, sent[:2], signed(url, sent), [NEW])


@pytest.mark.parametrize(
    "tampered",
    [
        (),
        FORM[:2],  # the empty value counts
        (*FORM, ("extra", "")),
        (("CallSid", "CA1 "), *FORM[1:]),
        (("callsid", "CA1"), *FORM[1:]),
        (("CallSid", "CA2"), *FORM[1:]),
    ],
)
def test_another_form_is_not_believed(tampered: tuple[tuple[str, str], ...]) -> None:
    url = f"{ORIGIN}/v"
    assert not is_genuine(url, tampered, signed(url, FORM), [NEW])


def test_a_get_is_signed_by_its_address_alone() -> None:
    url = f"{ORIGIN}/v?a=1"
    assert is_genuine(url, (), signed(url), [NEW])
    assert not is_genuine(f"{url}&b=2", (), signed(url), [NEW])


class TestRawBody:
    def test_counts_by_its_hash(self) -> None:
        url = with_hash(f"{ORIGIN}/v?a=1", JSON)
        assert is_genuine(url, JSON, signed(url), [NEW])
        assert is_genuine(url, JSON.decode(), signed(url), [NEW])

    def test_changed_is_not_believed(self) -> None:
        url = with_hash(f"{ORIGIN}/v", JSON)
        assert not is_genuine(url, JSON + b" ", signed(url), [NEW])
        assert not is_genuine(url, b"", signed(url), [NEW])

    def test_without_a_hash_in_the_address_is_not_believed(self) -> None:
        url = f"{ORIGIN}/v"
        assert not is_genuine(url, JSON, signed(url), [NEW])
        assert not is_genuine(url, b"", signed(url), [NEW])

    def test_passed_off_as_an_empty_form_is_not_believed(self) -> None:
        url = with_hash(f"{ORIGIN}/v", JSON)
        assert not is_genuine(url, (), signed(url), [NEW])

    def test_with_two_hashes_is_not_believed(self) -> None:
        url = with_hash(with_hash(f"{ORIGIN}/v", JSON), JSON)
        assert not is_genuine(url, JSON, signed(url), [NEW])


class TestTokens:
    def test_both_are_good_while_one_replaces_the_other(self) -> None:
        url = f"{ORIGIN}/v"
        for token in (OLD, NEW):
            assert is_genuine(url, FORM, signed(url, FORM, token), [NEW, OLD])

    def test_one_that_was_taken_away_is_good_for_nothing(self) -> None:
        url = f"{ORIGIN}/v"
        assert not is_genuine(url, FORM, signed(url, FORM, OLD), [NEW])

    def test_without_any_nothing_is_believed(self) -> None:
        url = f"{ORIGIN}/v"
        for tokens in ([], [""]):
            assert not is_genuine(url, FORM, signed(url, FORM, ""), tokens)


@pytest.mark.parametrize("header", [None, "", "x", "Łódź", "a,b", "\udcff"])
def test_a_missing_or_odd_header_is_a_no_and_not_a_fault(header: str | None) -> None:
    assert is_genuine(f"{ORIGIN}/v", FORM, header, [NEW]) is False


def test_a_header_sent_twice_is_a_no() -> None:
    url = f"{ORIGIN}/v"
    once = signed(url, FORM)
    assert not is_genuine(url, FORM, f"{once},{once}", [NEW])


@given(target=targets, pairs=st.lists(st.tuples(texts, texts), max_size=6).map(tuple))
def test_whatever_is_signed_is_recognized(target: str, pairs: tuple[tuple[str, str], ...]) -> None:
    url = ORIGIN + target
    assert is_genuine(url, pairs, signed(url, pairs), [OLD, NEW])


@given(target=targets, pairs=st.lists(st.tuples(texts, texts), max_size=6).map(tuple), odd=texts)
def test_whatever_is_not_signed_is_refused_without_a_fault(
    target: str, pairs: tuple[tuple[str, str], ...], odd: str
) -> None:
    url = ORIGIN + target
    assert not is_genuine(f"{url}{odd}x", pairs, signed(url, pairs), [NEW])
    assert not is_genuine(url, odd, signed(url), [NEW])

"""Every frame format: read whole, read in pieces, and never read wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from hardware.readers.frames import (
    FORMATS,
    LONGEST_LINE,
    Decoder,
    Reading,
    encode_barcode,
    encode_magstripe,
    encode_tag,
    encode_wiegand_decimal,
    encode_wiegand_hex,
)
from shared.intake.slip import check_digit, parse_qr, qr_text, words
from tests.tally import count, tally

FUZZED = count(400, 10_000)

Sample = tuple[bytes, dict[str, str]]


def sample_tag(chance: random.Random, tail: bytes) -> Sample:
    tag = chance.randbytes(5)
    printed = f"{int.from_bytes(tag[1:], 'big'):010}"
    return encode_tag(tag, tail), {"format": "em4100", "number": printed}


def sample_wiegand_hex(chance: random.Random) -> Sample:
    facility, card = chance.randrange(256), chance.randrange(65536)
    number = f"{facility:03},{card:05}"
    return encode_wiegand_hex(facility, card), {"format": "wiegand26", "number": number}


def sample_wiegand_decimal(chance: random.Random) -> Sample:
    number = chance.randrange(2**32)
    return encode_wiegand_decimal(number), {"format": "wiegand26", "number": f"{number:010}"}


def sample_slip(chance: random.Random, suffix: str = "\r") -> Sample:
    digits = f"{chance.randrange(10**7):07}".replace("99", "31").replace("112", "312")
    text = qr_text(digits + check_digit(digits), chance.choice(words()))
    return encode_barcode(text, "]Q1", suffix), {"symbology": "qr", "text": text}


def sample_magstripe(chance: random.Random) -> Sample:
    number = f"{chance.randrange(10**16):016}"
    return encode_magstripe(number, "TESTOWA/ZOFIA"), {"format": "magstripe", "number": number}


SAMPLES: dict[str, Callable[[random.Random], Sample]] = {
    "id12": lambda chance: sample_tag(chance, b"\r\n"),
    "rdm6300": lambda chance: sample_tag(chance, b""),
    "wiegand_hex": sample_wiegand_hex,
    "wiegand_decimal": sample_wiegand_decimal,
    "barcode": sample_slip,
    "barcode_no_suffix": lambda chance: sample_slip(chance, ""),
    "magstripe": sample_magstripe,
}


def payloads(decoder: Decoder, data: bytes, *, then_silence: bool = True) -> list[dict[str, str]]:
    readings: list[Reading] = list(decoder.feed(data))
    if then_silence:
        readings += decoder.silence()
    return [reading.payload for reading in readings]


def test_every_format_has_samples() -> None:
    assert SAMPLES.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", FORMATS)
def test_a_frame_is_read_whole_in_pieces_and_behind_another(name: str) -> None:
    chance = random.Random(name)
    decoder = FORMATS[name]()
    (one, first), (two, second) = SAMPLES[name](chance), SAMPLES[name](chance)
    assert payloads(decoder, one) == [first]
    pieces = [payloads(decoder, bytes([byte]), then_silence=False) for byte in one]
    assert [read for piece in pieces for read in piece] + payloads(decoder, b"") == [first]
    if name != "barcode_no_suffix":
        assert payloads(decoder, one + two) == [first, second]
    assert decoder.bad == 0


@pytest.mark.parametrize("name", FORMATS)
def test_half_a_frame_is_forgotten_and_the_next_one_is_read(name: str) -> None:
    chance = random.Random(name)
    decoder = FORMATS[name]()
    (cut, _), (whole, sent) = SAMPLES[name](chance), SAMPLES[name](chance)
    list(decoder.feed(cut[: len(cut) // 2]))
    decoder.forget()
    assert payloads(decoder, whole) == [sent]


def test_the_datasheet_s_own_tag() -> None:
    """The example that accompanies the ID-12: tag 62E3086CED, checksum 08."""
    frame = b"\x0262E3086CED08\r\n\x03"
    assert encode_tag(bytes.fromhex("62E3086CED")) == frame
    assert payloads(FORMATS["id12"](), frame)[0]["number"] == "3808980205"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("id12", b"\x0262E3086CED09\r\n\x03"),
        ("id12", b"\x0262E3086CED08\x03"),
        ("rdm6300", b"\x0262E3086CED08\r\n\x03"),
        ("rdm6300", b"\x0262e3086ced08\x03"),
        ("rdm6300", b"62E3086CED08\x03"),
        ("rdm6300", b"\x02" * 99),
        ("rdm6300", b"\x02" + b"0" * 99 + b"\x03"),
        ("wiegand_hex", b"1EB25\r\n"),
        ("wiegand_hex", b"1EB2567\r\n"),
        ("wiegand_hex", b"1EB256"),
        ("wiegand_hex", b"0012123456\r\n"),
        ("wiegand_decimal", b"012345678\r\n"),
        ("wiegand_decimal", b"01234567AB\r\n"),
        ("barcode", b"\xc5\r"),
        ("barcode", b"]Q1\r"),
        ("barcode", b"OK1\x00\x07\r"),
        ("barcode", b"no end"),
        ("magstripe", b"%B123^X?;124=99?\r"),
        ("magstripe", b";12345\r"),
        ("magstripe", b"%TESTOWA/ZOFIA?\r"),
        ("magstripe", b"12345?\r"),
        ("magstripe", b"\r"),
    ],
)
def test_what_is_not_whole_is_no_reading(name: str, data: bytes) -> None:
    assert payloads(FORMATS[name](), data) == []


@pytest.mark.parametrize(
    ("data", "symbology", "text"),
    [
        ("Łódź, ul. Żółwia 7\r", "", "Łódź, ul. Żółwia 7"),
        ("]Q1Łódź\r", "qr", "Łódź"),
        ("]C0123-ABC\r", "code128", "123-ABC"),
        ("]E05901234123457\r", "ean", "5901234123457"),
        ("]d2\x1d0112345\r", "datamatrix", "\x1d0112345"),
        ("]X0strange\r", "", "strange"),
        ("]\r", "", "]"),
        ("BEGIN:VCARD\nFN:Okienko\nEND:VCARD\r", "", "BEGIN:VCARD\nFN:Okienko\nEND:VCARD"),
    ],
)
def test_codes_are_text_in_utf_8_with_or_without_an_aim_identifier(
    data: str, symbology: str, text: str
) -> None:
    sent = {"symbology": symbology, "text": text}
    assert payloads(FORMATS["barcode"](), data.encode()) == [sent]


def test_a_scanner_without_a_suffix_is_read_when_it_falls_silent() -> None:
    decoder = FORMATS["barcode_no_suffix"]()
    assert payloads(decoder, "]Q1Łó".encode(), then_silence=False) == []
    assert payloads(decoder, "dź".encode()) == [{"symbology": "qr", "text": "Łódź"}]
    assert list(decoder.silence()) == []


def test_a_letter_cut_in_two_is_put_together() -> None:
    decoder = FORMATS["barcode"]()
    assert payloads(decoder, b"\xc5", then_silence=False) == []
    assert payloads(decoder, b"\x82\r")[0]["text"] == "ł"


def test_a_magnetic_card_keeps_its_number_and_loses_the_name() -> None:
    decoder = FORMATS["magstripe"]()
    sent = payloads(decoder, b"%B6331111111111111^TESTOWA/ZOFIA^2912?;6331111111111111=2912?\r")
    assert sent == [{"format": "magstripe", "number": "6331111111111111"}]
    assert payloads(decoder, b";9001000001?\r")[0]["number"] == "9001000001"
    assert payloads(decoder, b"%X TESTOWA?;9001000001?+1?\r")[0]["number"] == "9001000001"


@pytest.mark.parametrize("name", FORMATS)
def test_a_line_that_never_ends_costs_no_memory_and_no_later_card(name: str) -> None:
    chance = random.Random(name)
    decoder = FORMATS[name]()
    for _ in range(64):
        assert payloads(decoder, b"A" * 1000, then_silence=False) == []
    assert len(decoder._buffer) <= LONGEST_LINE  # type: ignore[attr-defined]
    assert payloads(decoder, b"\r", then_silence=False) == []
    whole, sent = SAMPLES[name](chance)
    assert payloads(decoder, b"", then_silence=True) == []
    assert payloads(decoder, whole) == [sent]


def cut_tail(frame: bytes, chance: random.Random) -> bytes:
    return frame[: chance.randrange(1, len(frame))]


def cut_head(frame: bytes, chance: random.Random) -> bytes:
    return frame[chance.randrange(1, len(frame)) :]


def drop_a_byte(frame: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(frame))
    return frame[:at] + frame[at + 1 :]


def put_in_noise(frame: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(frame))
    noise = bytes(chance.choice(range(0x80, 0x100)) for _ in range(chance.randrange(1, 9)))
    return frame[:at] + noise + frame[at:]


def overwrite(frame: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(frame))
    return frame[:at] + bytes([chance.choice(range(0x80, 0x100))]) + frame[at + 1 :]


def only_noise(frame: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 80)).translate(None, b"\x02\x03\r\n%;+?")


def glue(frame: bytes, chance: random.Random) -> bytes:
    return cut_tail(frame, chance) + frame


SPOIL = (cut_tail, cut_head, drop_a_byte, put_in_noise, overwrite, only_noise, glue)


def is_harmless(name: str, payload: dict[str, str], sent: dict[str, str]) -> bool:
    """A card is the one that was there; of a code whose end was cut off, the slip is."""
    if name == "barcode_no_suffix":
        slip = parse_qr(payload["text"])
        return slip is None or slip.digits == sent["text"].split()[1]
    if name == "barcode":
        read, printed = parse_qr(payload["text"]), parse_qr(sent["text"])
        return read in (None, printed)
    return payload == sent


@pytest.mark.proof
@pytest.mark.parametrize("name", FORMATS)
def test_spoiled_frames_never_make_a_wrong_card_and_the_next_card_is_read(name: str) -> None:
    chance = random.Random(f"spoiled {name}")
    decoder = FORMATS[name]()
    seen: Counter[str] = Counter()
    wrong, lost = [], []
    for _ in range(FUZZED // len(FORMATS) + 1):
        (frame, sent), (whole, after) = SAMPLES[name](chance), SAMPLES[name](chance)
        spoil = chance.choice(SPOIL)
        read = payloads(decoder, spoil(frame, chance))
        wrong += [(spoil.__name__, frame, p) for p in read if not is_harmless(name, p, sent)]
        if payloads(decoder, whole) != [after]:
            lost.append((spoil.__name__, whole))
        seen[spoil.__name__] += 1
    tally(
        f"garbage, cut and glued frames never make a wrong card ({name})",
        spoiled_frames=seen.total(),
        wrong_cards=len(wrong),
        cards_lost_after_one=len(lost),
    )
    assert len(seen) == len(SPOIL)
    assert not wrong
    assert not lost, "the reader did not find its feet"


@pytest.mark.proof
@pytest.mark.parametrize("name", FORMATS)
def test_any_bytes_at_all_are_survived(name: str) -> None:
    chance = random.Random(f"bytes {name}")
    decoder = FORMATS[name]()
    alphabet = b"\x02\x03\r\n%;?+=]Q1^0123456789ABCDEF" + bytes(range(256))
    for _ in range(FUZZED // len(FORMATS) + 1):
        data = bytes(chance.choices(alphabet, k=chance.randrange(1, 60)))
        for payload in payloads(decoder, data, then_silence=chance.random() < 0.5):
            assert set(payload) in ({"format", "number"}, {"symbology", "text"})
    decoder.forget()
    whole, sent = SAMPLES[name](chance)
    assert payloads(decoder, whole) == [sent]
    tally(f"any bytes are survived ({name})", chunks=FUZZED // len(FORMATS) + 1, crashes=0)

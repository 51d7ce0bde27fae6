"""Card, code and key reach the visit that is open, once and in time; the page only hears a bell."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hardware.client import Happening, Health, Kind
from kiosk.devices import OVER, Bell, Ring
from kiosk.views import device_events
from shared.intake.slip import new_number, new_word, qr_text
from shared.text import LANGUAGES
from tests.kiosk.bench import Bench
from tests.kiosk.device import Citizen, Device
from tests.page import check_page

TEN_SECONDS = 10


@pytest.fixture
def bench(device: Device) -> Bench:
    bench = Bench(device.clock)
    device.kiosk.devices.hardware = bench
    return bench


def rings(bell: Bell) -> list[Ring]:
    heard = []
    while (ring := bell.next(0)) is not None:
        heard.append(ring)
    return heard


def listen(device: Device) -> Bell:
    """A page's bell, its first words already heard."""
    bell = device.kiosk.devices.listen(device.kiosk.visits.current())
    rings(bell)
    return bell


def read(citizen: Citizen) -> str:
    """The page asks what was read, as it does when the bell rings."""
    citizen.get("/home")
    response = citizen.post("/reading")
    if response.status_code == 303:
        return citizen.get(response.headers["Location"]).text
    check_page(response)
    return response.text


def another_slip() -> tuple[str, str]:
    return new_number(), new_word()


def test_a_slip_read_here_is_named_and_not_opened(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    digits, word = another_slip()
    bell = listen(device)
    bench.scan(qr_text(digits, word))
    device.kiosk.devices.work()
    assert rings(bell) == [Ring("reading")]
    page = read(citizen)
    assert f"{digits[:4]} {digits[4:]}" in page.replace("\xa0", " ")
    assert word not in page
    assert "otworzyć może je tylko pracownik miasta" in page
    assert 'href="/talk"' in page


def test_the_visit_s_own_slip_leads_back_to_it(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    citizen.get("/take")
    citizen.press("/take", paper="no", chosen="zasilek")
    slip = device.kiosk.visits.current().slip
    bench.scan(qr_text(slip.digits, slip.word))
    device.kiosk.devices.work()
    assert "Twój numer i hasło" in read(citizen)


def test_what_was_read_is_shown_once(device: Device, citizen: Citizen, bench: Bench) -> None:
    bench.tap("OKDEMO-LKDR-000001")
    device.kiosk.devices.work()
    assert "Łódzka Karta Dużej Rodziny" in read(citizen)
    assert "Łódzka Karta Dużej Rodziny" not in read(citizen)
    assert "Czytnik nic nie odczytał" in citizen.get("/reading").text


def test_a_city_card_shows_its_kind_and_nothing_of_its_owner(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bench.tap("OKDEMO-KL-123456")
    device.kiosk.devices.work()
    page = read(citizen)
    assert "Karta Łodzianina" in page
    assert "Karta pokazowa" in page
    assert "123456" not in page
    assert device.kiosk.visits.current().reading is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("OKDEMO-LKDR-000001", "pcsc"),
        ("04a1b2c3d4e580", "pcsc"),
        ("0003808980", "em4100"),
        ("6331111111111111", "magstripe"),
        ("OKDEMO-LKDR-0000012", "virtual"),
    ],
)
def test_a_bare_uid_or_any_other_number_is_no_city_card(
    device: Device, citizen: Citizen, bench: Bench, number: str, kind: str
) -> None:
    bench.tap(number, kind)
    device.kiosk.devices.work()
    page = read(citizen)
    assert "Nie znamy tej karty" in page
    assert number not in page


@pytest.mark.parametrize(
    "text", ["https://example.org/", "OK1 12345678 agrest", "OK1 0", "<script>", "5901234123457"]
)
def test_any_other_code_is_a_stranger_and_is_not_repeated(
    device: Device, citizen: Citizen, bench: Bench, text: str
) -> None:
    bench.scan(text)
    device.kiosk.devices.work()
    page = read(citizen)
    assert "Nie znamy tego kodu" in page
    assert text not in page


@pytest.mark.parametrize("seconds", [TEN_SECONDS, TEN_SECONDS + 5])
def test_after_ten_seconds_it_is_forgotten(
    device: Device, citizen: Citizen, bench: Bench, seconds: int
) -> None:
    bench.tap("OKDEMO-LKDR-000001")
    device.kiosk.devices.work()
    device.clock.advance(seconds)
    assert "Czytnik nic nie odczytał" in read(citizen)


def test_what_nobody_looks_at_leaves_the_memory(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bench.tap("OKDEMO-LKDR-000001")
    device.kiosk.devices.work()
    assert "OKDEMO" not in repr(device.kiosk.visits.current())
    device.clock.advance(TEN_SECONDS)
    device.kiosk.devices.work()
    assert device.kiosk.visits.current().reading is None


def test_the_next_visit_sees_nothing_of_the_last_one_s_card(device: Device, bench: Bench) -> None:
    first = device.citizen().begin()
    bench.tap("OKDEMO-LKDR-000001")
    device.kiosk.devices.work()
    first.get("/finish")
    first.post("/finish")
    second = device.citizen().begin()
    assert "Czytnik nic nie odczytał" in read(second)


def test_a_card_before_anybody_stood_here_waits_for_nobody(device: Device, bench: Bench) -> None:
    seq = bench.tap("OKDEMO-LKDR-000001")
    device.kiosk.devices.work()
    citizen = device.citizen().begin()
    device.kiosk.devices.work()
    assert seq in bench.payloads, "it stays with the daemon, which drops it by itself"
    assert "Czytnik nic nie odczytał" in read(citizen)


def test_news_that_come_late_are_not_for_who_came_meanwhile(device: Device, bench: Bench) -> None:
    tapped_at = device.clock.now()
    device.clock.advance(3)
    citizen = device.citizen().begin()
    bench.happen(Happening.CARD, {"format": "virtual", "number": "OKDEMO-KL-1"}, tapped_at)
    device.kiosk.devices.work()
    assert "Czytnik nic nie odczytał" in read(citizen)


def test_a_second_card_replaces_the_first(device: Device, citizen: Citizen, bench: Bench) -> None:
    bench.tap("OKDEMO-LKDR-000001")
    bench.tap("OKDEMO-KL-000001")
    device.kiosk.devices.work()
    page = read(citizen)
    assert "Karta Łodzianina" in page
    assert "Łódzka Karta Dużej Rodziny" not in page


def test_what_another_taker_had_is_not_shown(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bell = listen(device)
    bench.take_event(bench.tap("OKDEMO-LKDR-000001"))
    device.kiosk.devices.work()
    assert rings(bell) == []


def test_keys_reach_the_page_by_name_and_old_ones_do_not(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bell = listen(device)
    for key in ("down", "ok", "7", "F13", "down\n\nevent: over"):
        bench.press(key)
    bench.press("back", device.clock.now() - timedelta(seconds=2))
    device.kiosk.devices.work()
    assert rings(bell) == [Ring("key", "down"), Ring("key", "ok"), Ring("key", "7")]


def test_headphones_are_known_and_nothing_is_promised(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bell = listen(device)
    assert "Słuchawki" not in citizen.get("/look").text
    bench.plug("plugged")
    device.kiosk.devices.work()
    assert rings(bell) == [Ring("headphones", "plugged")]
    assert "nie umie jeszcze czytać na głos" in citizen.get("/look").text


def test_what_changed_while_the_daemon_was_away_is_not_missed(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bench.plug("plugged")
    bench.become("reader", Kind.CARD_READER, Health.OK)
    device.kiosk.devices.work()
    assert "/reading" in citizen.get("/home").text.split("<main")[1]
    bench.away = True
    device.kiosk.devices.work()
    assert device.kiosk.devices.headphones == "unknown"
    assert not device.kiosk.devices.can_read
    bench.away = False
    bench.plug("unplugged", quietly=True)
    device.kiosk.devices.work()
    assert device.kiosk.devices.headphones == "unplugged"
    assert device.kiosk.devices.can_read


@pytest.mark.parametrize(
    ("health", "is_offered"),
    [(Health.OK, True), (Health.ATTENTION, True), (Health.ABSENT, False), (Health.UNKNOWN, False)],
)
def test_a_reader_is_offered_only_while_it_works(
    device: Device, citizen: Citizen, bench: Bench, health: Health, is_offered: bool
) -> None:
    bench.become("reader", Kind.CODE_READER, health)
    device.kiosk.devices.work()
    home = citizen.get("/home").text
    assert ("Mam już kartkę" in home) is is_offered


def test_with_the_daemon_away_it_comes_back_soon_and_misses_nothing(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bench.away = True
    assert 0 < device.kiosk.devices.work() <= 1
    bench.tap("OKDEMO-LKDR-000001")
    bench.away = False
    assert device.kiosk.devices.work() == 0
    assert "Łódzka Karta Dużej Rodziny" in read(citizen)


def stream(citizen: Citizen) -> tuple[object, list[str]]:
    response = citizen.browser.get("/devices/events", buffered=False)
    assert response.mimetype == "text/event-stream"
    chunks = iter(response.response)
    return chunks, [next(chunks), next(chunks)]


def as_text(chunk: object) -> str:
    return chunk.decode() if isinstance(chunk, bytes) else str(chunk)


def test_the_stream_rings_and_ends_with_the_visit(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    chunks, first = stream(citizen)
    assert [as_text(c) for c in first] == [
        "retry: 1000\n\n",
        "event: headphones\ndata: unknown\n\n",
    ]
    bench.scan("OK1 anything")
    bench.press("down")
    device.kiosk.devices.work()
    said = [as_text(next(chunks)), as_text(next(chunks))]
    assert said == ["event: reading\ndata: \n\n", "event: key\ndata: down\n\n"]
    citizen.get("/finish")
    citizen.post("/finish")
    assert [as_text(c) for c in chunks] == ["event: over\ndata: \n\n"]
    assert not device.kiosk.devices._bells


def test_a_reading_missed_between_two_streams_is_rung_again(
    device: Device, citizen: Citizen, bench: Bench
) -> None:
    bench.tap("OKDEMO-LKDR-000001")
    device.kiosk.devices.work()
    visit = device.kiosk.visits.current()
    assert rings(device.kiosk.devices.listen(visit))[-1] == Ring("reading")


def test_a_newer_page_of_the_visit_ends_the_older_one_s_stream(
    device: Device, citizen: Citizen
) -> None:
    older = listen(device)
    newer = listen(device)
    assert rings(older) == [OVER]
    device.kiosk.devices.stop_listening(older)
    device.kiosk.devices.leave(newer.visit_key)
    assert rings(newer) == [OVER]


def test_listening_does_not_extend_a_visit_and_needs_one(device: Device, citizen: Citizen) -> None:
    device.clock.advance(80)
    stream(citizen)
    device.clock.advance(10)
    assert citizen.browser.get("/devices/events").headers["Location"] == "/wiped"
    nobody = device.app.test_client()
    assert nobody.get("/devices/events").headers["Location"] == "/"


def test_when_the_kiosk_stops_every_stream_ends(device: Device, citizen: Citizen) -> None:
    bell = listen(device)
    device.kiosk.devices.close()
    assert rings(bell) == [OVER]
    assert rings(device.kiosk.devices.listen(device.kiosk.visits.current())) == [OVER]


def test_a_quiet_stream_says_that_it_is_there(
    device: Device, citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(device_events, "HEARTBEAT_SECONDS", 0.01)
    chunks, _ = stream(citizen)
    assert as_text(next(chunks)) == ": here\n\n"
    chunks.close()
    assert not device.kiosk.devices._bells, "a page that is gone leaves no bell behind"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_read_is_said_in_the_language_of_the_visit(
    device: Device, bench: Bench, language: str
) -> None:
    citizen = device.citizen().begin(language)
    digits, word = another_slip()
    titles = set()
    for happens in (
        lambda: bench.scan(qr_text(digits, word)),
        lambda: bench.scan("5901234123457"),
        lambda: bench.tap("OKDEMO-LKDR-000001"),
        lambda: bench.tap("17"),
        lambda: 0,
    ):
        happens()
        device.kiosk.devices.work()
        page = read(citizen)
        assert f'<html lang="{"pl" if language == "plain" else language}"' in page
        titles.add(page.split("<title>")[1].split("</title>")[0])
    assert len(titles) == 5

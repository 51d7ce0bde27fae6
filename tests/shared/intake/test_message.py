"""Messages: written under the rules, moved by rank, answered once, forgotten after a month."""

from __future__ import annotations

from functools import reduce
from itertools import accumulate, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shared.intake.agreement import Beginning, begin
from shared.intake.contact import judge_contact
from shared.intake.message import RANK, Outgoing, Standing, Unsent, further, move, placed, write
from shared.intake.message_in import Arrived, arrived, mark_read, unread
from shared.intake.message_kept import Draft, messages_of, sweep_messages
from shared.intake.message_text import count_parts, find_link
from shared.intake.opt_out import has_opted_out, number_index
from shared.models import CallEvent, Message, MessageState, OptOut
from tests.shared.intake.conftest import City
from tests.shared.intake.test_agreement import add_call
from tests.tally import count

MOBILE = "+48600100200"
THANKS = "Nie będziemy już pisać."


class Post:
    """A city that writes messages, and what its provider was asked for."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.asked: list[Outgoing] = []

    def ask(self, _db: Any, outgoing: Outgoing) -> None:
        self.asked.append(outgoing)

    def write(self, key: str = "one", *, budget: int = 100, **changes: Any) -> Any:
        given = {"key": key, "number": MOBILE, "body": "Zażółć gęślą jaźń."} | changes
        with self.city.store.write() as db:
            at, keys = self.city.at, self.city.keys
            return write(db, Draft(**given), "ewa", keys, at, self.ask, parts_per_day=budget)

    def move(self, status: str, **more: Any) -> Any:
        with self.city.store.write() as db:
            return move(db, status, self.city.at, **more)

    def arrive(self, body: str, sid: str = "SM-in") -> Arrived:
        with self.city.store.write() as db:
            return arrived(
                db, sid, MOBILE, body, self.city.keys, self.city.at, self.ask, confirmation=THANKS
            )

    def state(self, message_id: str) -> tuple[MessageState, str | None]:
        with self.city.store.read() as db:
            row = db.get_one(Message, message_id)
            return row.state, row.error


@pytest.fixture
def post(city: City) -> Post:
    return Post(city)


def test_a_message_is_written_and_asked_for_once(post: Post) -> None:
    call_id = add_call(post.city)
    first, second = post.write(call_id=call_id), post.write(call_id=call_id)
    assert first == second
    assert [one.body for one in post.asked] == ["Zażółć gęślą jaźń."]
    with post.city.store.read() as db:
        (seen,) = messages_of(db, post.city.keys, call_id=call_id)
        assert (seen.number, seen.state) == (MOBILE, MessageState.ASKED)
        row = db.get_one(Message, seen.id)
        assert b"600100200" not in (row.number_sealed or b"")
        events = db.execute(select(CallEvent.name, CallEvent.fields)).all()
    assert events == [("message_asked", {"parts": 1})]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"body": "  "}, Unsent.EMPTY),
        ({"body": "ż" * 410}, Unsent.TOO_LONG),
        ({"body": "Wejdź na lodz.pl dziś"}, Unsent.LINK),
        ({"body": "To dla: Niebieska  KARTA.", "forbidden": ("niebieska karta",)},
         Unsent.NAMES_SENSITIVE),
        ({"is_sensitive": True}, Unsent.ASK_FIRST),
        ({"budget": 0}, Unsent.OVER_BUDGET),
    ],
)  # fmt: skip
def test_what_may_not_go_out_is_refused_here(
    post: Post, changes: dict[str, Any], why: Unsent
) -> None:
    assert post.write(**changes) is why
    assert post.asked == []
    with post.city.store.read() as db:
        assert db.scalars(select(Message.id)).all() == []


def test_where_it_is_not_safe_nothing_goes_out(post: Post) -> None:
    own = number_index(MOBILE, post.city.keys)
    call_id = add_call(post.city, is_urgent=True, number_index=own)
    assert post.write(call_id=call_id) is Unsent.ASK_FIRST
    with post.city.store.write() as db:
        judge_contact(db, call_id, False, "ewa", post.city.at)
    assert post.write(call_id=call_id) is Unsent.NOT_SAFE
    with post.city.after(minutes=1).store.write() as db:
        judge_contact(db, call_id, True, "ewa", post.city.at)
    assert isinstance(post.write(call_id=call_id), str)


def test_a_word_is_about_one_number_and_another_one_is_asked_about_again(post: Post) -> None:
    own = number_index(MOBILE, post.city.keys)
    call_id = add_call(post.city, is_urgent=True, number_index=own)
    with post.city.store.write() as db:
        judge_contact(db, call_id, True, "ewa", post.city.at)
    other = {"call_id": call_id, "number": "+48500100200"}
    assert post.write("other", **other) is Unsent.ASK_FIRST
    assert post.write("other", **other, is_said_safe=False) is Unsent.NOT_SAFE
    assert isinstance(post.write("own", call_id=call_id), str)
    post.city.after(minutes=1)
    assert isinstance(post.write("other", **other, is_said_safe=True), str)
    assert isinstance(post.write("once more", **other), str), "the word is kept"
    with post.city.store.read() as db:
        fields = db.scalars(select(CallEvent.fields)).all()
        assert MOBILE[3:] not in str(fields)
        assert "500100200" not in str(fields)


def test_at_a_desk_every_number_is_asked_about(post: Post) -> None:
    with post.city.store.write() as db:
        talk = Beginning(matter_id="m-1", is_sensitive=True)
        agreement_id = begin(db, talk, "ewa", post.city.at)
        judge_contact(db, None, True, "ewa", post.city.at, agreement_id=agreement_id)
    about = {"agreement_id": agreement_id}
    assert post.write(**about) is Unsent.ASK_FIRST
    assert post.write(**about, is_said_safe=False) is Unsent.NOT_SAFE
    assert isinstance(post.write(**about, is_said_safe=True), str)


def test_the_days_budget_is_spent_by_parts_and_comes_back(post: Post) -> None:
    assert isinstance(post.write("a", body="ż" * 71, budget=3), str)
    assert post.write("b", body="ż" * 71, budget=3) is Unsent.OVER_BUDGET
    assert isinstance(post.write("c", budget=3), str)
    post.city.after(days=1)
    assert isinstance(post.write("d", body="ż" * 71, budget=3), str)


def test_a_number_that_opted_out_at_the_provider_is_never_tried_again(post: Post) -> None:
    message_id = post.write()
    assert post.move("failed", message_id=message_id, sid="SM1", error="21610") == "failed"
    assert post.write("two") is Unsent.OPTED_OUT
    with post.city.store.read() as db:
        assert has_opted_out(db, MOBILE, post.city.keys)


def test_a_landline_is_tried_once(post: Post) -> None:
    message_id = post.write()
    post.move("failed", message_id=message_id, error="21614")
    assert post.write("two") is Unsent.NOT_A_MOBILE


def test_a_callback_may_come_before_the_answer_to_our_request(post: Post) -> None:
    message_id = post.write()
    assert post.move("sent", message_id=message_id, sid="SM1") is MessageState.SENT
    with post.city.store.write() as db:
        placed(db, message_id, "SM1", post.city.at)
        placed(db, "none", "SM2", post.city.at)
    assert post.state(message_id) == (MessageState.SENT, None)
    assert post.move("delivered", sid="SM1") is MessageState.DELIVERED
    assert post.move("delivered", sid="nobody") is None
    assert post.move("flying", sid="SM1") is None


def test_the_provider_taking_a_message_moves_it(post: Post) -> None:
    message_id = post.write()
    with post.city.store.write() as db:
        placed(db, message_id, "SM1", post.city.at)
    assert post.state(message_id) == (MessageState.QUEUED, None)


STANDINGS = st.lists(
    st.builds(Standing, st.sampled_from(MessageState), st.sampled_from([None, "30003", "30005"])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=count(60, 20_000), deadline=None, database=None, derandomize=True)
@given(told=STANDINGS, data=st.data())
def test_statuses_in_any_order_and_doubled_end_the_same(
    told: list[Standing], data: st.DataObject
) -> None:
    """However they are shuffled and doubled, the end is the same, and on the way it only rises."""
    shuffled = data.draw(st.permutations(told + told[:3]))
    asked = Standing(MessageState.ASKED, None)
    assert reduce(further, shuffled, asked) == reduce(further, told, asked)
    ranks = [RANK[it.state] for it in accumulate(shuffled, further, initial=asked)]
    assert ranks == sorted(ranks)


def test_statuses_end_the_same_in_the_database_too(post: Post) -> None:
    told = ("queued", "delivered", "sent")
    ends = set()
    for number, order in enumerate(permutations(told)):
        message_id = post.write(str(number))
        for word in order:
            post.move(word, message_id=message_id)
        ends.add(post.state(message_id))
    assert ends == {(MessageState.DELIVERED, None)}


@pytest.mark.parametrize("body", ["STOP", " nie. ", "Rezygnuję!", "СТОП", "rezygnuje"])
def test_a_wish_to_stop_is_obeyed_and_confirmed_once(post: Post, body: str) -> None:
    assert post.arrive(body) is Arrived.STOP
    assert post.arrive(body) is Arrived.KNOWN
    assert post.arrive(body, "SM-again") is Arrived.STOP
    assert [one.body for one in post.asked] == [THANKS]
    assert post.write() is Unsent.OPTED_OUT
    assert post.arrive("START", "SM-start") is Arrived.START
    assert isinstance(post.write(), str)


def test_a_sentence_is_a_reply_and_waits_to_be_read(post: Post) -> None:
    call_id = add_call(post.city)
    post.write(call_id=call_id)
    assert post.arrive("nie mogę jutro przyjść") is Arrived.REPLY
    with post.city.store.write() as db:
        (reply,) = unread(db, post.city.keys)
        assert (reply.call_id, reply.body) == (call_id, "nie mogę jutro przyjść")
        assert mark_read(db, reply.id, "ewa", post.city.at)
        assert mark_read(db, reply.id, "ewa", post.city.at)
        assert not mark_read(db, "none", "ewa", post.city.at)
        assert unread(db, post.city.keys) == []


def test_after_a_month_number_and_words_are_gone_and_the_wish_stays(post: Post) -> None:
    message_id = post.write()
    post.arrive("stop")
    post.city.after(days=30)
    with post.city.store.write() as db:
        assert sweep_messages(db, post.city.at) == 3
        assert sweep_messages(db, post.city.at) == 0
        row = db.get_one(Message, message_id)
        assert (row.number_index, row.number_sealed, row.body_sealed) == (None, None, None)
        assert len(db.scalars(select(OptOut)).all()) == 1


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", (False, 0, 0, 160)),
        ("a" * 160, (False, 160, 1, 0)),
        ("a" * 161, (False, 161, 2, 145)),
        ("a" * 306, (False, 306, 2, 0)),
        ("€" * 80, (False, 160, 1, 0)),
        ("a" * 152 + "€" * 8, (False, 168, 2, 137)),
        ("ż" * 70, (True, 70, 1, 0)),
        ("ż" * 71, (True, 71, 2, 63)),
        ("ж" * 134, (True, 134, 2, 0)),
        ("ж" * 66 + "😀" * 3, (True, 72, 2, 61)),
    ],
)
def test_parts_are_counted_as_the_network_sends_them(text: str, counted: tuple[Any, ...]) -> None:
    assert tuple(count_parts(text)) == counted


@pytest.mark.parametrize(
    "text",
    [
        "https://x",
        "www.lodz",
        "lodz.pl",
        "Patrz bit.ly/2a",
        "pisz: a@b.pl",
        "lodz。pl",
        "zaraz.Pani",
    ],
)
def test_an_address_is_found_wherever_it_stands(text: str) -> None:
    assert find_link(text)


@pytest.mark.parametrize(
    "text", ["Do 30.11.2026, godz. 8.00–16.00.", "ul. Rybna 18, tel. 42 638 44 44", "Koniec. I już"]
)
def test_dates_hours_and_streets_are_no_addresses(text: str) -> None:
    assert find_link(text) is None

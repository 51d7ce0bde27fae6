"""The hash is the content's own; a bundle is read only as the city signed it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shared.bundle import BundleFault, Knowledge, read_bundle, read_content, write_bundle

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def read(folder: Path) -> Knowledge:
    content = read_content(folder)
    assert isinstance(content, Knowledge), content
    return content


@pytest.fixture
def knowledge(folder: Path) -> Knowledge:
    return read(folder)


def test_a_bundle_gives_back_the_same_knowledge(knowledge: Knowledge) -> None:
    assert read_bundle(write_bundle(knowledge, KEY), KEY.public_key()) == knowledge


def test_the_same_knowledge_and_key_give_the_same_bytes(knowledge: Knowledge, folder: Path) -> None:
    assert write_bundle(knowledge, KEY) == write_bundle(read(folder), KEY)


def test_the_hash_does_not_hang_on_files_and_their_layout(
    knowledge: Knowledge, folder: Path
) -> None:
    income = folder / "facts" / "income.yaml"
    numbers = folder / "parameters" / "assistance.yaml"
    income.write_text("# a remark\n" + income.read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(income, (0, 0))
    numbers.rename(numbers.with_name("a_new_name.yaml"))
    assert read(folder).content_hash == knowledge.content_hash


def test_the_hash_changes_with_a_single_number(knowledge: Knowledge, folder: Path) -> None:
    numbers = folder / "parameters" / "assistance.yaml"
    text = numbers.read_text(encoding="utf-8").replace("776.00", "776.01")
    numbers.write_text(text, encoding="utf-8")
    assert read(folder).content_hash != knowledge.content_hash


def test_a_new_worked_example_does_not_change_the_hash(knowledge: Knowledge, folder: Path) -> None:
    service = folder / "services" / "allowance.yaml"
    text = service.read_text(encoding="utf-8").replace("name: at the limit", "name: on the limit")
    service.write_text(text, encoding="utf-8")
    assert read(folder).content_hash == knowledge.content_hash


def test_no_single_changed_byte_gets_through(knowledge: Knowledge) -> None:
    data = write_bundle(knowledge, KEY)
    for index in range(0, len(data), 97):
        spoiled = data[:index] + bytes([data[index] ^ 1]) + data[index + 1 :]
        assert isinstance(read_bundle(spoiled, KEY.public_key()), BundleFault), index


def test_a_cut_and_a_lengthened_bundle_are_refused(knowledge: Knowledge) -> None:
    data = write_bundle(knowledge, KEY)
    for spoiled in (b"", data[:-1], data + b"\x00", b"not a bundle"):
        fault = read_bundle(spoiled, KEY.public_key())
        assert isinstance(fault, BundleFault)
        assert fault.reason == "not_a_bundle"


def test_a_bundle_of_a_stranger_is_refused(knowledge: Knowledge) -> None:
    fault = read_bundle(write_bundle(knowledge, OTHER_KEY), KEY.public_key())
    assert isinstance(fault, BundleFault)
    assert fault.reason == "bad_signature"


def test_a_signed_bundle_with_a_false_hash_is_refused(knowledge: Knowledge) -> None:
    false = Knowledge(knowledge.content, "0" * 64)
    fault = read_bundle(write_bundle(false, KEY), KEY.public_key())
    assert isinstance(fault, BundleFault)
    assert fault.reason == "altered_content"


def test_a_bundle_of_another_format_is_refused(knowledge: Knowledge) -> None:
    _, signature, body = msgspec.msgpack.decode(write_bundle(knowledge, KEY))
    data = msgspec.msgpack.encode(["okienko-content-0", signature, body])
    fault = read_bundle(data, KEY.public_key())
    assert isinstance(fault, BundleFault)
    assert fault.reason == "wrong_version"


def test_what_is_looked_up_keeps_the_order_of_the_content(knowledge: Knowledge) -> None:
    assert list(knowledge.services) == ["shelter", "allowance"]
    assert list(knowledge.topics) == ["household", "person", "income"]
    assert list(knowledge.facts) == [
        "household_size",
        "age",
        "role",
        "birth_on",
        "income_month",
        "legal_title",
    ]
    assert knowledge.facts["income_month"].maximum == 10_000_000
    assert knowledge.acts["ups"].journal == "Dz.U. 2025 poz. 1"
    assert knowledge.locations["point_south"].accessibility.step_free == "yes"

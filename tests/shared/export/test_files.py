"""The files: CSV no spreadsheet runs, JSON-LD with marked drafts, the same bytes every time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from shared.cli import main
from shared.export.csv_files import csv_files, safe
from shared.export.exports import EXPORTS
from shared.export.hsds import hsds_tables
from shared.export.schema_org import schema_org_service
from shared.export.tables import COLUMNS
from tests.shared.export.catalog import TUESDAY, published


@pytest.mark.parametrize("cell", ["=1+1", "+48", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


def test_words_and_numbers_stay_what_they_are() -> None:
    assert safe("ul. Próbna 1") == "ul. Próbna 1"
    assert safe(-19.45) == -19.45
    assert safe(None) is None


def test_every_table_is_a_file_that_reads_back_with_the_columns_of_the_standard() -> None:
    tables = hsds_tables(published(names={"pl": '=cmd|"/c calc"!A1'}))
    files = dict(csv_files(tables))
    assert set(files) == {f"{entity}.csv" for entity in COLUMNS}
    (header, row) = csv.reader(io.StringIO(files["service.csv"].decode(), newline=""))
    assert tuple(header) == COLUMNS["service"]
    assert dict(zip(header, row, strict=True))["name"] == '\'=cmd|"/c calc"!A1'


def service_of(told: Any) -> dict[str, Any]:
    """The only service as schema.org."""
    (service,) = told.services
    return schema_org_service(told, service)


def place_of(told: Any) -> dict[str, Any]:
    """Its only door."""
    (channel,) = service_of(told)["availableChannel"]
    place: dict[str, Any] = channel["serviceLocation"]
    return place


def test_a_draft_has_a_language_tag_of_its_own() -> None:
    tags = [one["@language"] for one in service_of(published())["name"]]
    assert tags == ["pl", "uk-x-draft", "en"]


def test_hours_checked_lately_are_told_with_holidays_as_closed_days() -> None:
    place = place_of(published())
    (usual,) = place["openingHoursSpecification"]
    assert usual["dayOfWeek"] == ["Monday", "Tuesday"]
    easter = place["specialOpeningHoursSpecification"][0]
    assert (easter["validFrom"], easter["opens"], easter["closes"]) == (
        "2027-03-29",
        "00:00",
        "00:00",
    )


def test_hours_nobody_checked_lately_are_not_told_to_machines() -> None:
    assert "openingHoursSpecification" not in place_of(published(door={"checked_on": "2025-01-01"}))


def test_midnight_is_the_end_of_the_day_and_not_a_closed_one() -> None:
    night = {"days": ["mon"], "opens": "00:00", "closes": "24:00"}
    (usual,) = place_of(published(door={"schedule": [night]}))["openingHoursSpecification"]
    assert (usual["opens"], usual["closes"]) == ("00:00", "23:59")


def test_a_position_that_is_a_guess_is_not_a_pin() -> None:
    at = {"lat": 51.77, "lon": 19.45}
    assert "geo" not in place_of(published(door=at | {"position": "approximate"}))
    assert place_of(published(door=at | {"position": "exact"}))["geo"]["latitude"] == 51.77


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_the_same_bytes_every_time(name: str) -> None:
    first, second = (dict(EXPORTS[name](published())) for _ in range(2))
    assert first == second
    assert first


def test_no_address_is_ours_where_nobody_has_said_where_our_pages_are() -> None:
    files = dict(EXPORTS["dcat"](published()))
    assert b"/api/hsds" not in files["catalog.ttl"]
    assert b"<hsds/services.json>" in files["catalog.ttl"]
    assert (
        b"https://m.example/api/hsds/"
        in dict(EXPORTS["dcat"](published(base="https://m.example")))["catalog.ttl"]
    )


def test_the_command_writes_the_files_and_says_their_sums(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a" / "b"
    assert main(["export", "csv", "--out", str(out), "--on", "2026-11-24", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["standard"], told["on"]) == ("csv", TUESDAY.isoformat())
    for file in told["files"]:
        content = (out / file["name"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == file["sha256"]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["rss"], "STANDARD rss"),
        (["csv", "--on", "yesterday"], "yesterday"),
        (["csv", "--base", "ftp://x"], "--base ftp://x"),
        (["csv", "--base", "https://x/?a=1"], "--base https://x/?a=1"),
    ],
)
def test_bad_input_is_one_named_line(
    arguments: list[str], named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", *arguments, "--out", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert named in told
    assert told.count("\n") == 1


def test_a_folder_that_cannot_be_written_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert main(["export", "csv", "--out", str(tmp_path / "file" / "x")]) == 2
    assert "--out" in capsys.readouterr().err

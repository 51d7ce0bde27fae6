"""A report as a Polish spreadsheet opens it by a double click: the same figures, other signs."""

from __future__ import annotations

from datetime import date

from contactcenter.queue.figures import sum_up
from contactcenter.reports.csv_file import csv_of, spreadsheet_of
from contactcenter.reports.table import Ask, By, Row, Table

DAY = date(2026, 11, 23)


def test_a_spreadsheet_gets_semicolons_decimal_commas_and_the_mark_of_its_letters() -> None:
    rows = (Row(DAY.isoformat(), sum_up([]), settled=3, kept=2, error_minutes=1.5),)
    table = Table(Ask(DAY, DAY, By.DAY), rows, rows[0])
    plain, sheet = csv_of(table), spreadsheet_of(table)
    assert "66.7" in plain
    assert "1.5" in plain
    assert sheet.startswith("\ufeffgroup;offered;")
    assert "66,7" in sheet
    assert sheet.removeprefix("\ufeff") == plain.replace(",", ";").replace(".", ",")

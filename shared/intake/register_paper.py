"""The processing register (GDPR, article 30) as a document, made from its data."""

from __future__ import annotations

from collections.abc import Iterator

from shared.intake.notices import length, told_of
from shared.intake.register import Activity, Kept, register

LANGUAGE = "pl"
HEAD = """# Rejestr czynności przetwarzania

Powstaje z `shared/intake/register.yaml` poleceniem `okienko register`; nie poprawiaj go ręcznie.
Wszystko, co jest „do potwierdzenia”, czeka na inspektora ochrony danych miasta.
"""
MARKS = {"to_confirm": "do potwierdzenia", "verified": "potwierdzone"}
SECURITY = """## Zabezpieczenia (art. 32)

- Treści są zaszyfrowane (AES-256-GCM), klucze poza bazą i kopiami, wymienne w trakcie pracy.
- Numery telefonów i kwitków są odnajdywane po skrócie z kluczem, nie po numerze.
- Każde obejrzenie danych jest w dzienniku, którego zdarzenia są powiązane łańcuchem skrótów.
- Dostęp: role jako dane, kod jednorazowy albo logowanie miasta, sesja kończy się po 15 minutach.
- Usunięcie na żądanie: `okienko subject erase`; dziennik zostaje ważny, bo zna tylko pseudonimy.
"""


def as_markdown() -> str:
    """The whole document, in Polish."""
    told = register()
    parts = [HEAD, f"Administrator: {told.controller.pl}. {told.officer.pl}.\n"]
    parts += [_activity(one) for one in told.activities]
    return "\n".join([*parts, SECURITY])


def _activity(one: Activity) -> str:
    special = (
        f"{one.special.pl} ({_basis(one.special.basis, one.special.status)})"
        if one.special
        else "brak"
    )
    rows = (
        ("Cel", one.purpose.pl),
        ("Podstawa", _basis(one.basis.text, one.basis.status)),
        ("Osoby", one.people.pl),
        ("Dane", one.data.pl),
        ("Dane szczególne", special),
        ("Odbiorcy", one.recipients.pl),
    )
    lines = [f"## {one.name.pl}", "", *(f"- **{name}:** {said}" for name, said in rows), ""]
    return "\n".join([*lines, *_table(told_of(one.id))])


def _table(kept: tuple[Kept, ...]) -> Iterator[str]:
    yield "| Co | Najdłużej | Od | Wcześniej | Gdzie | Status |"
    yield "|---|---|---|---|---|---|"
    for one in kept:
        sooner = one.sooner.pl if one.sooner else "–"
        where = ", ".join(f"`{column}`" for column in one.columns) or "–"
        cells = (one.what.pl, length(one, LANGUAGE), one.since.pl, sooner, where)
        yield f"| {' | '.join(cells)} | {MARKS[one.status]} |"
    yield ""


def _basis(text: str, status: str) -> str:
    return f"{text}, {MARKS[status]}"

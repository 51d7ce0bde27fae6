"""The printed sheet: typeset by typst from the words `kiosk.paper` put together."""

from kiosk.sheet.typesetter import Typesetter, count_pages

__all__ = ["Typesetter", "count_pages"]

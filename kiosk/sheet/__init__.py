"""The printed sheet: typeset by typst from the words `kiosk.paper` put together."""

from kiosk.sheet.typesetter import Typesetter

__all__ = ["Typesetter"]

"""The city as one picture in the page: no script, no network, the same on screen and on paper."""

from shared.web.map.draw import Pin, draw_map
from shared.web.map.picture import Picture

__all__ = ["Picture", "Pin", "draw_map"]

"""What the topics of services are called: headings of the catalog, not of the questions."""

from __future__ import annotations

from collections.abc import Mapping

from shared.catalog.model import TopicId
from shared.text import Text

TOPICS: Mapping[TopicId, Text] = {
    "money": Text(pl="Pieniądze na życie", uk="Гроші на життя", en="Money to live on"),
    "family": Text(pl="Rodzina i dzieci", uk="Сім’я і діти", en="Family and children"),
    "housing": Text(pl="Mieszkanie", uk="Житло", en="Housing"),
    "disability": Text(
        pl="Niepełnosprawność i opieka", uk="Інвалідність і догляд", en="Disability and care"
    ),
    "work": Text(pl="Praca", uk="Робота", en="Work"),
    "school": Text(pl="Szkoła", uk="Школа", en="School"),
    "safety": Text(
        pl="Bezpieczeństwo i schronienie", uk="Безпека і притулок", en="Safety and shelter"
    ),
}

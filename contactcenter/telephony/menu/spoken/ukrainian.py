"""Ukrainian numbers."""

from __future__ import annotations

from contactcenter.telephony.menu.spoken.slavic import Forms, Numerals, Slavic
from contactcenter.telephony.menu.spoken.tongue import row

NOMINATIVE = Numerals(
    row(
        "нуль один два три чотири п’ять шість сім вісім дев’ять десять одинадцять дванадцять "
        "тринадцять чотирнадцять п’ятнадцять шістнадцять сімнадцять вісімнадцять "
        "дев’ятнадцять"
    ),
    row("двадцять тридцять сорок п’ятдесят шістдесят сімдесят вісімдесят дев’яносто"),
    row("сто двісті триста чотириста п’ятсот шістсот сімсот вісімсот дев’ятсот"),
)
GENITIVE = Numerals(
    row(
        "нуля одного двох трьох чотирьох п’яти шести семи восьми дев’яти десяти одинадцяти "
        "дванадцяти тринадцяти чотирнадцяти п’ятнадцяти шістнадцяти сімнадцяти вісімнадцяти "
        "дев’ятнадцяти"
    ),
    row("двадцяти тридцяти сорока п’ятдесяти шістдесяти сімдесяти вісімдесяти дев’яноста"),
    row("ста двохсот трьохсот чотирьохсот п’ятисот шестисот семисот восьмисот дев’ятисот"),
)
ORDINALS_OF = (
    "нульового першого другого третього четвертого п’ятого шостого сьомого восьмого дев’ятого "
    "десятого одинадцятого дванадцятого тринадцятого чотирнадцятого п’ятнадцятого шістнадцятого "
    "сімнадцятого вісімнадцятого дев’ятнадцятого"
)
TENS_OF = (
    "двадцятого тридцятого сорокового п’ятдесятого шістдесятого сімдесятого вісімдесятого "
    "дев’яностого"
)
HOURS = row(
    "перш друг трет четверт п’ят шост сьом восьм дев’ят десят одинадцят дванадцят тринадцят "
    "чотирнадцят п’ятнадцят шістнадцят сімнадцят вісімнадцят дев’ятнадцят двадцят"
)


def _hours(ending: str, after_t: str, midnight: str) -> tuple[str, ...]:
    """The hours 0 to 24 as feminine ordinals; "третя" alone is soft."""
    said = [stem + (after_t if stem == "трет" else ending) for stem in HOURS]
    late = [f"двадцять {said[unit]}" for unit in range(3)]
    return (midnight, *said, *late, midnight)


def _at(hours: tuple[str, ...]) -> tuple[str, ...]:
    """With "о", which is "об" before a vowel; "опівночі" is one word."""
    return tuple(
        hour if hour == "опівночі" else f"{'об' if hour.startswith('од') else 'о'} {hour}"
        for hour in hours
    )


UKRAINIAN = Slavic(
    nominative=NOMINATIVE,
    genitive=GENITIVE,
    feminine={1: "одна", 2: "дві"},
    feminine_of={1: "однієї"},
    thousand=Forms("тисяча", "тисячі", "тисяч", "тисячі"),
    minute=Forms("хвилина", "хвилини", "хвилин", "хвилини"),
    zloty=Forms("злотий", "злоті", "злотих", "злотого"),
    grosz=Forms("грош", "гроші", "грошів", "гроша"),
    ordinals_of=row(ORDINALS_OF),
    tens_of=dict(enumerate(row(TENS_OF), start=2)),
    hours_of=_hours("ої", "ьої", "півночі"),
    hours_at=_at(_hours("ій", "ій", "опівночі")),
    days_on={
        "mon": "у понеділок",
        "tue": "у вівторок",
        "wed": "у середу",
        "thu": "у четвер",
        "fri": "у п’ятницю",
        "sat": "у суботу",
        "sun": "у неділю",
    },
    days_of={
        "mon": "понеділка",
        "tue": "вівторка",
        "wed": "середи",
        "thu": "четверга",
        "fri": "п’ятниці",
        "sat": "суботи",
        "sun": "неділі",
    },
    months_of=row(
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
    ),
    from_to="від {} до {}",
    days_from_to="з {} до {}",
    until_="до {}",
    and_="і",
    about="близько {}",
    up_to="до {}",
    every_day="щодня",
    round_the_clock="цілодобово",
    year="року",
    two_thousand="дві тисячі",
    bends_last=True,
)

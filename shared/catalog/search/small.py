"""Words that stand in every sentence. They find nothing, and tell apart only whole phrases."""

from __future__ import annotations

from typing import Final

POLISH = (
    "a aby albo ale ani bardzo bez bo byc bede bedzie by byl byla bym ci cie co cos czy czyli "
    "dla do gdy gdzie go i ich ile ja jak jaka jaki jakie jako je jego jej jest jestem jestesmy "
    "jesli juz kiedy kto ktora ktory ktos ma mam mamy mi mna mnie moc moge moj moja moje mozna "
    "musze my na nad nam nas nasz nia nic nie niego niej nim o od on ona one oni oraz po pod "
    "potem prosze przed przez przy sa sam sama sie skad sobie swoj swoja ta tak taki tam te "
    "tego ten tez to tu tutaj ty tylko tym u w we wiec wszystko z za zalatwic zaraz ze zeby "
    "zostac chce chcialbym chcialabym dostac potrzebuje szukam dostane lodz lodzi urzad urzedu "
    "miasto miasta sprawa sprawie"
)
UKRAINIAN = (
    "а або але без бо був була бути в вже ви вона вони він де для до є з за зі и і из или й "
    "його ии коли кому ми мене мені моє моєи мои моя на над нам нас не нема немає ні о отримати "
    "під по потрібно при про та так там те ти то тут у хто це чи що щоб як якии я маю можна "
    "можу треба"
)
ENGLISH = (
    "a about am an and any are as at be been can could do does dont for from get give go had "
    "has have he help her his how i if im in is it its me my need no not of on or our please "
    "she should so some than that the their them there they this to too us want was we what "
    "when where which who will with would you your"
)
SMALL: Final = frozenset(f"{POLISH} {UKRAINIAN} {ENGLISH}".split())

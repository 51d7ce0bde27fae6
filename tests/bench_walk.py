"""What the bench walks through: every kiosk screen."""

from __future__ import annotations

import statistics
import threading
import time
from pathlib import Path

from tests.citizen import CitizenOverHttp, first_answer

SCREENS = {
    "home": "/home",
    "question": "/check",
    "my answers": "/answers",
    "results": "/results",
    "a service": "/service/zasilek_rodzinny",
    "find": "/find?words=czynsz",
    "where to go": "/where",
    "talk to us": "/talk",
    "help now": "/help",
    "take": "/take",
}


class Walker:
    """A citizen who knows the way."""

    def __init__(self, kiosk: str) -> None:
        self.citizen = CitizenOverHttp(kiosk)
        self.citizen.begin()

    def get(self, path: str) -> str:
        """Open one page."""
        return self.citizen.get(path)

    def screens(self) -> list[tuple[str, str]]:
        """Every screen of a visit in which a few questions have been answered."""
        self.citizen.answer_questions(first_answer, most=5)
        return list(SCREENS.items())

    def answer_ms(self, rounds: int) -> float:
        """The median time of answering: the post, the redirect and the next question's page."""
        self.citizen.get("/check")
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            if not self.citizen.answer_questions(first_answer, most=1):
                break
            times.append(time.perf_counter() - began)
        return statistics.median(times) * 1000

    def begin_to_take(self) -> float:
        """Answer a little and press the button; when it was pressed."""
        self.citizen.answer_questions(first_answer, most=3)
        self.citizen.get("/take")
        began = time.perf_counter()
        self.citizen.take()
        return began

    def take_ms(self, paper: Path) -> float:
        """From pressing the button to a new sheet lying in the tray."""
        before = len(list(paper.glob("*.pdf")))
        began = self.begin_to_take()
        pause = threading.Event()
        while len(list(paper.glob("*.pdf"))) == before:
            pause.wait(0.002)
            assert time.perf_counter() - began < 20, "no sheet came out"
        return (time.perf_counter() - began) * 1000

"""Tells consoles to look again: whoever a change concerns at once, all of them only now and then.

Whoever has written something rings `ring_all`; who has to look is told from what the database says
now compared with what it said when the doorbell last rang. A bell too many costs one empty answer.
"""

from __future__ import annotations

from datetime import timedelta
from threading import Event

from contactcenter.calls import concerned
from contactcenter.realtime import CALL, HERE, PHONE, WAITING, Doorbell
from shared.clock import Clock
from shared.store import Store
from shared.worker import Worker

EVERYBODY_EVERY = timedelta(milliseconds=300)  # what concerns everybody rings no more often
IDLE_SECONDS = 5.0
NEW = ""  # the mark of an agent whose console has just come


class Ringer:
    """The worker behind `ring_all`: several changes at once are one round.

    `worker`: started where the app is served, and rung when something may have changed.
    """

    def __init__(self, store: Store, clock: Clock, doorbell: Doorbell) -> None:
        self._store = store
        self._clock = clock
        self._doorbell = doorbell
        self._marks: dict[str, str] = {}
        self._line_mark = NEW
        self._is_everybody_asked = Event()
        self._not_before = clock.now()
        self.worker = Worker("screens", self.work)

    def ask_everybody(self) -> None:
        """Something that no mark shows has changed: in the next round everybody is to look."""
        self._is_everybody_asked.set()
        self.worker.ring()

    def work(self) -> float:
        """One round; how long until the next, if nobody rings before."""
        connected = self._doorbell.agents_connected()
        if not connected:
            self._marks.clear()
            return IDLE_SECONDS
        with self._store.read() as db:
            marks = concerned.marks(db, self._clock.now())
            line_mark = concerned.line_mark(db)
        self._ring_concerned(connected, marks)
        return self._ring_everybody(line_mark)

    def _ring_concerned(self, connected: set[str], marks: dict[str, str]) -> None:
        before, self._marks = self._marks, {one: marks.get(one, NEW) for one in connected}
        for agent_id, mark in self._marks.items():
            if before.get(agent_id) != mark:
                self._doorbell.ring_agent(agent_id, PHONE, CALL)

    def _ring_everybody(self, line_mark: str) -> float:
        """Ring at all consoles if it is their turn; how long until it is."""
        is_asked = self._is_everybody_asked.is_set()
        if not is_asked and line_mark == self._line_mark:
            return IDLE_SECONDS
        at = self._clock.now()
        wait = self._not_before - at
        if timedelta() < wait <= EVERYBODY_EVERY:  # longer only when the clock was set back
            return wait.total_seconds()
        self._is_everybody_asked.clear()
        self._line_mark, self._not_before = line_mark, at + EVERYBODY_EVERY
        self._doorbell.ring(*((WAITING, HERE, PHONE, CALL) if is_asked else (WAITING, HERE)))
        return IDLE_SECONDS

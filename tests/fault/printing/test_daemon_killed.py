"""The hardware daemon is killed at each step of a print; its next life asks the printer."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from hardware.client import HardwareAway, HardwareClient, Settlement, State
from tests.fault.printing.mishap import KEY, PAGES, pdf
from tests.peers.cups import PrintShop, running_print_shop
from tests.peers.process import await_that
from tests.tally import is_proof, tally

HERE = Path(__file__).parent
# the step at which it dies: what its next life says of the sheet
STEPS = {
    "prepared": {State.FAILED},
    "held": {State.FAILED},
    "handed": {State.FAILED},
    "printing": {State.CONFIRMED},
    "printed": {State.CONFIRMED},
    "settled": {State.CONFIRMED},
}
EVERY_DAY = ("held", "handed", "printing")


class Life:
    """One life of the daemon; `pause_at` stops it dead at a step of its first print."""

    def __init__(self, folder: Path, pause_at: str = "") -> None:
        self.client = HardwareClient(folder / "hw.sock")
        command = [sys.executable, HERE / "paused_daemon.py", pause_at, "--folder", folder]
        self.process = subprocess.Popen(
            [*command, "--devices", folder / "devices.toml"],
            stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": str(HERE.parents[2]),
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        )  # fmt: skip
        self.wait_for("answering")

    def wait_for(self, word: str) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            if word in line:
                return
        pytest.fail(f"the daemon ended before it said {word!r}")

    def print(self) -> Settlement | HardwareAway:
        return self.client.print_document("page", pdf(PAGES), key=KEY, title="t", pages=PAGES)

    def settled(self) -> Settlement | None:
        now = self.client.settlement(KEY)
        return now if isinstance(now, Settlement) and now.is_settled else None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        assert self.process.stderr is not None
        self.process.stderr.close()


@pytest.mark.proof
@pytest.mark.parametrize("step", STEPS if is_proof() else EVERY_DAY)
def test_daemon_killed(tmp_path: Path, step: str) -> None:
    with running_print_shop() as shop:
        describe(tmp_path, shop)
        die_at(Life(tmp_path, step), shop, step)
        life = Life(tmp_path)
        await_that(life.settled, "nobody says what became of the sheet")
        settlement = life.settled()
        assert settlement is not None
        again = life.print()
        life.kill()
        sheets = shop.printer.sheets(KEY)
    assert again == settlement, "the same key prints nothing more"
    assert settlement.state in STEPS[step]
    assert sheets == (PAGES if settlement.state is State.CONFIRMED else 0)
    tally(
        f"paper: daemon killed, when it is {step}",
        said=settlement.state.value,
        sheets=f"{sheets} of {PAGES}",
        doubled=int(sheets > PAGES),
    )


def describe(folder: Path, shop: PrintShop) -> None:
    (folder / "devices.toml").write_text(
        f'[[device]]\nname = "page"\ndriver = "cups"\nidentity = "{shop.printer.uri}"\n'
        f'[device.options]\nserver = "{shop.scheduler.socket}"\n'
    )


def die_at(life: Life, shop: PrintShop, step: str) -> None:
    """Print, and die when it is that far."""
    if step == "printing":
        shop.printer.hold_after(1)
    with ThreadPoolExecutor(1) as side:
        errand = side.submit(life.print)
        if step == "printing":
            shop.printer.await_sheets(1)
        else:
            life.wait_for("paused")
        life.kill()
        assert isinstance(errand.result(10), HardwareAway)
    shop.printer.go_on()

"""Static files: the app's own, then the shared ones, each addressed with its content's hash."""

from __future__ import annotations

import hashlib
from os.path import isfile
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory

from shared.web.audience import audience
from shared.web.headers import KEEP_FOREVER

SHARED_STATIC = Path(__file__).parent / "static"


class Assets:
    """Finds static files in a list of folders and remembers their hashes."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self.folders = folders
        self._urls: dict[str, str] = {}

    def folder_of(self, name: str) -> Path | None:
        """The first folder that holds `name`, or None; also of what no file could be called."""
        return next((f for f in self.folders if isfile(f / name)), None)

    def url(self, name: str) -> str:
        """The address of a static file; raises when there is no such file."""
        if name not in self._urls:
            folder = self.folder_of(name)
            if folder is None:
                raise FileNotFoundError(f"no static file {name}; vendor files: make vendor")
            digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:12]
            self._urls[name] = f"/static/{name}?v={digest}"
        return self._urls[name]


def serve_assets(app: Flask, own: Path) -> None:
    """Serve /static/… and give templates `asset(name)` and `has_asset(name)`."""
    assets = Assets((own, SHARED_STATIC))

    @audience("anyone")
    def static(name: str) -> Response:
        folder = assets.folder_of(name)
        if folder is None:
            abort(404)
        response = send_from_directory(folder, name)
        response.headers["Cache-Control"] = KEEP_FOREVER
        return response

    app.add_url_rule("/static/<path:name>", "static", static)
    app.jinja_env.globals["asset"] = assets.url
    app.jinja_env.globals["has_asset"] = lambda name: assets.folder_of(name) is not None

"""`okienko backup` and `okienko restore`: everything in the database, for one holder of a key.

Exit codes: 0 done, 2 not. Whoever backs up needs the public key only; the private one is kept where
no server is.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.cli import WELL, Stop, say
from shared.cli_migrate import DATABASE, store_at

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

Parts = Any  # what argparse gives out for subcommands has no public name
PRIVATE = 0o600


def add_backup(parts: Parts) -> None:
    """`okienko backup --to FILE --key FILE [--from URL]` or `--new-key FILE`."""
    command = parts.add_parser("backup", help="everything in the database, sealed to a public key")
    command.add_argument("--from", dest="source", metavar="URL", help=f"{DATABASE} by default")
    command.add_argument("--to", metavar="FILE")
    command.add_argument("--key", metavar="FILE", help="the public key, 32 bytes")
    command.add_argument(
        "--new-key", metavar="FILE", help="make a private key there, and FILE.pub; nothing else"
    )
    _name_tools(command)
    command.set_defaults(run=run_backup)


def add_restore(parts: Parts) -> None:
    """`okienko restore --from FILE --key FILE [--to URL | --check]`."""
    command = parts.add_parser("restore", help="fill an empty database from a backup")
    command.add_argument("--from", dest="source", metavar="FILE", required=True)
    command.add_argument("--key", metavar="FILE", required=True, help="the private key")
    command.add_argument("--to", metavar="URL", help=f"{DATABASE} by default")
    command.add_argument("--check", action="store_true", help="only read it to its end")
    _name_tools(command)
    command.set_defaults(run=run_restore)


def run_backup(arguments: argparse.Namespace) -> int:
    """`okienko backup`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    from shared.store.backup import BadBackup, back_up

    if arguments.new_key is not None:
        return _make_key(Path(arguments.new_key))
    if arguments.to is None or arguments.key is None:
        raise Stop("say where to (--to) and for whom (--key)")
    key = X25519PublicKey.from_public_bytes(_read_key(arguments.key))
    store = store_at(arguments.source)
    try:
        size = back_up(store, Path(arguments.to), key, arguments.tools)
    except (BadBackup, OSError) as fault:
        raise Stop(str(fault)) from None
    finally:
        store.close()
    say(f"{arguments.to}: {size} bytes.")
    return WELL


def run_restore(arguments: argparse.Namespace) -> int:
    """`okienko restore`."""
    from shared.store.backup import BadBackup, check, restore

    path, key = Path(arguments.source), _private_key(arguments.key)
    try:
        if arguments.check:
            say(f"{path}: whole, {check(path, key)} bytes.")
            return WELL
        store = store_at(arguments.to)
        try:
            restore(path, store, key, arguments.tools)
        finally:
            store.close()
    except (BadBackup, OSError) as fault:
        raise Stop(str(fault)) from None
    say("Restored. `okienko migrate` brings it to the newest schema.")
    return WELL


def _name_tools(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--tools", type=Path, metavar="FOLDER", help="of PostgreSQL's programs; /usr/bin by default"
    )


def _make_key(path: Path) -> int:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
            file.write(private.private_bytes_raw())
    except OSError as fault:
        raise Stop(f"{path}: {fault.strerror}") from None
    Path(f"{path}.pub").write_bytes(private.public_key().public_bytes_raw())
    say(f"Take {path} away from here and keep it safe; {path}.pub stays.")
    return WELL


def _private_key(path: str) -> X25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(_read_key(path))


def _read_key(path: str) -> bytes:
    from shared.crypto import BadKeyFile, load_key

    try:
        return load_key(Path(path))
    except BadKeyFile as fault:
        raise Stop(str(fault)) from None

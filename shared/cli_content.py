"""`okienko content check` and `okienko content bundle`: the knowledge itself.

Exit codes: 0 all well, 1 the content has faults, 2 the input is not usable.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shared.cli import CONTENT_FAULTS, WELL, Stop, folder_in, knowledge_in, print_json, say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def run_check(arguments: argparse.Namespace) -> int:
    """`okienko content check`: every fault at its file and line, with its cure."""
    from shared.bundle.cards import faults_in
    from shared.bundle.compile import read_content

    folder = folder_in(arguments.folder)
    content = read_content(folder)
    faults = content if isinstance(content, tuple) else faults_in(folder, content)
    if arguments.json:
        print_json([fault._asdict() for fault in faults])
    elif isinstance(content, tuple) or faults:
        say("\n".join(str(fault) for fault in faults))
        say(f"{len(faults)} fault{'s' if len(faults) > 1 else ''}")
    else:
        say(f"The content is sound: {len(content.services)} services, {len(content.facts)} facts")
        say(f"sha256 {content.content_hash}")
    return CONTENT_FAULTS if faults else WELL


def run_bundle(arguments: argparse.Namespace) -> int:
    """`okienko content bundle`: the content as one signed file, put in place in one move."""
    from shared.bundle.signed import write_bundle

    key = _signing_key(Path(arguments.key))
    knowledge = knowledge_in(arguments.folder)
    out = Path(arguments.out)
    half_written = out.with_name(out.name + ".part")
    try:
        half_written.write_bytes(write_bundle(knowledge, key))
        half_written.replace(out)
    except OSError as error:
        raise Stop(f"{out}: {error.strerror}") from None
    say(f"sha256 {knowledge.content_hash}")
    return WELL


def _signing_key(path: Path) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        data = path.read_bytes()
        if len(data) == 32:
            return Ed25519PrivateKey.from_private_bytes(data)
        key = load_pem_private_key(data, password=None)
    except OSError as error:
        raise Stop(f"{path}: {error.strerror}") from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Stop(f"{path}: this is not an unencrypted private key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Stop(f"{path}: this is not an Ed25519 key")
    return key

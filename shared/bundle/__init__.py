"""The content files, read, checked, compiled and signed into what both apps know at run time."""

from shared.bundle.compile import read_content
from shared.bundle.fault import BundleFault, Fault
from shared.bundle.knowledge import Content, Knowledge, know
from shared.bundle.signed import read_bundle, write_bundle

__all__ = [
    "BundleFault",
    "Content",
    "Fault",
    "Knowledge",
    "know",
    "read_bundle",
    "read_content",
    "write_bundle",
]

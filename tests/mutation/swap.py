"""Puts a mutant in the place of the right code, in a process that will not live on."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutation.mutants import Module, Mutant


def swap_code(package: str, module: Module, mutant: Mutant) -> None:
    """Give the function that is already there, whoever holds on to it, its mutated code.

    Functions, lambdas and comprehensions inside of it are constants of that code.
    """
    function = _function(sys.modules[f"{package}.{module.name}"], mutant.function)
    mutant.apply()
    whole = compile(module.tree, str(module.path), "exec", dont_inherit=True)
    function.__code__ = _code_of(whole, mutant.function)


def _function(holder: object, path: str) -> FunctionType:
    found: object = holder
    for name in path.split("."):
        found = vars(found)[name]
    while not isinstance(found, FunctionType):
        inner = ("fget", "func", "__func__", "__wrapped__")
        found = next(getattr(found, name) for name in inner if hasattr(found, name))
    return found


def _code_of(code: CodeType, path: str) -> CodeType:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_qualname == path:
                return inner
            if path.startswith(f"{inner.co_qualname}."):
                return _code_of(inner, path)
    raise LookupError(path)


class _Mutated(SourceFileLoader):
    """Loads one module from a tree."""

    def __init__(self, name: str, module: Module) -> None:
        super().__init__(name, str(module.path))
        self.module = module

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.module.tree, str(self.module.path), "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    def __init__(self, name: str, module: Module) -> None:
        self.name, self.module = name, module

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        loader = _Mutated(fullname, self.module)
        return spec_from_file_location(fullname, Path(self.module.path), loader=loader)


def import_anew(root: Path, package: str, module: Module, mutant: Mutant) -> None:
    """Forget everything of ours that was imported; what comes next imports the mutant."""
    for name, one in list(sys.modules.items()):
        file = getattr(one, "__file__", None) or ""
        is_ours = file.startswith(f"{root}/") and "site-packages" not in file
        if is_ours and not name.startswith("tests.mutation"):
            del sys.modules[name]
    mutant.apply()
    sys.meta_path.insert(0, _Finder(f"{package}.{module.name}", module))

"""The city in one go: the same rules over many households at once, and made-up households."""

"""The city in one go: the same rules over many households at once, and households to try them on."""

"""The pages of the local provider, one file each."""

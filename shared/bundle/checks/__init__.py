"""What must be true between the content files; each module yields faults for one kind of thing."""

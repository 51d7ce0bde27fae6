"""What an agent sees of a call: the bar above every page, the call's own page, the lists."""

"""The use cases between a citizen's touch and an agent's screen: one transaction each.

At the kiosk `submit`, `anew`, `paper`, `outbox`; in the city `receive`, `void`, `desk`; on both
sides `retention`.
"""

"""The use cases between a citizen's touch and an agent's screen: one transaction each.

At the kiosk `submit`, `paper`, `outbox`; in the city `receive`, `desk`; on both sides `retention`.
"""

"""Chinese text, its Markdown, its dates, its addresses, its bytes: pure functions that every other room may use.

It knows no page, no outlet and no setting, opens nothing and asks no clock.
"""

"""What an article meets between an outlet's list and the printed page: rooms in one order.

No room imports one above it, and none imports spiders, pipelines or exports, which build on them.
"""

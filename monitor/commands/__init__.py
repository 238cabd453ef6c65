"""The project's commands, one module each: they read words, call the rooms below, and print.

No other room imports one of them; what two of them share lies in the room whose work it is. Scrapy imports them all
before it knows which is meant: half of a short command's time, in which a signal may already come.
"""

from monitor.terminal.interruption import watch
from monitor.terminal.output import settle_streams

settle_streams()
watch()

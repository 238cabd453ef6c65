"""The project's commands, one module each: they read words, call the rooms below, and print.

No other room imports one of them; what two of them share lies in the room whose work it is. Scrapy imports them all
before it knows which is meant, so each imports what it works with when it works: the store, the outlets and the tables
would be two thirds of a short command's time. A signal may come meanwhile, and it is remembered.
"""

import atexit
import gc

from monitor.terminal.interruption import watch
from monitor.terminal.output import settle_streams

settle_streams()
watch()
# Else Python, on its way out, looks through all that was imported for garbage: a quarter of a short command's time.
atexit.register(gc.freeze)

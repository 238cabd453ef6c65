"""How a run stands while it goes on: a file in MONITOR_HOME that the run writes and others read.

It steers no run and judges no outlet: what is read here may be a second old, and verdicts are the store's.
"""

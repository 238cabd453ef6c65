"""The project's commands, one module each; `monitor.terminal.command` holds what they share."""

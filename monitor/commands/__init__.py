"""The project's commands, one module each; `monitor.cli` holds what they share."""

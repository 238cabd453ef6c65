"""Past issues as an office keeps them: from the lines of a file to an issue, with what the file lacks.

It knows no store and no outlet, and guesses nothing silently.
"""

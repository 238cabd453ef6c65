"""Where an outlet announces its articles: sources, each a small value that asks and reads, and knows no store."""

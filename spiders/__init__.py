"""One module an outlet: where it announces its articles and how its pages are built."""

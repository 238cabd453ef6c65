"""The core that spiders, pipelines and exports share; it imports none of them."""

"""What stands between Scrapy and the web: robots, redirects, public addresses alone, true encodings, a browser.

It knows no outlet, no list and no article: it sees requests and responses.
"""

"""Scrapyd's `runner` where many jobs run: each is forked from the tests' own process (forking.py at FORKER), of the
project as it stands, whatever egg was deployed. tests/run/test_scrapyd.py has scrapyd run a real one."""

import os
import sys

import forked

if __name__ == "__main__":
    os.environ["SCRAPY_SETTINGS_MODULE"] = "monitor.settings"  # as the egg's entry point would say
    sys.argv[1:1] = [os.environ["FORKER"], "scrapy"]
    forked.main()

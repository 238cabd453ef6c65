"""The outlets of the eight weeks of tests/run/test_coverage.py, loaded by the setting SPIDER_MODULES."""

from faulty_outlets import made

Steady = made("steady", "甲报", module=__name__)
Quiet = made("quiet", "乙报", module=__name__)
Thinning = made("thinning", "丙报", module=__name__)
Breaking = made("breaking", "丁报", module=__name__)

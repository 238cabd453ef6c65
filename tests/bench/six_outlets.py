"""The outlets of `throughput.py --jobs`: as many as one, two and three processes can share alike."""

from faulty_outlets import made

A1, A2, A3, A4, A5, A6 = (made(f"a{number}", f"第{number}报", module=__name__) for number in range(1, 7))

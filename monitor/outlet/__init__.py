"""What an outlet is: its declaration, the spider that walks its lists, its verdict, how a page of it is tested.

It knows neither what is on topic nor what is stored.
"""

"""A new outlet from nothing but the address of its front page: what its pages and links tell becomes a declaration. It
asks for nothing itself, declares only what it has read back, and says of what it is not sure.
"""

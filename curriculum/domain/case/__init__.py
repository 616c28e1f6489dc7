"""The standards as data for other programs: 1EdTech CASE 1.1, read-only.

An adopted edition is a framework of its own, and so are the modules that serve the edition in
force. `frameworks` reads them, `wire` writes them as the specification has them, `selection` is
what a reader may ask of a list.
"""

"""The standards as data for other programs: 1EdTech CASE 1.1, read-only.

An adopted edition is a framework of its own (`standards`), and so are the modules that serve the
edition in force (`modules`). `catalogue` finds what is asked for, `wire` writes it as the
specification has it, `selection` is what a reader may ask of a list.
"""

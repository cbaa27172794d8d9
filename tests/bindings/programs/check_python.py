"""Reads paths of Python programs as JSON; fails for one that is not Python."""

import ast
import json
import sys

for path in json.load(sys.stdin):
    with open(path, encoding="utf-8") as file:
        ast.parse(file.read(), path)

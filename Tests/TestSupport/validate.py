"""Validates JSON files by a schema; says on each line of standard output what it found.

usage: validate.py SCHEMA FILE...
A line is `FILE<TAB>` and, where the file does not fit, the place and the reason. Numbers are read
exactly, and the schema is checked by its own schema first. With `--examples` in place of files the
examples of the schema are checked by the parts that hold them.
"""

import json
import sys
from decimal import Decimal

from jsonschema import Draft202012Validator


def load(path):
    with open(path, encoding="utf-8-sig") as file:
        return json.load(file, parse_float=Decimal)


def faults(schema, value):
    found = sorted(Draft202012Validator(schema).iter_errors(value), key=lambda e: e.json_path)
    return ["%s: %s" % (e.json_path, e.message[:300].replace("\n", " ")) for e in found]


def examples(schema, part):
    if isinstance(part, dict):
        for example in part.get("examples", []):
            whole = {**part, "$defs": schema["$defs"]}
            yield json.dumps(example, default=str), faults(whole, example)
        for value in part.values():
            yield from examples(schema, value)
    elif isinstance(part, list):
        for value in part:
            yield from examples(schema, value)


def main():
    schema = load(sys.argv[1])
    Draft202012Validator.check_schema(schema)
    if sys.argv[2] == "--examples":
        found = examples(schema, schema)
    else:
        found = ((path, faults(schema, load(path))) for path in sys.argv[2:])
    for name, reasons in found:
        print("\t".join([name, "; ".join(reasons)]))


main()

"""Reads every CSV of a release with pandas as the descriptor beside it says, and names
what is not so: columns, types, missing values, rows, their order, keys and references.

    python3 read.py RELEASE
"""
import json
import pathlib
import sys

import pandas

TYPES = {"string": "string", "integer": "Int64", "year": "Int64", "number": "float64", "boolean": "boolean", "date": "string", "array": "string"}


def read(folder, resource, fault):
    """The rows of a resource, with days as days and lists as tuples."""
    fields = resource["schema"]["fields"]
    frame = pandas.read_csv(
        folder / resource["path"],
        encoding=resource["encoding"],
        sep=resource.get("dialect", {}).get("delimiter", ","),
        decimal=next((f["decimalChar"] for f in fields if "decimalChar" in f), "."),
        dtype={f["name"]: TYPES[f["type"]] for f in fields},
        keep_default_na=False,
        na_values=resource["schema"]["missingValues"],
        true_values=["true"],
        false_values=["false"],
    )
    if list(frame.columns) != [f["name"] for f in fields]:
        fault(f"columns {list(frame.columns)}")
    for field in fields:
        column = frame[field["name"]]
        if field["type"] == "date":
            frame[field["name"]] = pandas.to_datetime(column, format="%Y-%m-%d")
        if field["type"] == "array":
            lists = column.map(json.loads, na_action="ignore")
            if not all(isinstance(one, list) for one in lists.dropna()):
                fault(f"{field['name']} holds what is no list")
        if field.get("constraints", {}).get("required") and column.isna().any():
            fault(f"{field['name']} is empty somewhere")
    return frame


def check(resource, frames, fault):
    """Keys, references, rows and their order."""
    schema, own, frame = resource["schema"], resource.get("jaarcijfers", {}), frames[resource["name"]]
    if own.get("rows", len(frame)) != len(frame):
        fault(f"{len(frame)} rows, described are {own['rows']}")
    for key in [schema.get("primaryKey")] + schema.get("uniqueKeys", []):
        if key and frame.duplicated(key).any():
            fault(f"{key} names several rows")
    for reference in schema.get("foreignKeys", []):
        to = reference["reference"]
        other = frames[to.get("resource", resource["name"])]
        used = frame[reference["fields"]].dropna().itertuples(index=False, name=None)
        lost = set(used) - set(other[to["fields"]].itertuples(index=False, name=None))
        if lost:
            fault(f"{reference['fields']} refers to what is not there: {sorted(lost)[:3]}")
    if order := own.get("order"):
        in_order = frame[order].sort_values(order, na_position="first", kind="stable")
        if not in_order.index.equals(frame.index):
            fault(f"rows are not sorted by {order}")


def main():
    faults, files, rows = [], 0, 0
    for path in sorted(pathlib.Path(sys.argv[1]).rglob("datapackage.json")):
        package = json.loads(path.read_text(encoding="utf-8"))
        tables, frames = [r for r in package["resources"] if r.get("type") == "table"], {}
        for resource in tables:
            frames[resource["name"]] = read(path.parent, resource, lambda text, r=resource: faults.append(f"{r['path']}: {text}"))
        for resource in tables:
            check(resource, frames, lambda text, r=resource: faults.append(f"{r['path']}: {text}"))
        files, rows = files + len(frames), rows + sum(map(len, frames.values()))
    print(*faults, sep="\n", file=sys.stderr)
    print(f"{files} files, {rows} rows")
    sys.exit(bool(faults))


main()

"""Reads one table of figures from the reporting API and writes it as CSV. Needs nothing but Python 3.9.

    export FIGURES_TOKEN=…            # from an administrator of the service
    python figures.py https://training.example.gov.uk regions principle=p4 from=2026-04 > regions.csv

Without a table it lists the tables that there are.
"""

import csv
import json
import os
import sys
import time
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


def main(site, table="", *choices):
    if not table:
        for each in get(f"{site}/api/v1/tables")["tables"]:
            sys.stdout.write(f"{each['name']}: {each['title']} (by {', '.join(each['filters'])})\n")
        return
    query = urlencode([tuple(choice.split("=", 1)) for choice in choices])
    write(pages(f"{site}/api/v1/tables/{table}?{query}"), sys.stdout)


def pages(address):
    """The answers, one for each page."""
    while address:
        answer = get(address)
        yield answer
        address = answer["next"]


def write(answers, file):
    """Rows, and below them what a reader must know. A withheld number stays [c]: it is not nought."""
    writer, answer = csv.writer(file), None
    for answer in answers:
        if answer["page"] == 1:
            writer.writerow(["", *(column["title"] for column in answer["columns"])])
        for row in answer["rows"]:
            writer.writerow([row["label"], *(shown(number) for number in row["numbers"])])
    if answer["total"]:
        writer.writerow([answer["total"]["label"], *(shown(number) for number in answer["total"]["numbers"])])
    writer.writerow([])
    writer.writerow(["Source", f"{answer['title']}, {answer['page_url']}, as at {answer['as_at']}"])
    writer.writerow(["Status", answer["status"]])
    writer.writerows([note["title"], note["text"]] for note in answer["notes"])


def shown(number):
    return number["mark"] or number["value"]


def get(address):
    """The answer as JSON. Waits when asked to; says in words what the service says."""
    request = Request(address, headers={"Authorization": f"Bearer {os.environ['FIGURES_TOKEN']}"})
    try:
        with urlopen(request, timeout=30) as response:
            return json.load(response)
    except HTTPError as error:
        if error.code == 429 and "Retry-After" in error.headers:
            time.sleep(int(error.headers["Retry-After"]))
            return get(address)
        problem = json.load(error)
        wrong = "".join(f"\n  {each['parameter']}: {each['detail']}" for each in problem.get("errors", []))
        sys.exit(f"{problem['title']}. {problem['detail']}{wrong}")


if __name__ == "__main__":
    if len(sys.argv) < 2 or "FIGURES_TOKEN" not in os.environ:
        sys.exit(__doc__)
    main(*sys.argv[1:])

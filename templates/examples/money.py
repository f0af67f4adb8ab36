import csv
from collections import Counter

with open("directions.csv", encoding="utf-8-sig", newline="") as file:
    directions = [row for row in csv.DictReader(file) if not row["superseded_by"]]

money = Counter()
for row in directions:
    if "energy" in row["domains"].split():
        money[row["year"]] += int(row["amount_cny"] or 0)
for year, amount_cny in sorted(money.items()):
    print(year, amount_cny)

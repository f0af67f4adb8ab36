"""The error for a wrong seed file names the file, the line, and the expected value."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from conftest import SEEDS

from generator.enrich.flags import RULES
from generator.errors import InputError
from generator.pipeline import load_library
from generator.read import read
from generator.seeds import Seeds
from generator.vocabulary import NEEDED


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    shutil.copytree(SEEDS.root, folder)
    return folder


CORRECTED = (
    "  - at: 2023-1-draft/1.6#field-4-4\n    printed: {}\n    meant: {{zh: 流行病学, en: x}}\n"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("vocabulary/domains.yml", "code: food", "kode: food", r"domains\.yml:\d+: .*code"),
        ("vocabulary/domains.yml", "code: food", "code: agriculture", r"agriculture stands twice"),
        ("vocabulary/partners.yml", "code: AE", "code: UAE", r"partners\.yml:6: .*pattern"),
        ("vocabulary/partners.yml", "code: AE", "code: QQ", r"QQ is no country of CLDR"),
        ("vocabulary/partners.yml", "code: AE", "code: ../../AE", r"partners\.yml:6: .*pattern"),
        ("vocabulary/domains.yml", "code: food", "code: ../../food", r"domains\.yml:\d+: .*pattern"),
        ("vocabulary/groupings.yml", "counts_as: members", "counts_as: each", r"'one' or 'members'"),
        ("vocabulary/agencies.yml", "code: at-oead", "kode: at-oead", r"agencies\.yml:\d+: .*code"),
        ("vocabulary/agencies.yml", "code: ar-", "code: AR-", r"agencies\.yml:7: 0\.code: .*pattern"),
        ("vocabulary/agencies.yml", "code: es-cdti", "code: fr-cdti", r"agencies\.yml:\d+: .*fr-cdti does not begin with its partner"),
        ("vocabulary/agencies.yml", "code: fr-inrae", "code: fr-cnrs", r"agencies\.yml:\d+: fr-cnrs stands twice"),
        ("vocabulary/agencies.yml", "partners: [AR]", "partners: [AR, QQ]", r"agencies\.yml:8: QQ is neither a country nor a grouping"),
        ("vocabulary/agencies.yml", "partners: [AR]", "partners: []", r"agencies\.yml:8: 0\.partners: .*at least 1"),
        ("vocabulary/agencies.yml", "[阿根廷科技创新部]", "[部]", r"agencies\.yml:10: 0\.printed\.0: .*at least 3"),
        ("vocabulary/memberships.yml", "code: SCO", "code: NATO", r"memberships\.yml:\d+: NATO is no grouping of groupings\.yml: expected one of EU, BRICS, "),
        ("vocabulary/memberships.yml", "code: SCO", "code: EU", r"memberships\.yml:\d+: EU stands twice"),
        ("vocabulary/memberships.yml", "[BN, ID", "[QQ, ID", r"memberships\.yml:\d+: QQ is no country of CLDR: expected"),
        ("vocabulary/memberships.yml", "[BN, ID", "[BN, BN", r"memberships\.yml:\d+: BN stands twice: .* needs until"),
        ("vocabulary/memberships.yml", "{code: TL, since: 2025-10-26}", "{code: TL, since: 2025}", r"memberships\.yml:\d+: 4\.members\.10\.since: “2025” is no date: expected YYYY-MM-DD"),
        ("vocabulary/memberships.yml", "{code: TL, since: 2025-10-26}", "{code: TL, since: 2025-10-26, until: 2025-10-26}", r"memberships\.yml:\d+: 4\.members\.10: since 2025-10-26 is not before until 2025-10-26"),
        ("vocabulary/memberships.yml", "http://www.lasportal.org/", "lasportal", r"memberships\.yml:\d+: 2\.source: "),
        ("vocabulary/kinds.yml", "titles: []", "titles: [", r"kinds\.yml:\d+: is not valid YAML"),
        ("vocabulary/groupings.yml", "printed: [", 'printed: ["", ', r"groupings\.yml:\d+: 0\.printed\.0: .*at least 1"),
        ("vocabulary/institutions.yml", "country: JP", "country: QQ", r"institutions\.yml:\d+: QQ is no country of CLDR"),
        ("guides/2017-1/guide.yml", "supersedes: null", "supersedes: draft", r"guide\.yml:\d+: supersedes: .*no guide id"),
        ("guides/2017-1/guide.yml", "supersedes: null", "supersedes: 2017-1", r"guide\.yml:12: supersedes: 2017-1 is no draft of this guide: expected null or 2017-1-draft"),
        ("guides/2017-1/guide.yml", "corrections:", "matches: [{new: 2017-1/9.9, old: null}]\ncorrections:", r"guide\.yml:\d+: matches: there is no direction 2017-1/9\.9"),
        ("ledger.yml", "  paths:\n", '  paths:\n    "zh/lineages//": []\n', r"ledger\.yml:5: 0\.paths: 'zh/lineages//' is no path under the site root"),
        ("ledger.yml", "  paths:\n", '  paths:\n    "zh/guides/nope/": []\n', r"ledger\.yml:6: 'zh/guides/nope/' is no path of a page"),
        ("ledger.yml", "  paths:\n", '  paths:\n    "zh/a/": []\n    "zh/lineages/Ünï/": []\n', r"ledger\.yml:7: 'zh/lineages/Ünï/' is no path of a page"),
        ("translations/en.po", 'msgid ""', "msgid", r"en\.po:\d+: is not a PO file: expected msgid"),
        ("guides/2017-1/guide.yml", "stage: final", "stage: draught", r"guide\.yml:4: stage"),
        ("guides/2017-1/guide.yml", "year: 2017", "year: 2018", r"not what year, batch and stage"),
        ("guides/2017-1/guide.yml", "batch: 1", f"batch: 1{'0' * 30}", r"guide\.yml:3: batch: .*less than or equal"),
        ("guides/2017-1/guide.yml", "id: 2017-1", "id: first", r"guide\.yml:1: id: .*no guide id"),
        ("guides/2017-1/guide.txt", "合作", "合 作", r"not the file that was received"),
        ("guides/2023-1-draft/guide.yml", "二氧化碳补集", "二氧化碳捕集", r"guide\.yml:\d+: .*is not printed at"),
        ("guides/2023-1-draft/guide.yml", "1.6#field-4-4", "1.6#Field 4", r"guide\.yml:\d+: .*anchor"),
        ("guides/2023-1-draft/guide.yml", "printed: 流行性病学", 'printed: ""', r"guide\.yml:25: corrections\.1\.printed: is empty$"),
        ("guides/2023-1-draft/guide.yml", "zh: 流行病学", 'zh: " "', r"guide\.yml:26: corrections\.1\.meant\.zh: is empty$"),
        ("guides/2023-1-draft/guide.yml", "en: epidemiology", 'en: ""', r"guide\.yml:26: corrections\.1\.meant\.en: is empty$"),
        ("guides/2023-1-draft/guide.yml", "corrections:\n", f"corrections:\n{CORRECTED.format('流行性病学')}", r"guide\.yml:27: corrections: “流行性病学” is corrected twice at 2023-1-draft/1\.6#field-4-4$"),
        ("guides/2023-1-draft/guide.yml", "corrections:\n", f"corrections:\n{CORRECTED.format('行性')}", r"guide\.yml:27: corrections: “流行性病学” is corrected twice at 2023-1-draft/1\.6#field-4-4$"),
        ("guides/2017-1/guide.yml", "title: null", 'title: " "', r"guide\.yml:6: title: is empty$"),
        ("guides/2017-1/guide.yml", "title: null", 'title: "\u3000"', r"guide\.yml:6: title: is empty$"),
        ("vocabulary/kinds.yml", "zh: 旗舰项目", 'zh: ""', r"kinds\.yml:\d+: 0\.name\.zh: is empty$"),
        ("translations/en.po", 'msgid ""', "msgod", r"en\.po:\d+: is not a PO file"),
        ("translations/en.po", "X-Reviewed: 2026-11-30", "X-Reviewed: 2026-02-30", r"en\.po:\d+: header: X-Reviewed: there is no 2026-02-30"),
        # Codes that the rules need
        ("vocabulary/kinds.yml", "code: other", "code: others", r"kinds\.yml:\d+: lacks other: the rules need"),
        ("vocabulary/flags.yml", "code: enterprise_lead", "code: lead", r"flags\.yml:\d+: lacks enterprise_lead: the rules need"),
        ("vocabulary/domains.yml", "code: open", "code: all", r"domains\.yml:\d+: lacks open: the rules need"),
        # What stands twice
        ("guides/2017-1/guide.yml", "batch: 1\n", "batch: 1\nbatch: 2\n", r"guide\.yml:4: is not valid YAML: “batch” stands twice, first in line 3$"),
        ("guides/2023-1-draft/guide.yml", "  partners: 14\n", "  partners: 14\n  partners: 14\n", r"guide\.yml:18: .*“partners” stands twice, first in line 17$"),
        ("vocabulary/partners.yml", "{code: AE, ", "{code: AE, code: AE, ", r"partners\.yml:6: .*“code” stands twice, first in line 6$"),
        ("ledger.yml", '    "2017-1/": []\n', '    "2017-1/": []\n    "2017-1/": [top]\n', r"ledger\.yml:8: .*“2017-1/” stands twice, first in line 7$"),
        ("lineages.yml", "apart: []", "apart: []\njoin: []", r"lineages\.yml:8: .*“join” stands twice, first in line 3$"),
        ("vocabulary/partners.yml", "{code: AE, ", "{<<: {code: AE}, ", r"partners\.yml:6: .*“<<” is not allowed here"),
        # Conflicts
        ("guides/2017-1/guide.yml", "batch: 1\n", "<<<<<<< HEAD\nbatch: 1\n=======\nbatch: 2\n>>>>>>> other\n", r"guide\.yml:3: holds a merge conflict .*“<<<<<<< HEAD”$"),
        ("vocabulary/kinds.yml", "- code: other\n", "=======\n- code: other\n", r"kinds\.yml:26: holds a merge conflict"),
        ("batches.yml", "- {year: 2018}\n", "- {year: 2018}\n>>>>>>> other\n", r"batches\.yml:5: holds a merge conflict"),
        # Values that are not what they should be
        ("guides/2017-1/guide.yml", "published: null", "published: 2022-02-31", r"guide\.yml:8: .*“2022-02-31” is no timestamp"),
        ("guides/2017-1/guide.yml", "published: null", 'published: "2022-02-31"', r"guide\.yml:8: published: there is no 2022-02-31$"),
        ("guides/2017-1/guide.yml", "published: null", "published: 2022-13", r"guide\.yml:8: published: “2022-13” is no month: expected YYYY-MM$"),
        ("guides/2017-1/guide.yml", "published: null", "published: 2022-00", r"guide\.yml:8: published: “2022-00” is no month"),
        ("guides/2017-1/guide.yml", "published: null", "published: 2022-01-31 10:00:00", r"guide\.yml:8: published: .* is no date"),
        ("guides/2017-1/guide.yml", "published: null", "published: May 2022", r"guide\.yml:8: published: “May 2022” is no date: expected YYYY-MM-DD"),
        ("guides/2023-1-draft/guide.yml", "announced: 2022-11", "announced: 2022-13", r"guide\.yml:15: final\.announced: “2022-13” is no month"),
        ("guides/2023-1-draft/guide.yml", "announced: 2022-11", "announced: 2022-11-01", r"guide\.yml:15: final\.announced: “2022-11-01” is no month"),
        ("guides/2023-1-draft/guide.yml", "directions: 15", "directions: true", r"guide\.yml:16: final\.directions: .*integer"),
        ("guides/2023-1-draft/guide.yml", "directions: 15", "directions: -1", r"guide\.yml:16: final\.directions: .*greater than or equal to 0"),
        ("guides/2023-1-draft/guide.yml", "min: 138", "min: 139", r"guide\.yml:18: final\.projects: min 139 is more than max 138"),
        ("guides/2017-1/guide.yml", "batch: 1", "batch: true", r"guide\.yml:3: batch: .*integer"),
        ("guides/2017-1/guide.yml", "batch: 1", "batch: 1.0", r"guide\.yml:3: batch: .*integer"),
        ("guides/2017-1/guide.yml", "batch: 1", 'batch: "1"', r"guide\.yml:3: batch: .*integer"),
        ("guides/2017-1/guide.yml", "batch: 1", "batch: 0", r"guide\.yml:3: batch: .*greater than or equal to 1"),
        ("guides/2017-1/guide.yml", "year: 2017", "year: 1066", r"guide\.yml:2: year: .*greater than or equal to 1900"),
        ("batches.yml", "{year: 2018}", "{year: true}", r"batches\.yml:4: 0\.year: .*integer"),
        ("guides/2017-1/guide.yml", "title: null", "title: 2017", r"guide\.yml:6: title: .*string"),
        ("guides/2017-1/guide.yml", "title: null", "title: !!binary aGk=", r"guide\.yml:6: title: .*string"),
        ("guides/2017-1/guide.yml", "source_url: null", "source_url: https://", r"guide\.yml:7: source_url: “https://” is no address: expected https://host/path"),
        ("guides/2017-1/guide.yml", "source_url: null", "source_url: https://a.b/甲 乙", r"guide\.yml:7: source_url: .*is no address"),
        ("guides/2017-1/guide.yml", "source_url: null", "source_url: https://user:word@a.b/", r"guide\.yml:7: source_url: an address with a user's name in it"),
        ("guides/2017-1/guide.yml", "source_url: null", "source_url: javascript:alert(1)", r"guide\.yml:7: source_url: .*is no address"),
        ("guides/2017-1/guide.yml", "supersedes: null", "supersedes: 2016-1-draft", r"guide\.yml:12: supersedes: 2016-1-draft is no draft of this guide"),
        ("guides/2021-2-draft/guide.yml", "supersedes: null", "supersedes: 2017-1", r"guide\.yml:12: supersedes: .*a draft supersedes nothing"),
        # The words of the file keep their case
        ("guides/2017-1/guide.yml", "supersedes: null", "supersedes: Draft-ABC", r"guide\.yml:12: supersedes: 'Draft-ABC' is no guide id: expected YYYY-B, YYYY-B-draft"),
    ],
)  # fmt: skip
def test_wrong_entries(copy: Path, file: str, old: str, new: str, message: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_library(Seeds(copy))
    assert re.search(message, str(error.value)), str(error.value)


def test_an_empty_list_lacks_every_code_that_the_rules_need(copy: Path) -> None:
    (copy / "vocabulary" / "flags.yml").write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=rf"flags\.yml:1: lacks {', '.join(NEEDED['flags'])}: "):
        load_library(Seeds(copy))
    assert NEEDED["flags"] == tuple(dict.fromkeys(code for code, _ in RULES))


def test_unreadable_text_names_its_line(copy: Path) -> None:
    path = copy / "x.txt"
    path.write_bytes("合作\n".encode() + b"\xff\xff")
    with pytest.raises(InputError, match=r"x\.txt:2: is not UTF-8 or GB18030 text"):
        read(path)


LINEAGE = "  - {{earlier: {}, later: {}, reason: x}}\n"


@pytest.mark.parametrize(
    ("join", "apart", "message"),
    [
        ([("2017-1/1.8", "2017-1/1.8")], [], r":2: join\.0: 2017-1/1\.8 is of no earlier batch than 2017-1/1\.8$"),
        ([("2022-1/1.1", "2021-2-draft/1.5")], [], r":2: join\.0: 2022-1/1\.1 is of no earlier batch"),
        ([], [("2022-1/1.1", "2017-1/1.8")], r":3: apart\.0: 2022-1/1\.1 is of no earlier batch"),
        ([("2017-1/1.8", "2022-1/1.1")], [("2017-1/1.8", "2022-1/1.1")], r":4: apart: 2017-1/1\.8 and 2022-1/1\.1 are listed twice$"),
        ([("2017-1/1.8", "2022-1/1.1"), ("2021-2-draft/1.5", "2022-1/1.1")], [], r":3: join: 2022-1/1\.1 cannot continue two directions$"),
        ([("2017-1/1.8", "2022-1/1.1"), ("2017-1/1.8", "2022-1/1.2")], [], r":3: join: 2017-1/1\.8 cannot be continued twice in 2022-1$"),
        ([("2017-1/1.8", "2022-1/9.9")], [], r":2: join: there is no direction 2022-1/9\.9$"),
    ],
)  # fmt: skip
def test_lineages_that_contradict_themselves(
    copy: Path, join: list[tuple[str, str]], apart: list[tuple[str, str]], message: str
) -> None:
    text = "join:\n" + "".join(LINEAGE.format(*pair) for pair in join) if join else "join: []\n"
    text += "apart:\n" + "".join(LINEAGE.format(*pair) for pair in apart) if apart else ""
    (copy / "lineages.yml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"lineages\.yml" + message):
        load_library(Seeds(copy))

"""Drafts from a language model that llama.cpp serves on this machine, for `guides translate suggest`.

Start the server first: llama-server -m MODEL.gguf -c 8192 --port 8080
"""

import json
import os
import sys
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SERVER = os.environ.get("LLAMA_URL", "http://127.0.0.1:8080")
TASK = """\
Translate from a Chinese call for research proposals into British English. Answer with the translation alone, in one line,
without a closing mark. Keep every number, name, bracket and address. Amounts are in millions: 4500万元 is RMB 45 million.
A requirement has “must” or “may not”, never shall, should, need to or cannot be. A list that is not complete has “such as” or
“including”, never “and so on”. Apostrophes and quotation marks are curly."""

for line in sys.stdin:
    segment = json.loads(line)
    task = [TASK, f"The text is from: {segment['title']}"]
    for term in segment["terms"]:
        never = f", never {' or '.join(term['forbidden'])}" if term["forbidden"] else ""
        task.append(f"{term['term']} is {' or '.join(term['en'])}{never}.")
    messages = [{"role": "system", "content": "\n".join(task)}]
    for example in reversed(segment["examples"]):
        messages.append({"role": "user", "content": example["zh"]})
        messages.append({"role": "assistant", "content": example["en"]})
    messages.append({"role": "user", "content": segment["zh"]})
    request = Request(
        f"{SERVER}/v1/chat/completions",
        json.dumps({"messages": messages, "temperature": 0}).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urlopen(request) as response:
            answer = json.load(response)["choices"][0]["message"]["content"].strip()
    except HTTPError as error:
        print(f"llama.py: {segment['zh'][:30]}: {error}", file=sys.stderr)
        continue
    except OSError as error:
        sys.exit(f"llama.py: no answer from {SERVER}, start llama-server or set LLAMA_URL: {error}")
    except (ValueError, LookupError, TypeError, AttributeError):
        print(f"llama.py: {segment['zh'][:30]}: the server has sent no text", file=sys.stderr)
        continue
    print(json.dumps({"id": segment["id"], "en": answer}), flush=True)

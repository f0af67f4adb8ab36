#!/bin/sh
# Drafts from DeepL, for `guides translate suggest`. Sends the Chinese to that company. Needs curl, jq and a key in DEEPL_KEY.
: "${DEEPL_KEY:?put your key into this environment variable}"
for program in curl jq; do
  command -v "$program" > /dev/null || { echo "deepl.sh: $program is not installed" >&2; exit 1; }
done
while IFS= read -r line; do
  id=$(printf '%s' "$line" | jq -r .id)
  printf '%s' "$line" |
    jq '{text: [.zh], source_lang: "ZH", target_lang: "EN-GB"}' |
    curl --silent --show-error --fail --data @- \
      --header "Authorization: DeepL-Auth-Key $DEEPL_KEY" --header "Content-Type: application/json" \
      "${DEEPL_URL:-https://api-free.deepl.com}/v2/translate" |
    jq -c --arg id "$id" '{id: $id, en: .translations[0].text}'
done
